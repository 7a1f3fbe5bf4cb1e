import type { Look, SupervisionActivities } from '#workflows/supervision.activities';

const AT_REST: Look = { open: true, version: 1, nextKey: 'receipt:a1/1/T-1', nextLabel: 'T-1 提醒 reminder · 市总工会', nextAt: '2031-03-05T01:00:00.000Z', sleepMs: 86_400_000, light: 'grey', status: 'awaitingReceipt', details: '### 1 事项' };

/** A look at an item in which nothing is due, with what the test names. */
export function aLook(change: Partial<Look> = {}): Look {
  return { ...AT_REST, ...change };
}

/** The world as a list of answers: one a look, the last one for ever; an error is the log being away. */
export function scripted(answers: readonly (Look | Error)[]): SupervisionActivities & { looks: number; stuck: number } {
  const world = {
    looks: 0,
    stuck: 0,
    attend(): Promise<Look> {
      const answer = answers[Math.min(world.looks, answers.length - 1)]!;
      world.looks += 1;
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    },
    reportStuck(): Promise<void> {
      world.stuck += 1;
      return Promise.resolve();
    },
  };
  return world;
}
