import type { Clock } from '#libs/commands/clock';
import type { Folded } from '#libs/commands/fold-cache';
import type { ProceedingCommands } from '#libs/commands/proceeding-commands';
import type { References } from '#libs/commands/references';
import type { RecordedEvent } from '#libs/event-store/event';
import type { ProceedingEntry, ProceedingKind, ProceedingState } from '#libs/supervision/proceeding/proceeding';
import { outlookOfProceeding } from '#libs/supervision/proceeding/proceeding.agenda';
import { spanAt, type Rules } from '#libs/supervision/rules';
import type { Keeper, Kept, Shown } from './kept';

const ACT: Record<ProceedingEntry['act'], string> = { own: '', markOverdue: '逾期 overdue', remind: '提醒 reminder', escalate: '提级 escalate' };

/** `superviseInspection` for `inspection`, `superviseReportingRound` for `reporting-round`. */
export function workflowTypeOf(kind: string): string {
  return `supervise${kind.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')}`;
}

/** Proceedings of one kind as the loop keeps them. */
export class ProceedingKeeper<S extends ProceedingState, C extends { type: string }> implements Keeper {
  readonly prefix: string;
  readonly workflowType: string;
  private readonly kind: ProceedingKind<S, C>;

  constructor(
    private readonly commands: ProceedingCommands<S, C>,
    private readonly references: References,
    private readonly clock: Clock,
  ) {
    this.kind = commands.kind;
    this.prefix = `${this.kind.name}/`;
    this.workflowType = workflowTypeOf(this.kind.name);
  }

  async read(stream: string, fresh: boolean): Promise<Kept | null> {
    return this.kept(stream, await (fresh ? this.commands.held.refresh(stream) : this.commands.held.get(stream)));
  }

  offer(event: RecordedEvent): void {
    this.commands.held.offer(event);
  }

  async settle(stream: string): Promise<void> {
    const outcome = await this.commands.settle(stream.slice(this.prefix.length));
    if (outcome.kind !== 'accepted') throw new Error(`${stream} could not be settled: ${outcome.kind}`);
  }

  private async kept(stream: string, { state, version }: Folded<S>): Promise<Kept | null> {
    if (state === null) return null;
    const { rules } = await this.references.rules(state.policyId);
    const now = this.clock.now();
    const { agenda, duties } = outlookOfProceeding(this.kind, state, spanAt(rules, now), rules.roster);
    const next = agenda[0] ?? null;
    const owedBy = duties.find((d) => d.id === next?.duty)?.owedBy.unitId;
    return {
      stream,
      id: state.id,
      version,
      policyId: state.policyId,
      planId: state.planId,
      open: state.closed === null || next !== null,
      next,
      workflowId: `${this.kind.words.zh} ${this.kind.words.en} · ${state.id}`,
      rulesChange: rules.spans.filter((s) => s.from > now).map((s) => s.from),
      show: () => this.shown(state, rules, next, owedBy),
    };
  }

  private shown(state: S, rules: Rules, next: ProceedingEntry | null, owedBy: string | undefined): Shown {
    const { status, unitIds } = this.kind.summary(state);
    const name = (unitId: string): string => rules.roster.units[unitId]?.name ?? unitId;
    const units = unitIds.map(name);
    const light = Object.keys(state.overdue).length > 0 ? 'yellow' : 'green';
    const label = next === null ? '已办结 nothing more is due' : `${next.duty} ${next.rung} ${ACT[next.act]} · ${owedBy === undefined ? '' : name(owedBy)} · ${next.at.slice(0, 16)}Z`;
    return {
      plan: state.planId ?? '',
      units,
      light,
      status,
      summary: `${this.kind.words.zh} ${state.title}`,
      next: label,
      details: [`### ${this.kind.words.zh} ${this.kind.words.en}: ${state.title}`, units.join('、'), `状态 status: ${status}`, `下一步 next: ${label}`].join('\n\n'),
    };
  }
}
