import type { Severity } from '#libs/supervision/inspection/inspection.types';
import type { Day } from '#libs/supervision/time/day';
import type { OfficialPaper } from '../paper';
import { dateWords } from '../words';
import { imprintOf } from './imprint';

export const SEVERITY: Readonly<Record<Severity, string>> = { minor: '一般', major: '较重', serious: '严重' };

/** What a rectification notice (整改通知书) says, every name in words. */
export interface RectificationFacts {
  issuer: string;
  number: string | null;
  inspection: string;
  days: { from: Day; to: Day };
  unit: string;
  item: string | null;
  finding: string;
  severity: Severity;
  /** By what it is a finding. */
  basis: string;
  repeated: boolean;
  demand: string;
  workingDays: number;
  /** The last day, once it is issued. */
  day: Day | null;
  copies: readonly string[];
  issuedOn: Day | null;
}

export function rectificationNotice(f: RectificationFacts): OfficialPaper {
  const by = f.day === null ? `自签发之日起${f.workingDays}个工作日内` : `于${dateWords(f.day)}前（含当日，${f.workingDays}个工作日）`;
  const days = f.days.from === f.days.to ? dateWords(f.days.from) : `${dateWords(f.days.from)}至${dateWords(f.days.to)}`;
  return {
    form: 'official', issuer: f.issuer, number: f.number, urgency: null, band: null, title: '整改通知书', to: [f.unit],
    blocks: [
      { kind: 'text', text: `${days}，“${f.inspection}”发现你单位存在以下问题，现通知限期整改。` },
      { kind: 'heading', level: 1, text: '发现的问题' },
      { kind: 'text', text: f.finding },
      { kind: 'text', text: `性质：${SEVERITY[f.severity]}${f.repeated ? '，一年内再次出现' : ''}。${f.item === null ? '' : `涉及事项：${f.item}。`}` },
      { kind: 'heading', level: 1, text: '认定依据' },
      { kind: 'text', text: f.basis },
      { kind: 'heading', level: 1, text: '整改要求' },
      { kind: 'text', text: f.demand },
      { kind: 'text', text: `请${by}完成整改，书面回复整改情况并附佐证材料，经整改验收后销号。对本通知有异议的，可依照督查规则提出。` },
    ],
    attachments: [], signedBy: f.issuer, date: f.issuedOn,
    imprint: imprintOf(f.issuer, f.issuedOn, f.copies),
  };
}
