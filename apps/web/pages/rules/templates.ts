interface Template {
  /** For ever. */
  id: string;
}
/** A template that others changed: undefined where it was not there, or is no more. */
export interface TemplateChange<T> {
  id: string;
  before: T | undefined;
  theirs: T | undefined;
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
const byId = <T extends Template>(templates: readonly T[]): Map<string, T> => new Map(templates.map((each) => [each.id, each]));

/** Templates that others added, changed or removed. */
export function changedTemplates<T extends Template>(before: readonly T[], theirs: readonly T[]): TemplateChange<T>[] {
  const [was, is] = [byId(before), byId(theirs)];
  return [...new Set([...was.keys(), ...is.keys()])].map((id) => ({ id, before: was.get(id), theirs: is.get(id) })).filter((c) => !same(c.before, c.theirs));
}

/** Each template as its writer changed it; those that they left as they were follow what others made of them. */
export function mergedTemplates<T extends Template>(before: readonly T[], theirs: readonly T[], mine: readonly T[]): T[] {
  const [was, is, here] = [byId(before), byId(theirs), byId(mine)];
  return [...new Set([...here.keys(), ...is.keys()])].flatMap((id) => {
    const kept = same(here.get(id), was.get(id)) ? is.get(id) : here.get(id);
    return kept === undefined ? [] : [kept];
  });
}
