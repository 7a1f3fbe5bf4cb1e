import { findTimeLimit } from '../grammar/deadline.parse';
import { findTargets, parseTargets } from '../grammar/quantity.parse';
import { noUnits, type NamedUnits } from '../grammar/units.parse';
import { parseUnitNames, splitOutsideBrackets } from '../grammar/units.list';
import { isGroupName } from '#libs/supervision/roster/group-name';
import { surelyUnit } from '../grammar/unit.shape';
import { fold, withoutLayoutSpaces } from '../text/fold';
import { maskQuoted } from '../text/mask';
import type { RawItem } from './item.build';
import { placeOf } from './ledger';

/**
 * Duties of the plan itself, outside its numbered rows: a figure to be reached, a rhythm, or an event to be held, in a
 * section about aims or safeguards. Conservative: a sentence of intent without any of these stays prose.
 */

const SECTION = /目标|任务|保障|措施|工作要求|机制|安排|组织实施|推进/;
const NOT_SECTION = /总体要求|指导思想|基本原则|重要意义|重大意义/;
const EVENT = /^(?:要|将|并|还要|及时)?(?:适时|定期|按期|年内|每[\u4e00-\u9fa5]{1,3})?(?:组织)?(?:举办|召开|举行|承办)(.{2,40})$/;
const EVENT_NOUN = /(?:培训|培训班|会|会议|竞赛|比赛|大赛|论坛|讲座|评选|推进会|现场会|展示|展览|晚会)$/;
const REFERRING = /(?:依据|对照|按照|根据|围绕)[^,]*$/;
const LONGEST_TITLE = 40;

export function isDutySection(title: string): boolean {
  return SECTION.test(title) && !NOT_SECTION.test(title);
}

function tidy(clause: string): string {
  return withoutLayoutSpaces(clause.trim().replace(/^(?:并|且|同时|要|其中)/, ''));
}

/** Whether one clause is a duty that can be followed up. */
function isDuty(clause: string): boolean {
  const masked = maskQuoted(fold(clause)).trim();
  const event = EVENT.exec(masked);
  if (event?.[1] && EVENT_NOUN.test(event[1].replace(/\s+/g, ''))) return true;
  const time = findTimeLimit(clause, 2000);
  if (time.recurrence !== null && masked.length >= 6) return true;
  return findTargets(clause).some((target) => target.governed && !REFERRING.test(masked.slice(0, target.at)));
}

export interface ProseText {
  /** One paragraph without its ordinal. */
  text: string;
  lines: number[];
  section: string;
}

/** The duties in a paragraph; each keeps its whole sentence as quote. */
export function readDuties({ text, lines, section }: ProseText): RawItem[] {
  const duties: RawItem[] = [];
  for (const sentence of text.split(/(?<=[。！？\n])/)) {
    const whole = sentence.trim();
    for (const clause of splitOutsideBrackets(whole, ',;。!?')) {
      if (!isDuty(clause)) continue;
      const at = /适时|定期/.exec(clause.slice(0, 6))?.[0] ?? null;
      duties.push({
        number: '',
        title: tidy(clause).slice(0, LONGEST_TITLE),
        category: null,
        units: noUnits(),
        content: whole,
        quote: whole,
        place: placeOf(lines, section),
        timeLimit: at,
        timeWords: clause,
        targets: parseTargets(clause),
      });
    }
  }
  return duties;
}

/** Who must do it, at the head of a sentence: 各旗区产改办要…, 市总工会、市人社局应当…. */
const SUBJECT = /^(.{2,60}?)(?:要|应当|应|须|需|必须|负责)(?=[\u4e00-\u9fa5])/;

function subjectOf(sentence: string): { units: NamedUnits; act: string } | null {
  const match = SUBJECT.exec(fold(sentence));
  if (!match?.[1]) return null;
  const { names, open } = parseUnitNames(sentence.slice(0, match[1].length));
  if (names.length === 0 || !names.every((name) => surelyUnit(name) || isGroupName(name))) return null;
  return { units: { ...noUnits(), units: names, open }, act: sentence.slice(match[0].length).trim() };
}

/** A note under a table, split at its own ordinals; only sentences that tell somebody to do something are duties. */
export function readNoteDuties(text: string, lines: number[], section: string | undefined): RawItem[] {
  const parts = text
    .split(/(?:^|(?<=[;；。\s]))\s*(?:\d{1,2}\s*[、.．](?!\d)|[（(]\d{1,2}[)）]|[①-⑨])\s*/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  return parts.flatMap((part) => {
    const words = part.replace(/[;；]$/, '');
    const subject = subjectOf(words);
    if (!subject) return [];
    const title = splitOutsideBrackets(subject.act, ',;。')
      .filter((clause) => clause.trim() !== '')
      .reduce((sofar, clause) => (sofar === '' ? clause : `${sofar}，${clause}`.length <= LONGEST_TITLE ? `${sofar}，${clause}` : sofar), '');
    return [
      {
        number: '',
        title: tidy(title).replace(/。$/, '').slice(0, LONGEST_TITLE),
        category: null,
        units: subject.units,
        content: subject.act,
        quote: words,
        place: placeOf(lines, section),
        timeLimit: null,
      },
    ];
  });
}
