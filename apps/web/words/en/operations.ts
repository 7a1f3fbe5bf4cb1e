import type { Words } from '../shape';

export const operations: Words['operations'] = {
  title: 'Operations',
  fine: { title: 'All is well', help: 'Nothing is stuck, parked or undelivered.' },
  troubles: 'To be seen to',
  kind: { worker: 'Worker', clockSkew: 'Clocks', lag: 'Behind', parked: 'Parked', stuck: 'Stuck', overlooked: 'Overlooked', job: 'Job', held: 'Held', undelivered: 'Undelivered', numbers: 'Numbers' },
  what: 'What',
  since: 'Since',
  times: 'Times',
  reason: 'Reason',
  remedy: 'Remedy',
  retry: 'Try again',
  asked: 'It will be tried again',
  running: 'Running',
  worker: 'Worker last seen',
  never: 'Never',
  skew: 'Clocks differ from the database by',
  ms: '{{count}} ms',
  name: 'Subscription',
  lag: 'Behind by',
  parked: 'Parked streams',
  refreshed: 'As of {{at}}, asked every 15 seconds',
};
