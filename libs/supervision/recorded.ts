import type { Actor } from './actor';
import type { DomainEvent, NewDomainEvent } from './event';
import { rulesVersions, type Rules, type RulesSpan } from './rules';
import type { Instant } from './time/day';

/** What an event is recorded with: when, by whom, under which rules, and by which request. */
export interface Recording {
  now: Instant;
  actor: Actor;
  rules: Rules;
  span: RulesSpan;
  command?: string | undefined;
}

/** Turns a new event into the form that evolve reads, as the log will give it back. `E` is the event as its stream knows it. */
export function recorded<E extends DomainEvent = DomainEvent>(event: NewDomainEvent, { now, actor, rules, span, command }: Recording): E {
  return {
    type: event.type,
    data: event.data,
    ...(event.agendaKey === undefined ? {} : { agendaKey: event.agendaKey }),
    meta: {
      actor,
      occurredAt: event.occurredAt ?? now,
      recordedAt: now,
      ...(event.dueAt === undefined ? {} : { dueAt: event.dueAt }),
      ...(event.reason === undefined ? {} : { reason: event.reason }),
      ...(command === undefined ? {} : { command }),
      rules: rulesVersions(rules, span),
    },
  } as DomainEvent as E;
}
