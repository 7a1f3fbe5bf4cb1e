import 'reflect-metadata';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { Figure, OneOf, Text, Texts } from '../core/fields';
import { malformed } from './malformed';

class Body {
  @Text({ description: 'a' }, { min: 2, max: 5 }) text2!: string;
  @Figure({ description: 'b' }, { min: 1, max: 60, whole: true }) days30!: number;
  @OneOf(['lead', 'participant'], { description: 'c' }) role!: string;
  @Texts({ description: 'd' }, { max: 2 }) names!: string[];
}

const told = (body: object): unknown => malformed(validateSync(plainToInstance(Body, body))).problem.fields;

test('what is out of bounds is told with the bound, and what is none of some values with those', () => {
  expect(told({ text2: 'x', days30: 61, role: 'boss', names: ['a', 'b', 'c'] })).toEqual([
    { field: 'text2', zh: '至少 2 个字', en: 'must have at least 2 characters' },
    { field: 'days30', zh: '不得大于 60', en: 'must be at most 60' },
    { field: 'role', zh: '应为下列之一：lead, participant', en: 'must be one of lead, participant' },
    { field: 'names', zh: '最多 2 条', en: 'must have at most 2 entries' },
  ]);
  expect(told({ text2: 'abcdef', days30: 0, role: 'lead', names: [] })).toEqual([
    { field: 'text2', zh: '最多 5 个字', en: 'must have at most 5 characters' },
    { field: 'days30', zh: '不得小于 1', en: 'must be at least 1' },
  ]);
});
