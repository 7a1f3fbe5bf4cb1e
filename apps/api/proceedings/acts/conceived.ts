import type { Outcome, Sender } from '#libs/commands/outcome';
import type { Act } from '#libs/identity/policy/acts';
import type { Identity } from '#libs/identity/identity';
import type { Actor } from '#libs/supervision/actor';
import { LAST_DEADLINE } from '#libs/supervision/calendar/calendar';
import type { ProceedingState } from '#libs/supervision/proceeding/proceeding';
import type { ProceedingView } from '#libs/supervision/proceeding/proceeding.view';
import type { Core } from '../../core/core';
import type { RelationOf } from '../proceeding.desk';

/** Stands for words that somebody still has to type, for a day that they choose, and for a person or unit that they name. */
export const WORDS = '（待填写）';
export const DAY = LAST_DEADLINE;
export const NEW = '?';

/** What an act is about within the proceeding; its id lies in the part of the content of that name. */
export type About = 'paper' | 'step' | 'lateness' | 'latenessObjection' | 'visit' | 'finding' | 'objection' | 'unit' | 'request' | 'matter' | 'plan' | 'form' | 'entry' | 'place' | 'figure' | 'link';

/** Gives the command to the handler that would carry it out. */
export type Handled = (core: Core, actor: Actor, sender: Sender) => Promise<Outcome<unknown>>;

/** Something that could be asked of a proceeding: whole but for what a person types. */
export interface Conceived<S extends ProceedingState = any> {
  /** The operation, as the API's document names it. */
  act: string;
  /** By which the policy says who may. */
  by: Act;
  /** Where it is sent. */
  path: string;
  about: About | null;
  subject: string | null;
  unitId: string | null;
  /** What its body says of its subject, beside what is typed. */
  body: object;
  /** The same as the domain is asked it. */
  command: { type: string };
  /** Others by which a person could ask the same, of another unit say: it is possible where one of them is taken. */
  others?: readonly { type: string }[];
  /** Where the command looks into other streams too: its handlers, which say it all; possible where one of them takes it. */
  handled?: readonly Handled[];
  /** Whether it is refused once the plan does not stand any more. */
  whilePlanStands?: true;
  /** The version that its `If-Match` is about, where that is not the proceeding's. */
  version?: number;
  relation?: RelationOf<S>;
}

/** How a kind names what could be asked of it: from what the reader sees, so that nothing else is told. */
export type Conceive<S extends ProceedingState = any> = (view: ProceedingView & { content: any }, state: S, identity: Identity) => Conceived<S>[];

type Some<S extends ProceedingState> = Pick<Conceived<S>, 'act' | 'by' | 'path' | 'command'> & Partial<Conceived<S>>;

/** An act with what most acts do not have left out. */
export function conceived<S extends ProceedingState>(some: Some<S>): Conceived<S> {
  return { about: null, subject: null, unitId: null, body: {}, ...some };
}

/** Those that are conceivable only under a condition. */
export function when<T>(condition: boolean, ...those: readonly T[]): readonly T[] {
  return condition ? those : [];
}
