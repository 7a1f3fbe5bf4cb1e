import type { Instant } from '../time/day';

/** A person to whom something falls by name has left the unit, or come back to it. The accounts know; a proceeding is told. */
export type AbsenceEventData = {
  HolderLeft: { unitId: string; personId: string };
  HolderBack: { unitId: string; personId: string };
};

/** Since when each of those who have left is gone, by unit/person. */
export type Absent = Readonly<Record<string, Instant>>;
