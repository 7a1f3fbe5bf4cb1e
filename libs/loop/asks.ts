import type { Pool } from 'pg';
import type { ItemState } from '#libs/supervision/item/item.types';
import type { Rules } from '#libs/supervision/rules';
import { nextDue, type AgendaEntry } from '#libs/supervision/item/item.agenda';
import { isLookedAfter } from '#libs/supervision/item/item.duties';
import { ITEM_STREAM } from '#libs/supervision/item/item.evolve';
import { itemLight, itemStatus } from '#libs/supervision/item/item.light';
import { spanAt } from '#libs/supervision/rules';
import type { Instant } from '#libs/supervision/time/day';

/** What an item's workflow knows: written at every ask, read by the feeder and the watchdog. */
export interface Ask {
  stream: string;
  workflowId: string;
  open: boolean;
  versionSeen: number;
  nextKey: string | null;
  nextDue: Instant | null;
}

export async function writeAsk(pool: Pool, ask: Ask): Promise<void> {
  await pool.query({
    name: 'loop-write-ask',
    text: `insert into loop.asks (stream, workflow_id, open, version_seen, next_key, next_due) values ($1,$2,$3,$4,$5,$6)
           on conflict (stream) do update set workflow_id = $2, open = $3, version_seen = greatest(loop.asks.version_seen, $4), next_key = $5, next_due = $6, asked_at = now()`,
    values: [ask.stream, ask.workflowId, ask.open, ask.versionSeen, ask.nextKey, ask.nextDue],
  });
}

/** An item whose workflow was started and looks for the first time after so long. */
export interface FirstAsk {
  state: ItemState;
  next: AgendaEntry | null;
  looksInMs: number;
}

/**
 * Writes for workflows just started what falls due and by when they look: with that the watchdog watches over them from the
 * start. Nothing is changed where one has looked already.
 */
export async function writeFirstAsks(pool: Pool, asks: readonly FirstAsk[]): Promise<void> {
  if (asks.length === 0) return;
  await pool.query({
    name: 'loop-write-first-asks',
    text: `insert into loop.asks (stream, workflow_id, open, version_seen, next_key, next_due, asked_at)
           select stream, workflow_id, true, 0, next_key, next_due, now() + make_interval(secs => ms / 1000.0)
             from unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[], $5::float8[]) as a(stream, workflow_id, next_key, next_due, ms)
           on conflict (stream) do nothing`,
    values: [asks.map((a) => ITEM_STREAM + a.state.id), asks.map((a) => workflowIdOf(a.state)), asks.map((a) => a.next?.key ?? null), asks.map((a) => a.next?.at ?? null), asks.map((a) => a.looksInMs)],
  });
}

/** A readable workflow id: plan, number, item. The log's ids are in it whole, so that it is found from either side. */
export function workflowIdOf(state: ItemState): string {
  return `${state.planNumber ?? state.planId} · ${state.number || '—'} · ${state.id}`;
}

const ACT: Record<AgendaEntry['act'], string> = {
  markDueSoon: '亮蓝灯 turns blue',
  markOverdue: '逾期 overdue',
  markRed: '亮红灯 turns red',
  remind: '提醒 reminder',
  draftPaper: '拟督办单 draft paper',
  escalate: '提级 escalate',
  openPeriod: '开启周期 open period',
};

/** One line that a person understands in Temporal's interface: `T-3 提醒 reminder · 市委组织部 · 2026-06-02T01:00Z`. */
export function labelOf(entry: AgendaEntry | null, state: ItemState, rules: Rules): string {
  if (!entry) return '已办结 nothing more is due';
  const unitId = entry.assignmentId === null ? state.officeUnitId : state.assignments[entry.assignmentId]?.unitId;
  const unit = unitId === undefined ? '' : (rules.roster.units[unitId]?.name ?? unitId);
  return `${entry.rung} ${ACT[entry.act]} · ${unit} · ${entry.at.slice(0, 16)}Z`;
}

/** What falls due next, under the rules of now. */
export function nextOf(state: ItemState, rules: Rules, now: Instant): AgendaEntry | null {
  return isLookedAfter(state) ? nextDue(state, spanAt(rules, now), rules.roster) : null;
}

/** Lines for the details of the workflow. */
export function detailsOf(state: ItemState, rules: Rules, next: string): string {
  const units = Object.values(state.assignments).filter((a) => a.status === 'active' || a.status === 'completed').map((a) => rules.roster.units[a.unitId]?.name ?? a.unitId);
  return [`### ${state.number} ${state.title}`, `${state.category ?? ''} · ${units.join('、')}`, `状态 status: ${itemStatus(state)} · 灯 light: ${itemLight(state).light}`, `下一步 next: ${next}`].join('\n\n');
}
