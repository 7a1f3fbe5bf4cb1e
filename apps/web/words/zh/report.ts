/** Reporting progress: that there is none, and what the rules find wanting before it is sent. */
export const report = {
  noProgress: '无新进展',
  noProgressReason: '无新进展的原因',
  noProgressHelp: '写明为什么没有进展、打算何时推进；指标数字和完成比例按上次的不变。',
  reasonMissing: '请填写无新进展的原因',
  lookTitle: '报送前提示（{{count}}）',
  lookHelp: '可以修改后再报；不修改，再按一次即照此报送。提示会随报送内容留存，供审核参考。',
  byRule: '督办规则第 {{version}} 版',
  rules: {
    repeatsLast: '与上次报送相似 {{found}}%，达到 {{asked}}% 即提示。请写明这次新做了什么。',
    figureMissing: '有量化指标，没有填数字。请填到目前为止的累计数。',
    evidenceMissing: '写到已完成 {{found}}%，没有新的佐证；达到 {{asked}}% 应附佐证。请附照片或文件。',
    saysNothing: '除套话外只有 {{found}} 个字，至少应有 {{asked}} 个。请写明做了什么、做了多少、何时做的。',
  },
} as const;
