import type { ValidationError } from '@nestjs/common';
import { problem, type ProblemError } from './problem';

/** Sentences for the checks at the edge, by class-validator's name of the check; {bound} is the value, or the values, that its message names. */
const CHECKS: Record<string, { zh: string; en: string }> = {
  isString: { zh: '应为文字', en: 'must be text' },
  isNotEmpty: { zh: '不能为空', en: 'must not be empty' },
  isInt: { zh: '应为整数', en: 'must be a whole number' },
  isNumber: { zh: '应为数字', en: 'must be a number' },
  isBoolean: { zh: '应为 true 或 false', en: 'must be true or false' },
  isArray: { zh: '应为列表', en: 'must be a list' },
  isObject: { zh: '应为对象', en: 'must be an object' },
  isIn: { zh: '应为下列之一：{bound}', en: 'must be one of {bound}' },
  isDay: { zh: '应为存在的日期 YYYY-MM-DD', en: 'must be a day that exists, YYYY-MM-DD' },
  isId: { zh: '不是有效的编号', en: 'is no id' },
  isStorable: { zh: '含有无法保存的字符', en: 'holds characters that cannot be kept' },
  isVisible: { zh: '没有可见的文字', en: 'holds no character that can be seen' },
  maxLength: { zh: '最多 {bound} 个字', en: 'must have at most {bound} characters' },
  minLength: { zh: '至少 {bound} 个字', en: 'must have at least {bound} characters' },
  length: { zh: '应为 {bound} 个字', en: 'must have {bound} characters' },
  matches: { zh: '格式不正确', en: 'has not the right form' },
  max: { zh: '不得大于 {bound}', en: 'must be at most {bound}' },
  min: { zh: '不得小于 {bound}', en: 'must be at least {bound}' },
  arrayMaxSize: { zh: '最多 {bound} 条', en: 'must have at most {bound} entries' },
  arrayMinSize: { zh: '至少 {bound} 条', en: 'must have at least {bound} entries' },
  whitelistValidation: { zh: '没有这个字段', en: 'is no field of this command' },
};

/** @param message class-validator's own, without the property's name: it ends in the bound, or lists the values */
function sentence(check: string, message: string): { zh: string; en: string } {
  const words = CHECKS[check] ?? { zh: '不正确', en: message };
  const listed = /following values: (.*)$/.exec(message)?.[1];
  const bound = listed ?? (message.match(/-?\d+(?:\.\d+)?/g) ?? []).join('–');
  return { zh: words.zh.replace('{bound}', bound), en: words.en.replace('{bound}', bound) };
}

function fieldsOf(errors: readonly ValidationError[], path = ''): { field: string; zh: string; en: string }[] {
  return errors.flatMap((e) => {
    const field = /^\d+$/.test(e.property) ? `${path}[${e.property}]` : path === '' ? e.property : `${path}.${e.property}`;
    const own = Object.entries(e.constraints ?? {}).map(([check, message]) => ({ field, ...sentence(check, message.replace(e.property, '')) }));
    return [...own, ...fieldsOf(e.children ?? [], field)];
  });
}

/** What the edge answers to a body of the wrong form: each field with its remedy. */
export function malformed(errors: readonly ValidationError[]): ProblemError {
  const fields = fieldsOf(errors).slice(0, 50);
  return problem(400, 'malformed', `请求内容有 ${fields.length} 处不正确`, `${fields.length} thing(s) in the request are not right`, { fields });
}
