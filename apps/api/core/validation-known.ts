import { getMetadataStorage } from 'class-validator';

type Found = ReturnType<ReturnType<typeof getMetadataStorage>['getTargetValidationMetadatas']>;
type Grouped = Record<string, Found>;

let done = false;

/**
 * What the form of a body asks is found once for each class: the library goes through the classes of the whole program for every
 * request, though they are all there before the first one comes. With groups, which no form of ours has, it looks as before.
 */
export function rememberValidation(): void {
  if (done) return;
  done = true;
  const storage = getMetadataStorage();
  const find = storage.getTargetValidationMetadatas.bind(storage);
  const group = storage.groupByPropertyName.bind(storage);
  const found = new Map<unknown, Found>();
  const grouped = new WeakMap<Found, Grouped>();
  storage.getTargetValidationMetadatas = (target, schema, always, strictGroups, groups) => {
    if (schema || always || strictGroups || groups?.length) return find(target, schema, always, strictGroups, groups);
    let known = found.get(target);
    if (known === undefined) found.set(target, (known = find(target, schema, always, strictGroups, groups)));
    return known;
  };
  storage.groupByPropertyName = (metadata) => {
    let known = grouped.get(metadata);
    if (known === undefined) grouped.set(metadata, (known = group(metadata)));
    return known;
  };
}
