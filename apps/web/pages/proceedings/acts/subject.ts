import { useTranslation } from 'react-i18next';
import { useUnits } from '../../../api/units';
import { contentsOf, type Contents } from './contents';
import type { Act, Found } from './known';

/** What an act is about, in words: the finding, the visit, the paper, the unit; empty where it is about the whole. */
export function useSubject(found: Found): (act: Act) => string {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  const { steps, visits, findings, objections, requests, matters, plans, entries, places, links } = contentsOf(found);
  const joined = (...parts: (string | null | undefined)[]): string => parts.filter(Boolean).join(' · ');
  const by = <T extends { id: string }>(those: readonly T[] | undefined, id: string): T | undefined => those?.find((one) => one.id === id);
  return ({ about, subject, unitId }) => {
    if (subject === null) return '';
    const unit = unitId === null ? '' : nameOf(unitId);
    switch (about) {
      case 'paper': {
        const paper = by(found.papers, subject);
        return joined(paper && [...new Set(paper.to.map((to) => nameOf(to.unitId)))].join(t('common.list')), paper?.text?.split('\n')[0] ?? paper?.kind);
      }
      case 'step':
        return joined(unit, by(steps, subject)?.text);
      case 'lateness':
        return joined(unit, by(found.latenesses, subject)?.day);
      case 'latenessObjection':
        return joined(unit, by(found.latenessObjections, subject)?.reason);
      case 'visit':
        return joined(unit, by(visits, subject)?.day);
      case 'finding':
        return joined(unit, by(findings, subject)?.text);
      case 'objection':
        return joined(by(objections, subject)?.reason);
      case 'request': {
        const request = by(requests, subject);
        return request ? nameOf(request.unitId) : '';
      }
      case 'matter':
        return joined(by(matters, subject)?.title);
      case 'entry':
        return joined(by(entries, subject)?.title);
      case 'place':
        return joined(by(places, subject)?.name);
      case 'figure':
        return joined(...figureWords(places?.find((p) => by(p.figures, subject)), subject));
      case 'link': {
        const link = by(links, subject);
        return joined(unit, link && t(`proceedingActs.options.${link.kind}`));
      }
      case 'plan':
        return joined(plans?.find((p) => p.planId === subject)?.title);
      default:
        return unit;
    }
  };
}

/** Where a figure was heard, and what it says. */
function figureWords(place: NonNullable<Contents['places']>[number] | undefined, figureId: string): (string | undefined)[] {
  const figure = place?.figures.find(({ id }) => id === figureId);
  return [place?.name, figure && `${figure.metric} ${figure.value} ${figure.unit}`];
}
