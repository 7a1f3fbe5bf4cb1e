import type { Clock } from '#libs/commands/clock';
import type { Folded } from '#libs/commands/fold-cache';
import type { ItemCommands } from '#libs/commands/item-commands';
import type { References } from '#libs/commands/references';
import type { RecordedEvent } from '#libs/event-store/event';
import { nextDue, type AgendaEntry } from '#libs/supervision/item/item.agenda';
import { isLookedAfter } from '#libs/supervision/item/item.duties';
import { ITEM_STREAM } from '#libs/supervision/item/item.evolve';
import { itemLight, itemStatus } from '#libs/supervision/item/item.light';
import { CLOCK } from '#libs/supervision/actor';
import type { ItemState } from '#libs/supervision/item/item.types';
import { spanAt, type Rules } from '#libs/supervision/rules';
import type { Instant } from '#libs/supervision/time/day';
import type { Keeper, Kept, Shown } from './kept';

/** Plan, number, item. */
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
  resolveGroup: '明确成员单位 group resolved',
  endMembership: '成员单位退出 member leaves',
  joinGroup: '成员单位加入 member joins',
};

function labelOf(entry: AgendaEntry | null, state: ItemState, rules: Rules): string {
  if (!entry) return '已办结 nothing more is due';
  const unitId = entry.assignmentId === null ? state.officeUnitId : state.assignments[entry.assignmentId]?.unitId;
  const unit = unitId === undefined ? '' : (rules.roster.units[unitId]?.name ?? unitId);
  return `${entry.rung} ${ACT[entry.act]} · ${unit} · ${entry.at.slice(0, 16)}Z`;
}

/** What falls due next, under the rules of now. */
export function nextOf(state: ItemState, rules: Rules, now: Instant): AgendaEntry | null {
  return isLookedAfter(state) ? nextDue(state, spanAt(rules, now), rules.roster) : null;
}

function shown(state: ItemState, rules: Rules, next: AgendaEntry | null): Shown {
  const units = Object.values(state.assignments).filter((a) => a.status === 'active' || a.status === 'completed').map((a) => rules.roster.units[a.unitId]?.name ?? a.unitId);
  const { light } = itemLight(state);
  const status = itemStatus(state);
  const label = labelOf(next, state, rules);
  return {
    plan: state.planNumber ?? state.planId,
    units,
    light,
    status,
    summary: `${state.number} ${state.title}`,
    next: label,
    details: [`### ${state.number} ${state.title}`, `${state.category ?? ''} · ${units.join('、')}`, `状态 status: ${status} · 灯 light: ${light}`, `下一步 next: ${label}`].join('\n\n'),
  };
}

/** Reform items as the loop keeps them. */
export class ItemKeeper implements Keeper {
  readonly prefix = ITEM_STREAM;
  readonly workflowType = 'superviseItem';

  constructor(
    private readonly items: ItemCommands,
    private readonly references: References,
    private readonly clock: Clock,
  ) {}

  async read(stream: string, fresh: boolean): Promise<Kept | null> {
    return this.kept(stream, await (fresh ? this.items.items.refresh(stream) : this.items.items.get(stream)));
  }

  offer(event: RecordedEvent): void {
    this.items.items.offer(event);
  }

  async settle(stream: string): Promise<void> {
    const outcome = await this.items.execute(stream.slice(ITEM_STREAM.length), { type: 'settle' }, CLOCK, null);
    if (outcome.kind === 'busy') throw new Error(`${stream} is written by others without pause`);
  }

  private async kept(stream: string, { state, version }: Folded<ItemState>): Promise<Kept | null> {
    if (state === null) return null;
    const { rules } = await this.references.rules(state.policyId);
    const now = this.clock.now();
    const next = nextOf(state, rules, now);
    return {
      stream,
      id: state.id,
      version,
      policyId: state.policyId,
      planId: state.planId,
      open: isLookedAfter(state),
      next,
      workflowId: workflowIdOf(state),
      rulesChange: rules.spans.filter((s) => s.from > now).map((s) => s.from),
      show: () => shown(state, rules, next),
    };
  }
}
