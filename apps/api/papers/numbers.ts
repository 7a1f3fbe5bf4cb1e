import type { EventStore } from '#libs/event-store/event-store';
import { noticeNumber } from '#libs/notices/notice-number';
import { seriesStream, type NoticeNumbered } from '#libs/notices/numbering';
import type { SeriesCode } from '#libs/supervision/series';
import type { Instant } from '#libs/supervision/time/day';

/** The number of a notice as it stands on it (文号), and when it was given. */
export interface GivenNumber {
  readonly number: string;
  readonly at: Instant;
}

/** The numbers that a series gave in a year, by the ids of the notices: of one city some hundreds. */
export async function numbersIn(store: EventStore, series: SeriesCode, year: number): Promise<Map<string, GivenNumber>> {
  const events = await store.readStream(seriesStream(series, year));
  return new Map(
    events.flatMap(({ type, data, recordedAt }) => {
      if (type !== 'NoticeNumbered') return [];
      const { noticeId, number } = data as NoticeNumbered;
      return [[noticeId, { number: noticeNumber(series, year, number), at: recordedAt }] as const];
    }),
  );
}
