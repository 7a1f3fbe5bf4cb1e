import type { RecordedEvent } from '#libs/event-store/event';
import type { Papers } from '#libs/supervision/proceeding/paper.events';
import { EVIDENCE_WORDS } from '#libs/supervision/proceeding/evidence';
import { OBJECTION_WORDS } from '#libs/supervision/proceeding/objections';
import { PAPER_WORDS } from '#libs/supervision/proceeding/papers';
import type { ProceedingKind, ProceedingSight, Words } from '#libs/supervision/proceeding/proceeding';
import type { Roster } from '#libs/supervision/roster/roster';
import { text, timelineEntry, unitsOfHandOver, type TimelineEntry } from '../items/timeline.entry';

const COMMON: Readonly<Record<string, Words>> = {
  ...PAPER_WORDS,
  ...EVIDENCE_WORDS,
  ...OBJECTION_WORDS,
  OverdueMarked: { zh: '逾期', en: 'overdue' },
  ReminderIssued: { zh: '提醒', en: 'reminded' },
  DutyEscalated: { zh: '提级', en: 'escalated' },
  EntrySkipped: { zh: '略过（已过时）', en: 'skipped, overtaken' },
  HandedOver: { zh: '交接', en: 'handed over' },
  HolderLeft: { zh: '承办人已离岗，待另行明确', en: 'its holder has left; another is to be named' },
  HolderBack: { zh: '承办人已返岗', en: 'its holder is back' },
  NoticeRead: { zh: '已阅', en: 'read' },
};

/** Whether the event speaks of a paper that was never issued: only who sees the whole is told that there was one. */
function isOfUnsignedPaper(event: RecordedEvent, papers: Papers): boolean {
  return event.type in PAPER_WORDS && (papers[String(event.data['paperId'])]?.signedBy ?? null) === null;
}

/**
 * A proceeding's events as its readers may see them: who sees one unit's part sees of others that something happened, and no texts.
 *
 * @param names of persons, by their ids
 */
export function proceedingTimeline(kind: ProceedingKind, events: readonly RecordedEvent[], papers: Papers, roster: Roster, names: ReadonlyMap<string, string>, sight: ProceedingSight): TimelineEntry[] {
  return events.filter((e) => sight.kind === 'all' || !isOfUnsignedPaper(e, papers)).map((e) => {
    const unitId = text((e.meta['actor'] as { unitId?: unknown } | undefined)?.unitId);
    // Who gave something up, and who took it over, read that it moved.
    const hidden = sight.kind === 'units' && unitId !== null && ![unitId, ...unitsOfHandOver(e)].some((u) => sight.unitIds.includes(u));
    const words = kind.eventWords[e.type] ?? COMMON[e.type] ?? { zh: e.type, en: e.type };
    return timelineEntry(e, words, roster, names, { who: hidden, contents: hidden });
  });
}
