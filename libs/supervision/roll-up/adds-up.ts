/** Rates, shares, levels, marks and what stands per something (元/人): two of them beside one another make no third. */
const RATIO = /[%％‰/]|百分点|每|倍|^分$|级$|℃|°C|bps$|Hz$|^dB$|分贝|ppm/;
/** How long something takes: of two units each keeps its own days. What is taught by the hour (学时, 小时) adds up. */
const DURATION = /工作日|自然日|天$|日$|月$|年$|分钟$/;
const PER_HEAD = /人均|户均|平均|每[人户万百]|占比|比重|比例|满意度/;

/**
 * Whether values that several tell of such a figure can be added up at all: counts can, a rate, a limit (不超过, 压缩到) and a length of time cannot.
 * Such a figure holds for each level by itself; what others tell of it stands beside.
 */
export function addsUp({ metric, comparison, unit }: { metric: string; comparison: string; unit: string }): boolean {
  return !comparison.startsWith('<') && !RATIO.test(unit) && !DURATION.test(unit) && !PER_HEAD.test(metric);
}
