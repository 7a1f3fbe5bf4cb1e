import type { Clock } from '#libs/commands/clock';
import type { ItemCommands } from '#libs/commands/item-commands';
import type { Proceedings } from '#libs/commands/proceedings';
import type { References } from '#libs/commands/references';
import { ItemKeeper } from './item.keeper';
import { Keepers } from './kept';
import { ProceedingKeeper } from './proceeding.keeper';

/** Everything that workflows look after: the items, and the proceedings of every kind. */
export function keepersOf(parts: { items: ItemCommands; proceedings: Proceedings; references: References; clock: Clock }): Keepers {
  const { items, proceedings, references, clock } = parts;
  return new Keepers([new ItemKeeper(items, references, clock), ...proceedings.all.map((commands) => new ProceedingKeeper(commands, references, clock))]);
}
