import type { PaperKind } from './policy/policy';

/** Kinds of notice that carry a number: the papers, and 催办. */
export type NumberedKind = PaperKind | 'urging';

/** 督办单, 约谈通知, 催办单, 整改通知书, 通报, 督查报告. */
export type SeriesCode = 'DB' | 'YT' | 'CB' | 'ZG' | 'TB' | 'DC';

/** The series in which each kind of notice is numbered; the three colours of 督办单 share one. */
export const SERIES_OF: Readonly<Record<NumberedKind, SeriesCode>> = { bluePaper: 'DB', yellowPaper: 'DB', redPaper: 'DB', admonition: 'YT', urging: 'CB' };

/** Papers of proceedings: 整改通知书, 通报. */
export type ProceedingPaperKind = 'rectificationNotice' | 'circular';

/** The series in which each paper of a proceeding is numbered; null for one without a number. */
export const PROCEEDING_SERIES: Readonly<Record<ProceedingPaperKind, SeriesCode | null>> = { rectificationNotice: 'ZG', circular: 'TB' };

/** The series of 督查报告: a report is issued by the event that draws it up, under this id within its inspection. */
export const REPORT_SERIES: SeriesCode = 'DC';
export const REPORT_NOTICE = 'report';

export const SERIES_CODES: readonly SeriesCode[] = ['DB', 'YT', 'CB', 'ZG', 'TB', 'DC'];

/** Streams that begin so give numbers: `series/DB/2026`. */
export const SERIES_STREAM = 'series/';
