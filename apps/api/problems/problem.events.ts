import type { Response } from 'express';
import type { Problem } from './problem';

const MARK = 'problemsAsEvents';

/** One server-sent event. */
export function eventOf(event: string, data: unknown): string {
  return `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}

/** Of an answer that is told as events: what goes wrong after it began is one of them. */
export function tellsProblemsAsEvents(response: Response): void {
  response.locals[MARK] = true;
}

/** Tells the problem as the answer's last event, where its reader looks for one. */
export function endWith(response: Response, problem: () => Problem): void {
  if (response.locals[MARK] === true) response.write(eventOf('problem', problem()));
  response.end();
}
