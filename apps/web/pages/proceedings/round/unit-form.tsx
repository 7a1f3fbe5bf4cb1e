import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Alert, App, Button, Form } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, commandHeaders, type Schemas } from '../../../api/client';
import { useCommand } from '../../../api/commands';
import { dropDraft, keepDraft, readDraft } from '../../../api/drafts';
import { asRefused } from '../../../api/problem';
import { saveFile } from '../../../api/save-file';
import { Answered, Failed } from '../../../parts/answered';
import { language } from '../../../words/language';
import { cityDay, cityMoment } from '../../../words/moments';
import { entriesOf, typedOf, type Typed } from './entries';
import { LineFields } from './line';
import styles from './round.module.css';

interface Of {
  roundId: string;
  unitId: string;
}

/** One form for the unit's month: filled in, checked as a whole, and sent for approval. */
export function UnitForm({ roundId, unitId }: Of): React.ReactNode {
  const { t } = useTranslation();
  const query = useQuery({ queryKey: ['proceeding', 'form', roundId, unitId], queryFn: () => answer(api.GET('/reporting-rounds/{id}/forms/{unitId}', { params: { path: { id: roundId, unitId } } })), refetchOnWindowFocus: false });
  const agenda = useQuery({ queryKey: ['proceeding', 'agenda', roundId], queryFn: () => answer(api.GET('/proceedings/{kind}/{id}/agenda', { params: { path: { kind: 'reporting-round', id: roundId } } })) });
  return <Answered query={query}>{(form) => (form.lines.length === 0 ? <p>{t('round.nothing')}</p> : <Filling key={`${form.arming}:${form.status}`} form={form} today={cityDay(agenda.data?.now ?? new Date())} />)}</Answered>;
}

function Filling({ form, today }: { form: Schemas['FormBody']; today: string }): React.ReactNode {
  const { t } = useTranslation();
  const { message, modal } = App.useApp();
  const { roundId: id, unitId } = form;
  const path = { id, unitId };
  const draft = `round:${id}:${unitId}:${form.arming}`;
  const [fields] = Form.useForm<Typed>();
  const [faults, setFaults] = useState<readonly Schemas['FieldFaultBody'][]>([]);
  const summary = useRef<HTMLDivElement>(null);
  const touched = ['proceeding', 'proceedings', 'todo', 'item', 'ledger'];
  const save = useCommand((body: Schemas['SaveFormBody'], key) => api.POST('/reporting-rounds/{id}/forms/{unitId}/save', { params: { path, header: commandHeaders(key) }, body }), ['todo']);
  const send = useCommand((body: Schemas['SendFormBody'], key) => api.POST('/reporting-rounds/{id}/forms/{unitId}/send', { params: { path, header: commandHeaders(key) }, body }), touched);
  const open = form.status === 'open';
  const refused = save.error ?? send.error;

  async function saved(): Promise<Schemas['FormEntryDto'][] | null> {
    const entries = entriesOf(form.lines, fields.getFieldsValue(true) as Typed, today);
    try {
      await save.mutateAsync({ entries });
    } catch {
      summary.current?.focus();
      return null;
    }
    dropDraft(draft);
    return entries;
  }

  async function check(): Promise<void> {
    setFaults([]);
    const entries = await saved();
    if (entries === null) return;
    const found = await answer(api.POST('/reporting-rounds/{id}/forms/{unitId}/check', { params: { path } })).catch((e: unknown) => void message.error(asRefused(e).words));
    if (!found) return;
    if (found.faults.length > 0) {
      setFaults(found.faults);
      setTimeout(() => summary.current?.focus());
      return;
    }
    const still = entries.filter((e) => (e.noProgressReason ?? null) !== null).length;
    modal.confirm({
      title: t('round.sendTitle'),
      content: t('round.sendHelp', { lines: form.lines.length, progress: entries.length - still, still }),
      okText: t('round.send'),
      cancelText: t('common.cancel'),
      onOk: () =>
        send.mutateAsync({}).then(
          () => void message.success(t('round.sent')),
          () => undefined,
        ),
    });
  }

  return (
    <Form<Typed> form={fields} layout="vertical" requiredMark={false} initialValues={readDraft<Typed>(draft) ?? typedOf(form.lines)} onValuesChange={(_, typed) => keepDraft(draft, typed)}>
      {form.returned !== null && open && <Alert type="warning" showIcon title={t('round.returned', { at: cityMoment(form.returned.at), reason: form.returned.reason })} />}
      {form.locked && open && <Alert type="info" showIcon title={t('round.isLocked')} />}
      {form.status === 'sent' || form.status === 'collected' ? <Alert type="success" showIcon title={t('round.isSent', { at: cityMoment(form.sendings.at(-1)!.at) })} /> : null}
      <div ref={summary} tabIndex={-1} className={styles['summary']}>
        {faults.length > 0 && <Alert type="error" showIcon role="alert" title={t('common.errorTitle') + t('round.faults', { count: faults.length })} description={<Faults faults={faults} lines={form.lines} />} />}
        {refused !== null && <Failed error={refused} />}
      </div>
      {form.lines.map((line) => (
        <LineFields key={line.id} line={line} locked={!open} />
      ))}
      <div className={styles['bar']}>
        {form.status === 'inApproval' && <Approving form={form} />}
        {open && (
          <>
            <Button loading={save.isPending} onClick={() => void saved().then((done) => done && message.success(t('round.saved')))}>
              {t('round.save')}
            </Button>
            <Button type="primary" loading={send.isPending} onClick={() => void check()}>
              {t('round.send')}
            </Button>
          </>
        )}
        <Sheet path={path} />
      </div>
    </Form>
  );
}

/** Each fault with the item that it belongs to. */
function Faults({ faults, lines }: { faults: readonly Schemas['FieldFaultBody'][]; lines: readonly Schemas['FormLineBody'][] }): React.ReactNode {
  return (
    <ul className={styles['faults']}>
      {faults.map((fault) => {
        const line = lines.find(({ id }) => fault.field.includes(id));
        return (
          <li key={fault.field}>
            {line && (
              <Link to="/items/$itemId" params={{ itemId: line.itemId }}>
                {line.number} {line.title}
              </Link>
            )}{' '}
            {fault[language()]}
          </li>
        );
      })}
    </ul>
  );
}

/** Within the unit: whoever approves agrees, or sends it back to the handler. */
function Approving({ form }: { form: Schemas['FormBody'] }): React.ReactNode {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const path = { id: form.roundId, unitId: form.unitId };
  const approve = useCommand((_: null, key) => api.POST('/reporting-rounds/{id}/forms/{unitId}/approve', { params: { path, header: commandHeaders(key) } }), ['proceeding', 'todo']);
  return (
    <>
      <span className="secondary">{t('round.approvals', { count: form.approvals.length })}</span>
      <Button type="primary" loading={approve.isPending} onClick={() => approve.mutate(null, { onSuccess: () => void message.success(t('round.approved')) })}>
        {t('round.approve')}
      </Button>
      {approve.isError && <Failed error={approve.error} />}
    </>
  );
}

function Sheet({ path }: { path: { id: string; unitId: string } }): React.ReactNode {
  const { t } = useTranslation();
  const download = async (): Promise<void> => saveFile((await answer(api.GET('/reporting-rounds/{id}/forms/{unitId}/sheet', { params: { path }, parseAs: 'blob' }))) as Blob, `${t('round.form')}.xlsx`);
  return (
    <Button type="link" onClick={() => void download()}>
      {t('round.sheet')}
    </Button>
  );
}
