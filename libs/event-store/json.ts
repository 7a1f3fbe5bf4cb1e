/** What RFC 8259 can carry. `undefined` is allowed for optional properties only and is left out, as `JSON.stringify` does. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;

/** An object of {@link Json} values. */
export interface JsonObject {
  readonly [key: string]: Json | undefined;
}
