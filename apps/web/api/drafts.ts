import { session } from './session';

/** Under which what somebody left on this device is kept: a device is shared, what was typed on it is not. */
export const ownKey = (name: string): string => `${name}:${session.get().identity?.personId ?? ''}`;

/** What the person signed in typed and did not send yet, kept on this device until it was sent. */
export function readDraft<T>(name: string): T | undefined {
  const kept = localStorage.getItem(keyOf(name));
  if (kept === null) return undefined;
  try {
    return JSON.parse(kept) as T;
  } catch {
    return undefined;
  }
}

export function keepDraft(name: string, typed: unknown): void {
  localStorage.setItem(keyOf(name), JSON.stringify(typed));
}

export function dropDraft(name: string): void {
  localStorage.removeItem(keyOf(name));
}

const keyOf = (name: string): string => ownKey(`duban-draft:${name}`);
