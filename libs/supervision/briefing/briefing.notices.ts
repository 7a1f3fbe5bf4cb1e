import type { Actor } from '../actor';
import type { NewDomainEvent } from '../event';
import type { NoticeKind } from '../notice-kind';
import type { ToldOne } from '../proceeding/told';
import type { Briefing, BriefingEvent, BriefingSeries } from './briefing';

/** What a briefing that was published tells, and whom. */
export interface BriefingNotice {
  /** The briefing's own. */
  id: string;
  kind: Extract<NoticeKind, 'briefing' | 'briefingCorrected'>;
  to: ToldOne[];
  /** 产改工作简报2026年第10期（总第36期）　标题 */
  title: string;
  /** Of a correction what it corrects, and why. */
  text: string | null;
}

/** 2026年第10期（总第36期） */
export function issueWords({ year, issue, total }: NonNullable<Briefing['published']>): string {
  return `${year}年第${issue}期（总第${total}期）`;
}

/** Units that read an issue here: those of its lists, and of a correction also those who had what it corrects, itself a correction or not. */
export function readersOf(series: BriefingSeries, briefing: Briefing): string[] {
  const corrected = briefing.corrects === null ? undefined : series.briefings[briefing.corrects.briefingId];
  return [...new Set([...(briefing.published?.lists.unitIds ?? []), ...(corrected === undefined ? [] : readersOf(series, corrected))])];
}

/** What an event tells: an issue goes to those of its lists, who find it in their inbox. @param series as it is after the event */
export function noticesOfBriefings(event: BriefingEvent, series: BriefingSeries): BriefingNotice[] {
  if (event.type !== 'BriefingPublished') return [];
  const briefing = series.briefings[event.data.briefingId];
  if (!briefing?.published) return [];
  const to = readersOf(series, briefing).map((unitId): ToldOne => ({ unitId, post: 'liaison', personId: null, why: 'informed' }));
  const corrected = briefing.corrects === null ? null : (series.briefings[briefing.corrects.briefingId]?.published ?? null);
  const title = `${briefing.published.name}${issueWords(briefing.published)}　${briefing.title}`;
  const text = corrected === null ? null : `更正${issueWords(corrected)}：${briefing.corrects!.reason}`;
  return to.length === 0 ? [] : [{ id: briefing.id, kind: corrected === null ? 'briefing' : 'briefingCorrected', to, title, text }];
}

/** Somebody of the unit has read it; the first of them holds. */
export function readNoticeOfBriefing(series: BriefingSeries, briefingId: string, actor: Actor): NewDomainEvent[] {
  if (actor.kind !== 'person' || series.readNotices[`${briefingId}/${actor.unitId}`] !== undefined) return [];
  return [{ type: 'NoticeRead', data: { noticeId: briefingId, unitId: actor.unitId, personId: actor.personId } }];
}
