import type { Day } from '#libs/supervision/time/day';

/**
 * What a paper says, before anybody thinks of its layout. Templates make it from facts, {@link drawPaper} draws it.
 */
export type Block =
  /** Numbered by itself: 一、 · （一） · 1. · （1）, each beginning anew under the one above. */
  | { kind: 'heading'; level: 1 | 2 | 3 | 4; text: string; newPage?: boolean }
  /** What was written in several lines becomes several paragraphs. */
  | { kind: 'text'; text: string }
  /** Widths in characters of the body; together at most 28. */
  | { kind: 'table'; caption?: string; heading: readonly string[]; widths: readonly number[]; rows: readonly (readonly string[])[] };

/** 版记: copies, and who printed it when. */
export interface Imprint {
  lines: readonly { label: '抄送' | '报' | '送' | '发'; to: readonly string[] }[];
  printedBy: string;
  printedOn: Day;
  /** Number of copies printed; null: not said. */
  copies: number | null;
}

/** A band in a colour of supervision under the red line: 黄色督办单. */
export interface Band {
  text: string;
  colour: 'blue' | 'yellow' | 'red';
}

interface Body {
  /** Broken into lines by sense where it is too long for one. */
  title: string;
  blocks: readonly Block[];
}

/** A paper under the issuer's mark (红头文件). */
export interface OfficialPaper extends Body {
  form: 'official';
  issuer: string;
  /** 产改督办〔2026〕12号; null while it has none. */
  number: string | null;
  /** 紧急程度: 特急, 加急. */
  urgency: '特急' | '加急' | null;
  band: Band | null;
  /** 主送机关; empty where the paper names none. */
  to: readonly string[];
  attachments: readonly string[];
  signedBy: string;
  /** 成文日期: the day of its signature; null of a draft. */
  date: Day | null;
  imprint: Imprint | null;
}

/** A bulletin (简报). */
export interface BulletinPaper extends Body {
  form: 'bulletin';
  name: string;
  /** 2026年第10期（总第36期）; null of a draft. */
  issue: string | null;
  office: string;
  date: Day | null;
  imprint: Imprint | null;
}

/** A note without a head: an explanation for a file, a report. */
export interface NotePaper extends Body {
  form: 'note';
  /** `compact`: in smaller type on narrower lines, so that what a leader reads stands on one page. */
  size?: 'compact';
  /** Said under the title: for whom, as of when. */
  under: string | null;
}

export type Paper = OfficialPaper | BulletinPaper | NotePaper;
