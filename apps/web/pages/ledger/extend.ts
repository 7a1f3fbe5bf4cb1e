import { answer, api, commandHeaders, newKey, type Schemas } from '../../api/client';
import { asRefused } from '../../api/problem';
import { noteWritten } from '../../api/written';
import type { LedgerRow } from './rows';

/** What a new day would do to one item; refused: why it keeps the one it has, in the API's words. */
export interface Move {
  row: LedgerRow;
  changes: readonly Schemas['AmendmentChangeBody'][];
  refused: string | null;
}

/** At a time, so that a look at fifty items takes no fifty turns. */
const AT_ONCE = 5;

const bodyOf = (rows: readonly LedgerRow[], basis: string, day: string, preview: boolean): Schemas['AmendBody'] => ({
  basis,
  preview,
  changes: rows.map(({ itemId }) => ({ itemId, deadline: day, withoutDeadline: false, addUnits: [], dropAssignments: [], drop: false })),
});

async function look(row: LedgerRow, basis: string, day: string): Promise<Move> {
  const call = api.POST('/plans/{planId}/amend', { params: { path: { planId: row.planId }, header: commandHeaders(newKey()) }, body: bodyOf([row], basis, day, true) });
  return answer(call).then(
    ({ changes }) => ({ row, changes, refused: null }),
    (error: unknown) => {
      const refused = asRefused(error);
      if (refused.unanswered) throw refused;
      return { row, changes: [], refused: refused.words };
    },
  );
}

/** Asks for each item alone what the new day would do to it, since one that cannot move would stop all. @throws Refused where nothing is answered */
export async function lookAtMoves(rows: readonly LedgerRow[], basis: string, day: string): Promise<Move[]> {
  const moves: Move[] = [];
  for (let i = 0; i < rows.length; i += AT_ONCE) moves.push(...(await Promise.all(rows.slice(i, i + AT_ONCE).map((row) => look(row, basis, day)))));
  return moves;
}

/** One notice of amendment a plan, of all its items that move. Returns what each plan refused, in the API's words. */
export async function move(rows: readonly LedgerRow[], basis: string, day: string, keyOf: (planId: string) => string): Promise<{ planId: string; refused: string | null }[]> {
  const came: { planId: string; refused: string | null }[] = [];
  for (const planId of new Set(rows.map((r) => r.planId))) {
    const call = api.POST('/plans/{planId}/amend', { params: { path: { planId }, header: commandHeaders(keyOf(planId)) }, body: bodyOf(rows.filter((r) => r.planId === planId), basis, day, false) });
    const refused = await answer(call).then(
      (found) => {
        if ('position' in found) noteWritten(found.position as string);
        return null;
      },
      (error: unknown) => asRefused(error).words,
    );
    came.push({ planId, refused });
  }
  return came;
}
