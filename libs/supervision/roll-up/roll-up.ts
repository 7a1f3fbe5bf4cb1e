import type { TargetReckoning } from '../plan/draft';
import { decimal, sumOfFigures } from '../text/decimal-sum';
import type { Day } from '../time/day';
import { addsUp } from './adds-up';
import { groupsOf, settledBetween, sumOf, type Settled, type Told } from './adding-up';

/** A target of an item, with the one above towards which it counts. */
export interface RollUpTarget {
  itemId: string;
  targetId: string;
  planId: string;
  /** The office of its plan: the level that answers for it. */
  officeUnitId: string;
  number: string;
  title: string;
  metric: string;
  comparison: string;
  value: number;
  unit: string;
  reckoning: TargetReckoning;
  waived: boolean;
  upper: { itemId: string; targetId: string } | null;
  /** Figures of items split or merged into its own: what counts towards one of them counts towards it. */
  continues: readonly { itemId: string; targetId: string }[];
  overlaps: readonly (Settled & { event: number })[];
}

/** The newest value that an assignment told of a target, true of the day asked about. */
export interface RollUpFigure {
  itemId: string;
  targetId: string;
  assignmentId: string;
  unitId: string;
  value: number;
  asOf: Day;
  /** Version, in the item's stream, of the event that told it. */
  event: number;
}

/** Why values of several may be one thing: told by leads of one item, by two items of one office, or equal to the digit on one day. */
export type Doubt = 'sameItem' | 'sameOffice' | 'sameFigure' | 'ownAndLower';

/** One that tells of a target, with what it told; `value` null where it has told nothing. */
export interface Source {
  source: string;
  /** Of an own assignment its unit, of a lower item the office of its plan. */
  unitId: string;
  value: number | null;
  /** Oldest day that the value rests on: what it says of is no younger. */
  asOf: Day | null;
  /** Set where it is an item of a lower plan. */
  lower: { itemId: string; targetId: string } | null;
  /** The event that told an own value: of the item's stream. */
  event: number | null;
}

/** What a target reaches when everything below it is counted, and what keeps it from being a plain sum. */
export interface RolledUp {
  itemId: string;
  targetId: string;
  /** Whether it is of a kind that adds up: of a rate, a limit or a length of time nothing comes up, and nothing is promised together. */
  addsUp: boolean;
  /** What its own units told, by themselves. */
  own: number | null;
  /** What comes up from lower plans. */
  lower: number | null;
  /** Own and lower are two views of one thing, and none of an own value and a lower one add up until a person says so of those two. */
  total: number | null;
  /** Sum of what lower plans promised and still owe: what was waived below is promised no more. */
  promised: number | null;
  /** How much of the figure nobody below has promised (gap > 0), or is promised beyond it (< 0); null where nothing was taken up. */
  gap: number | null;
  sources: Source[];
  /** Values that may be one thing, and count once until a person decides. */
  undecided: { sources: string[]; why: Doubt }[];
  /**
   * Lower targets that stand beside: counted in another unit, or reckoned otherwise (人 and 人次 never add up, nor what there is on a day and what a
   * year gives), or all where the figure is of no kind that adds up.
   */
  keptApart: { itemId: string; targetId: string; officeUnitId: string; unit: string; reckoning: TargetReckoning; value: number | null }[];
  /** Targets of lower items (ITEM/TARGET) of which nothing was told, though they are owed. */
  missing: string[];
}

interface OwnTold extends Told {
  own: true;
}

interface LowerTold extends Told {
  own: false;
  officeUnitId: string;
  asOf: Day | null;
}

const keyOf = (itemId: string, targetId: string): string => `${itemId}/${targetId}`;

/**
 * Values flow up through any depth: of each target what its own units told, and what the items of lower plans reach that count towards it.
 *
 * Kinds of figures are kept apart; what may be one thing told twice counts once, and is named, until a person decides. A decision holds for those whom it
 * names: who comes later is asked about anew.
 *
 * A lower target that was waived is owed no more: it is promised by nobody and missed from nobody. What was told of it by then was done, and goes on to count.
 */
export class RollUp {
  private readonly targets = new Map<string, RollUpTarget>();
  private readonly below = new Map<string, RollUpTarget[]>();
  private readonly told = new Map<string, RollUpFigure[]>();
  private readonly done = new Map<string, RolledUp>();

  constructor(targets: readonly RollUpTarget[], figures: readonly RollUpFigure[]) {
    const heirs = new Map(targets.flatMap((t) => t.continues.map((c) => [keyOf(c.itemId, c.targetId), keyOf(t.itemId, t.targetId)])));
    for (const t of targets) {
      this.targets.set(keyOf(t.itemId, t.targetId), t);
      if (t.upper === null) continue;
      const above = keyOf(t.upper.itemId, t.upper.targetId);
      push(this.below, heirs.get(above) ?? above, t);
    }
    for (const f of figures) push(this.told, keyOf(f.itemId, f.targetId), f);
  }

  /** Every target that was given, as it is rolled up. */
  all(): RolledUp[] {
    return [...this.targets.values()].map((t) => this.of(t));
  }

  /** @throws where the target was not given */
  at(itemId: string, targetId: string): RolledUp {
    const target = this.targets.get(keyOf(itemId, targetId));
    if (!target) throw new Error(`no target ${targetId} of item ${itemId}`);
    return this.of(target);
  }

  private of(target: RollUpTarget): RolledUp {
    const key = keyOf(target.itemId, target.targetId);
    const known = this.done.get(key);
    if (known) return known;
    const below = this.below.get(key) ?? [];
    const adds = addsUp(target);
    const like = below.filter((t) => isLike(t, target));
    const counted = adds ? like : [];
    const owed = like.filter((t) => !t.waived);
    const promised = sumOfFigures(owed.map((t) => t.value));
    const figures = this.told.get(key) ?? [];
    const own = figures.map((f): OwnTold => ({ source: f.assignmentId, value: f.value, own: true }));
    const reached = counted.map((t) => ({ target: t, up: this.of(t) }));
    const lower = reached.flatMap(({ target: t, up }): LowerTold[] => (up.total === null ? [] : [{ source: keyOf(t.itemId, t.targetId), value: up.total, own: false, officeUnitId: t.officeUnitId, asOf: oldest(up) }]));
    const settled = (a: Told, b: Told): 'once' | 'apart' | null => settledBetween(a.source, b.source, target.overlaps);
    const settledApart = (a: Told, b: Told): boolean => adds && settled(a, b) === 'apart';
    const lowerApart = (a: LowerTold, b: LowerTold): boolean => (settled(a, b) ?? (doubtOf(a, b) === null ? 'apart' : 'once')) === 'apart';
    const lowerAlike = (t: LowerTold): string[] => [...doubtfulBy(t), ...target.overlaps.flatMap((o, i) => (o.sources.includes(t.source) ? [`decided:${i}`] : []))];
    const ownSum = sumOf(own, settledApart);
    const lowerSum = sumOf(lower, lowerApart, lowerAlike);
    const across = own.flatMap((a) => lower.map((b) => ({ a, b, how: settled(a, b) })));
    const open = across.filter(({ how }) => how === null);
    // Two views of one thing, of which nobody has said otherwise, and which say the same.
    const agree = ownSum === lowerSum && open.length === across.length;
    const up: RolledUp = {
      itemId: target.itemId,
      targetId: target.targetId,
      addsUp: adds,
      own: ownSum,
      lower: lowerSum,
      total: across.some(({ how }) => how === 'apart')
        ? sumOf<OwnTold | LowerTold>([...own, ...lower], (a, b) => (a.own || b.own ? settledApart(a, b) : lowerApart(a, b)))
        : ownSum === null || lowerSum === null ? (ownSum ?? lowerSum) : Math.max(ownSum, lowerSum),
      promised: counted.length === 0 ? null : promised,
      gap: counted.length === 0 ? null : decimal(target.value - promised),
      sources: [
        ...figures.map((f): Source => ({ source: f.assignmentId, unitId: f.unitId, value: f.value, asOf: f.asOf, lower: null, event: f.event })),
        ...reached.map(({ target: t, up: u }): Source => ({ source: keyOf(t.itemId, t.targetId), unitId: t.officeUnitId, value: u.total, asOf: oldest(u), lower: { itemId: t.itemId, targetId: t.targetId }, event: null })),
      ],
      undecided: [
        ...(own.length > 1 && own.some((a, i) => own.some((b, k) => k > i && settled(a, b) === null)) ? [{ sources: own.map((t) => t.source), why: 'sameItem' as const }] : []),
        ...groupsOf(lower, lowerApart, lowerAlike).filter((g) => g.length > 1 && g.some((a, i) => g.some((b, k) => k > i && settled(a, b) === null && doubtOf(a, b) !== null))).map((g) => ({ sources: g.map((t) => t.source), why: doubtIn(g) })),
        ...(open.length > 0 && !agree ? [{ sources: [...own.filter((a) => open.some((o) => o.a === a)), ...lower.filter((b) => open.some((o) => o.b === b))].map((t) => t.source), why: 'ownAndLower' as const }] : []),
      ],
      keptApart: below.filter((t) => !adds || !isLike(t, target)).map((t) => ({ itemId: t.itemId, targetId: t.targetId, officeUnitId: t.officeUnitId, unit: t.unit, reckoning: t.reckoning, value: this.of(t).total })),
      missing: owed.filter((t) => this.of(t).total === null).map((t) => keyOf(t.itemId, t.targetId)),
    };
    this.done.set(key, up);
    return up;
  }
}

/** Whether figures are of one kind: only such add up. */
function isLike(a: RollUpTarget, b: RollUpTarget): boolean {
  return a.unit === b.unit && a.reckoning === b.reckoning;
}

function push<T>(into: Map<string, T[]>, key: string, value: T): void {
  const list = into.get(key);
  if (list) list.push(value);
  else into.set(key, [value]);
}

/** The oldest day that a total rests on; null where it rests on none. */
function oldest({ sources }: RolledUp): Day | null {
  return sources.reduce<Day | null>((day, s) => (s.asOf === null || (day !== null && day <= s.asOf) ? day : s.asOf), null);
}

/** Figures so small are equal by chance. */
const TELLING = 10;

function doubtOf(a: LowerTold, b: LowerTold): 'sameOffice' | 'sameFigure' | null {
  if (a.officeUnitId === b.officeUnitId) return 'sameOffice';
  return a.value === b.value && a.asOf === b.asOf && a.value >= TELLING ? 'sameFigure' : null;
}

/** What two values share wherever there is a doubt between them. */
function doubtfulBy({ officeUnitId, value, asOf }: LowerTold): string[] {
  return [`office:${officeUnitId}`, ...(value >= TELLING ? [`figure:${value}/${asOf ?? ''}`] : [])];
}

function doubtIn(group: readonly LowerTold[]): Doubt {
  return group.some((a, i) => group.some((b, k) => k > i && doubtOf(a, b) === 'sameOffice')) ? 'sameOffice' : 'sameFigure';
}
