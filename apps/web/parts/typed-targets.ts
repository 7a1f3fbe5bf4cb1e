/** A figure as commands take it. */
interface Target {
  id: string;
  metric: string;
  comparison: '>=' | '>' | '=' | '<' | '<=' | '~';
  value: number;
  unit: string;
  text: string;
  reckoning?: 'stock' | 'cumulative' | 'yearly';
  upper?: { targetId: string; value: number };
}
type Figure = Pick<Target, 'metric' | 'comparison' | 'value' | 'unit'>;

/** A figure as it is typed: with what it had besides, and what it said before. */
export interface TypedTarget extends Omit<Figure, 'unit'>, Partial<Pick<Target, 'id' | 'unit' | 'text' | 'reckoning' | 'upper'>> {
  /** What its words say; left out of one that is new. */
  was?: Figure;
}

const SAID: Readonly<Record<Target['comparison'], string>> = { '>=': '不少于', '>': '多于', '=': '', '<': '少于', '<=': '不多于', '~': '约' };

/** Figures that stand, to be changed: each with all that ties it. */
export function typedTargets(targets: readonly Target[]): TypedTarget[] {
  return targets.map(({ id, metric, comparison, value, unit, text, reckoning, upper }) => ({ id, metric, comparison, value, unit, text, ...(reckoning && { reckoning }), ...(upper && { upper }), was: { metric, comparison, value, unit } }));
}

/** The words of a figure stay while it says what they say; of one that changed or is new they are those of the form. */
function wordsOf({ metric, comparison, value, unit = '', text, was }: TypedTarget): string {
  const stays = was !== undefined && was.metric === metric && was.comparison === comparison && was.value === value && was.unit === unit;
  return (stays && text) || `${metric}${SAID[comparison]}${value}${unit}`;
}

/** Figures as commands take them: each keeps its id, so that its values go on, and what it counts towards; new ones get the next free id. @param taken ids of others that stand */
export function targetsOf(typed: readonly TypedTarget[], others: readonly string[] = []): Target[] {
  const taken = new Set([...others, ...typed.map(({ id }) => id)]);
  let next = 1;
  const fresh = (): string => {
    while (taken.has(`t${next}`)) next++;
    taken.add(`t${next}`);
    return `t${next}`;
  };
  return typed.map((target) => {
    const { id, metric, comparison, value, unit, reckoning, upper } = target;
    return { id: id ?? fresh(), metric, comparison, value, unit: unit ?? '', text: wordsOf(target), ...(reckoning && { reckoning }), ...(upper && { upper }) };
  });
}
