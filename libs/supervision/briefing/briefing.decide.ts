import type { Actor } from '../actor';
import type { NewDomainEvent } from '../event';
import { reject, type Rejection } from '../rejection';
import { saysNothing } from '../text/says';
import { dayOf, isDay, type Day, type Instant } from '../time/day';
import type { BriefingContent, BriefingLists, BriefingParagraph, BriefingSeries, IssueNumber } from './briefing';
import { readNoticeOfBriefing } from './briefing.notices';
import { statedFigures } from './stated-figures';

export type BriefingCommand =
  | { type: 'setSeries'; name: string; lists: BriefingLists; first: IssueNumber | null }
  | ({ type: 'draftBriefing'; briefingId: string; planId: string | null; period: { from: Day; to: Day }; corrects: { briefingId: string; reason: string } | null } & BriefingContent)
  | ({ type: 'editBriefing'; briefingId: string } & BriefingContent)
  | { type: 'publishBriefing'; briefingId: string }
  | { type: 'discardBriefing'; briefingId: string; reason: string }
  /** By a unit that was told of it. */
  | { type: 'readBriefing'; briefingId: string };

type Decision = NewDomainEvent[] | { rejected: Rejection };

/** Decides on the briefings of an office. Who may stands elsewhere; here is what may be. */
export function decideBriefings(series: BriefingSeries | null, command: BriefingCommand, { now, actor }: { now: Instant; actor: Actor }): Decision {
  const personId = actor.kind === 'person' ? actor.personId : actor.name;
  if (command.type === 'setSeries') return setSeries(series, command, now);
  if (series === null) return reject('briefings-not-set-up');
  if (command.type === 'draftBriefing') {
    const { type: _, ...data } = command;
    if (!isDay(data.period.from) || !isDay(data.period.to) || data.period.from > data.period.to) return reject('date-invalid', { field: 'period' });
    const corrected = data.corrects === null ? null : series.briefings[data.corrects.briefingId];
    if (data.corrects !== null && (corrected?.status !== 'published' || corrected.correctedBy !== null)) return reject('briefing-not-published', { field: 'corrects.briefingId' });
    if (data.corrects !== null && saysNothing(data.corrects.reason)) return reject('reason-missing', { field: 'corrects.reason' });
    return contentProblem(data) ?? [{ type: 'BriefingDrafted', data: { ...data, personId } }];
  }
  const briefing = Object.hasOwn(series.briefings, command.briefingId) ? series.briefings[command.briefingId] : undefined;
  if (!briefing) return reject('not-found', { field: 'briefingId' });
  if (command.type === 'readBriefing') return briefing.published === null ? reject('briefing-not-published', { field: 'briefingId' }) : readNoticeOfBriefing(series, briefing.id, actor);
  // What went out stays what it was: a mistake is put right by an issue of its own.
  if (briefing.status !== 'draft') return reject('briefing-not-a-draft', { details: { status: briefing.status } });
  switch (command.type) {
    case 'editBriefing': {
      const { title, sections } = command;
      return contentProblem(command) ?? [{ type: 'BriefingEdited', data: { briefingId: briefing.id, title, sections, personId } }];
    }
    case 'publishBriefing': {
      const corrected = briefing.corrects === null ? null : series.briefings[briefing.corrects.briefingId];
      if (corrected && corrected.correctedBy !== null) return reject('briefing-not-published', { details: { correctedBy: corrected.correctedBy } });
      return contentProblem(briefing) ?? [{ type: 'BriefingPublished', data: { briefingId: briefing.id, ...numberIn(series, now), day: dayOf(now), personId, name: series.name, lists: series.lists } }];
    }
    case 'discardBriefing':
      return saysNothing(command.reason) ? reject('reason-missing', { field: 'reason' }) : [{ type: 'BriefingDiscarded', reason: command.reason, data: { briefingId: briefing.id, personId, reason: command.reason } }];
  }
}

/** The number of an issue that is published now: the issue begins anew with the year, the total goes on. */
export function numberIn({ next }: BriefingSeries, now: Instant): IssueNumber {
  const year = Number(dayOf(now).slice(0, 4));
  return { year, issue: year === next.year ? next.issue : 1, total: next.total };
}

function setSeries(series: BriefingSeries | null, { name, lists, first }: Extract<BriefingCommand, { type: 'setSeries' }>, now: Instant): Decision {
  if (saysNothing(name)) return reject('briefing-empty', { field: 'name' });
  if (first !== null) {
    // A number that was given is never given again.
    if (series && Object.values(series.briefings).some((b) => b.published !== null)) return reject('briefing-numbers-given', { field: 'first' });
    if (first.year !== Number(dayOf(now).slice(0, 4)) || first.issue > first.total) return reject('briefing-number-invalid', { field: 'first' });
  }
  return [{ type: 'BriefingSeriesSet', data: { name, lists, first } }];
}

function contentProblem({ title, sections }: BriefingContent): { rejected: Rejection } | null {
  if (saysNothing(title)) return reject('briefing-empty', { field: 'title' });
  if (sections.every((s) => s.paragraphs.length === 0)) return reject('briefing-empty', { field: 'sections' });
  for (const [i, section] of sections.entries()) {
    for (const [j, paragraph] of section.paragraphs.entries()) {
      const field = `sections[${i}].paragraphs[${j}]`;
      if (saysNothing(paragraph.text)) return reject('briefing-empty', { field });
      if (paragraph.sources.length === 0 && statedFigures(paragraph.text).length > 0) return reject('figure-without-source', { field });
    }
    if (section.heading !== null && !isTold(section.heading, section.paragraphs)) return reject('figure-without-source', { field: `sections[${i}].heading` });
  }
  return isTold(title, sections.flatMap((s) => s.paragraphs)) ? null : reject('figure-without-source', { field: 'title' });
}

/** A title or a heading states no figure but what a paragraph below it states, with its events. */
function isTold(heading: string, below: readonly BriefingParagraph[]): boolean {
  const told = new Set(below.flatMap((p) => (p.sources.length === 0 ? [] : statedFigures(p.text))));
  return statedFigures(heading).every((figure) => told.has(figure));
}
