import { Injectable } from '@nestjs/common';
import type { Response } from 'express';
import { ReportingRounds } from '#libs/commands/reporting-rounds';
import { readForm } from '#libs/documents/forms/form.read';
import { writeForm, writeRound } from '#libs/documents/forms/form.write';
import type { Outcome, Sender } from '#libs/commands/outcome';
import type { Identity } from '#libs/identity/identity';
import type { Act } from '#libs/identity/policy/acts';
import type { Actor } from '#libs/supervision/actor';
import type { FieldFault } from '#libs/supervision/rejection';
import { REPORTING_ROUND } from '#libs/supervision/reporting-round/round';
import { flagsOfForm, notReady } from '#libs/supervision/reporting-round/round.form';
import type { Looked, RoundForm, RoundState } from '#libs/supervision/reporting-round/round.types';
import type { Rules } from '#libs/supervision/rules';
import type { Instant } from '#libs/supervision/time/day';
import { actingAs } from '../auth/acting';
import { Core } from '../core/core';
import type { Sent } from '../items/sent';
import { fileProblem } from '../problems/file.problem';
import { ProblemError } from '../problems/problem';
import { faultOf, rejected } from '../problems/rejection.table';
import { ProceedingDesk } from './proceeding.desk';
import { LIGHTS } from '../core/shown';
import type { FormAnswer, FormBody, FormCheckBody, FormSheetAnswer, RoundPreviewBody } from './round.dto';

const NOTHING: Looked = { gone: [], refused: [], evidence: {} };

/** Brings what is done with a unit's form from a route to the handler, and the form back with its own ETag. */
@Injectable()
export class RoundDesk {
  readonly rounds: ReportingRounds;

  constructor(
    private readonly core: Core,
    private readonly desk: ProceedingDesk,
  ) {
    this.rounds = new ReportingRounds(core.store, core.references, core.clock, core.items, core.plans, core.proceedings);
  }

  /** A form that the caller may see; refused as not found where they may not. @param asOf as known on a past day */
  async form(id: string, unitId: string, identity: Identity, asOf?: string): Promise<{ state: RoundState; form: RoundForm; rules: Rules; moment: Instant | null }> {
    const { state, rules, sight, moment } = await this.desk.readAsOf(REPORTING_ROUND, id, identity, asOf);
    const form = Object.hasOwn(state.forms, unitId) ? state.forms[unitId] : undefined;
    if (!form || (sight.kind === 'units' && !sight.unitIds.includes(unitId))) throw rejected({ code: 'form-not-found', field: 'unitId' });
    return { state, form, rules, moment };
  }

  async read(id: string, unitId: string, identity: Identity, response: Response, asOf?: string): Promise<FormBody> {
    const { state, form, rules, moment } = await this.form(id, unitId, identity, asOf);
    response.setHeader('ETag', `"${form.version}"`);
    // What rests on how its items stand now is no part of a past day.
    if (moment !== null) return this.view(state, form, rules, NOTHING, moment);
    const looked = form.status === 'open' || form.status === 'inApproval' ? await this.rounds.look(form, actingAs(identity, 'report', { unitId: identity.unitId }), null) : NOTHING;
    return this.view(state, form, rules, looked);
  }

  /** What would come of sending it as it is saved; nothing is written. */
  async check(id: string, unitId: string, identity: Identity): Promise<FormCheckBody> {
    const { state, form, rules } = await this.form(id, unitId, identity);
    const onBehalf = identity.unitId !== unitId;
    const looked = await this.rounds.look(form, actingAs(identity, 'report', { unitId, onBehalf }), null);
    const problem = notReady(form, looked);
    return { faults: problem?.rejected.fields?.map(faultOf) ?? [], gone: looked.gone.map((g) => g.lineId), form: this.view(state, form, rules, looked) };
  }

  /** Carries a command out on a form and answers with the form. @param onBehalf the office does it for the unit */
  async run(id: string, unitId: string, act: Act, sent: Sent, response: Response, carry: (actor: Actor, sender: Sender) => Promise<Outcome<RoundState>>, onBehalf?: boolean): Promise<FormAnswer> {
    await this.form(id, unitId, sent.identity);
    const ofUnit = act === 'round.collect' ? {} : { unitId, ...(onBehalf ? { onBehalf: true } : {}) };
    const { position, replayed } = await this.desk.runBy(REPORTING_ROUND, id, act, sent, response, carry, () => ofUnit).catch((error: unknown) => this.withNames(error));
    return { form: await this.read(id, unitId, sent.identity, response), position, replayed };
  }

  /** Colleagues are told by their names, and not by the ids that the log has for them. */
  private async withNames(error: unknown): Promise<never> {
    if (!(error instanceof ProblemError) || !error.problem.fields) throw error;
    const fields: FieldFault[] = error.problem.fields;
    const names = await this.core.accounts.displayNames(fields.flatMap((f) => f.personId ?? []));
    const named = fields.map(({ personId, ...f }) => {
      const name = personId === undefined ? null : (names.get(personId) ?? personId);
      return name === null ? f : { ...f, zh: f.zh.replace('{person}', () => name), en: f.en.replace('{person}', () => name) };
    });
    throw new ProblemError({ ...error.problem, fields: named }, error.headers);
  }

  /** What a lock would freeze now, for who sees all forms; told as not found to who does not. */
  async figures(id: string, identity: Identity): Promise<RoundPreviewBody> {
    const { state, sight } = await this.desk.read(REPORTING_ROUND, id, identity);
    if (sight.kind !== 'all') throw rejected({ code: 'form-not-found', field: 'id' });
    // Closed without a lock, nothing will be frozen any more.
    if (state.closed && !state.locked) throw rejected({ code: 'proceeding-closed', details: { how: state.closed.how } });
    const { asOf, forms, lines, lights, totals, standing } = state.locked?.figures ?? (await this.rounds.figures(state));
    const items = new Map(standing.map((item) => [item.itemId, item]));
    return {
      asOf,
      frozen: state.locked !== null,
      forms,
      lines,
      lights: LIGHTS.map((light) => ({ light, count: lights[light] ?? 0 })),
      totals: totals.map(({ itemId, targetId, metric, unit, value, undecided, from }) => ({ itemId, targetId, number: items.get(itemId)?.number ?? '', title: items.get(itemId)?.title ?? '', metric, unit, value, undecided, units: from.length })),
    };
  }

  /** A unit's form as a workbook, with what is saved so far. */
  async sheet(id: string, unitId: string, identity: Identity): Promise<Uint8Array> {
    const { state, form, rules } = await this.form(id, unitId, identity);
    return writeForm(state, form, namesOf(rules));
  }

  /** The forms that the caller may see, as one workbook. */
  async workbook(id: string, identity: Identity): Promise<Uint8Array> {
    const { state, rules, sight } = await this.desk.read(REPORTING_ROUND, id, identity);
    const forms = Object.values(state.forms).filter((f) => sight.kind === 'all' || sight.unitIds.includes(f.unitId));
    return writeRound(state, forms, namesOf(rules));
  }

  /** Saves what a workbook says otherwise than it was given out with; what is wrong is told by its cells. */
  async take(id: string, unitId: string, bytes: Uint8Array, sent: Sent, response: Response, onBehalf: boolean): Promise<FormSheetAnswer> {
    const { state, form } = await this.form(id, unitId, sent.identity);
    const read = await readForm(bytes, { roundId: id, planId: state.planId ?? '', unitId, lines: form.lines }, (file) => this.core.documents.read<'form'>({ kind: 'form', bytes: file }));
    if (!read.ok) {
      if (read.because === 'file') throw fileProblem(read);
      if (read.because === 'foreign') throw rejected({ code: 'form-sheet-foreign', field: read.name, details: { ...read.claim } });
      throw rejected({ code: 'form-sheet-invalid', fields: read.faults, details: { count: read.faults.length } });
    }
    const { entries, seen, placed } = read;
    try {
      const answer = await this.run(id, unitId, 'form.fill', sent, response, (actor, sender) => this.rounds.save(id, unitId, entries, seen, actor, sender), onBehalf);
      return { ...answer, changed: entries.map((e) => e.lineId) };
    } catch (error) {
      if (error instanceof ProblemError && error.problem.fields) throw new ProblemError({ ...error.problem, fields: error.problem.fields.map(placed) }, error.headers);
      throw error;
    }
  }

  private view(state: RoundState, form: RoundForm, rules: Rules, { evidence }: Looked, past?: Instant): FormBody {
    const last = form.sendings.at(-1);
    const isOut = form.status === 'sent' || form.status === 'collected';
    const flags = new Map((isOut ? (last?.flags ?? []) : past !== undefined ? [] : flagsOfForm(form, evidence, { now: this.core.clock.now(), rules })).map((f) => [f.lineId, f.flags]));
    const refused = new Map((last ? (state.filings[`${form.unitId}/${last.arming}`]?.refused ?? []) : []).map((r) => [r.lineId, r.code]));
    return {
      roundId: state.id,
      unitId: form.unitId,
      status: form.status,
      version: form.version,
      arming: form.arming,
      day: form.attemptDay ?? state.day,
      locked: state.locked !== null,
      lines: form.lines.map((line) => ({ ...line, entry: form.entries[line.id] ?? null, flags: flags.get(line.id) ?? [], refused: refused.get(line.id) ?? null })),
      approvals: form.approvals.map((a) => ({ ...a, insteadOf: a.insteadOf ?? null })),
      returned: form.returned,
      sendings: form.sendings.map(({ arming, at, event, personId, insteadOf, late }) => ({ arming, at, event, personId, insteadOf: insteadOf ?? null, late })),
    };
  }
}

function namesOf(rules: Rules): (unitId: string) => string {
  return (unitId) => rules.roster.units[unitId]?.name ?? unitId;
}
