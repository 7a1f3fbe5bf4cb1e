import type { Words } from '#libs/supervision/proceeding/proceeding';
import type { FormulaFault } from './formula';
import type { ScoringFault } from './score';

/** What is wrong, and what to mend, in both languages. */
export function faultWords(fault: FormulaFault | ScoringFault): Words {
  switch (fault.kind) {
    case 'unreadable':
      return { zh: `公式无法读取（${fault.why}）：请检查括号、运算符和长度`, en: `the formula cannot be read (${fault.why}): check brackets, operators and length` };
    case 'not-allowed':
      return { zh: `公式中不能使用“${fault.what}”：只可用数字、数据项名称、+ - * /、比较、&& || !、条件 ? : 以及 min、max、abs`, en: `“${fault.what}” may not stand in a formula: only numbers, names of figures, + - * /, comparisons, && || !, ? : and min, max, abs` };
    case 'unknown-figure':
      return { zh: `没有名为“${fault.name}”的数据项`, en: `there is no figure “${fault.name}”` };
    case 'divides-by-nothing':
      return { zh: '公式可能除以零：请先判断除数，例如 assignments == 0 ? 0 : completed / assignments', en: 'the formula can divide by nothing: ask first, as in assignments == 0 ? 0 : completed / assignments' };
    case 'not-a-number':
      return { zh: '公式的结果应为数值', en: 'the formula must give a number' };
    case 'not-a-condition':
      return { zh: '此处应为条件（是或否），例如 redCount > 2', en: 'a condition is asked for here, redCount > 2 say' };
    case 'too-large':
      return { zh: '公式的结果过大', en: 'the formula gives too large a number' };
    case 'not-scored':
      return { zh: '该指标尚未评分', en: 'this indicator has no score yet' };
    case 'score-out-of-range':
      return { zh: `分值应在 0 至 ${fault.most} 之间`, en: `the score must be from 0 to ${fault.most}` };
    case 'not-computed':
      return { zh: '只能对由公式计算的指标作裁定调整，每项指标一次', en: 'only an indicator that is computed is adjusted, and once' };
    case 'not-judged':
      return { zh: '该指标由公式计算或不在本类方案中，不能人工评分', en: 'this indicator is computed, or is not in this class: no person scores it' };
  }
}
