import type { Actor } from '../actor';
import type { NewDomainEvent } from '../event';
import { reject, type Rejection } from '../rejection';
import type { Roster } from '../roster/roster';
import type { Instant } from '../time/day';
import type { Absent, AbsenceEventData } from './absence.events';
import type { ProceedingDuty, ProceedingState } from './proceeding';

/** Says of a person to whom something falls by name whether they are gone. */
export interface NoteHolder {
  type: 'noteHolder';
  unitId: string;
  personId: string;
  gone: boolean;
}

function keyOf(unitId: string, personId: string): string {
  return `${unitId}/${personId}`;
}

/** The system's alone: nobody declares a colleague gone. */
export function noteHolder(state: ProceedingState, { unitId, personId, gone }: NoteHolder, actor: Actor): NewDomainEvent[] | { rejected: Rejection } {
  if (actor.kind !== 'system') return reject('not-the-office');
  const known = knownGone(state.absent, unitId, personId);
  if (known === gone || (gone && state.closed !== null)) return [];
  return [{ type: gone ? 'HolderLeft' : 'HolderBack', data: { unitId, personId } }];
}

export function foldAbsence(absent: Absent, type: keyof AbsenceEventData, { unitId, personId }: AbsenceEventData['HolderLeft'], at: Instant): Absent {
  const key = keyOf(unitId, personId);
  if (type === 'HolderLeft') return { ...absent, [key]: at };
  const { [key]: _back, ...others } = absent;
  return others;
}

/**
 * A duty of one who has left stays theirs in name until another is named, but is the unit's to see to: its leader hears of it. The duty
 * goes on, with its days and rungs.
 */
export function withAbsence(duty: ProceedingDuty, absent: Absent): ProceedingDuty {
  return holderGone(duty.owedBy, absent) ? { ...duty, owedBy: { ...duty.owedBy, post: 'leader' } } : duty;
}

/** Whether one to whom something falls by name is known to have left. */
export function knownGone(absent: Absent, unitId: string, personId: string): boolean {
  return absent[keyOf(unitId, personId)] !== undefined;
}

function holderGone({ unitId, personId }: ProceedingDuty['owedBy'], absent: Absent): boolean {
  return personId !== null && knownGone(absent, unitId, personId);
}

/** Why nobody can be expected to do it: the person has left, or the unit is dissolved; null where somebody can. */
export function goneOf(owedBy: ProceedingDuty['owedBy'], absent: Absent, roster: Roster): 'person' | 'unit' | null {
  if ((roster.units[owedBy.unitId]?.until ?? null) !== null) return 'unit';
  return holderGone(owedBy, absent) ? 'person' : null;
}
