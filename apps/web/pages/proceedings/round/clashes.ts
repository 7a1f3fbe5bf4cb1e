import { useTranslation } from 'react-i18next';
import { colon } from '../../../words/marks';
import type { At } from '../../../parts/choice';
import type { Clash } from '../../../parts/clashes';
import type { FormLine, Typed, TypedLine } from './entries';
import { typedOf } from './entries';

/** Lines that others saved otherwise between two looks at the form, each beside what is typed here. */
export function useLineClashes(): (before: readonly FormLine[], now: readonly FormLine[], mine: Typed, at: At) => Clash[] {
  const { t } = useTranslation();
  const words = ({ targets }: FormLine, { text = '', percent = null, values = {}, noProgress = false, noProgressReason = '' }: TypedLine): string => {
    const figures = targets.flatMap(({ targetId, metric, unit }) => (values[targetId] == null ? [] : [`${metric} ${values[targetId]} ${unit}`]));
    const said = [noProgress ? `${t('round.noProgress')}${colon()}${noProgressReason}` : text, ...figures];
    return [...said.filter((part) => part !== ''), ...(percent === null ? [] : [`${percent}%`])].join(' · ') || t('common.none');
  };
  return (before, now, mine, at) => {
    const [was, is] = [typedOf(before), typedOf(now)];
    return now.flatMap((line) => {
      const [a, b] = [words(line, was[line.id] ?? {}), words(line, is[line.id]!)];
      return a === b ? [] : [{ id: line.id, label: `${line.number} ${line.title}`, before: a, theirs: b, ...(mine[line.id] === undefined ? { mine: null } : { mine: words(line, mine[line.id]!), choice: at(line.id, is[line.id]) }) }];
    });
  };
}
