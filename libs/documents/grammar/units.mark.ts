import { fold } from '../text/fold';
import type { NamedUnits } from './units.named';

/** Signs that mark a unit's role in a table or at its name. */
export const ROLE_SIGNS = '★☆▲△▼▽●○◎⊙■□◆◇√✓✔☑※#*';

const MARKED_LEAD = /\((?:牵头|主办|主责)(?:单位|部门|处室|科室)?\)$/;
const MARKED_HELP = /\((?:配合|参与|参加|协办|协助|协同)(?:单位|部门|处室|科室)?\)$/;
const withoutMark = (name: string): string => name.replace(/[（(][^（()）]*[)）]$/, '');

/**
 * Marks at names that stand under another role. 牵头单位：A、B（牵头）、C: B leads, and what A and C are is a question; a mark that says no more than
 * the heading is left out.
 */
export function againstRole(named: NamedUnits): NamedUnits {
  const folded = (pattern: RegExp) => (name: string) => pattern.test(fold(name));
  const marked = [...named.leads, ...named.participants].filter(folded(MARKED_LEAD));
  const helping = [...named.leads, ...named.participants].filter(folded(MARKED_HELP)).map(withoutMark);
  const unmarked = (names: string[]): string[] => names.filter((name) => !folded(MARKED_LEAD)(name) && !folded(MARKED_HELP)(name));
  const leads = unmarked(named.leads);
  const asked = marked.length > 0 && leads.length > 0;
  return {
    ...named,
    leads: marked.length > 0 ? marked.map(withoutMark) : leads,
    participants: [...unmarked(named.participants), ...helping],
    units: asked ? leads : [],
  };
}

export const ROLE_MARK = /[（(](?:牵头|主办|主责|配合|参与|参加|协办|协助|协同)(?:单位|部门|处室|科室)?[)）]$/;

export function readInlineRoles(result: NamedUnits): NamedUnits {
  // 市总工会（牵头）、市财政局: the lead is marked at its name, so the others take part.
  const marked = result.units.filter((name) => MARKED_LEAD.test(fold(name)));
  if (marked.length === 0) return result;
  const others = result.units.filter((name) => !marked.includes(name)).map((name) => (MARKED_HELP.test(fold(name)) ? withoutMark(name) : name));
  return withContrast({ ...result, leads: [...result.leads, ...marked.map(withoutMark)], participants: [...result.participants, ...others], units: [] }, others);
}

function withContrast(result: NamedUnits, names: readonly string[]): NamedUnits {
  return names.length === 0 ? result : { ...result, asides: [...result.asides, { kind: 'contrast', text: names.join('、') }] };
}

/** 按职责分工负责, 分别落实. */
const SHARED_OUT = /分工|职责|各自|分别/;

/**
 * Roles that one sentence sets against each other. 由A牵头，B、C按职责分工负责: the others help; A负责，B配合: who is helped leads; both are said as
 * inferred. A牵头，B负责 leaves open what B owes, as labels and columns do (牵头单位：A；责任单位：B): these have no `sentence`.
 */
export function settleContrast(result: NamedUnits, sentence: string | null): NamedUnits {
  if (result.units.length === 0) return result;
  const others = result.units.filter((name) => !result.leads.includes(name) && !result.participants.includes(name));
  if (sentence === null || (result.leads.length > 0 && !SHARED_OUT.test(fold(sentence)))) return { ...result, units: others };
  if (result.leads.length > 0) return withContrast({ ...result, participants: [...result.participants, ...others], units: [] }, others);
  if (result.participants.length > 0) return withContrast({ ...result, leads: result.units, units: [] }, result.units);
  return result;
}
