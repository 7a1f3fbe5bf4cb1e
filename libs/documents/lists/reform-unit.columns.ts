import { REFORM_UNIT_TYPES, type ReformUnitType } from '#libs/supervision/reform-unit/reform-unit.events';

/** Headings by which a column is known, without spaces; the first is what the list of columns shows, and what is written. */
export const REFORM_UNIT_COLUMNS = {
  name: ['名称', '单位名称', '企业名称', '改革单位', '重点改革单位'],
  unitType: ['类型', '单位类型'],
  ownership: ['性质', '所有制', '企业性质'],
  trade: ['行业', '所属行业'],
  size: ['规模', '企业规模'],
  region: ['地区', '所在地', '所属地区', '区域'],
  batch: ['批次'],
  level: ['级别', '层级'],
  since: ['列入日期', '入列日期', '确定日期'],
  ownPlan: ['一企一策', '方案', '实施方案'],
  contactUnits: ['挂钩联系单位', '联系单位', '挂钩单位'],
  instructors: ['改革指导员', '指导员'],
  linkedSince: ['挂钩日期', '挂钩起始日期'],
  until: ['退出日期', '退出时间'],
  leftReason: ['退出原因', '退出事由', '退出理由'],
} as const;
export type ReformUnitColumn = keyof typeof REFORM_UNIT_COLUMNS;

export const TYPE_WORDS: Readonly<Record<ReformUnitType, string>> = { enterprise: '企业', park: '园区', cluster: '集群' };
const TYPES: Readonly<Record<string, ReformUnitType>> = { 企业: 'enterprise', 园区: 'park', 集群: 'cluster', 产业集群: 'cluster', ...Object.fromEntries(REFORM_UNIT_TYPES.map((t) => [t, t])) };

export function typeNamed(text: string): ReformUnitType | undefined {
  return Object.hasOwn(TYPES, text) ? TYPES[text] : undefined;
}

export function columnNamed(heading: string): ReformUnitColumn | null {
  const plain = heading.replace(/\s+/g, '');
  return (Object.keys(REFORM_UNIT_COLUMNS) as ReformUnitColumn[]).find((column) => (REFORM_UNIT_COLUMNS[column] as readonly string[]).includes(plain)) ?? null;
}
