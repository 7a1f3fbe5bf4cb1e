import type { ItemCommands } from '#libs/commands/item-commands';
import type { ItemState } from '#libs/supervision/item/item.types';
import type { Rules } from '#libs/supervision/rules';
import type { Instant } from '#libs/supervision/time/day';
import { Chance } from '#libs/supervision/habits/chance';
import { outlookOn, type Intention } from '#libs/supervision/habits/intention';
import { officeIntends } from '#libs/supervision/habits/office.habits';
import { unitsIntend } from '#libs/supervision/habits/unit.habits';

/** An item as the demo sees it, with the rules of its policy. */
export interface Seen {
  state: ItemState;
  version: number;
  rules: Rules;
}

interface Meant extends Intention {
  itemId: string;
  version: number;
}

/**
 * The simulated units and office. They act through the same command handler as people; what they do, and when, follows from
 * the seed and the state alone, so that a restart goes on where the demo stood.
 */
export class Units {
  private readonly chance: Chance;
  /** What was refused, with the version at which it was: asked again only when the item has moved on. */
  private readonly refused = new Map<string, number>();

  constructor(
    private readonly items: ItemCommands,
    seed: string,
  ) {
    this.chance = new Chance(seed);
  }

  /** What everybody means to do, soonest first. */
  intend(seen: readonly Seen[], now: Instant): Meant[] {
    const all = seen.flatMap(({ state, version, rules }) => {
      const outlook = outlookOn(state, rules, now, this.chance);
      return [...unitsIntend(outlook), ...officeIntends(outlook)].map((i) => ({ ...i, itemId: state.id, version }));
    });
    return all.filter((i) => this.refused.get(`${i.itemId}/${i.id}`) !== i.version).sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.itemId.localeCompare(b.itemId) || a.id.localeCompare(b.id)));
  }

  /** Carries one out; one that is refused is let go until the item has changed. */
  async act({ itemId, id, command, actor, version }: Meant): Promise<void> {
    const outcome = await this.items.execute(itemId, command, actor, { scope: 'demo', commandId: `${itemId}/${id}` });
    if (outcome.kind !== 'accepted' || outcome.replayed) this.refused.set(`${itemId}/${id}`, version);
  }
}
