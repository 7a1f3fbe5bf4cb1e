import { fold } from '../text/fold';

/** How the parts of an official paper's head and foot look, line by line. */

const NUMBER = /^([\u4e00-\u9fa5A-Za-z]{0,16}\s*[(〔[【]\s*(20\d\d|19\d\d)\s*[)〕\]】]\s*第?\s*\d{1,5}\s*号)(?=$|\s)/;

/** 庆产改组〔2022〕3号 as written, spaces removed; null where the line does not begin with one. */
export function documentNumberOf(line: string): string | null {
  // （某政发〔2026〕3号） below the title.
  const bare = /^\s*[（(]([^（()）]{1,50})[)）]\s*$/.exec(line)?.[1] ?? line;
  const match = NUMBER.exec(fold(bare));
  return match?.[1] ? bare.slice(0, match[1].length).replace(/\s+/g, '') : null;
}

export function isDocumentNumber(line: string): boolean {
  return line.length <= 60 && documentNumberOf(line) !== null;
}

const KINDS =
  '工作要点|要点|实施方案|工作方案|行动方案|方案|实施意见|意见|通知|办法|清单|计划|决定|规划|细则|措施|分工|任务书|责任书|安排|台账|一览表|分解表|任务表|责任表|任务分解|责任分解|目标分解|督办表|推进表|进度表|计划表|安排表|分工表|汇总表|明细表|工作表|要求';
const TITLE_END = new RegExp(`(?:${KINDS})(?:\\((?:试行|草案|征求意见稿|暂行|修订|.{0,10}稿|20\\d\\d.{0,8}年度?)\\))?$`);
const PLAN_END = new RegExp(`(?:${KINDS.replace('|通知', '').replace('|决定', '').replace('|要求', '')})(?:\\(.{1,10}\\))?$`);

/** A line that can be the title of a paper. */
export function isTitleLine(line: string): boolean {
  return TITLE_END.test(fold(line).replace(/\s+/g, ''));
}

/** The title of a plan, not of the letter that carries it. */
export function isPlanTitle(line: string): boolean {
  return PLAN_END.test(fold(line).replace(/\s+/g, ''));
}

const ISSUER_END =
  /(?:领导小组|协调小组|工作小组|小组|办公室|委员会|联席会议|总工会|工会|政府|办公厅|党委|党工委|管委会|局|厅|委|部|院|中心|公司|集团|联合会|妇联|团市委|指挥部|专班|督查室|研究室|秘书处|行署|(?<![主承协举开兴督交])办)$/;

/** A line that can be the last line of an issuer's name. */
export function endsIssuer(line: string): boolean {
  return ISSUER_END.test(line.replace(/\s+/g, ''));
}
