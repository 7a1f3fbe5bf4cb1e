import type { RecordedEvent } from '#libs/event-store/event';
import type { Papers } from '#libs/supervision/proceeding/paper.events';
import { PAPER_WORDS } from '#libs/supervision/proceeding/papers';
import type { ProceedingKind, ProceedingSight, Words } from '#libs/supervision/proceeding/proceeding';
import type { Roster } from '#libs/supervision/roster/roster';
import { insteadOf, type TimelineEntry } from '../items/timeline';

const COMMON: Readonly<Record<string, Words>> = {
  ...PAPER_WORDS,
  OverdueMarked: { zh: '逾期', en: 'overdue' },
  ReminderIssued: { zh: '提醒', en: 'reminded' },
  DutyEscalated: { zh: '提级', en: 'escalated' },
  EntrySkipped: { zh: '略过（已过时）', en: 'skipped, overtaken' },
  HandedOver: { zh: '交接', en: 'handed over' },
  NoticeRead: { zh: '已阅', en: 'read' },
};

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

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
    const actor = (e.meta['actor'] ?? {}) as Record<string, unknown>;
    const unitId = text(actor['unitId']);
    const personId = text(actor['personId']);
    const hidden = sight.kind === 'units' && unitId !== null && !sight.unitIds.includes(unitId);
    return {
      version: e.version,
      type: e.type,
      ...(kind.eventWords[e.type] ?? COMMON[e.type] ?? { zh: e.type, en: e.type }),
      at: text(e.meta['occurredAt']) ?? e.recordedAt,
      recordedAt: e.recordedAt,
      dueAt: text(e.meta['dueAt']),
      actor: {
        kind: text(actor['kind']) ?? 'system',
        personId: hidden ? null : personId,
        name: hidden || personId === null ? text(actor['name']) : (names.get(personId) ?? null),
        unitId,
        unit: unitId === null ? null : (roster.units[unitId]?.name ?? null),
        onBehalfOf: text(actor['onBehalfOf']),
        insteadOf: hidden ? null : insteadOf(actor, new Map()),
      },
      reason: hidden ? null : text(e.meta['reason']),
      data: hidden ? null : e.data,
      hash: e.hash.toString('hex'),
    };
  });
}
