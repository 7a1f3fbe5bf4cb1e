/** What somebody typed and did not send yet, kept on this device until it was sent. */
export function readDraft<T>(name: string): T | undefined {
  const kept = localStorage.getItem(`duban-draft:${name}`);
  if (kept === null) return undefined;
  try {
    return JSON.parse(kept) as T;
  } catch {
    return undefined;
  }
}

export function keepDraft(name: string, typed: unknown): void {
  localStorage.setItem(`duban-draft:${name}`, JSON.stringify(typed));
}

export function dropDraft(name: string): void {
  localStorage.removeItem(`duban-draft:${name}`);
}
