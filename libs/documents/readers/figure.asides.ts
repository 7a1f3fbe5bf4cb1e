import { figuresUnread } from '../grammar/figure.unread';
import type { RawItem } from './item.build';
import type { Ledger } from './ledger';

/** Tells the figures of each item that became no target. Where an item brings its targets, its own clause alone is looked at. */
export function tellUnreadFigures(raws: readonly RawItem[], ledger: Ledger): void {
  for (const raw of raws) {
    const texts = raw.targets === undefined ? [raw.targetCell ?? '', raw.titleIsState ? '' : raw.title, raw.content] : [raw.timeWords ?? ''];
    const clauses = [...new Set(texts.flatMap(figuresUnread))];
    if (clauses.length === 0) continue;
    const of = raw.number === '' ? [`“${raw.title}”`, `“${raw.title}”`] : [`第${raw.number}项`, `item ${raw.number}`];
    ledger.setAside(
      clauses.join('；'),
      raw.place,
      `${of[0]}写有这些数，未登记为指标（只是其他数的一部分、名次，或者读不出单位）；需要考核的请补录为指标`,
      `Figures of ${of[1]} that became no target: they are parts of another figure, ranks, or have no unit that can be read. Add them as targets if they are to be reached`,
    );
  }
}
