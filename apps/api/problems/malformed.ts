import type { ValidationError } from '@nestjs/common';
import { problem, type ProblemError } from './problem';

/** Sentences for the checks at the edge, by class-validator's name of the check. */
const CHECKS: Record<string, { zh: string; en: string }> = {
  isString: { zh: '应为文字', en: 'must be text' },
  isNotEmpty: { zh: '不能为空', en: 'must not be empty' },
  isInt: { zh: '应为整数', en: 'must be a whole number' },
  isNumber: { zh: '应为数字', en: 'must be a number' },
  isBoolean: { zh: '应为 true 或 false', en: 'must be true or false' },
  isArray: { zh: '应为列表', en: 'must be a list' },
  isObject: { zh: '应为对象', en: 'must be an object' },
  isIn: { zh: '不在允许的取值之内', en: 'is none of the allowed values' },
  isDay: { zh: '应为存在的日期 YYYY-MM-DD', en: 'must be a day that exists, YYYY-MM-DD' },
  isId: { zh: '不是有效的编号', en: 'is no id' },
  isStorable: { zh: '含有无法保存的字符', en: 'holds characters that cannot be kept' },
  maxLength: { zh: '过长', en: 'is too long' },
  minLength: { zh: '过短', en: 'is too short' },
  length: { zh: '长度不在允许的范围内', en: 'has not the allowed length' },
  matches: { zh: '格式不正确', en: 'has not the right form' },
  max: { zh: '过大', en: 'is too large' },
  min: { zh: '过小', en: 'is too small' },
  arrayMaxSize: { zh: '条数过多', en: 'has too many entries' },
  arrayMinSize: { zh: '至少一条', en: 'needs at least one entry' },
  whitelistValidation: { zh: '没有这个字段', en: 'is no field of this command' },
};

function fieldsOf(errors: readonly ValidationError[], path = ''): { field: string; zh: string; en: string }[] {
  return errors.flatMap((e) => {
    const field = /^\d+$/.test(e.property) ? `${path}[${e.property}]` : path === '' ? e.property : `${path}.${e.property}`;
    const own = Object.entries(e.constraints ?? {}).map(([check, message]) => ({ field, ...(CHECKS[check] ?? { zh: '不正确', en: message }) }));
    return [...own, ...fieldsOf(e.children ?? [], field)];
  });
}

/** What the edge answers to a body of the wrong form: each field with its remedy. */
export function malformed(errors: readonly ValidationError[]): ProblemError {
  const fields = fieldsOf(errors).slice(0, 50);
  return problem(400, 'malformed', `请求内容有 ${fields.length} 处不正确`, `${fields.length} thing(s) in the request are not right`, { fields });
}
