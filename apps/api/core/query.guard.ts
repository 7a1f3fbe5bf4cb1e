import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { problem, type ProblemError } from '../problems/problem';

/** Where the document keeps what an address may ask with. */
const SAID_BY_THE_DOCUMENT = 'swagger/apiParameters';
const FIELDS_OF_A_CLASS = 'swagger/apiModelPropertiesArray';
const FLAGS = ['true', 'false'];

interface Asked {
  readonly in: string;
  readonly name: string;
  readonly schema?: { readonly type?: string; readonly enum?: readonly string[]; readonly items?: { readonly enum?: readonly string[] } };
}

/**
 * Holds what a question asks against what the document says of it: a parameter that there is not (`ligth=red`), or a value that is
 * none of those it may have, is told and never passed over. Values of other forms are read where the question is answered.
 */
@Injectable()
export class QueryGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<Request>();
    if (request.method !== 'GET') return true;
    const said = (Reflect.getMetadata(SAID_BY_THE_DOCUMENT, context.getHandler()) ?? []) as Asked[];
    const known = new Map([...said.filter((p) => p.in === 'query'), ...fieldsOf(context)].map((p) => [p.name, p]));
    // Read from the address itself: `light[]=red` is no `light`.
    const at = request.url.indexOf('?');
    for (const [name, value] of new URLSearchParams(at < 0 ? '' : request.url.slice(at + 1))) {
      const parameter = known.get(name);
      if (!parameter) throw unknown(name, [...known.keys()]);
      judge(parameter, value);
    }
    return true;
  }
}

/** What a class says that a question is read into; its values are checked as a body's are. */
function fieldsOf(context: ExecutionContext): Asked[] {
  const types = (Reflect.getMetadata('design:paramtypes', context.getClass().prototype as object, context.getHandler().name) ?? []) as { prototype?: object }[];
  const fields = types.flatMap((type) => (type.prototype === undefined ? [] : ((Reflect.getMetadata(FIELDS_OF_A_CLASS, type.prototype) ?? []) as string[])));
  return fields.map((field) => ({ in: 'query', name: field.replace(/^:/, '') }));
}

function judge({ name, schema }: Asked, value: string): void {
  // Left empty it says nothing.
  if (!schema || value === '') return;
  if (schema.type === 'boolean') oneOf(name, value, FLAGS);
  else if (schema.items?.enum) for (const one of value.split(',')) oneOf(name, one, schema.items.enum);
  else if (schema.enum && name !== 'sort') oneOf(name, value, schema.enum);
}

function oneOf(field: string, value: string, values: readonly string[]): void {
  if (values.includes(value)) return;
  throw malformed(field, `应为 ${values.join('、')} 之一`, `must be one of ${values.join(', ')}`);
}

function unknown(field: string, known: readonly string[]): ProblemError {
  const there = known.length === 0 ? { zh: '此地址不接受查询参数', en: 'this address takes none' } : { zh: `可用的参数：${known.join('、')}`, en: `there are ${known.join(', ')}` };
  return malformed(field, `不是此地址的查询参数；${there.zh}`, `is no query parameter of this address: ${there.en}`);
}

function malformed(field: string, zh: string, en: string): ProblemError {
  return problem(400, 'malformed', `${field} ${zh}`, `${field} ${en}`, { fields: [{ field, zh, en }] });
}
