import { RebuildOutrun } from '#libs/projections/rebuild';
import { ProjectorBehind } from '#libs/projections/verify-read-models';
import { CommandFailed } from './context';
import { explained, TRY_AGAIN } from './explained';

test.each([
  ['verify behind a stopped projector', new ProjectorBehind(), TRY_AGAIN, /worker.*\n.*worker/s],
  ['a rebuild that writing outran', new RebuildOutrun(), TRY_AGAIN, /较空闲.*\n.*quieter time/s],
  ['a path through a file', Object.assign(new Error('ENOTDIR'), { code: 'ENOTDIR', path: '/dev/null/x' }), 1, /\/dev\/null\/x.*文件夹.*\n.*\/dev\/null\/x.*folder/s],
  ['a full disk', Object.assign(new Error('ENOSPC'), { code: 'ENOSPC', path: '/data/x' }), 1, /腾出空间.*\n.*make room/s],
  ['a server that is away', Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }), 1, /npm start.*\n.*npm start/s],
])('%s: what to do, in both languages, under an exit code', (_, raised, exitCode, words) => {
  const error = explained(raised);
  expect(error).toBeInstanceOf(CommandFailed);
  expect(error).toMatchObject({ exitCode, message: expect.stringMatching(words) as string });
});

test('anything else is shown as it is', () => {
  const error = new TypeError('a fault of ours');
  expect(explained(error)).toBe(error);
});
