import type { RecordedEvent } from '#libs/event-store/event';
import type { DomainEvent } from '#libs/supervision/event';
import type { ProceedingKind, ProceedingState } from '#libs/supervision/proceeding/proceeding';
import { outlookOfProceeding } from '#libs/supervision/proceeding/proceeding.agenda';
import { evolveProceeding } from '#libs/supervision/proceeding/proceeding.evolve';
import { spanAt, type Rules } from '#libs/supervision/rules';
import { text, unitsOfHandOver } from '../items/timeline.entry';

/** Events that say of a duty how its day goes by. */
const OF_A_DUTY: ReadonlySet<string> = new Set(['OverdueMarked', 'ReminderIssued', 'DutyEscalated', 'EntrySkipped']);

/** Whose part of a proceeding an event belongs to. */
export interface PartOf {
  /** Units of whom it speaks, or who did it; none: it is of the whole. */
  unitIds: readonly string[];
  /** Those units alone are told that there was anything. */
  only: boolean;
  /** Of what the clock did about a duty: the unit that owed it; else, or where that is not known, null. */
  owedBy: string | null;
}

/**
 * Says of each event whose part it is: by who did it; of what the system did, by the units that it names, or whose finding, step or duty it is
 * about.
 *
 * @param events the whole course, from the first
 */
export function partsOf(kind: ProceedingKind, id: string, events: readonly RecordedEvent[], rules: Rules): (event: RecordedEvent) => PartOf {
  const owners = new Map<string, string>();
  let state: ProceedingState | null = null;
  for (const event of events) {
    const key = `${text(event.data['duty'])}/${String(event.data['arming'])}`;
    if (state !== null && OF_A_DUTY.has(event.type) && !owners.has(key)) {
      for (const d of outlookOfProceeding(kind, state, spanAt(rules, event.recordedAt), rules.roster).duties) owners.set(`${d.id}/${d.arming}`, d.owedBy.unitId);
    }
    state = evolveProceeding(kind, state, event as unknown as DomainEvent, id);
  }
  const subjects = state === null ? {} : { ...Object.fromEntries(Object.entries(kind.steps?.(state) ?? {}).map(([stepId, s]) => [stepId, s.unitId])), ...kind.evidence?.subjects(state) };
  return (event) => {
    const told = unitsTold(event.data['to']);
    if (OF_A_DUTY.has(event.type)) {
      const owedBy = owners.get(`${text(event.data['duty'])}/${String(event.data['arming'])}`) ?? null;
      return { unitIds: [...(owedBy === null ? [] : [owedBy]), ...told], only: true, owedBy };
    }
    const by = text((event.meta['actor'] as { unitId?: unknown } | undefined)?.unitId);
    if (by !== null) return { unitIds: [by, ...unitsOfHandOver(event)], only: false, owedBy: null };
    const about = Object.values(event.data).flatMap((value) => (typeof value === 'string' && Object.hasOwn(subjects, value) ? subjects[value]! : []));
    return { unitIds: [text(event.data['unitId']), ...about, ...told, ...unitsOfHandOver(event)].filter((u) => u !== null), only: false, owedBy: null };
  };
}

function unitsTold(to: unknown): string[] {
  return Array.isArray(to) ? to.flatMap((one: { unitId?: unknown }) => text(one.unitId) ?? []) : [];
}
