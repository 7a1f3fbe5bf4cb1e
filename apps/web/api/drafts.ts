import { session } from './session';

/** Under which what somebody left on this device is kept: a device is shared, what was typed on it is not. */
export const ownKey = (name: string): string => `${name}:${session.get().identity?.personId ?? ''}`;

/** What the person signed in typed and did not send yet, kept on this device until it was sent. */
export interface Draft<T> {
  typed: T;
  /** When it was kept. */
  at: string;
  /** What its writer had before them when they began, where the form keeps that. */
  basis?: unknown;
}

export function readDraft<T>(name: string): Draft<T> | undefined {
  const kept = localStorage.getItem(keyOf(name));
  if (kept === null) return undefined;
  try {
    const found = JSON.parse(kept) as Draft<T>;
    return typeof found.at === 'string' ? found : undefined;
  } catch {
    return undefined;
  }
}

export function keepDraft(name: string, typed: unknown, basis?: unknown): void {
  localStorage.setItem(keyOf(name), JSON.stringify({ typed, at: new Date().toISOString(), basis }));
}

export function dropDraft(name: string): void {
  localStorage.removeItem(keyOf(name));
}

const keyOf = (name: string): string => ownKey(`duban-draft:${name}`);
