import { answer, api, commandHeaders, newKey, type Schemas } from '../../api/client';
import type { KeptKeys } from '../../api/kept-keys';
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

/** What one plan answered. */
export interface Moved {
  planId: string;
  rows: readonly LedgerRow[];
  /** In the API's words; null where it was taken. */
  refused: string | null;
  /** No answer came: it may be taken or not. */
  unanswered: boolean;
}

/** One notice of amendment a plan, of all its items that move. What was not answered is sent again with the same keys. */
export async function move(rows: readonly LedgerRow[], basis: string, day: string, keys: KeptKeys): Promise<Moved[]> {
  const came: Moved[] = [];
  for (const planId of new Set(rows.map((r) => r.planId))) {
    const its = rows.filter((r) => r.planId === planId);
    const call = api.POST('/plans/{planId}/amend', { params: { path: { planId }, header: commandHeaders(keys.of(planId)) }, body: bodyOf(its, basis, day, false) });
    const refused = await answer(call).then(
      (found) => {
        if ('position' in found) noteWritten(found.position as string);
        return null;
      },
      (error: unknown) => asRefused(error),
    );
    const unanswered = refused?.unanswered ?? false;
    if (!unanswered) keys.answered(planId);
    came.push({ planId, rows: its, refused: refused?.words ?? null, unanswered });
  }
  return came;
}
