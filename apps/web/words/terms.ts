/**
 * Terms of the field as readers meet them, explained: beside the words (`parts/term.tsx`) and all together on the help page. They are
 * the terms of docs/glossary.md; a test holds that each stands there under this Chinese word. Loaded when somebody asks, so both languages lie here.
 */
export interface Term {
  readonly zh: string;
  readonly en: string;
  readonly means: { readonly zh: string; readonly en: string };
}

const term = (zh: string, meansZh: string, en: string, meansEn: string): Term => ({ zh, en, means: { zh: meansZh, en: meansEn } });

export const terms = {
  plan: term('工作要点', '把任务分给各单位的文件，有文号、发文单位和起止时间。导入并印发后，其中每一项成为一个事项。', 'Plan', 'A paper that shares out work among units, with number, issuer and period. Once it is imported and issued, each of its rows is an item.'),
  item: term('事项', '计划中编号的一项工作，由一个或几个单位承办。', 'Item', 'One numbered row of a plan, worked on by one or several units.'),
  assignment: term('承办任务', '一个单位在一个事项中的那一份工作，各有自己的期限和灯。', 'Assignment', 'The share of one unit in one item, with a deadline and a light of its own.'),
  light: term('灯', '灰：未开始或待量化；绿：正常；蓝：临期或滞后；黄：逾期；红：逾期超过宽限。灯由系统按规则算出，任何人不能直接改。', 'Light', 'Grey: not started or awaiting quantification. Green: on track. Blue: due soon or behind. Yellow: overdue. Red: overdue beyond grace. It follows from the rules; nobody sets it.'),
  firstDeadline: term('首次期限', '文件最初规定的期限。延期后现期限改变，首次期限一直保留。', 'First deadline', 'The day that the paper set. An extension moves the present deadline; the first one stays on record.'),
  extension: term('延期', '承办单位在期限前申请，由有权单位裁定准予或不予。准予后按新期限计算。', 'Extension', 'Asked for by the unit before the deadline and ruled on. Once granted, the new day counts.'),
  statedReason: term('正当理由', '说明为什么迟。被认可后停止继续催办和升级，逾期记录仍保留。', 'Stated reason', 'Why the work is late. Once accepted, further reminders and escalation rest; the lateness stays on record.'),
  objection: term('异议', '对一次逾期、退回或归责有不同意见时提出，由未参与原决定的人裁定。', 'Objection', 'Disputes a lateness, a return or an attribution; ruled on by somebody other than who decided first.'),
  correction: term('更正', '把记错的改正并写明依据。原记录划去后仍可看到。', 'Correction', 'Puts right what was recorded wrongly, with its basis. The original stays visible, struck through.'),
  quantify: term('待量化', '原文没有数字或期限，等承办单位补报。补报前不会因没有数字而亮黄灯。', 'Awaiting quantification', 'The paper gives no figure or no day; the unit is to supply it.'),
  coordinator: term('牵头总协调', '几个牵头单位中负责统筹的一个，参与单位的工作由它验收。', 'Coordinator', 'The one lead that accepts the participants’ work where there are several.'),
  receive: term('签收', '承办单位确认收到任务。不签收也会按期提醒和逾期。', 'Acknowledge', 'The unit signs for its assignment. Not signing stops no clock.'),
  decline: term('申请改派', '认为任务不属于本单位时提出，裁定前任务仍由本单位承担。', 'Request reassignment', '“Not ours”: ruled on; until then the work stays with the unit.'),
  transfer: term('转办', '把一份承办任务改由另一单位承担，期限一并移交。', 'Transfer', 'One assignment moves to another unit, with its day.'),
  onBehalf: term('代录', '办公室把单位口头或书面告知的内容替它录入，写明哪天、以何方式、由谁告知。是否迟以告知之日为准。', 'Record on behalf', 'The office records what a unit told it: on which day, how and by whom. The day told decides whether it was late.'),
  return: term('退回补正', '审核不通过，写明缺什么。补正有新的期限，不算新的逾期。', 'Return for correction', 'Not accepted, with what is missing. The next attempt has a day of its own.'),
  suspend: term('中止', '停表：期间不计时、不催办，恢复后接着算。', 'Suspend', 'The clocks stop; they go on when the item is resumed.'),
  withdraw: term('终止', '不再办理，须写明理由并由上级领导批准。', 'Withdraw', 'No longer worked on, with a reason and a higher leader’s approval.'),
  amendment: term('调整通知', '计划印发后对事项、单位、指标、期限的正式修改，有编号和依据，各单位会收到通知。', 'Amendment', 'A numbered change of items, units, targets or days after the plan was issued; units are told.'),
  carryOver: term('结转', '年底未完成的事项转到下一年度计划，历史和首次期限一并带去。', 'Carry over', 'Unfinished at the year’s end, the item goes on in the next plan, with its history and first deadline.'),
  archive: term('归档', '计划及其全部记录封存，之后只读。', 'Archive', 'The plan with all its records is sealed and can only be read.'),
  duty: term('应办', '某单位或某人在某一时刻前应完成的一件事：签收、报送、审核、裁定、签发、回复等。', 'Duty', 'Whatever somebody owes by a moment: receipt, report, verification, ruling, signature, answer.'),
  urge: term('催办', '由人发出的催促。规则限制频次，避免重复打扰。', 'Urge', 'Sent by a person, no more often than the rules allow.'),
  paper: term('督办单', '亮灯到一定程度时起草的正式文书，分蓝、黄、红；签发后编号，单位须回复。单的颜色与灯可以不同。', 'Supervision order', 'Drafted when a light asks for it, in blue, yellow or red; numbered once signed, and to be answered. Its colour may differ from the light’s.'),
  grace: term('宽限', '两级措施之间的工作日数。超过宽限仍未办，进入下一级。', 'Grace', 'Working days between one level of measures and the next.'),
  escalationPath: term('提级路径', '一件事没人办时，接下来依次通知谁。', 'Escalation path', 'Who hears next when a duty is left undone.'),
  reportingRound: term('调度', '每月底各单位就全部在办事项填一张表，汇总后锁定。', 'Reporting round', 'At month end each unit fills in one form for all its open items; then it is locked.'),
  missing: term('缺报', '到期没有报送。补报后仍标明缺报，并注明补报日期。', 'Missing report', 'Not reported in time. It stays on record, with the day of the late report.'),
  noProgress: term('无新进展', '本期确无进展时选择，须用自己的话写明原因。', 'No new progress', 'Said where nothing moved, with the reason in one’s own words.'),
  evidence: term('佐证材料', '证明工作已做的文件或照片，记录其数字指纹，事后不能替换。', 'Evidence', 'A file that shows the work; its digest is recorded, so it cannot be exchanged later.'),
  strikeOff: term('销号', '整改经验收合格，问题从清单中划去。', 'Strike off', 'The rectification was accepted and the finding is closed.'),
  lookBack: term('回头看', '对已整改的问题过一段时间再查一次。', 'Look-back', 'A later inspection of what another one found.'),
  difficulty: term('困难问题', '单位自己解决不了、需要协调的事。可提交协调，直至联席会议。', 'Difficulty', 'What a unit cannot solve alone: it is coordinated, up to the joint conference.'),
  instruction: term('批示件', '领导对某事的批示，分解为各单位的跟踪事项，办完反馈并阅结。', 'Instruction', 'A leader’s words, followed up at units, fed back and closed by the leader.'),
  survey: term('专题调研', '一个单位在限期内到几个地点了解情况，带回困难问题、数据和典型做法；不去的地点写明原因。数据有误可更正，原数据仍可看到。', 'Survey', 'One unit goes to several places by a day and brings back difficulties, figures and examples; a place that is left out has its reason. A wrong figure is corrected; what it said stays.'),
  ownPlan: term('一企一策', '重点改革单位自己的改革方案。', 'Own plan', 'A reform unit’s own plan of reform.'),
  visit: term('走访', '挂钩联系单位或改革指导员每季到重点改革单位了解情况，次数由规则定；漏访会一直留有记录。', 'Visit', 'A contact unit or an instructor goes to see a reform unit, as often a quarter as the rules say; one that was missed stays on record.'),
  takeUp: term('承接', '下级单位把上级计划中的事项列为自己的事项，可细化、量化；每项每个指标都连着上级的那一项。', 'Take up', 'A lower level makes items of a higher plan its own, refined and quantified; each item and figure stays tied to the one above.'),
  rollUp: term('汇总', '一个指标连同各级下级计划报送的数值累计达到多少。单位、口径不同的不相加，同一件事不重复计。', 'Roll-up', 'What a figure reaches with all that lower plans report towards it. What differs in unit or reckoning is not added, and one thing counts once.'),
} as const satisfies Record<string, Term>;

export type TermKey = keyof typeof terms;
