import { createHash } from 'node:crypto';
import type { EventStore } from '#libs/event-store/event-store';
import type { Actor } from '#libs/supervision/actor';
import { reject, type Rejection } from '#libs/supervision/rejection';
import { EMPTY_ROSTER, groupsNamed, type Roster } from '#libs/supervision/roster/roster';
import { registerUnits, type NewUnit } from '#libs/supervision/roster/register-units';
import { decideRoster, type RosterCommand } from '#libs/supervision/roster/roster.decide';
import { evolveRoster, type NewRosterEvent, type RosterEvent } from '#libs/supervision/roster/roster.events';
import { handedOver } from '#libs/supervision/item/item.groups';
import { dayOf, type Instant } from '#libs/supervision/time/day';
import type { Clock } from './clock';
import { toNewEvent } from './item-commands';
import { usesOf, type NameUses, type TakesAway } from './name-uses';
import { once } from './once';
import { openItems } from './open-items';
import type { Outcome, Sender } from './outcome';
import { ROSTER_STREAM, type References } from './references';

/** What a dissolution would do, before anybody records it. */
export interface DissolutionPreview {
  /** Assignments that pass to another unit (null: end for good), in open items. */
  count: number;
  rows: { itemId: string; planId: string; number: string; title: string; assignmentId: string; role: string; at: Instant; toUnitId: string | null; toUnit: string | null }[];
}

/** Rows in the answer; the count is of all. */
const ROWS = 500;

/** An id that says nothing about the unit and is the same when the same registration is sent again. */
export function unitIdFor(commandId: string, name: string): string {
  return `u-${createHash('sha256').update(`${commandId}\u0000${name}`).digest('hex').slice(0, 10)}`;
}

/** The command handler of the roster: units, their relations, and groups. */
export class RosterCommands {
  constructor(
    private readonly store: EventStore,
    private readonly references: References,
    private readonly clock: Clock,
  ) {}

  /**
   * Registers the units that nothing answers to yet; those that are there stay as they are.
   *
   * @param body what the caller sent, where the units are worked out from it
   */
  register(units: readonly NewUnit[], actor: Actor, sender: Sender, body: unknown = { register: units }): Promise<Outcome<Roster>> {
    return this.decide(
      (roster) => registerUnits(roster, units, dayOf(this.clock.now()), (name) => unitIdFor(sender.commandId, name)),
      actor,
      sender,
      body,
    );
  }

  /** Forms a group with its members, or adds the members that it lacks. */
  group(name: string, memberIds: readonly string[], actor: Actor, sender: Sender): Promise<Outcome<Roster>> {
    return this.decide(
      (roster) => {
        const since = dayOf(this.clock.now());
        const [found] = groupsNamed(roster, name);
        const groupId = found?.id ?? unitIdFor(sender.commandId, name).replace('u-', 'g-');
        const events: NewRosterEvent[] = found ? [] : [{ type: 'GroupFormed', data: { groupId, name, aliases: [] } }];
        for (const unitId of memberIds) {
          const unit = roster.units[unitId];
          if (!unit) return reject('unit-unknown', { field: 'memberIds', details: { name: unitId } });
          if (unit.until !== null) return reject('unit-dissolved', { field: 'memberIds', details: { name: unit.name } });
          if (found?.members.some((m) => m.unitId === unitId && m.until === null)) continue;
          events.push({ type: 'GroupMemberJoined', data: { groupId, unitId, since } });
        }
        return events;
      },
      actor,
      sender,
      { group: name, memberIds: [...memberIds] },
    );
  }

  /**
   * Carries out a command on one unit or one membership. A unit that is the office of open items is not dissolved: they would have none.
   *
   * @param body what the caller sent, where a day is filled in for it
   */
  async execute(command: RosterCommand, actor: Actor, sender: Sender, body: unknown = command): Promise<Outcome<Roster>> {
    const dissolved = command.type === 'dissolve' ? command.unitId : null;
    const offices = dissolved === null ? 0 : await this.officeOf(dissolved);
    return this.decide(
      (roster) => {
        const decided = decideRoster(roster, command, dayOf(this.clock.now()));
        if ('rejected' in decided || dissolved === null || offices === 0) return decided;
        return reject('unit-is-office', { field: 'unitId', details: { name: roster.units[dissolved]?.name ?? dissolved, count: offices } });
      },
      actor,
      sender,
      body,
    );
  }

  /** Shows a dissolution dry: which assignments pass on, and to whom. */
  async previewDissolution(command: Extract<RosterCommand, { type: 'dissolve' }>, actor: Actor): Promise<DissolutionPreview | { rejected: Rejection }> {
    const now = this.clock.now();
    const dry = await this.dry(command, actor, now);
    if ('rejected' in dry) return dry;
    const { before: roster, after } = dry;
    const rows: DissolutionPreview['rows'] = [];
    let count = 0;
    let offices = 0;
    for await (const state of openItems(this.store)) {
      if (state.officeUnitId === command.unitId) offices += 1;
      for (const { assignmentId, at, toUnitId } of handedOver(state, after, command.unitId)) {
        count += 1;
        const { id: itemId, planId, number, title } = state;
        const toUnit = toUnitId === null ? null : (after.units[toUnitId]?.name ?? toUnitId);
        if (rows.length < ROWS) rows.push({ itemId, planId, number, title, assignmentId, role: state.assignments[assignmentId]!.role, at: at > now ? at : now, toUnitId, toUnit });
      }
    }
    if (offices > 0) return reject('unit-is-office', { field: 'unitId', details: { name: roster.units[command.unitId]?.name ?? command.unitId, count: offices } });
    return { count, rows };
  }

  /** Shows who uses a name or a group, before it is taken away. */
  async previewUses(command: TakesAway, actor: Actor): Promise<NameUses | { rejected: Rejection }> {
    const dry = await this.dry(command, actor, this.clock.now());
    return 'rejected' in dry ? dry : usesOf(this.store, command, actor.kind === 'person' ? actor.unitId : null, dry.before, dry.after);
  }

  /** The roster as it is, and as a command would leave it. */
  private async dry(command: RosterCommand, actor: Actor, now: Instant): Promise<{ before: Roster; after: Roster } | { rejected: Rejection }> {
    const before = (await this.references.rosters.refresh(ROSTER_STREAM)).state ?? EMPTY_ROSTER;
    const decided = decideRoster(before, command, dayOf(now));
    if ('rejected' in decided) return decided;
    const meta = { actor, occurredAt: now, recordedAt: now, rules: { policy: 0, calendar: 0, roster: before.version } };
    return { before, after: decided.reduce<Roster>((r, e) => evolveRoster(r, { ...e, meta } as RosterEvent), before) };
  }

  /** Open items that the unit is the office of. */
  private async officeOf(unitId: string): Promise<number> {
    let count = 0;
    for await (const state of openItems(this.store)) if (state.officeUnitId === unitId) count += 1;
    return count;
  }

  /** Carries out any decision on the roster. */
  async decide(decision: (roster: Roster) => NewRosterEvent[] | { rejected: Rejection }, actor: Actor, sender: Sender, body: unknown): Promise<Outcome<Roster>> {
    return once<Roster>(this.store, sender, body, {
      attempt: async () => {
        const folded = await this.references.rosters.refresh(ROSTER_STREAM);
        const roster = folded.state ?? EMPTY_ROSTER;
        const decided = decision(roster);
        if ('rejected' in decided) return { ...decided, state: roster };
        if (decided.length === 0) return { nothing: [{ stream: ROSTER_STREAM, version: folded.version }] };
        const now = this.clock.now();
        const meta = { actor, occurredAt: now, recordedAt: now, command: sender.commandId, rules: { policy: 0, calendar: 0, roster: folded.version } };
        return { streams: [{ stream: ROSTER_STREAM, expectedVersion: folded.version, headHash: folded.headHash, events: decided.map((e) => toNewEvent({ ...e, meta })) }], guards: [] };
      },
      result: async () => (await this.references.rosters.refresh(ROSTER_STREAM)).state ?? EMPTY_ROSTER,
      moved: () => this.references.expire(),
    });
  }
}
