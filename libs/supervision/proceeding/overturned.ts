import type { ProceedingState } from './proceeding';

/** Whether a lateness was put right (更正): it stays visible, and leaves every count. */
export function isOverturned(state: Pick<ProceedingState, 'latenessObjections'>, lateness: string): boolean {
  return Object.values(state.latenessObjections).some((o) => o.lateness === lateness && o.status === 'upheld');
}
