import { useNavigate } from '@tanstack/react-router';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../../api/client';
import { useCommand } from '../../../api/commands';
import { ActForm } from '../../../parts/act-form';
import { PROCEEDING_SHOWN } from '../acts/known';
import { typed as cleaned } from '../acts/typed';
import type { Opening } from './openings';

interface Props<T, B> {
  what: Opening;
  initial: Partial<T>;
  /** The command as it is typed. */
  bodyOf: (typed: T) => B;
  call: (body: B, key: string) => Promise<{ data?: Schemas['ProceedingAnswer']; error?: unknown; response: Response }>;
  close: () => void;
  children: React.ReactNode;
}

/** The form by which a matter begins; what began is shown at once. */
export function OpenForm<T extends object, B>({ what, initial, bodyOf, call, close, children }: Props<T, B>): React.ReactNode {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const send = useCommand<B, Schemas['ProceedingAnswer']>(call, PROCEEDING_SHOWN);
  const act = t(`openMatter.acts.${what}`);
  async function submit(typed: T): Promise<boolean> {
    const body = bodyOf(cleaned(typed as Record<string, unknown>) as T);
    const opened = await send.mutateAsync(body).catch(() => null);
    if (opened === null) return false;
    void message.success(t('openMatter.opened', { act }));
    const { kind, id } = opened.proceeding;
    // The form closes first, and its address with it.
    setTimeout(() => void navigate({ to: '/proceedings/$kind/$id', params: { kind, id } }));
    return true;
  }
  return (
    <ActForm<T> title={act} act={act} draft={`open:${what}`} initial={initial as T} send={submit} busy={send.isPending} refused={send.error} close={close}>
      {children}
    </ActForm>
  );
}
