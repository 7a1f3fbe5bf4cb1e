import type { UseMutationResult } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { api, commandHeaders, type Schemas } from '../../../api/client';
import { useCommand } from '../../../api/commands';
import type { Refused } from '../../../api/problem';
import { PROCEEDING_SHOWN, type Found } from './known';

interface Sending {
  path: string;
  body: object;
  /** What it is sent for, where that is not the matter's own version. */
  version: number | null;
}

/**
 * An act of a form: sent where the API said, for the matter as it was when the form was opened, though the page behind it is kept up
 * to date. Where it has changed since, its writer is told so, looks, and sends it for the matter as it is now.
 */
export function useActOnProceeding(found: Found): UseMutationResult<Schemas['ProceedingAnswer'], Refused, Sending> & { wrote: (version: number) => void; looks: () => { before: Found; now: Found } } {
  const seen = useRef(found.version);
  // What its writer knew of the matter when they last pressed: told beside what others made of it since.
  const known = useRef(found);
  const shown = useRef<Found | null>(null);
  const sending = useCommand<Sending, Schemas['ProceedingAnswer']>(({ path, body, version }, key) => {
    known.current = shown.current ?? known.current;
    shown.current = null;
    return api.POST(path as '/meetings/{id}/cancel', { params: { path: { id: found.id }, header: commandHeaders(key, version ?? seen.current) }, body: body as Schemas['ReasonOnlyBody'] });
  }, PROCEEDING_SHOWN);
  const stale = sending.error?.problem.status === 412;
  useEffect(() => {
    if (!stale) return;
    seen.current = found.version;
    shown.current = found;
  }, [stale, found]);
  // What the form itself sent on the way, a file say, is no change by others: one step on from what its writer saw.
  const wrote = (version: number): void => {
    if (version === seen.current + 1) seen.current = version;
  };
  return { ...sending, wrote, looks: () => ({ before: known.current, now: found }) };
}
