import { useQueryClient } from '@tanstack/react-query';
import type { FormInstance } from 'antd';
import { useRef, useState } from 'react';
import { api, answer, commandHeaders, type Schemas } from '../../../api/client';
import { useCommand } from '../../../api/commands';
import { dropDraft, keepDraft, readDraft } from '../../../api/drafts';
import { asRefused, type Refused } from '../../../api/problem';
import { choiceIn } from '../../../parts/choice';
import type { Clash } from '../../../parts/clashes';
import { useLineClashes } from './clashes';
import { entriesOf, linesOf, typedOf, type Typed } from './entries';

/** What is kept of a form on the device: lines that were typed in, and the version of the form that their writer saw. */
interface Kept {
  seen: number;
  lines: Typed;
}

export const formKey = (roundId: string, unitId: string): readonly string[] => ['proceeding', 'form', roundId, unitId];
export const readForm = (id: string, unitId: string): Promise<Schemas['FormBody']> => answer(api.GET('/reporting-rounds/{id}/forms/{unitId}', { params: { path: { id, unitId } } }));

export interface Filling {
  initial: Typed;
  typed: (changed: Typed) => void;
  /** Saves what was typed since; the lines as they would go out, or null where it was refused. */
  save: () => Promise<Schemas['FormEntryDto'][] | null>;
  /** @param told how the unit told it, where the office sends it for the unit */
  send: (told?: Schemas['OnBehalfDto']) => Promise<boolean>;
  /** What was typed here and not saved is kept no more. */
  drop: () => void;
  saving: boolean;
  sending: boolean;
  refused: Refused | null;
  /** What others saved meanwhile, where that is why it was refused. */
  clashes: readonly Clash[];
}

/**
 * A unit's form while somebody fills it in. Saved and sent for the form as its writer saw it, and only the lines that they typed in:
 * colleagues fill in others beside them. Where somebody saved the same line, or anything before it was sent, its writer is told what,
 * and decides; lines that they did not touch show what was saved.
 */
export function useFilling(form: Schemas['FormBody'], fields: FormInstance<Typed>, today: string, onBehalf: boolean): Filling {
  const { roundId: id, unitId } = form;
  const params = (key: string) => ({ path: { id, unitId }, header: commandHeaders(key, seen.current) });
  const queries = useQueryClient();
  const between = useLineClashes();
  const draft = `round:${id}:${unitId}:${form.arming}`;
  const [kept] = useState(() => readDraft<Kept>(draft)?.typed);
  const seen = useRef(kept?.seen ?? form.version);
  const known = useRef(form.lines);
  const touched = useRef(new Set(Object.keys(kept?.lines ?? {})));
  const [clashes, setClashes] = useState<readonly Clash[]>([]);
  const save = useCommand((body: Schemas['SaveFormBody'], key) => api.POST('/reporting-rounds/{id}/forms/{unitId}/save', { params: params(key), body }), ['todo']);
  const send = useCommand((body: Schemas['SendFormBody'], key) => api.POST('/reporting-rounds/{id}/forms/{unitId}/send', { params: params(key), body }), ['proceeding', 'proceedings', 'todo', 'item', 'ledger']);
  const all = (): Typed => fields.getFieldsValue(true) as Typed;
  const keep = (): void => keepDraft(draft, { seen: seen.current, lines: linesOf(all(), touched.current) } satisfies Kept);

  /** The form as it is now: what is typed here stays, all other lines show what was saved. */
  function see(now: Schemas['FormBody']): void {
    seen.current = now.version;
    known.current = now.lines;
    fields.setFieldsValue(linesOf(typedOf(now.lines), new Set(now.lines.map((l) => l.id).filter((lineId) => !touched.current.has(lineId)))));
    queries.setQueryData(formKey(id, unitId), now);
  }

  async function tell(error: unknown): Promise<void> {
    if (asRefused(error).problem.status !== 412) return;
    const now = await readForm(id, unitId).catch(() => null);
    if (now === null) return;
    setClashes(between(known.current, now.lines, linesOf(all(), touched.current), choiceIn(fields as unknown as FormInstance, keep)));
    see(now);
    keep();
  }

  return {
    initial: { ...typedOf(form.lines), ...kept?.lines },
    clashes,
    refused: save.error ?? send.error,
    saving: save.isPending,
    sending: send.isPending,
    typed: (changed) => {
      for (const lineId of Object.keys(changed)) touched.current.add(lineId);
      keep();
    },
    save: async () => {
      send.reset();
      setClashes([]);
      const entries = entriesOf(form.lines, all(), today);
      const mine = new Set(touched.current);
      touched.current = new Set();
      try {
        const { form: now } = await save.mutateAsync({ entries: entries.filter(({ lineId }) => mine.has(lineId)), ...(onBehalf && { onBehalf }) });
        see(now);
      } catch (error) {
        touched.current = new Set([...mine, ...touched.current]);
        await tell(error);
        return null;
      }
      // What was typed while it was on its way is not saved yet.
      if (touched.current.size === 0) dropDraft(draft);
      else keep();
      return entries;
    },
    drop: () => dropDraft(draft),
    send: async (told) => {
      try {
        await send.mutateAsync(told === undefined ? {} : { onBehalf: told });
        return true;
      } catch (error) {
        await tell(error);
        return false;
      }
    },
  };
}
