import type { Link, Particulars } from '#libs/supervision/reform-unit/reform-unit.events';
import { isItself } from '#libs/supervision/reform-unit/reform-unit.decide';
import { unitsNamed, type Roster } from '#libs/supervision/roster/roster';
import type { Day } from '#libs/supervision/time/day';
import { dayInSheet } from '../codecs/day.cell';
import { decodeNames } from '../codecs/list.codec';
import { typeNamed, type ReformUnitColumn } from './reform-unit.columns';

/** What is wrong with a row, in both languages. */
export interface RowProblem {
  column: ReformUnitColumn;
  zh: string;
  en: string;
}

/** A link as a row names it: an instructor by a name, which accounts know. */
export interface NamedLink {
  kind: Link['kind'];
  unitId: string;
  /** Null for a contact unit. */
  person: string | null;
  since: Day;
}

/** A row of a list of reform units as it was read, with what is wrong with it. */
export interface ReformUnitRow {
  line: number;
  /** Columns in which it says something. */
  said: ReformUnitColumn[];
  particulars: Particulars;
  since: Day;
  ownPlan: string | null;
  links: NamedLink[];
  left: { until: Day; reason: string } | null;
  problems: RowProblem[];
}

/**
 * @param cell what the row says in a column; empty where it says nothing
 * @param today for days that a row leaves out, and those that must have come
 */
export function readRow(cell: (column: ReformUnitColumn) => string, said: ReformUnitColumn[], line: number, roster: Roster, today: Day): ReformUnitRow {
  const problems: RowProblem[] = [];
  const wrong = (column: ReformUnitColumn, zh: string, en: string): void => void problems.push({ column, zh, en });
  const words = (column: ReformUnitColumn): string | null => (cell(column) === '' ? null : cell(column));
  const dayOf = (column: ReformUnitColumn, text: string): Day | null => {
    const day = dayInSheet(text);
    if (day === null) wrong(column, `日期“${text}”无法识别`, `the date “${text}” is not understood`);
    return day;
  };
  const name = cell('name');
  if (name.length < 2) wrong('name', '没有名称', 'has no name');
  const type = cell('unitType');
  if (type !== '' && typeNamed(type) === undefined) wrong('unitType', `类型“${type}”应为企业、园区或集群`, `the type “${type}” must be 企业, 园区 or 集群`);
  const since = (cell('since') === '' ? null : dayOf('since', cell('since'))) ?? today;
  const [own, ...others] = unitsNamed(roster, name);
  const unitId = own !== undefined && others.length === 0 ? own.id : null;

  const unitNamed = (column: ReformUnitColumn, named: string): string | null => {
    const found = unitsNamed(roster, named);
    if (found.length !== 1) wrong(column, found.length === 0 ? `单位“${named}”尚未登记` : `单位“${named}”不止一个`, found.length === 0 ? `the unit “${named}” is not registered` : `there are several units “${named}”`);
    else if (isItself(unitId, found[0]!.id, roster)) wrong(column, `“${named}”就是该单位，或与其同址合署，不能挂钩`, `“${named}” is the unit itself, or under one roof with it: it cannot be linked`);
    else return found[0]!.id;
    return null;
  };
  const listOf = (column: ReformUnitColumn): string[] => decodeNames(cell(column)).map((n) => n.trim()).filter((n) => n !== '');
  const contacts = listOf('contactUnits').flatMap((named): Omit<NamedLink, 'since'>[] => {
    const id = unitNamed('contactUnits', named);
    return id === null ? [] : [{ kind: 'contactUnit', unitId: id, person: null }];
  });
  const instructors = listOf('instructors').flatMap((named): Omit<NamedLink, 'since'>[] => {
    const [, person = named, unit] = /^(.+?)[（(](.+)[)）]$/.exec(named) ?? [];
    const id = unit === undefined ? (contacts.length === 1 ? contacts[0]!.unitId : null) : unitNamed('instructors', unit.trim());
    if (id === null && unit === undefined) wrong('instructors', `“${named}”未写所在单位：请写成“姓名（单位）”`, `“${named}” names no unit: write it as name（unit）`);
    return id === null ? [] : [{ kind: 'instructor', unitId: id, person: person.trim() }];
  });
  const links = [...contacts, ...instructors].filter((l, i, all) => all.findIndex((x) => x.kind === l.kind && x.unitId === l.unitId && x.person === l.person) === i);
  const days = listOf('linkedSince').map((text) => dayOf('linkedSince', text) ?? since);
  if (days.length > 1 && days.length !== links.length) wrong('linkedSince', `有 ${links.length} 个挂钩单位和指导员、${days.length} 个日期：请写一个共同的日期，或依次各写一个`, `${links.length} link(s) and ${days.length} days: give one for all, or one for each in order`);

  const until = cell('until') === '' ? null : dayOf('until', cell('until'));
  const reason = cell('leftReason');
  if (until !== null && until > today) wrong('until', `退出日期 ${until} 尚未到来`, `the day of leaving, ${until}, has not come`);
  if (until !== null && said.includes('since') && until < since) wrong('until', `退出日期 ${until} 早于列入日期 ${since}`, `the day of leaving, ${until}, lies before ${since}, since when it is listed`);
  if (until !== null && reason === '') wrong('leftReason', '请写明退出原因', 'say why it left');
  if (cell('until') === '' && reason !== '') wrong('until', '写了退出原因，没有写退出日期', 'says why it left, and not when');

  const particulars: Particulars = {
    name,
    unitType: typeNamed(type) ?? 'enterprise',
    ownership: words('ownership'),
    trade: words('trade'),
    size: words('size'),
    region: words('region'),
    batch: words('batch'),
    level: words('level'),
    unitId,
  };
  return { line, said, particulars, since, ownPlan: words('ownPlan'), links: links.map((l, i) => ({ ...l, since: days[days.length === 1 ? 0 : i] ?? since })), left: until === null ? null : { until, reason }, problems };
}
