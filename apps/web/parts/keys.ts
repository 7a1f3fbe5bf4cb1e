import { useEffect, useRef } from 'react';

const KEPT = 'duban-keys';

/** Whether single keys do something on this device: who speaks to the machine turns them off (WCAG 2.1.4). */
export const areKeysOn = (): boolean => localStorage.getItem(KEPT) !== 'off';

export function turnKeys(on: boolean): void {
  if (on) localStorage.removeItem(KEPT);
  else localStorage.setItem(KEPT, 'off');
}

/**
 * Single keys of a page, by their place on the keyboard, since an input method turns letters into others. Silent while somebody
 * types, composes, holds a modifier, or a dialog is open.
 */
export function useKeys(keys: Readonly<Record<string, (event: KeyboardEvent) => unknown>>): void {
  const now = useRef(keys);
  now.current = keys;
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (!areKeysOn() || event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey || event.altKey) return;
      const at = event.target as HTMLElement;
      if (at.closest('input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable], [role=combobox], [role=dialog]')) return;
      if (document.querySelector('.ant-modal-wrap:not([style*="display: none"]), .ant-drawer-open') !== null) return;
      const act = now.current[event.code];
      if (act === undefined) return;
      event.preventDefault();
      act(event);
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, []);
}
