/** A sentence for people, in both languages of the field. Says what to do, not only what happened. */
export interface Message {
  readonly zh: string;
  readonly en: string;
}

/** Tells the operator something. Chinese first. */
export type Say = (zh: string, en: string) => void;

/** The machine cannot be made ready. The text names the thing that is missing and the remedy; a stack trace would not help. */
export class SetupProblem extends Error implements Message {
  constructor(
    readonly zh: string,
    readonly en: string,
    options?: ErrorOptions,
  ) {
    super(`${zh}\n${en}`, options);
    this.name = 'SetupProblem';
  }
}

/** The text of whatever was thrown, on one line. */
export function reasonOf(thrown: unknown): string {
  const text = thrown instanceof AggregateError && !thrown.message ? thrown.errors.map(reasonOf).join('; ') : thrown instanceof Error ? thrown.message : String(thrown);
  return text.replace(/\s+/g, ' ').trim();
}
