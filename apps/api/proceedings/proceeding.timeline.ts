import type { RecordedEvent } from '#libs/event-store/event';
import type { Papers } from '#libs/supervision/proceeding/paper.events';
import { EVIDENCE_WORDS } from '#libs/supervision/proceeding/evidence';
import { OBJECTION_WORDS } from '#libs/supervision/proceeding/objections';
import { PAPER_WORDS } from '#libs/supervision/proceeding/papers';
import type { ProceedingKind, ProceedingSight, ProceedingState, Words } from '#libs/supervision/proceeding/proceeding';
import type { Rules } from '#libs/supervision/rules';
import { timelineEntry, type TimelineEntry } from '../items/timeline.entry';
import { partsOf } from './timeline.parts';

const COMMON: Readonly<Record<string, Words>> = {
  ...PAPER_WORDS,
  ...EVIDENCE_WORDS,
  ...OBJECTION_WORDS,
  OverdueMarked: { zh: '逾期', en: 'overdue' },
  ReminderIssued: { zh: '提醒', en: 'reminded' },
  DutyEscalated: { zh: '提级', en: 'escalated' },
  EntrySkipped: { zh: '到点时已无需处理', en: 'nothing was left to do when it came due' },
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
 * A proceeding's events as its readers may see them: who sees one unit's part sees of others that something happened, and no texts. What
 * others owed and how their days went by is not told at all, nor what the kind keeps from the units.
 *
 * @param names of persons, by their ids
 */
export function proceedingTimeline(kind: ProceedingKind, known: Pick<ProceedingState, 'id' | 'papers'>, events: readonly RecordedEvent[], rules: Rules, names: ReadonlyMap<string, string>, sight: ProceedingSight): TimelineEntry[] {
  const partOf = partsOf(kind, known.id, events, rules);
  const isMine = (e: RecordedEvent): boolean => sight.kind === 'all' || partOf(e).unitIds.some((u) => sight.unitIds.includes(u));
  const isTold = (e: RecordedEvent): boolean => sight.kind === 'all' || (!isOfUnsignedPaper(e, known.papers) && kind.unseen?.has(e.type) !== true && (!partOf(e).only || isMine(e)));
  return events.filter(isTold).map((e) => {
    const hidden = !isMine(e);
    const words = kind.eventWords[e.type] ?? COMMON[e.type] ?? { zh: e.type, en: e.type };
    return timelineEntry(e, words, rules.roster, names, { who: hidden, contents: hidden }, hidden ? null : partOf(e).owedBy);
  });
}
