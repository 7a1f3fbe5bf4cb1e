import type { ArgumentsHost } from '@nestjs/common';
import { UnknownEvent } from '#libs/commands/fold-cache';
import { ProblemFilter } from './problem.filter';

/** What the filter sends for an error. */
function sent(error: unknown): { status: number; body: unknown } {
  const answer = { status: 0, body: null as unknown };
  const response = {
    headersSent: false,
    setHeader: () => response,
    status: (status: number) => {
      answer.status = status;
      return response;
    },
    type: () => response,
    send: (body: string) => (answer.body = JSON.parse(body)),
  };
  new ProblemFilter().catch(error, { switchToHttp: () => ({ getResponse: () => response }) } as unknown as ArgumentsHost);
  return answer;
}

test('an item with entries of a newer program is told as such, not as a surprise', () => {
  expect(sent(new UnknownEvent('item/1', 'OfTomorrow', 2))).toMatchObject({ status: 503, body: { status: 503, code: 'newer-version', detail: { zh: expect.stringContaining('升级'), en: expect.stringContaining('upgrade') } } });
});
