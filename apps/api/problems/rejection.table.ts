import type { Rejection, RejectionCode } from '#libs/supervision/rejection';
import { problem, type ProblemError } from './problem';

interface Sentence {
  status: 400 | 403 | 404 | 409 | 412 | 422 | 429;
  zh: string;
  en: string;
}

/** Every refusal of the domain with its status and its sentences; `{x}` is filled from the details. Exhaustive by type. */
export const REJECTIONS: Record<RejectionCode, Sentence> = {
  'not-found': { status: 404, zh: '找不到该对象，请核对编号', en: 'Nothing is found under this id: check it' },
  stale: { status: 412, zh: '您看到的是第 {seen} 版，现在已是第 {now} 版：请重新读取后再办', en: 'You saw version {seen}, it is now {now}: read it again, then act' },
  'item-closed': { status: 409, zh: '该事项已办结或终止（{how}），不能再办理', en: 'The item is closed ({how}): nothing more can be done on it' },
  'proceeding-closed': { status: 409, zh: '该程序已结束（{how}），不能再办理', en: 'The proceeding is closed ({how}): nothing more can be done on it' },
  'no-verifier-left': { status: 409, zh: '移交后没有可以审核的单位（与审核单位同址合署），请移交其他单位，或先设定其他审核单位', en: 'After the move nobody could accept the work, bodies under one roof are one: hand it to another unit, or set up another verifier first' },
  'holder-verifies': { status: 409, zh: '接手人是该事项经授权的审核人，不能同时承办，请交给其他人', en: 'Whoever would take it over may accept it by the standing authorisation: hand it to somebody else' },
  'same-holder': { status: 422, zh: '移交人与接手人不能相同', en: 'From and to must differ' },
  'hand-over-running': { status: 409, zh: '该人员或单位的交接 {handOverId} 正在进行，请等它结束，或查看其进度', en: 'Hand-over {handOverId} of this holder is under way: wait for its end, or look how far it is' },
  'not-in-the-unit': { status: 422, zh: '{id} 不是该单位的人员：请先为其授予该单位的角色', en: '{id} has no role in this unit: have one granted first' },
  'holding-stays': { status: 409, zh: '交接不能移动此项，请用它自己的办理方式变更', en: 'Hand-over does not move this: change it by its own commands' },
  'steps-open': { status: 409, zh: '还有未完成的跟踪事项，请先办结或说明不再办理', en: 'Followed steps are still open: finish them first, or leave the matter with a reason' },
  'not-at-conference': { status: 409, zh: '该问题未提交联席会议，请先提交', en: 'It is not before the conference: carry it there first' },
  'form-not-found': { status: 404, zh: '本次调度没有该单位的报表', en: 'The round has no form of this unit' },
  'form-not-open': { status: 409, zh: '报表不在填报中（{status}）：如需修改，请先退回', en: 'The form is not open ({status}): have it returned to change it' },
  'form-not-sent': { status: 409, zh: '该单位尚未报送（{status}）', en: 'The unit has not sent its form ({status})' },
  'form-incomplete': { status: 422, zh: '有 {count} 项未填妥：每项请填进展，或说明无新进展的原因', en: '{count} line(s) are not ready: say what was done on each, or why there is no progress' },
  'form-invalid': { status: 422, zh: '有 {count} 处填写不正确', en: '{count} field(s) are not valid' },
  'form-changed': { status: 412, zh: '您看到的是报表第 {seen} 版，现在已是第 {now} 版，有人改过同样的行：没有覆盖任何内容，请核对后再存', en: 'You saw version {seen} of the form, it is now {now}, and somebody changed the same lines: nothing was overwritten, compare and save again' },
  'round-locked': { status: 409, zh: '本次调度已于 {at} 锁定，不能再填报', en: 'The round was locked at {at}: nothing is written any more' },
  'round-not-locked': { status: 409, zh: '请先锁定本次调度', en: 'Lock the round first' },
  'round-not-due': { status: 409, zh: '报送截止日为 {day}，还有 {count} 个单位未报：期满后方可锁定', en: 'The last day is {day} and {count} unit(s) have not sent: lock it when the day has passed' },
  'bulletin-drafted': { status: 409, zh: '已有通报待签发，请先签发或作废', en: 'A circular waits for its signature: sign or void it first' },
  'item-suspended': { status: 409, zh: '该事项已中止，恢复后方可办理', en: 'The item is suspended: resume it first' },
  'item-not-suspended': { status: 409, zh: '该事项没有中止', en: 'The item is not suspended' },
  'assignment-not-found': { status: 404, zh: '找不到该承办任务', en: 'There is no such assignment in the item' },
  'assignment-closed': { status: 409, zh: '该承办任务已结束（{status}）', en: 'The assignment has ended ({status})' },
  'assignment-not-received': { status: 409, zh: '请先签收再办理', en: 'Receive the assignment first' },
  'already-received': { status: 409, zh: '已于 {at} 签收', en: 'It was received already, at {at}' },
  'step-not-found': { status: 404, zh: '找不到该步骤', en: 'There is no such step in the item' },
  'step-not-open': { status: 409, zh: '该步骤不在办理中（{status}）', en: 'The step is not open ({status})' },
  'step-not-submitted': { status: 409, zh: '该步骤没有待审核的报送（{status}）', en: 'The step has nothing submitted to act on ({status})' },
  'not-the-assignee': { status: 403, zh: '只有承办单位可以办理', en: 'Only the assigned unit may do this' },
  'not-the-verifier': { status: 403, zh: '只有审核单位可以审核', en: 'Only the verifying unit may do this' },
  'own-work': { status: 403, zh: '不能审核、裁定本单位或同址合署单位的工作，请由其他单位办理', en: 'Nobody decides on their own work, and bodies under one roof are one: another unit must do this' },
  'not-the-submitter': { status: 403, zh: '只有报送单位可以撤回', en: 'Only the unit that submitted may recall' },
  'not-the-office': { status: 403, zh: '由产改办或督办单位办理', en: 'This is for the office or the supervising unit' },
  'first-decider': { status: 403, zh: '作出原决定的人不能裁定对它的异议', en: 'Whoever decided first may not rule on the objection' },
  'approval-missing': { status: 409, zh: '本单位审批尚未完成', en: 'The unit’s own approvals are not complete' },
  'approval-not-due': { status: 409, zh: '没有待审批的报送', en: 'Nothing waits for the unit’s approval' },
  'nothing-substantial': { status: 422, zh: '请填写进展、数值，或说明无进展的原因', en: 'Say what was done, give a value, or say why there is no progress' },
  'evidence-missing': { status: 422, zh: '该步骤要求上传佐证材料', en: 'This step asks for evidence' },
  'evidence-unknown': { status: 422, zh: '佐证材料 {id} 不属于本承办任务，请先上传', en: 'Evidence {id} does not belong to this assignment: attach it first' },
  'target-not-found': { status: 422, zh: '该事项没有这个量化指标', en: 'The item has no such target' },
  'value-invalid': { status: 422, zh: '数值不正确：{value}', en: 'The value is not valid: {value}' },
  'reason-missing': { status: 422, zh: '请说明理由', en: 'Give the reason' },
  'date-invalid': { status: 422, zh: '日期不正确，应为 YYYY-MM-DD 且在允许的范围内', en: 'The date is not valid: YYYY-MM-DD, within what is allowed' },
  'date-in-the-past': { status: 422, zh: '日期 {day} 已过，请选择今天或以后的日期', en: 'The date {day} is past: choose today or later' },
  'request-open': { status: 409, zh: '已有一项申请待裁定', en: 'A request is open already: wait for its ruling' },
  'request-not-open': { status: 409, zh: '该申请已裁定（{status}）', en: 'The request was ruled on already ({status})' },
  'deadline-none': { status: 409, zh: '该步骤没有期限，无需延期', en: 'The step has no deadline to extend' },
  'paper-not-found': { status: 404, zh: '找不到该督办文书', en: 'There is no such paper in the item' },
  'paper-not-drafted': { status: 409, zh: '该文书不在待签发状态（{status}）', en: 'The paper does not wait for a signature ({status})' },
  'paper-not-issued': { status: 409, zh: '该文书尚未签发（{status}）', en: 'The paper was not issued ({status})' },
  'not-the-issuer': { status: 403, zh: '该文书由 {unitId} 签发或作废', en: 'The paper is signed or voided by the unit in whose name it goes out, {unitId}' },
  'paper-answered': { status: 409, zh: '已于 {at} 回复', en: 'It was answered already, at {at}' },
  'objection-too-late': { status: 409, zh: '提出异议的期限（{last}）已过', en: 'The last day to object was {last}' },
  'urged-too-often': { status: 429, zh: '距上次催办不足 {hours} 小时（{last}）', en: 'Less than {hours} hours since the last urging ({last})' },
  'unit-unknown': { status: 422, zh: '单位“{name}”尚未登记', en: 'The unit “{name}” is not registered' },
  'person-unknown': { status: 422, zh: '没有编号为 {id} 的账号：请填写人员编号，不要填写姓名', en: 'No account has the person id {id}: give the id, not a name' },
  'unit-dissolved': { status: 422, zh: '单位“{name}”已撤销', en: 'The unit “{name}” is dissolved' },
  'unit-already-assigned': { status: 409, zh: '单位“{name}”已承办该事项', en: 'The unit “{name}” has an assignment in this item already' },
  'unit-is-office': { status: 409, zh: '单位“{name}”是 {count} 个在办事项的牵头办公室，事项结束前不能撤销', en: 'The unit “{name}” is the office of {count} open item(s): it cannot be dissolved before they end' },
  'roof-circle': { status: 422, zh: '单位“{name}”设在本单位之内，不能互相设在', en: 'The unit “{name}” is housed in this one: they cannot be housed in each other' },
  'group-unknown': { status: 404, zh: '没有编号为“{name}”的单位组', en: 'There is no group “{name}”' },
  'not-a-member': { status: 409, zh: '单位“{name}”不是“{group}”的成员', en: 'The unit “{name}” does not belong to “{group}”' },
  'plan-not-draft': { status: 409, zh: '该计划不是草案（{status}）', en: 'The plan is not a draft ({status})' },
  'plan-not-issued': { status: 409, zh: '该计划尚未下发', en: 'The plan was not issued' },
  'plan-withdrawn': { status: 409, zh: '该计划已撤回', en: 'The plan was withdrawn' },
  'decisions-open': { status: 409, zh: '还有 {count} 个问题待决定，例如 {first}', en: '{count} question(s) are still to be settled, {first} among them' },
  'decision-unknown': { status: 422, zh: '没有这个待决定的问题：{id}', en: 'There is no such question: {id}' },
  'option-unknown': { status: 422, zh: '问题 {id} 没有选项 {option}', en: 'Question {id} has no option {option}' },
  'period-missing': { status: 422, zh: '请先设定计划的起止日期', en: 'Set the plan’s period first' },
  'amendment-empty': { status: 422, zh: '调整没有任何变化', en: 'The amendment changes nothing' },
  'amendment-invalid': { status: 422, zh: '调整内容不正确', en: 'The amendment is not valid' },
  'amendment-too-large': { status: 422, zh: '一次调整最多涉及 {max} 个事项，这里有 {count} 个：请分次下达', en: 'One amendment takes at most {max} items, this one has {count}: divide it' },
  'policy-unknown': { status: 422, zh: '没有编号为“{id}”的督办规则', en: 'There is no policy “{id}”' },
  'policy-invalid': { status: 422, zh: '督办规则不正确', en: 'The policy is not valid' },
  'calendar-invalid': { status: 422, zh: '工作日历不正确', en: 'The calendar is not valid' },
  'name-taken': { status: 409, zh: '名称或编号已被使用', en: 'The name or id is taken' },
  'not-empty': { status: 409, zh: '仍有内容，不能删除', en: 'It is not empty' },
  'too-early': { status: 409, zh: '{day} 之后方可办理', en: 'Only after {day}' },
  'nothing-open': { status: 422, zh: '没有需要办理的事项', en: 'There is nothing to do it for' },
  'evidence-empty': { status: 422, zh: '文件是空的，请重新选择', en: 'The file is empty: choose it again' },
  'evidence-type': { status: 422, zh: '不接受这种文件（{given}）：请上传 {allowed}，且内容须与类型相符', en: 'This kind of file ({given}) is not taken: send {allowed}, with contents of that kind' },
};

function fill(sentence: string, details: Rejection['details']): string {
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(details?.[name] ?? '—'));
}

/** The problem that tells of a rejection. */
export function rejected(rejection: Rejection): ProblemError {
  const { status, zh, en } = REJECTIONS[rejection.code];
  const told = { zh: fill(zh, rejection.details), en: fill(en, rejection.details) };
  const fields = rejection.fields ?? (rejection.field === undefined ? null : [{ field: rejection.field, ...told }]);
  return problem(status, rejection.code, told.zh, told.en, {
    ...(fields === null ? {} : { fields }),
    ...(rejection.details === undefined ? {} : { details: rejection.details }),
  });
}
