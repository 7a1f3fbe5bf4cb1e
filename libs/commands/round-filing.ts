import type { Actor } from '#libs/supervision/actor';
import type { REPORTING_ROUND } from '#libs/supervision/reporting-round/round';
import type { Filing, FormOnBehalf, LineEntry, RoundForm, RoundLine, RoundState } from '#libs/supervision/reporting-round/round.types';
import { evidenceIdFor } from './evidence/evidence-commands';
import type { ItemCommands } from './item-commands';
import type { Sender } from './outcome';
import type { ProceedingCommands } from './proceeding-commands';

/** Times that a report is brought to an item that others keep writing. */
const TRIES = 5;

/** Who does what follows of a round. */
export const ROUNDS: Actor = { kind: 'system', name: 'rounds' };

export type RoundHandler = ProceedingCommands<RoundState, Parameters<typeof REPORTING_ROUND.decide>[1]>;

type Report = Extract<Parameters<ItemCommands['execute']>[1], { type: 'report' }>;

/** Brings what forms say to the items that they speak of. */
export class RoundFiling {
  constructor(
    private readonly items: ItemCommands,
    private readonly rounds: RoundHandler,
  ) {}

  /**
   * Brings a sent form's lines to their items. Each report's command id is derived from round, unit, arming and line: after a crash
   * the same work is done again, and nothing is reported twice. A form that was returned reports anew only what it says otherwise.
   */
  async file(roundId: string, unitId: string, arming: number): Promise<void> {
    const { state } = await this.rounds.load(roundId);
    const form = state?.forms[unitId];
    const sending = form?.sendings.find((s) => s.arming === arming);
    if (!state || !form || !sending || state.filings[`${unitId}/${arming}`]) return;
    const filing: Filing = { reported: [], refused: [] };
    for (const entry of sending.entries) {
      const line = form.lines.find((l) => l.id === entry.lineId);
      if (!line || saidBefore(state, form, arming, entry)) continue;
      const instead = sending.insteadOf === undefined ? {} : { insteadOf: sending.insteadOf };
      const actor: Actor = { kind: 'person', personId: sending.personId, ...instead, ...(sending.onBehalf ? { unitId: state.officeUnitId, onBehalfOf: unitId } : { unitId }) };
      const brought = await this.bringEvidence(state, line, [...(entry.evidenceIds ?? []), ...(sending.onBehalf?.scanId ? [sending.onBehalf.scanId] : [])], actor, `${unitId}/${arming}`);
      const onBehalf = sending.onBehalf && { ...sending.onBehalf, scanId: brought.get(sending.onBehalf.scanId ?? '') ?? null };
      const code = await this.report(line, { ...reportOf(line, entry, onBehalf), round: roundId }, actor, { scope: `round:${roundId}`, commandId: `${unitId}/${arming}/${entry.lineId}` });
      if (code === null) filing.reported.push(line.id);
      else filing.refused.push({ lineId: line.id, code });
    }
    const noted = await this.rounds.executePrepared(roundId, { file: unitId, arming }, async () => ({ command: { type: 'fileForm', unitId, arming, filing } }), ROUNDS, { scope: 'system:rounds', commandId: `${roundId}/${unitId}/${arming}` });
    if (noted.kind === 'busy' || noted.kind === 'differentBody') throw new Error(`the filing of ${roundId}/${unitId} was not noted: ${noted.kind}`);
  }

  /** The item has the form's evidence too: the same bytes, under an id of its own. What refuses it refuses the report. @returns those ids by the round's own */
  private async bringEvidence(round: RoundState, line: RoundLine, evidenceIds: readonly string[], actor: Actor, sending: string): Promise<Map<string, string>> {
    const brought = new Map<string, string>();
    for (const id of evidenceIds) {
      const evidence = round.evidence[id];
      if (!evidence) continue;
      const sender: Sender = { scope: `round:${round.id}`, commandId: `${sending}/${line.id}/${id}` };
      const { name, mediaType, bytes, sha256 } = evidence;
      brought.set(id, evidenceIdFor(sender));
      for (let n = 0, outcome = 'busy'; outcome === 'busy'; n++) {
        if (n >= TRIES) throw new Error(`item ${line.itemId} is being written without pause`);
        outcome = (await this.items.execute(line.itemId, { type: 'attachEvidence', evidenceId: evidenceIdFor(sender), assignmentId: line.assignmentId, stepId: null, name, mediaType, bytes, sha256 }, actor, sender)).kind;
      }
    }
    return brought;
  }

  /** @returns null where the item took the report, else why it refused */
  private async report(line: RoundLine, command: Report, actor: Actor, sender: Sender): Promise<string | null> {
    for (let n = 0; n < TRIES; n++) {
      const outcome = await this.items.execute(line.itemId, command, actor, sender);
      if (outcome.kind === 'accepted') return null;
      if (outcome.kind === 'rejected') return outcome.rejection.code;
      if (outcome.kind === 'differentBody') throw new Error(`another report was sent as ${sender.commandId}`);
    }
    throw new Error(`item ${line.itemId} is being written without pause`);
  }
}

/** A line's entry as the report that its item is given. */
export function reportOf(line: RoundLine, { stepId, text, percent, values, noProgressReason }: LineEntry, onBehalf: FormOnBehalf | null): Report {
  return { type: 'report', assignmentId: line.assignmentId, stepId, text, percent, values, noProgressReason, onBehalf };
}

/** Whether the line's item took a report that said the same, the last one that it took. */
function saidBefore(state: RoundState, form: RoundForm, arming: number, entry: LineEntry): boolean {
  const taken = form.sendings.filter((s) => s.arming < arming && state.filings[`${form.unitId}/${s.arming}`]?.reported.includes(entry.lineId)).at(-1);
  const before = taken?.entries.find((e) => e.lineId === entry.lineId);
  return before !== undefined && JSON.stringify(before) === JSON.stringify(entry);
}
