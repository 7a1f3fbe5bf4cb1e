import { systemClock } from '#libs/commands/clock';
import { PlanCommands } from '#libs/commands/plan-commands';
import { References } from '#libs/commands/references';
import { aDraft, aDraftItem } from '#libs/commands/testing/a-plan';
import type { Actor } from '#libs/supervision/actor';
import { addDays, dayOf, type Day } from '#libs/supervision/time/day';
import type { WorkItem } from '../load/scenario';
import type { People } from './people';
import type { RunningSystem } from './running-system';

/** Units that lead an item jointly: four assignments, four steps, and a dozen moments to come. */
const LEADS = 4;

export interface PlanToIssue {
  readonly planId: string;
  readonly items: number;
  readonly leads?: number;
  readonly policyId?: string;
  readonly deadline?: Day;
}

export interface Issued {
  readonly items: readonly WorkItem[];
  /** When the request to issue was sent, and when it was answered; milliseconds of `Date.now`. */
  readonly askedAt: number;
  readonly answeredAt: number;
}

/** Drafts a plan through the handler and issues it over HTTP. */
export async function issuePlan(system: RunningSystem, people: People, tokens: ReadonlyMap<string, string>, plan: PlanToIssue): Promise<Issued> {
  const { planId, leads = LEADS } = plan;
  const now = systemClock.now();
  const deadline = plan.deadline ?? addDays(dayOf(now), 200);
  const unitsOf = (n: number): People['units'] => Array.from({ length: leads }, (_, i) => people.units[(n + i * 5) % people.units.length]!);
  const items = Array.from({ length: plan.items }, (_, n) => aDraftItem(String(n + 1), { leads: unitsOf(n).map((u) => u.name), deadline, category: `类别${(n % 5) + 1}`, title: `开展补贴性职业技能培训（第 ${n + 1} 项）`, content: '围绕重点产业需求，开展政府补贴性职业技能培训，年内不少于 4 万人次，并建立台账、按月报送。' }));
  const draft = aDraft(items, Number(now.slice(0, 4)));
  const actor: Actor = { kind: 'person', personId: 'p-bench-0', unitId: people.office };
  const drafted = await new PlanCommands(system.store, new References(system.store), systemClock).draft(
    { planId, draft, officeUnitId: people.office, supervisingUnitId: null, conferenceUnitId: null, source: { name: 'bench', sha256: planId, format: 'txt' }, ...(plan.policyId === undefined ? {} : { policyId: plan.policyId }) },
    actor,
    { scope: 'bench', commandId: `bench/draft/${planId}` },
  );
  if (drafted.kind !== 'accepted') throw new Error(`not drafted: ${JSON.stringify(drafted)}`);
  const askedAt = Date.now();
  const answer = await fetch(`http://127.0.0.1:${system.port}/plans/${planId}/issue`, { method: 'POST', headers: { authorization: `Bearer ${tokens.get(people.office)}`, 'idempotency-key': `issue-${planId}` } });
  const body = (await answer.json()) as { plan?: { issueItems: { itemId: string }[] } };
  if (!answer.ok || !body.plan) throw new Error(`not issued: ${answer.status} ${JSON.stringify(body)}`);
  return { askedAt, answeredAt: Date.now(), items: body.plan.issueItems.map(({ itemId }, n) => ({ itemId, tokens: unitsOf(n).map((u) => tokens.get(u.id) ?? '') })) };
}

/** The same items, with tokens that were asked for anew. */
export function withTokens(items: readonly WorkItem[], old: ReadonlyMap<string, string>, fresh: ReadonlyMap<string, string>): WorkItem[] {
  const renewed = new Map([...old].map(([unit, token]) => [token, fresh.get(unit) ?? token]));
  return items.map((i) => ({ itemId: i.itemId, tokens: i.tokens.map((t) => renewed.get(t) ?? t) }));
}
