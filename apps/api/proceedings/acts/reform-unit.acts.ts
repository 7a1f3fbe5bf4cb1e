import type { Link, ReformUnitCommand, ReformUnitState } from '#libs/supervision/reform-unit/reform-unit.events';
import { conceived, DAY, NEW, WORDS, type Conceive, type Conceived } from './conceived';

/** What could be asked of a reform unit: what the roster says of it, its links with the visits of each, and that it leaves. */
export const conceiveReformUnit: Conceive<ReformUnitState> = ({ id, closed, content }, { particulars }) => {
  if (closed !== null) return [];
  const make = (act: string, by: Conceived['by'], route: string, command: ReformUnitCommand, more: Partial<Conceived> = {}): Conceived<ReformUnitState> => conceived({ act, by, path: `/reform-units/${id}/${route}`, command, ...more });
  const office = 'reformUnit.keep';
  const links = (content.links as Link[]).filter(({ until }) => until === null);
  return [
    ...links.flatMap(({ id: linkId, unitId }) => {
      const of = { about: 'link', subject: linkId, unitId } as const;
      return [
        make('recordVisit', 'reformUnit.visit', `links/${linkId}/visits`, { type: 'recordVisit', linkId, day: DAY, personIds: [], findings: WORDS, difficultyIds: [], evidenceIds: [] }, { ...of, relation: () => ({ unitId }) }),
        make('endLink', office, `links/${linkId}/end`, { type: 'unlink', linkId, until: DAY, reason: WORDS }, of),
      ];
    }),
    make('linkReformUnit', office, 'links', { type: 'link', kind: 'contactUnit', unitId: NEW, personId: null, since: DAY }),
    make('setOwnPlan', office, 'own-plan', { type: 'setOwnPlan', ownPlan: { title: WORDS, planId: null, evidenceId: null } }),
    make('changeReformUnit', office, 'change', { type: 'change', particulars, reason: WORDS }),
    make('removeReformUnit', office, 'remove', { type: 'remove', until: DAY, reason: WORDS }),
  ];
};
