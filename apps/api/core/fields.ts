import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsInt, IsNumber, IsObject, IsOptional, IsString, Max, MaxLength, Min, MinLength, registerDecorator, ValidateIf, ValidateNested } from 'class-validator';
import { isDay } from '#libs/supervision/time/day';
import { EXAMPLES } from './examples';

/** Most characters of a free text; a report that needs more is a document, and belongs into the evidence. */
export const LONGEST_TEXT = 20_000;

function rule(name: string, test: (value: unknown) => boolean): PropertyDecorator {
  return (target, property) => registerDecorator({ name, target: target.constructor, propertyName: String(property), validator: { validate: test } });
}

/** PostgreSQL keeps no NUL, and a lone surrogate is no character. */
const isStorable = (v: unknown): boolean => typeof v !== 'string' || (!v.includes('\u0000') && v.isWellFormed());
const storable = rule('isStorable', isStorable);
/** Blanks are told apart where a text must say something; characters without width look like one and are none. */
const isVisible = (v: unknown): boolean => typeof v !== 'string' || v.trim() === '' || /[^\p{C}\p{Z}\s\u115f\u1160\u2800\u3164\uffa0]/u.test(v);
const visible = rule('isVisible', isVisible);
const allVisible = rule('isVisible', (v) => !Array.isArray(v) || v.every(isVisible));
const allStorable = rule('isStorable', (v) => !Array.isArray(v) || v.every(isStorable));
/** No id is called `constructor`: objects that are looked into by id have such names of their own. */
const noBuiltIn = rule('isId', (v) => typeof v !== 'string' || !(v in Object.prototype));
const day = rule('isDay', (v) => typeof v === 'string' && isDay(v));

interface About {
  description: string;
  example?: unknown;
}

/** A text; `nullable` ones may be null or left out. */
export function Text(about: About, options: { min?: number; max?: number; nullable?: boolean } = {}): PropertyDecorator {
  const { min = 0, max = LONGEST_TEXT, nullable = false } = options;
  const length = [MinLength(min), MaxLength(max)];
  return applyDecorators(property({ ...about, type: String, maxLength: max, ...(min > 0 ? { minLength: min } : {}) }, nullable), IsString(), storable, visible, ...length);
}

export function Id(about: About, options: { nullable?: boolean } = {}): PropertyDecorator {
  return applyDecorators(Text(about, { min: 1, max: 120, ...options }), noBuiltIn);
}

export function Day(about: About, options: { nullable?: boolean } = {}): PropertyDecorator {
  return applyDecorators(property({ ...about, type: String, format: 'date' }, options.nullable ?? false), day);
}

export function Figure(about: About, options: { min?: number; max?: number; nullable?: boolean; whole?: boolean } = {}): PropertyDecorator {
  const { min = -1e15, max = 1e15, nullable = false, whole = false } = options;
  return applyDecorators(property({ ...about, type: whole ? 'integer' : 'number', minimum: min, maximum: max }, nullable), whole ? IsInt() : IsNumber({ allowInfinity: false, allowNaN: false }), Min(min), Max(max));
}

export function Flag(about: About, options: { optional?: boolean } = {}): PropertyDecorator {
  if (options.optional) return applyDecorators(ApiPropertyOptional({ ...about, type: Boolean }), ValidateIf((_, value) => value !== undefined), IsBoolean());
  return applyDecorators(ApiProperty({ ...about, type: Boolean }), IsBoolean());
}

export function OneOf(values: readonly string[], about: About, options: { nullable?: boolean; optional?: boolean } = {}): PropertyDecorator {
  if (options.optional) return applyDecorators(ApiPropertyOptional({ ...about, enum: [...values] }), ValidateIf((_, value) => value !== undefined), IsIn([...values]));
  return applyDecorators(property({ ...about, enum: [...values] }, options.nullable ?? false), IsIn([...values]));
}

export function Texts(about: About, options: { max?: number; nullable?: boolean } = {}): PropertyDecorator {
  const { max = 200, nullable = false } = options;
  return applyDecorators(property({ ...about, type: [String] }, nullable), IsArray(), ArrayMaxSize(max), IsString({ each: true }), allStorable, allVisible, MaxLength(LONGEST_TEXT, { each: true }));
}

/** A list of objects: a list in their place would pass for one whose fields are all right. */
export function Several(type: () => new () => object, about: About, options: { max?: number; nullable?: boolean } = {}): PropertyDecorator {
  const { max = 500, nullable = false } = options;
  return applyDecorators(property({ ...about, type: () => [type()] }, nullable), IsArray(), ArrayMaxSize(max), IsObject({ each: true }), ValidateNested({ each: true }), Type(type));
}

export function Nested(type: () => new () => object, about: About): PropertyDecorator {
  return applyDecorators(ApiPropertyOptional({ ...about, type: () => type(), nullable: true }), ValidateIf((_, v: unknown) => v !== null && v !== undefined), IsObject(), ValidateNested(), Type(type));
}

/** A part that must be there. */
export function Part(type: () => new () => object, about: About): PropertyDecorator {
  return applyDecorators(ApiProperty({ ...about, type: () => type() }), IsObject(), ValidateNested(), Type(type));
}

/** May be left out or null, which mean the same; what may not has an example. */
function property(options: Record<string, unknown>, nullable: boolean): PropertyDecorator {
  if (nullable) return applyDecorators(ApiPropertyOptional({ ...options, nullable: true }), IsOptional());
  return (target, name) => ApiProperty({ example: EXAMPLES[String(name)], ...options })(target, name);
}
