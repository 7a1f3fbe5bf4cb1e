/** One field that somebody else changed: as it was, and as they made it. */
export interface OthersChange<T> {
  field: keyof T & string;
  before: T[keyof T];
  theirs: T[keyof T];
}

/** Nothing is as good as null. */
export const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/** The fields that are typed otherwise than they were. */
export function changedOf<T extends object>(before: T, typed: Partial<T>): Partial<T> {
  return Object.fromEntries(Object.entries(typed).filter(([field, value]) => !same(value, before[field as keyof T]))) as Partial<T>;
}

/** What others made of it since. */
export function othersChanges<T extends object>(before: T, now: T): OthersChange<T>[] {
  return (Object.keys(now) as (keyof T & string)[]).filter((field) => !same(before[field], now[field])).map((field) => ({ field, before: before[field], theirs: now[field] }));
}

/** A draft over what is there now: what its writer left as it was follows what others made of it, what they typed stays, beside what was there before they did. */
export function takenUp<T extends object>(before: T, now: T, typed: T): { before: T; typed: T } {
  const own = changedOf(before, typed);
  return { typed: { ...typed, ...now, ...own }, before: { ...now, ...Object.fromEntries(Object.keys(own).map((field) => [field, before[field as keyof T]])) } };
}

/** What a form is compared with: where its writer was told of others' changes it follows those, and what stands there otherwise is the writer's own. */
export const compared = <T>(began: T, told: T | undefined): T => told ?? began;
