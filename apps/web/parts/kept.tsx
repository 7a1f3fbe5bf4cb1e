import { Alert, Button, type FormInstance } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dropDraft, keepDraft, readDraft, type Draft } from '../api/drafts';
import { cityMoment } from '../words/moments';

export interface Kept<T> {
  /** What stands in the form when it opens. */
  initial: T;
  /** When the draft that stands in it was kept; null where it opened without one. */
  restoredAt: string | null;
  /** Something was kept since it opened. */
  kept: boolean;
  keep: (typed: unknown) => void;
  /** It was sent. */
  drop: () => void;
  /** It is done with, sent or not: the form is as it opens without one. */
  discard: () => void;
}

interface Of<T> {
  /** Under which it is kept; undefined where it is nothing to keep on a device: a password. */
  name: string | undefined;
  form: Pick<FormInstance, 'resetFields'>;
  /** What stands in the form without a draft. */
  fresh: T;
  /** What of a draft holds now; left out where all of it does. */
  takeUp?: ((draft: Draft<T>) => T) | undefined;
  /** What its writer has before them, kept beside it. */
  basis?: (() => unknown) | undefined;
}

/** What is typed into a form, kept on each change until it is sent or its writer does without it. */
export function useKept<T>({ name, form, fresh, takeUp, basis }: Of<T>): Kept<T> {
  const [found] = useState(() => {
    const draft = name === undefined ? undefined : readDraft<T>(name);
    return draft && { at: draft.at, typed: takeUp === undefined ? draft.typed : takeUp(draft) };
  });
  const [discarded, setDiscarded] = useState(0);
  const [kept, setKept] = useState(false);
  useEffect(() => {
    if (discarded > 0) form.resetFields();
  }, [discarded, form]);
  const drop = (): void => {
    if (name !== undefined) dropDraft(name);
    setKept(false);
  };
  const restored = found !== undefined && discarded === 0;
  return {
    initial: restored ? found.typed : fresh,
    restoredAt: restored ? found.at : null,
    kept,
    keep: (typed) => {
      if (name === undefined) return;
      keepDraft(name, typed, basis?.());
      setKept(true);
    },
    drop,
    discard: () => {
      drop();
      setDiscarded((times) => times + 1);
    },
  };
}

/** Says that what stands in a form is a draft of its writer's, since when, and takes it away where they do without it. */
export function Restored({ restoredAt, discard }: Pick<Kept<unknown>, 'restoredAt' | 'discard'>): React.ReactNode {
  const { t } = useTranslation();
  if (restoredAt === null) return null;
  return (
    <Alert
      type="info"
      role="status"
      title={t('acts.draftOf', { at: cityMoment(restoredAt) })}
      action={
        <Button size="small" onClick={discard}>
          {t('acts.discardDraft')}
        </Button>
      }
    />
  );
}
