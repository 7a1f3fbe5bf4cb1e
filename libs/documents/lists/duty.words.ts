/** What is owed, in words of the interface, by its kind. A kind that stands in items and in proceedings means the same in both. */
const WORDS: Readonly<Record<string, string>> = {
  deliver: '办理报送', receive: '签收', quantify: '量化', approve: '审批', verify: '审核', rule: '裁定', sign: '签发', answer: '答复督办单', settleOutcome: '年终处理', reviewSuspension: '复核中止', closeYear: '年终结转',
  decide: '作出决定', settle: '了结', notice: '发出督查通知', report: '提交督查报告', visit: '走访检查', draft: '拟整改通知书', rectify: '整改', accept: '验收', openLookBack: '开展回头看',
  collect: '收表', fill: '填报', bulletin: '拟通报', lock: '锁定',
  do: '落实', feedback: '反馈', read: '阅处', link: '落实挂钩联系',
  assess: '自评', draw: '汇总考核结果', publish: '发布考核结果', review: '复核', cosign: '会签', recount: '重新提取数据', correct: '更正结果', minutes: '形成纪要',
};

/** 整改, say; 应办 for a kind without words. */
export function dutyWords(kind: string): string {
  return WORDS[kind] ?? '应办';
}
