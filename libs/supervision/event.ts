import type { Actor } from './actor';
import type { Instant } from './time/day';

/** What every event says beside its data: who, when it happened and when it was recorded, by which rules, from which request. */
export interface EventMeta {
  actor: Actor;
  /** When it happened in the world; on behalf of a unit it may lie before the recording. */
  occurredAt: Instant;
  recordedAt: Instant;
  /** The moment at which it was due, for what the clock brought about. */
  dueAt?: Instant;
  /** Versions of the rules that were used. */
  rules: { policy: number; calendar: number; roster: number };
  /** The request that brought it about. */
  command?: string;
  reason?: string;
}

/** An event before it is recorded. */
export interface NewDomainEvent<T extends string = string, D = unknown> {
  type: T;
  data: D;
  /** Stream-unique key of the agenda entry that it fires. */
  agendaKey?: string;
  dueAt?: Instant;
  occurredAt?: Instant;
  reason?: string;
}

/** An event as it is read back. */
export interface DomainEvent<T extends string = string, D = unknown> {
  type: T;
  data: D;
  agendaKey?: string;
  meta: EventMeta;
}
