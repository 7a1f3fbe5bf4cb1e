import { ChecklistCommands } from '../checklist-commands';
import { InspectionCommands } from '../inspection-commands';
import type { AskedInspection } from '../inspection-opening';
import { ItemCommands } from '../item-commands';
import { PlanCommands } from '../plan-commands';
import { Proceedings } from '../proceedings';
import { References } from '../references';
import type { TestSystem } from './a-system';

/** The handlers that inspections need. */
export interface InspectingProcess {
  proceedings: Proceedings;
  inspections: InspectionCommands;
  checklists: ChecklistCommands;
  items: ItemCommands;
}

/** A process of its own on the same log: nothing is shared but the database. */
export function inspectingProcess({ store, clock }: TestSystem): InspectingProcess {
  const references = new References(store);
  const proceedings = new Proceedings(store, references, clock);
  const checklists = new ChecklistCommands(store, clock);
  const items = new ItemCommands(store, references, clock);
  const plans = new PlanCommands(store, references, clock);
  return { proceedings, checklists, items, inspections: InspectionCommands.on({ store, references, clock, items, plans, proceedings, checklists }) };
}

/** An inspection of 市总工会 by 市财政局 off the programme, with what the test names otherwise. */
export function askedInspection({ units }: TestSystem, change: Partial<AskedInspection> = {}): AskedInspection {
  return {
    planId: 'plan1', title: '专项督查', reason: { kind: 'unit', ref: null, text: '群众反映' }, entryId: null, itemIds: [], unitIds: [units['市总工会']!], reformUnitIds: [], light: null,
    days: { from: '2026-04-13', to: '2026-04-17' }, team: [{ personId: 'p-inspector', unitId: units['市财政局']!, role: 'leader' }], templateIds: [], lookBackOf: null, ...change,
  };
}
