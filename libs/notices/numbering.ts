import type { ItemEvent } from '#libs/supervision/item/item.events';
import { ITEM_STREAM } from '#libs/supervision/item/item.evolve';
import type { PaperEventData } from '#libs/supervision/proceeding/paper.events';
import type { PaperKind } from '#libs/supervision/policy/policy';
import { REPORT_NOTICE, REPORT_SERIES, SERIES_OF, SERIES_STREAM, type SeriesCode } from '#libs/supervision/series';
import { dayOf, type Instant } from '#libs/supervision/time/day';

/** An issued notice that is to get a number. */
export interface Numberable {
  noticeId: string;
  series: SeriesCode;
  /** Of its issue, in Shanghai: a paper signed on 31 December at 23:59 belongs to the old year. */
  year: number;
}

/** A number that was given, as it stands in the log. */
export type NoticeNumbered = { noticeId: string; series: SeriesCode; year: number; number: number };

/**
 * A number that went out and whose notice the log does not hold any more (作废): it stands for no notice, and is never given
 * again. `lostNoticeId` is what the notice was called where that is known.
 */
export type NumberVoided = { series: SeriesCode; year: number; number: number; because: 'restore'; lostNoticeId: string | null };

/** After a restore: from here on numbers may be given again in the epoch, those given before are all accounted for. */
export type NumbersSettled = { epoch: number; lastNumbers: Record<string, number> };

/** The one stream that says so. */
export const SETTLED_STREAM = 'numbers/settled';

/** The event that issued a notice, so that it is known again wherever it stands. */
export interface IssuedBy {
  stream: string;
  version: number;
  /** Hex. */
  hash: string;
}

/** What is noted outside the database before a number is given. */
export interface NotedNumber {
  stream: string;
  number: number;
  noticeId: string;
  issuedBy: IssuedBy;
}

/** An event of the log, as far as numbering looks at it. */
export interface Seen {
  stream: string;
  version: number;
  type: string;
  data: unknown;
  recordedAt: Instant;
}

/** Whether the event may issue a notice that carries a number. */
export function isNumberable(event: Pick<Seen, 'stream' | 'type'>): boolean {
  return event.type === 'ProceedingPaperSigned' || event.type === 'InspectionReported' || isNumberableOfItem(event);
}

/** Of these the item's papers have to be known. */
export function isNumberableOfItem(event: Pick<Seen, 'stream' | 'type'>): boolean {
  return event.stream.startsWith(ITEM_STREAM) && (event.type === 'PaperSigned' || event.type === 'AssignmentUrged');
}

/**
 * What the event gives a number to; null for every other event.
 *
 * @param kindOf the kind of one of the item's papers, by its id; papers are never forgotten
 */
export function numberable(event: Seen, kindOf: (paperId: string) => PaperKind): Numberable | null {
  if (!isNumberable(event)) return null;
  if (event.type === 'ProceedingPaperSigned') return paperOfProceeding(event);
  const year = Number(dayOf(event.recordedAt).slice(0, 4));
  if (event.type === 'InspectionReported') return { noticeId: `${event.stream}/${REPORT_NOTICE}`, series: REPORT_SERIES, year };
  const itemId = event.stream.slice(ITEM_STREAM.length);
  const happened = event as unknown as ItemEvent;
  if (happened.type === 'PaperSigned') {
    const { paperId } = happened.data;
    return { noticeId: `${itemId}/${paperId}`, series: SERIES_OF[kindOf(paperId)], year };
  }
  return { noticeId: `${itemId}/v${event.version}`, series: SERIES_OF.urging, year };
}

/** A paper of a proceeding brings its series along; one without a series has no number. */
function paperOfProceeding(event: Seen): Numberable | null {
  const { paperId, series } = event.data as PaperEventData['ProceedingPaperSigned'];
  return series === null ? null : { noticeId: `${event.stream}/${paperId}`, series, year: Number(dayOf(event.recordedAt).slice(0, 4)) };
}

/** Where the numbers of a series and year are given, one an event: the stream's version is the last number. */
export function seriesStream(series: SeriesCode, year: number): string {
  return `${SERIES_STREAM}${series}/${year}`;
}

/** The numbers that come next: those that have one keep it, the others follow in the order given. */
export function numbersFor(notices: readonly Numberable[], numbered: ReadonlySet<string>, last: number): NoticeNumbered[] {
  const given: NoticeNumbered[] = [];
  const seen = new Set(numbered);
  for (const { noticeId, series, year } of notices) {
    if (seen.has(noticeId)) continue;
    seen.add(noticeId);
    given.push({ noticeId, series, year, number: last + given.length + 1 });
  }
  return given;
}
