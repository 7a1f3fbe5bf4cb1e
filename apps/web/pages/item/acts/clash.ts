import { useTranslation } from 'react-i18next';
import { useUnits } from '../../../api/units';
import type { Clash } from '../../../parts/clashes';
import { between, type Fact } from '../../../parts/facts';
import type { Found } from './known';

/** What a form says of the item's facts, by their names. */
export type Mine = Readonly<Record<string, string | number | null | undefined>>;

/** Tells what of an item others changed between two looks at it, in words, beside what a form says of the same. */
export function useClashes(): (before: Found, now: Found, mine: Mine) => Clash[] {
  const facts = useFacts();
  return (before, now, mine) => between(facts(before), facts(now), mine);
}

function useFacts(): (found: Found) => Map<string, Fact> {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  const none = t('common.none');
  return (found) => {
    const unitOf = (assignmentId: string): string => nameOf(found.assignments.find(({ id }) => id === assignmentId)?.unitId ?? '');
    return new Map<string, Fact>([
      ['status', { label: t('item.status'), value: t(`supervision.status.${found.status as 'inProgress'}`) }],
      ['deadline', { label: t('itemParts.deadline'), value: found.deadline ?? none }],
      ...found.assignments.flatMap((a): [string, Fact][] => [
        [`assignment:${a.id}`, { label: `${nameOf(a.unitId)} · ${t('item.status')}`, value: t(`supervision.status.${a.status as 'inProgress'}`) }],
        [`percent:${a.id}`, { label: `${nameOf(a.unitId)} · ${t('item.reported')}`, value: a.lastReport?.percent == null ? t('common.notTold') : `${a.lastReport.percent}%` }],
        [`text:${a.id}`, { label: `${nameOf(a.unitId)} · ${t('acts.text')}`, value: a.lastReport?.text ?? none }],
      ]),
      ...found.targets.map((x): [string, Fact] => [`target:${x.id}`, { label: x.metric, value: x.reached === null ? t('common.notTold') : `${x.reached} ${x.unit}` }]),
      ...found.steps.flatMap((s): [string, Fact][] => [
        [`step:${s.id}`, { label: `${unitOf(s.assignmentId)} · ${s.title}`, value: t(`supervision.status.${s.status as 'open'}`) }],
        [`day:${s.id}`, { label: `${unitOf(s.assignmentId)} · ${s.title} · ${t('itemParts.deadline')}`, value: s.deadline ?? none }],
      ]),
      ...found.requests.map((r): [string, Fact] => [`request:${r.id}`, { label: `${nameOf(r.unitId)} · ${t(`itemParts.requestKinds.${r.kind as 'extension'}`)}`, value: t(`itemParts.requestStatus.${r.status as 'open'}`) }]),
      ...found.papers.map((p): [string, Fact] => [`paper:${p.id}`, { label: `${unitOf(p.assignmentId)} · ${t(`itemParts.paperKinds.${p.kind as 'bluePaper'}`)}`, value: t(`itemParts.paperStatus.${p.status as 'drafted'}`) }]),
    ]);
  };
}
