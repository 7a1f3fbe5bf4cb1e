import type { PaperKind } from './policy/policy';

/** Kinds of notice that carry a number: the papers, and 催办. */
export type NumberedKind = PaperKind | 'urging';

/** 督办单, 约谈通知, 催办单. */
export type SeriesCode = 'DB' | 'YT' | 'CB';

/** The series in which each kind of notice is numbered; the three colours of 督办单 share one. */
export const SERIES_OF: Readonly<Record<NumberedKind, SeriesCode>> = { bluePaper: 'DB', yellowPaper: 'DB', redPaper: 'DB', admonition: 'YT', urging: 'CB' };

/** Streams that begin so give numbers: `series/DB/2026`. */
export const SERIES_STREAM = 'series/';
