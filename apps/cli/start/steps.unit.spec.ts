import { readConfiguration } from '#libs/platform/configuration';
import { parseArguments } from './arguments';
import { stepsFor } from './steps';

function namesFor(argv: readonly string[], env: Record<string, string>): string[] {
  const args = parseArguments(argv);
  const read = readConfiguration(env, { root: '/project' });
  if ('unknown' in args || !read.ok) throw new Error('not understood');
  return stepsFor(args, read.configuration).map((step) => step.name);
}
const GIVEN = { DATABASE_URL: 'postgres://u@h/d' };

describe('the steps of a start', () => {
  it('load the sample into our own database', () => expect(namesFor([], {})).toEqual(['migrate', 'sample']));
  it('do not on request', () => expect(namesFor(['--no-sample'], {})).toEqual(['migrate']));
  it('never put a sample unasked into a database that was given', () => expect(namesFor([], GIVEN)).toEqual(['migrate']));
  it('do so when asked', () => expect(namesFor(['--sample'], GIVEN)).toEqual(['migrate', 'sample']));
  it('never put a sample unasked into production', () => expect(namesFor([], { NODE_ENV: 'production' })).toEqual(['migrate']));
});
