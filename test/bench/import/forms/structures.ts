import type { Matter } from './matters';

/** A number as an item's own, and the words with which it is written. */
export type Written = [number: string, text: string];
type Structure = (matters: readonly Matter[], who: (m: Matter) => string) => Written[];

const CN = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];
const cn = (i: number): string => CN[i] ?? '';
const ring = (i: number): string => String.fromCharCode(0x2460 + i);
const section = (i: number, per: number, write: (name: string, at: number) => string): string => (i % per === 0 ? write(`第${cn(i / per)}方面工作`, i / per) : '');
/** Who and when, always on lines of their own. */
const below = (text: string): string => text.trim();

export const STRUCTURES: Record<string, Structure> = {
  'headings': (all, who) => all.map((m, i) => [cn(i), `${cn(i)}、${m.title}\n${m.content}${who(m)}\n`]),
  'points under headings': (all, who) => all.map((m, i) => [String(i + 1), `${section(i, 3, (s, n) => `${cn(n)}、${s}\n`)}${i + 1}.${m.title}。${m.content}${who(m)}\n`]),
  'three levels': (all, who) => all.map((m, i) => [String(i + 1), `${section(i, 3, (s, n) => `${cn(n)}、${s}\n（一）小类工作\n`)}${i + 1}. ${m.title}。${m.content}${who(m)}\n`]),
  'titles on their lines': (all, who) => all.map((m, i) => [String(i + 1), `${i + 1}.${m.title}\n${m.content}\n${below(who(m))}\n`]),
  'numbers that begin anew': (all, who) => all.map((m, i) => [String((i % 3) + 1), `${section(i, 3, (s, n) => `${cn(n)}、${s}\n`)}${(i % 3) + 1}、${m.title}：${m.content}${who(m)}\n`]),
  'articles': (all, who) => all.map((m, i) => [cn(i), `第${cn(i)}条　${m.title}。${m.content}${who(m)}\n`]),
  'decimals': (all, who) => all.map((m, i) => [`${Math.floor(i / 3) + 1}.${(i % 3) + 1}`, `${section(i, 3, (s, n) => `${n + 1} ${s}\n`)}${Math.floor(i / 3) + 1}.${(i % 3) + 1} ${m.title}\n${m.content}${who(m)}\n`]),
  'named matters': (all, who) => all.map((m, i) => [String(i + 1), `项目${i + 1}：${m.title}\n主要内容：${m.content}\n${below(who(m))}\n\n`]),
  'blank lines between': (all, who) => all.map((m, i) => [String(i + 1), `${i + 1}、${m.title}\n\n　　${m.content}\n\n　　${below(who(m))}\n\n`]),
  'bracketed ordinals': (all, who) => all.map((m, i) => [cn(i), `${section(i, 3, (s, n) => `${cn(n)}、${s}\n`)}（${cn(i)}）${m.title}。${m.content}${who(m)}\n`]),
  'bracketed digits': (all, who) => all.map((m, i) => [String(i + 1), `${section(i, 3, (s, n) => `${cn(n)}、${s}\n`)}（${i + 1}）${m.title}。${m.content}${who(m)}\n`]),
  'half brackets': (all, who) => all.map((m, i) => [String(i + 1), `${section(i, 3, (s, n) => `${cn(n)}、${s}\n`)}${i + 1}）${m.title}。${m.content}${who(m)}\n`]),
  'ringed digits': (all, who) => all.map((m, i) => [String(i + 1), `${section(i, 3, (s, n) => `${cn(n)}、${s}\n`)}${ring(i)}${m.title}。${m.content}${who(m)}\n`]),
  'wide marks': (all, who) => all.map((m, i) => [String(i + 1), `${section(i, 3, (s, n) => `${cn(n)}、${s}\n`)}${String(i + 1).replace(/\d/g, (d) => String.fromCharCode(d.charCodeAt(0) + 0xfee0))}．${m.title}。${m.content}${who(m)}\n`]),
  'parts and points': (all, who) => all.map((m, i) => [String(i + 1), `${section(i, 4, (s, n) => `第${cn(n)}部分　${s}\n`)}${i + 1}.${m.title}。${m.content}${who(m)}\n`]),
  'words before the points': (all, who) => all.map((m, i) => [String(i + 1), `${section(i, 4, (s, n) => `${cn(n)}、${s}\n坚持问题导向，统筹推进各项工作，不断增强群众获得感。\n`)}${i + 1}.${m.title}。${m.content}${who(m)}\n`]),
  'measures below the points': (all, who) => all.map((m, i) => [String(i + 1), `${section(i, 4, (s, n) => `${cn(n)}、${s}\n`)}${i + 1}.${m.title}。\n（1）${m.content}\n（2）加强督导，及时总结经验做法。\n${below(who(m))}\n`]),
  'steps in one line': (all, who) => all.map((m, i) => [String(i + 1), `${i + 1}.${m.title}。一是${m.content.replace(/。$/, '；')}二是健全工作机制；三是强化督导检查。${who(m)}\n`]),
  'numbered tasks': (all, who) => all.map((m, i) => [cn(i), `任务${cn(i)}：${m.title}\n${m.content}\n${below(who(m))}\n`]),
  'labels for all': (all, who) => all.map((m, i) => [String(i + 1), `${i + 1}.任务名称：${m.title}\n工作内容：${m.content}\n${below(who(m))}\n`]),
  'markdown headings': (all, who) => all.map((m, i) => [String(i + 1), `${section(i, 3, (s, n) => `## ${cn(n)}、${s}\n\n`)}### ${i + 1}. ${m.title}\n\n${m.content}\n\n${below(who(m)).replace(/\n/g, '\n\n')}\n\n`]),
  'markdown bold': (all, who) => all.map((m, i) => [String(i + 1), `${section(i, 3, (s, n) => `## ${cn(n)}、${s}\n\n`)}${i + 1}. **${m.title}**：${m.content}${who(m)}\n`]),
  'who under the title': (all, who) => all.map((m, i) => [String(i + 1), `${section(i, 3, (s, n) => `${cn(n)}、${s}\n`)}${i + 1}.${m.title}\n${below(who(m))}\n工作内容：${m.content}\n`]),
  'numbers with dashes': (all, who) => all.map((m, i) => [`${Math.floor(i / 3) + 1}-${(i % 3) + 1}`, `${section(i, 3, (s, n) => `${cn(n)}、${s}\n`)}${Math.floor(i / 3) + 1}-${(i % 3) + 1} ${m.title}。${m.content}${who(m)}\n`]),
  'padded numbers': (all, who) => all.map((m, i) => [`0${i + 1}`, `${section(i, 3, (s, n) => `${cn(n)}、${s}\n`)}0${i + 1} ${m.title}：${m.content}${who(m)}\n`]),
  'bulleted fields': (all, who) => all.map((m, i) => [String(i + 1), `${section(i, 3, (s, n) => `## ${cn(n)}、${s}\n\n`)}${i + 1}. ${m.title}\n   - 工作内容：${m.content}\n   - ${below(who(m)).replace(/^- /, '').replace(/\n(?:- )?/g, '\n   - ')}\n\n`]),
  'goals and measures': (all, who) => all.map((m, i) => [String(i + 1), `${section(i, 3, (s, n) => `${cn(n)}、${s}\n`)}${i + 1}.${m.title}\n工作目标：${m.content}\n工作措施：①加强督导。②总结经验做法。\n${below(who(m))}\n`]),
};
