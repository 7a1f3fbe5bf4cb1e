import type { Configuration } from '#libs/platform/configuration';
import type { Message } from '#libs/platform/messages';
import type { StartArguments } from './arguments';

/** Something that must be done between "the servers run" and "our programs run": a command of the CLI, run once to its end. */
export interface Step {
  readonly name: string;
  readonly title: Message;
  /** Arguments of `duban`. */
  readonly args: readonly string[];
  /** Gets the owner's address of the database. */
  readonly asOwner: boolean;
}

const migrate: Step = { name: 'migrate', title: { zh: '升级数据库结构', en: 'migrating the database' }, args: ['migrate'], asOwner: true };
const sample: Step = { name: 'sample', title: { zh: '载入示例数据（仅当数据库为空）', en: 'loading the sample data (only into an empty database)' }, args: ['sample', '--if-empty'], asOwner: false };

/**
 * In order. To add one: an entry here and a command of the CLI that may be repeated without harm.
 * A database that somebody gave us gets no sample unless they ask: it may be the one of production.
 */
export function stepsFor(args: StartArguments, configuration: Configuration): readonly Step[] {
  const withSample = args.sample ?? (configuration.database === undefined && !configuration.production);
  return withSample ? [migrate, sample] : [migrate];
}
