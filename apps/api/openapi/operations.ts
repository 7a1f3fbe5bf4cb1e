import type { OpenAPIObject } from '@nestjs/swagger';
import type { GIVES } from '../core/headers';

/** As much of a schema as the document is completed by. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  description?: string;
  nullable?: boolean;
  enum?: unknown[];
  example?: unknown;
  required?: string[];
  properties?: Record<string, Schema>;
  items?: Schema;
  allOf?: Schema[];
  oneOf?: Schema[];
  anyOf?: Schema[];
}

export type Schemas = Record<string, Schema>;

export interface Media {
  schema?: Schema;
  example?: unknown;
}

export interface Answer {
  $ref?: string;
  description?: string;
  content?: Record<string, Media>;
  headers?: Record<string, object>;
}

export interface Operation {
  method: string;
  path: string;
  operationId?: string;
  security?: object[];
  parameters?: { name: string; in: string; required?: boolean; description?: string; schema?: Schema; example?: unknown }[];
  requestBody?: { content: Record<string, Media> };
  responses: Record<string, Answer>;
  /** Headers that a question says its answer carries; no part of the document once it is complete. */
  [GIVES]?: string[];
}

/** All operations, as they lie in the document: what is changed in them is changed there. */
export function operationsOf(document: OpenAPIObject): Operation[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods as Record<string, Operation>).map(([method, operation]) => hidden(operation, method, path)),
  );
}

/** Method and path stand beside the operation for who completes it, and are no part of it. */
function hidden(operation: Operation, method: string, path: string): Operation {
  Object.defineProperty(operation, 'method', { value: method, enumerable: false });
  Object.defineProperty(operation, 'path', { value: path, enumerable: false });
  return operation;
}

export const SCHEMAS = '#/components/schemas/';

/** The schema itself, where one is named or stands alone in a list of parts. */
export function resolved(schema: Schema, schemas: Schemas): Schema {
  if (schema.$ref !== undefined) {
    const found = schemas[schema.$ref.slice(SCHEMAS.length)];
    if (!found) throw new Error(`the document has no schema ${schema.$ref}`);
    return resolved(found, schemas);
  }
  return schema.allOf?.length === 1 ? resolved(schema.allOf[0]!, schemas) : schema;
}
