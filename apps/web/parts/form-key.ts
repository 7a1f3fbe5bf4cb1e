import { useState } from 'react';

/** A form on its page, for the newest version of something. */
export interface FormKey {
  key: number;
  /** Something is typed in it: it stays though there be a newer version. */
  hold: () => void;
  /** What was typed is sent: the form begins anew. */
  release: () => void;
}

/** Which form it is: a new one for every version, but never over what somebody is typing. */
export function useFormKey(newest: number): FormKey {
  const [held, setHeld] = useState<number | null>(null);
  return { key: held ?? newest, hold: () => setHeld((now) => now ?? newest), release: () => setHeld(null) };
}
