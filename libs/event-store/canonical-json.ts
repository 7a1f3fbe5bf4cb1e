import type { Json } from './json';

/**
 * A value that has no canonical form: NUL or a lone surrogate in a string, a number that is not finite, a class instance,
 * a function, a hole in an array. A defect of the caller: such a value never reaches the log.
 */
export class NotCanonical extends Error {
  constructor(
    readonly path: string,
    reason: string,
  ) {
    super(`${path === '' ? 'value' : path} ${reason}`);
    this.name = 'NotCanonical';
  }
}

/** With the `u` flag a surrogate matches only where it stands alone. NUL is refused because PostgreSQL cannot give it back as text. */
const UNSTORABLE = /[\0\uD800-\uDFFF]/u;

/**
 * Canonical JSON after RFC 8785 (JCS). ECMAScript's own rules for strings and numbers are those of the RFC, and its default
 * sort compares UTF-16 code units as the RFC demands; what is added here is the order of keys and the refusals.
 * Written out instead of taken from a package: the bytes are hashed for ever, and must not move with a dependency.
 *
 * @throws NotCanonical naming the path of the offending value
 */
export function canonicalJson(value: Json): string {
  return write(value, '');
}

/** A canonical JSON string; the same refusals as {@link canonicalJson}. `name` says which field it was. */
export function canonicalString(value: string, name: string): string {
  refuseUnstorable(value, name);
  return JSON.stringify(value);
}

/** Refuses what neither PostgreSQL nor the chain can hold faithfully. */
export function refuseUnstorable(value: string, name: string): void {
  if (UNSTORABLE.test(value)) throw new NotCanonical(name, 'holds a NUL character or a lone surrogate');
}

function write(value: unknown, path: string): string {
  switch (typeof value) {
    case 'string':
      return canonicalString(value, path);
    case 'number':
      if (!Number.isFinite(value)) throw new NotCanonical(path, 'is not a finite number');
      return `${value}`;
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      if (value === null) return 'null';
      return Array.isArray(value) ? writeArray(value, path) : writeObject(value, path);
    default:
      throw new NotCanonical(path, `is of type ${typeof value}, which JSON does not have`);
  }
}

function writeArray(values: readonly unknown[], path: string): string {
  let out = '[';
  for (let i = 0; i < values.length; i++) {
    if (i > 0) out += ',';
    out += write(values[i], `${path}[${i}]`);
  }
  return `${out}]`;
}

function writeObject(value: object, path: string): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  // A plain object's prototype is the root one. Asked this way, and not by identity, since objects of another realm are plain too.
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) {
    throw new NotCanonical(path, 'is a class instance, not a plain object');
  }
  const record = value as Record<string, unknown>;
  let out = '';
  for (const key of Object.keys(record).sort()) {
    const member = record[key];
    if (member === undefined) continue;
    const memberPath = path === '' ? key : `${path}.${key}`;
    out += `${out === '' ? '{' : ','}${canonicalString(key, memberPath)}:${write(member, memberPath)}`;
  }
  return out === '' ? '{}' : `${out}}`;
}
