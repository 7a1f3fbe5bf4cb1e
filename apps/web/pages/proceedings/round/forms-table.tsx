import { App, Button, Form, Input, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, commandHeaders } from '../../../api/client';
import { useCommand } from '../../../api/commands';
import { saveFile } from '../../../api/save-file';
import { useUnits } from '../../../api/units';
import { ActForm } from '../../../parts/act-form';
import { Failed } from '../../../parts/answered';
import { ReadTable } from '../../../parts/read-table';
import { cityMoment } from '../../../words/moments';
import type { Round } from './entries';
import styles from './round.module.css';

const TOUCHED = ['proceeding', 'proceedings', 'todo', 'toSign'];
type Given = { kind: 'return'; unitId: string } | { kind: 'bulletin' };

/** The office's side: every unit with where its form is, those that are silent too; locking and the circular. */
export function FormsTable({ round }: { round: Round }): React.ReactNode {
  const { t } = useTranslation();
  const { message, modal } = App.useApp();
  const { nameOf } = useUnits();
  const [open, setOpen] = useState<Given | null>(null);
  const { id, version, content } = round;
  const live = content.forms.filter((f) => f.status !== 'dropped');
  const sent = live.filter((f) => f.sentAt !== null && f.status !== 'open');
  const silent = live.filter((f) => !sent.includes(f));
  const locked = content.lockedAt !== null;
  const collect = useCommand((unitId: string, key) => api.POST('/reporting-rounds/{id}/forms/{unitId}/collect', { params: { path: { id, unitId }, header: commandHeaders(key) } }), TOUCHED);
  const lock = useCommand((_: null, key) => api.POST('/reporting-rounds/{id}/lock', { params: { path: { id }, header: commandHeaders(key, version) } }), TOUCHED);

  function confirmLock(): void {
    const units = silent.map((f) => nameOf(f.unitId)).join(t('common.list'));
    modal.confirm({
      title: t('round.lockTitle'),
      content: silent.length === 0 ? t('round.lockNone') : t('round.lockHelp', { count: silent.length, units }),
      okText: t('round.lock'),
      cancelText: t('common.cancel'),
      onOk: () =>
        lock.mutateAsync(null).then(
          () => void message.success(t('round.locked')),
          () => undefined,
        ),
    });
  }
  const download = async (): Promise<void> => saveFile((await answer(api.GET('/reporting-rounds/{id}/workbook', { params: { path: { id } }, parseAs: 'blob' }))) as Blob, `${round.title}.xlsx`);

  return (
    <>
      <p role="status">{t('round.summary', { all: live.length, sent: sent.length, missing: locked ? (content.missing?.length ?? 0) : 0, open: locked ? 0 : silent.length })}</p>
      <ReadTable
        title={t('round.forms')}
        rows={live.map((f) => ({ id: f.unitId, ...f }))}
        columns={[
          { title: t('proceeding.who'), render: (_, f) => nameOf(f.unitId) },
          { title: t('proceeding.status'), render: (_, f) => <>{t(`round.status.${f.status}`)} {f.late && <Tag>{t('round.late')}</Tag>} {locked && content.missing?.includes(f.unitId) && <Tag color="error">{t('round.missing')}</Tag>}</> },
          { title: t('round.filled'), align: 'right', className: 'numbers', render: (_, f) => `${f.filled}/${f.lines}` },
          { title: t('round.sentAt'), className: 'numbers', render: (_, f) => (f.sentAt === null ? t('common.none') : cityMoment(f.sentAt)) },
          {
            title: t('acts.title'),
            render: (_, f) =>
              f.status === 'sent' && (
                <>
                  <Button size="small" loading={collect.isPending && collect.variables === f.unitId} onClick={() => collect.mutate(f.unitId, { onSuccess: () => void message.success(t('round.collected')) })}>
                    {t('round.collect')}
                  </Button>{' '}
                  <Button size="small" onClick={() => setOpen({ kind: 'return', unitId: f.unitId })}>
                    {t('round.giveBack')}
                  </Button>
                </>
              ),
          },
        ]}
      />
      {collect.isError && <Failed error={collect.error} />}
      {lock.isError && <Failed error={lock.error} />}
      <div className={styles['acts']}>
        {!locked && round.closed === null && (
          <Button type="primary" loading={lock.isPending} onClick={confirmLock}>
            {t('round.lock')}
          </Button>
        )}
        {locked && round.closed === null && <Button onClick={() => setOpen({ kind: 'bulletin' })}>{t('round.bulletin')}</Button>}
        <Button type="link" onClick={() => void download()}>
          {t('round.workbook')}
        </Button>
      </div>
      {open?.kind === 'return' && <ReturnForm id={id} unitId={open.unitId} close={() => setOpen(null)} />}
      {open?.kind === 'bulletin' && <BulletinForm round={round} close={() => setOpen(null)} />}
    </>
  );
}

function ReturnForm({ id, unitId, close }: { id: string; unitId: string; close: () => void }): React.ReactNode {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { nameOf } = useUnits();
  const command = useCommand((reason: string, key) => api.POST('/reporting-rounds/{id}/forms/{unitId}/return', { params: { path: { id, unitId }, header: commandHeaders(key) }, body: { reason } }), TOUCHED);
  const send = ({ reason }: { reason: string }): Promise<boolean> =>
    command.mutateAsync(reason).then(
      () => Boolean(message.success(t('round.givenBack'))),
      () => false,
    );
  return (
    <ActForm<{ reason: string }> title={nameOf(unitId)} act={t('round.giveBack')} draft={`return:${id}:${unitId}`} initial={{ reason: '' }} send={send} busy={command.isPending} refused={command.error} close={close}>
      <Form.Item name="reason" label={t('round.why')} rules={[{ required: true, whitespace: true, message: t('round.whyMissing') }]}>
        <Input.TextArea rows={3} maxLength={2000} />
      </Form.Item>
    </ActForm>
  );
}

function BulletinForm({ round, close }: { round: Round; close: () => void }): React.ReactNode {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const command = useCommand((text: string, key) => api.POST('/reporting-rounds/{id}/bulletin', { params: { path: { id: round.id }, header: commandHeaders(key, round.version) }, body: { text } }), TOUCHED);
  const send = ({ text }: { text: string }): Promise<boolean> =>
    command.mutateAsync(text).then(
      () => Boolean(message.success(t('round.drafted'))),
      () => false,
    );
  return (
    <ActForm<{ text: string }> title={round.title} act={t('round.bulletin')} draft={`bulletin:${round.id}`} initial={{ text: '' }} send={send} busy={command.isPending} refused={command.error} close={close}>
      <Form.Item name="text" label={t('round.bulletinText')} rules={[{ required: true, whitespace: true, message: t('round.bulletinMissing') }]}>
        <Input.TextArea rows={8} maxLength={8000} />
      </Form.Item>
    </ActForm>
  );
}
