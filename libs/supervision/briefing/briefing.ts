import type { DomainEvent } from '../event';
import type { Day, Instant } from '../time/day';

/** An event that a figure or a sentence rests on: `meeting/3f2a` at version 4. */
export interface BriefingSource {
  stream: string;
  version: number;
}

/** A paragraph of a briefing. Every one that states a figure names the events that it was taken from. */
export interface BriefingParagraph {
  text: string;
  sources: BriefingSource[];
}

export interface BriefingSection {
  /** Null: paragraphs without a heading. */
  heading: string | null;
  paragraphs: BriefingParagraph[];
}

/** What a briefing says. */
export interface BriefingContent {
  title: string;
  sections: BriefingSection[];
}

/** 报 to whom it is reported, 送 to whom it is sent, 发 to whom it is issued; names as they are printed. */
export interface BriefingLists {
  report: string[];
  send: string[];
  issue: string[];
  /** Units of these lists that read it here, beside the office. */
  unitIds: string[];
  /** Number of printed copies; null: not said. */
  copies: number | null;
}

/** The numbers of an issue: 2026年第10期（总第36期）. */
export interface IssueNumber {
  year: number;
  /** Within the year. */
  issue: number;
  /** Of all issues ever (总第…期). */
  total: number;
}

/** One briefing (简报, 快报). */
export interface Briefing extends BriefingContent {
  id: string;
  /** Version of the series at its last change. */
  version: number;
  planId: string | null;
  period: { from: Day; to: Day };
  status: 'draft' | 'published' | 'discarded';
  draftedAt: Instant;
  draftedBy: string;
  /** The published one that this corrects (更正), and why. */
  corrects: { briefingId: string; reason: string } | null;
  /** The one that corrects this. */
  correctedBy: string | null;
  published: (IssueNumber & { at: Instant; day: Day; personId: string; name: string; lists: BriefingLists }) | null;
}

/** The briefings of an office: one row of numbers for ever. */
export interface BriefingSeries {
  officeUnitId: string;
  /** Rises with every change of what it says; that somebody has read an issue is none. */
  version: number;
  /** 产改工作简报 */
  name: string;
  lists: BriefingLists;
  /** The number that the next issue has; of a new year the issue begins at 1. */
  next: IssueNumber;
  briefings: Readonly<Record<string, Briefing>>;
  /** When a unit first read an issue, by briefing and unit: `b1/u2`. */
  readNotices: Readonly<Record<string, Instant>>;
}

export type BriefingEventData = {
  /** `first` is the number of the next issue: an office that had briefings before goes on from there. Null leaves it as it is. */
  BriefingSeriesSet: { name: string; lists: BriefingLists; first: IssueNumber | null };
  BriefingDrafted: BriefingContent & { briefingId: string; planId: string | null; period: { from: Day; to: Day }; corrects: { briefingId: string; reason: string } | null; personId: string };
  BriefingEdited: BriefingContent & { briefingId: string; personId: string };
  /** With name and lists as they stood: what was published does not move with what is set later. */
  BriefingPublished: IssueNumber & { briefingId: string; day: Day; personId: string; name: string; lists: BriefingLists };
  BriefingDiscarded: { briefingId: string; personId: string; reason: string };
  NoticeRead: { noticeId: string; unitId: string; personId: string };
};
export type BriefingEvent = { [T in keyof BriefingEventData]: DomainEvent<T, BriefingEventData[T]> }[keyof BriefingEventData];

export const BRIEFING_EVENTS = ['BriefingSeriesSet', 'BriefingDrafted', 'BriefingEdited', 'BriefingPublished', 'BriefingDiscarded', 'NoticeRead'] as const satisfies readonly BriefingEvent['type'][];

/** Streams of briefings: `briefings/<office>`. */
export const BRIEFING_STREAM = 'briefings/';

/** Folds an event; needs the event alone. */
export function evolveBriefings(before: BriefingSeries | null, event: BriefingEvent, officeUnitId: string): BriefingSeries {
  const version = (before?.version ?? 0) + 1;
  if (event.type === 'BriefingSeriesSet') {
    const { name, lists, first } = event.data;
    const next = first ?? before?.next ?? { year: Number(event.meta.recordedAt.slice(0, 4)), issue: 1, total: 1 };
    return { officeUnitId, version, name, lists, next, briefings: before?.briefings ?? {}, readNotices: before?.readNotices ?? {} };
  }
  if (before === null) throw new Error(`briefings of ${officeUnitId} begin by being set up`);
  if (event.type === 'NoticeRead') {
    const key = `${event.data.noticeId}/${event.data.unitId}`;
    return before.readNotices[key] === undefined ? { ...before, readNotices: { ...before.readNotices, [key]: event.meta.recordedAt } } : before;
  }
  const { briefingId } = event.data;
  const change = (to: Partial<Briefing>, id = briefingId): Readonly<Record<string, Briefing>> => ({ ...before.briefings, [id]: { ...before.briefings[id]!, ...to, version } });
  switch (event.type) {
    case 'BriefingDrafted': {
      const { personId, briefingId: id, ...content } = event.data;
      return { ...before, version, briefings: { ...before.briefings, [id]: { id, version, ...content, status: 'draft', draftedAt: event.meta.recordedAt, draftedBy: personId, correctedBy: null, published: null } } };
    }
    case 'BriefingEdited':
      return { ...before, version, briefings: change({ title: event.data.title, sections: event.data.sections }) };
    case 'BriefingPublished': {
      const { briefingId: id, ...published } = event.data;
      const briefings = change({ status: 'published', published: { ...published, at: event.meta.recordedAt } });
      const corrected = before.briefings[id]?.corrects?.briefingId;
      const next = { year: published.year, issue: published.issue + 1, total: published.total + 1 };
      return { ...before, version, next, briefings: corrected === undefined ? briefings : { ...briefings, [corrected]: { ...briefings[corrected]!, correctedBy: id } } };
    }
    case 'BriefingDiscarded':
      return { ...before, version, briefings: change({ status: 'discarded' }) };
  }
}
