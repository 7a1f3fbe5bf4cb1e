import type { EventStore } from '#libs/event-store/event-store';
import type { Actor } from '#libs/supervision/actor';
import type { Rejection } from '#libs/supervision/rejection';
import { endSubstitution, evolveSubstitutions, nameSubstitute, standsInFor, SUBSTITUTION_STREAM, type NewSubstitution, type NewSubstitutionEvent, type SubstitutionEvent, type Substitutions as All } from '#libs/supervision/substitution/substitution';
import type { Clock } from './clock';
import { FoldCache } from './fold-cache';
import { toNewEvent } from './item-commands';
import { once } from './once';
import type { Outcome, Sender } from './outcome';
import { asDomain } from './references';

/** How old what is held may be for who asks at every request, in ms: so long may a beginning or end in another process take. */
const LOOK_MS = 1_000;

/** The command handler of substitutions (请假代理), and who stands in for whom now. */
export class Substitutions {
  private readonly held: FoldCache<All>;

  constructor(
    private readonly store: EventStore,
    private readonly clock: Clock,
  ) {
    this.held = new FoldCache(store, (state, e) => evolveSubstitutions(state ?? [], asDomain<SubstitutionEvent>(e)), { streams: 1 });
  }

  /** The newest. */
  async all(): Promise<All> {
    return (await this.held.refresh(SUBSTITUTION_STREAM)).state ?? [];
  }

  /** Whom a person stands in for in a unit now, mostly nobody. */
  async inForce(substituteId: string, unitId: string): Promise<string[]> {
    const { state } = await this.held.look(SUBSTITUTION_STREAM, LOOK_MS);
    return state === null ? [] : standsInFor(state, substituteId, unitId, this.clock.now());
  }

  name(wanted: NewSubstitution, actor: Actor, sender: Sender): Promise<Outcome<All>> {
    return this.decide((all) => nameSubstitute(all, wanted, this.clock.now()), actor, sender, { name: wanted });
  }

  end(id: string, reason: string, actor: Actor, sender: Sender): Promise<Outcome<All>> {
    return this.decide((all) => endSubstitution(all, id, reason, this.clock.now()), actor, sender, { end: id, reason });
  }

  private decide(decision: (all: All) => NewSubstitutionEvent[] | { rejected: Rejection }, actor: Actor, sender: Sender, body: unknown): Promise<Outcome<All>> {
    return once<All>(this.store, sender, body, {
      attempt: async () => {
        const { state, version, headHash } = await this.held.refresh(SUBSTITUTION_STREAM);
        const decided = decision(state ?? []);
        if ('rejected' in decided) return { ...decided, state };
        if (decided.length === 0) return { nothing: [{ stream: SUBSTITUTION_STREAM, version }] };
        const now = this.clock.now();
        const meta = { actor, occurredAt: now, recordedAt: now, command: sender.commandId, rules: { policy: 0, calendar: 0, roster: 0 } };
        return { streams: [{ stream: SUBSTITUTION_STREAM, expectedVersion: version, headHash, events: decided.map((e) => toNewEvent({ ...e, meta })) }], guards: [] };
      },
      result: () => this.all(),
      moved: () => this.held.expire(),
    });
  }
}
