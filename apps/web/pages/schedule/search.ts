/** What the address of the schedule says; anything else in it is dropped. */
export interface ScheduleSearch {
  /** The plan issued last, unless told. */
  planId?: string;
  unitId?: string;
  view?: 'table';
  /** As known at the end of this day. */
  asOf?: string;
}

export function readScheduleSearch(found: Record<string, unknown>): ScheduleSearch {
  const { planId, unitId, asOf } = found;
  return {
    ...(typeof planId === 'string' && planId !== '' && { planId }),
    ...(typeof unitId === 'string' && unitId !== '' && { unitId }),
    ...(found['view'] === 'table' && { view: 'table' as const }),
    ...(typeof asOf === 'string' && /^\d{4}-\d\d-\d\d$/.test(asOf) && { asOf }),
  };
}
