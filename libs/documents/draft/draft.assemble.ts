import type { Draft, DraftItem, DraftPlan, ImportReport, KnownUnits } from '#libs/supervision/plan/draft';
import { isGroupName } from '#libs/supervision/roster/group-name';
import type { Announced } from '../readers/announced.reader';
import type { Ledger } from '../readers/ledger';
import { decisionsFor } from './draft.decisions';
import { reconcile, reconcileAgain } from './reconcile';

export interface Assembly {
  plan: DraftPlan;
  items: DraftItem[];
  categoryCandidates: ReadonlyMap<string, string[]>;
  announced: readonly Announced[];
  /** What an exported sheet says of the counts of its paper. */
  counted?: ImportReport['reconciliation'];
  ledger: Ledger;
  format: ImportReport['format'];
  encoding: string;
  known: KnownUnits | undefined;
}

function countFound(plan: DraftPlan, items: readonly DraftItem[]): ImportReport['found'] {
  const names = new Set(items.flatMap((item) => [...item.leads, ...item.participants, ...item.units]));
  const groups = [...names].filter(isGroupName).length;
  return {
    items: items.filter(({ number }) => number !== '').length,
    unnumbered: items.filter(({ number }) => number === '').length,
    categories: plan.categories.length,
    units: names.size - groups,
    groups,
    targets: items.reduce((sum, item) => sum + item.targets.length, 0),
    deadlines: items.filter(({ deadline }) => deadline !== null).length,
  };
}

/** A single unit in an unmarked column needs no ruling: it answers. Said once, with the numbers. */
function tellSingles(items: readonly DraftItem[], ledger: Ledger): void {
  const single = items.filter((item) => item.number !== '' && item.leads.length === 0 && item.units.length === 1).map((item) => item.number);
  if (single.length === 0) return;
  ledger.infer(
    null,
    `${single.length}项只列一个单位且未标明角色，由该单位承办：${single.join('、')}`,
    `Items with a single unit and no role, for which that unit answers (${single.length}): ${single.join(', ')}`,
  );
}

export function assemble({ plan, items, categoryCandidates, announced, counted, ledger, format, encoding, known }: Assembly): Draft {
  tellSingles(items, ledger);
  const reconciliation = counted ? reconcileAgain(counted, items, plan.categories.length) : reconcile(announced, items, plan.categories.length);
  return {
    plan,
    items,
    decisions: decisionsFor(items, { known, reconciliation, categoryCandidates, year: plan.year }),
    notUnderstood: ledger.notUnderstood,
    report: {
      format,
      encoding,
      lines: ledger.lineCount,
      accounted: ledger.accounted(),
      found: countFound(plan, items),
      inferred: ledger.inferred,
      reconciliation,
    },
  };
}
