import { itemLight } from '#libs/supervision/item/item.light';
import type { ItemEvent } from '#libs/supervision/item/item.events';
import type { ItemState } from '#libs/supervision/item/item.types';
import type { Roster } from '#libs/supervision/roster/roster';
import { dayNumber, dayOf, type Day } from '#libs/supervision/time/day';
import { notable, type Notable } from './notable';

const WEEKDAYS = '日一二三四五六';
/** Units named in a line about many. */
const MOST_NAMES = 6;
/** What a day's line counts, in this order. */
const COUNTED: Partial<Record<ItemEvent['type'], string>> = { ReminderIssued: '提醒 reminders', AssignmentReceived: '签收 received', ProgressReported: '进展 reports', StepSubmitted: '报送 submitted', StepAccepted: '审核通过 accepted' };
const LIGHTS = { grey: '灰', green: '绿', blue: '蓝', yellow: '黄', red: '红' } as const;

interface Gathered extends Notable {
  item: string;
}

/** Puts a year of supervision into lines: one for each thing worth a look, and one for each day with what it counted. */
export class Teller {
  private counts = new Map<string, number>();
  /** By day and label: what happens to many at one moment is one line. */
  private gathered = new Map<string, Gathered[]>();

  /** Takes in what happened, given the state after it. */
  take(event: ItemEvent, state: ItemState, roster: Roster): void {
    const counted = COUNTED[event.type];
    if (counted !== undefined) this.counts.set(counted, (this.counts.get(counted) ?? 0) + 1);
    const found = notable(event, state, roster);
    if (!found) return;
    const key = `${dayOf(event.meta.recordedAt)} ${found.label}`;
    this.gathered.set(key, [...(this.gathered.get(key) ?? []), { ...found, item: `${state.number || '—'} ${state.title.slice(0, 24)}` }]);
  }

  /** The lines of what was taken in since the last call. */
  lines(): string[] {
    const lines = [...this.gathered].map(([key, many]) => {
      const [first] = many;
      if (first && many.length === 1) return `  ${key} · ${[first.unit, first.item].filter((t) => t !== '').join(' · ')}`;
      const names = [...new Set(many.map((m) => m.unit || m.item))];
      return `  ${key} × ${many.length} · ${names.slice(0, MOST_NAMES).join('、')}${names.length > MOST_NAMES ? '…' : ''}`;
    });
    this.gathered = new Map();
    return lines;
  }

  /** The line of a day that is over; its counts begin anew. */
  dayLine(day: Day, states: readonly ItemState[]): string {
    const lights = new Map<string, number>();
    for (const s of states) {
      const light = s.closed ? '结 closed' : LIGHTS[itemLight(s).light];
      lights.set(light, (lights.get(light) ?? 0) + 1);
    }
    const counts = [...this.counts].map(([what, n]) => `${what} ${n}`);
    this.counts = new Map();
    const weekday = WEEKDAYS[(dayNumber(day) + 4) % 7];
    return `${day} 周${weekday} · ${[...lights].map(([light, n]) => `${light} ${n}`).join(' ')}${counts.length > 0 ? ` · ${counts.join(', ')}` : ''}`;
  }
}
