import type { Day } from '#libs/supervision/time/day';
import type { Block, BulletinPaper } from '../paper';

/** A briefing (简报, 快报), as it was published or as it stands in draft. */
export interface BriefingFacts {
  /** 产改工作简报 */
  name: string;
  office: string;
  year: number;
  /** Number of the year and total number; null of a draft. */
  number: { issue: number; total: number } | null;
  /** The issue that it corrects: 更正. */
  corrects: { year: number; issue: number; total: number; reason: string } | null;
  title: string;
  sections: readonly { heading: string | null; paragraphs: readonly string[] }[];
  report: readonly string[];
  send: readonly string[];
  issue: readonly string[];
  copies: number | null;
  date: Day | null;
}

/** 2026年第10期（总第36期） */
export function issueWords(year: number, { issue, total }: { issue: number; total: number }): string {
  return `${year}年第${issue}期（总第${total}期）`;
}

export function briefing(f: BriefingFacts): BulletinPaper {
  const correction: Block[] = f.corrects === null ? [] : [{ kind: 'text', text: `更正：本期更正${issueWords(f.corrects.year, f.corrects)}。更正原因：${f.corrects.reason}` }];
  return {
    form: 'bulletin', name: f.name, issue: f.number === null ? null : issueWords(f.year, f.number), office: f.office, date: f.date,
    title: f.corrects === null ? f.title : `更正：${f.title}`,
    blocks: [...correction, ...f.sections.flatMap(({ heading, paragraphs }): Block[] => [...(heading === null ? [] : [{ kind: 'heading', level: 1, text: heading } as const]), ...paragraphs.map((text): Block => ({ kind: 'text', text }))])],
    imprint: f.date === null ? null : { lines: [{ label: '报', to: f.report }, { label: '送', to: f.send }, { label: '发', to: f.issue }], printedBy: f.office, printedOn: f.date, copies: f.copies },
  };
}
