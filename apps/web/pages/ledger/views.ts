import { useState } from 'react';
import { ownKey } from '../../api/drafts';
import { readLedgerSearch, type LedgerSearch } from './search';

const KEPT = 'duban-ledger-views';

/** A filter under a name, kept on this device for who made it; a colleague is given its address instead. */
export interface View {
  name: string;
  search: LedgerSearch;
}

function kept(): View[] {
  try {
    const found = JSON.parse(localStorage.getItem(ownKey(KEPT)) ?? '[]') as { name?: unknown; search?: unknown }[];
    return found.flatMap(({ name, search }) => (typeof name === 'string' ? [{ name, search: readLedgerSearch((search ?? {}) as Record<string, unknown>) }] : []));
  } catch {
    return [];
  }
}

export function useViews(): { views: readonly View[]; save: (view: View) => void; drop: (name: string) => void } {
  const [views, setViews] = useState(kept);
  const keep = (all: View[]): void => {
    localStorage.setItem(ownKey(KEPT), JSON.stringify(all));
    setViews(all);
  };
  return {
    views,
    save: (view) => keep([...views.filter(({ name }) => name !== view.name), view]),
    drop: (name) => keep(views.filter((v) => v.name !== name)),
  };
}
