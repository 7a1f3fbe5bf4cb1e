import type { StreamAppend } from '#libs/event-store/append-request';
import type { EventStore } from '#libs/event-store/event-store';
import type { Actor } from '#libs/supervision/actor';
import type { ProceedingState } from '#libs/supervision/proceeding/proceeding';
import type { Rejection } from '#libs/supervision/rejection';
import { once } from './once';
import type { Outcome, Sender } from './outcome';
import type { Decided, Guards, ProceedingCommands } from './proceeding-commands';
import type { References } from './references';

/** What is decided in each of several proceedings, one after the other; a later one may rest on what came of an earlier one. */
export interface Deciding {
  /** Opens a proceeding. */
  open<S extends ProceedingState, C extends { type: string }>(commands: ProceedingCommands<S, C>, id: string, policyId: string, command: C): Promise<S>;
  /** Carries out a command; the state as it will be. */
  execute<S extends ProceedingState, C extends { type: string }>(commands: ProceedingCommands<S, C>, id: string, command: C, ifMatch?: number): Promise<S>;
  /** Takes in what was decided in a stream that is no proceeding's: a plan's. */
  also<T>(decided: Decided<T>): T;
  /** What a decision was found by in another stream: it must not have moved. */
  guard(stream: string, version: number): void;
  /** Ends it: nothing is written anywhere. */
  refuse(rejection: Rejection): never;
}

/** Ends a decision in the middle. */
class Refused extends Error {
  constructor(readonly rejection: Rejection) {
    super(rejection.code);
  }
}

/**
 * One command that concerns several proceedings, written in one append: all of it happens, or nothing. No crash leaves one without the
 * other, and no consequence is owed afterwards. Somebody who writes one of them meanwhile makes it a conflict, and everything is decided anew.
 *
 * @param body what the caller sent, by which a repeat is told from another command under the same id
 * @param main the proceeding that the caller is answered with
 * @param result that proceeding, where its id is only known once it is decided
 */
export function together<S extends ProceedingState, C extends { type: string }>(
  { store, references }: { store: EventStore; references: References },
  main: { commands: ProceedingCommands<S, C>; id: string },
  body: unknown,
  actor: Actor,
  sender: Sender,
  decide: (deciding: Deciding) => Promise<void>,
  result: (streams: readonly string[]) => Promise<S | null> = async () => (await main.commands.load(main.id)).state,
): Promise<Outcome<S>> {
  return once<S>(store, sender, { together: main.id, body }, {
    attempt: async () => {
      const streams: StreamAppend[] = [];
      const guards = new Map<string, number>();
      const take = <T>(decided: Decided<T>): T => {
        if ('rejected' in decided) throw new Refused(decided.rejected);
        keep(guards, 'nothing' in decided ? decided.nothing : decided.guards);
        if ('streams' in decided) streams.push(...decided.streams);
        return decided.after;
      };
      try {
        await decide({
          open: async (commands, id, policyId, command) => take(await commands.opening(id, policyId, command, actor, sender.commandId)),
          execute: async (commands, id, command, ifMatch) => take(await commands.deciding(id, command, actor, sender.commandId, ifMatch)),
          also: take,
          guard: (stream, version) => keep(guards, [{ stream, version }]),
          refuse: (rejection) => {
            throw new Refused(rejection);
          },
        });
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        return { rejected: error.rejection, state: null };
      }
      const written = new Set(streams.map((s) => s.stream));
      const looked = [...guards].map(([stream, version]) => ({ stream, version }));
      return streams.length === 0 ? { nothing: looked } : { streams, guards: looked.filter((g) => !written.has(g.stream)) };
    },
    result,
    moved: () => references.expire(),
  });
}

/** The oldest that was looked at: if it has moved, the append finds out. */
function keep(guards: Map<string, number>, more: Guards): void {
  for (const { stream, version } of more) guards.set(stream, Math.min(version, guards.get(stream) ?? version));
}
