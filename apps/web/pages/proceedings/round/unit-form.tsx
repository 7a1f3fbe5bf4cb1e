import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Alert, App, Button, Form, type FormInstance } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '../../../api/client';
import { asRefused, type Problem } from '../../../api/problem';
import { Answered } from '../../../parts/answered';
import { FieldFaults, useMarked, type FieldName } from '../../../parts/field-faults';
import { language } from '../../../words/language';
import { cityDay, cityMoment } from '../../../words/moments';
import type { FormLine, Typed } from './entries';
import { formKey, readForm, useFilling } from './filling';
import { LineFields } from './line';
import { SendOnBehalf } from './send-on-behalf';
import { FormSheet } from './sheet';
import styles from './round.module.css';

interface Of {
  roundId: string;
  unitId: string;
  /** The office fills it in for a unit with nobody registered (代录). */
  onBehalf?: boolean;
}

/** One form for the unit's month: filled in, checked as a whole, and sent for approval. */
export function UnitForm({ roundId, unitId, onBehalf = false }: Of): React.ReactNode {
  const { t } = useTranslation();
  // A workbook that was taken is what stands in the fields from then on.
  const [taken, setTaken] = useState(0);
  const query = useQuery({ queryKey: formKey(roundId, unitId), queryFn: () => readForm(roundId, unitId), refetchOnWindowFocus: false });
  const agenda = useQuery({ queryKey: ['proceeding', 'agenda', roundId], queryFn: () => answer(api.GET('/proceedings/{kind}/{id}/agenda', { params: { path: { kind: 'reporting-round', id: roundId } } })) });
  return <Answered query={query}>{(form) => (form.lines.length === 0 ? <p>{t('round.nothing')}</p> : <Fields key={`${form.arming}:${form.status}:${taken}`} form={form} onBehalf={onBehalf} today={cityDay(agenda.data?.now ?? new Date())} taken={() => setTaken((times) => times + 1)} />)}</Answered>;
}

/** `entries.<line>.values.<target>` is typed in that line; of a line as a whole its words are. Ids of lines hold dots themselves. */
function fieldIn(lines: readonly FormLine[]): (field: string) => FieldName {
  return (field) => {
    const at = field.slice('entries.'.length);
    const line = lines.find(({ id }) => at === id || at.startsWith(`${id}.`));
    if (line === undefined) return field;
    const within = at.slice(line.id.length + 1);
    return [line.id, ...(within === '' ? ['text'] : within.split('.'))];
  };
}

function Fields({ form, onBehalf, today, taken }: { form: Schemas['FormBody']; onBehalf: boolean; today: string; taken: () => void }): React.ReactNode {
  const { t } = useTranslation();
  const { message, modal } = App.useApp();
  const path = { id: form.roundId, unitId: form.unitId };
  const [fields] = Form.useForm<Typed>();
  const filling = useFilling(form, fields, today, onBehalf);
  const [faults, setFaults] = useState<readonly Schemas['FieldFaultBody'][]>([]);
  const [telling, setTelling] = useState(false);
  const fieldOf = fieldIn(form.lines);
  useMarked(fields, faults as Problem['fields'], fieldOf);
  const open = form.status === 'open';

  function save(): Promise<Schemas['FormEntryDto'][] | null> {
    setFaults([]);
    return filling.save();
  }

  async function check(): Promise<void> {
    const entries = await save();
    if (entries === null) return;
    const found = await answer(api.POST('/reporting-rounds/{id}/forms/{unitId}/check', { params: { path } })).catch((e: unknown) => void message.error(asRefused(e).words));
    if (!found) return;
    setFaults(found.faults);
    if (found.faults.length > 0) return;
    if (onBehalf) return setTelling(true);
    const still = entries.filter((e) => (e.noProgressReason ?? null) !== null).length;
    modal.confirm({
      title: t('round.sendTitle'),
      content: t('round.sendHelp', { lines: form.lines.length, progress: entries.length - still, still }),
      okText: t('round.send'),
      cancelText: t('common.cancel'),
      onOk: async () => {
        if (await filling.send()) void message.success(t('round.sent'));
      },
    });
  }

  return (
    <Form<Typed> form={fields} layout="vertical" requiredMark={false} initialValues={filling.initial} onValuesChange={(changed) => filling.typed(changed as Typed)}>
      {form.returned !== null && open && <Alert type="warning" showIcon title={t('round.returned', { at: cityMoment(form.returned.at), reason: form.returned.reason })} />}
      {form.locked && open && <Alert type="info" showIcon title={t('round.isLocked')} />}
      {form.status === 'sent' || form.status === 'collected' ? <Alert type="success" showIcon title={t('round.isSent', { at: cityMoment(form.sendings.at(-1)!.at) })} /> : null}
      <FieldFaults form={fields as unknown as FormInstance} missing={[]} refused={filling.refused} fieldOf={fieldOf} clashes={() => filling.clashes}>
        {faults.length > 0 && <Alert type="error" showIcon role="alert" title={t('common.errorTitle') + t('round.faults', { count: faults.length })} description={<Faults faults={faults} lines={form.lines} />} />}
      </FieldFaults>
      {form.lines.map((line) => (
        <LineFields key={line.id} roundId={form.roundId} line={line} locked={!open} onBehalfOf={onBehalf ? form.unitId : undefined} changed={() => filling.typed({ [line.id]: {} })} />
      ))}
      <div className={styles['bar']}>
        {form.status === 'inApproval' && <span className="secondary">{t('round.approvals', { count: form.approvals.length })}</span>}
        {open && (
          <>
            <Button loading={filling.saving} onClick={() => void save().then((done) => done && message.success(t('round.saved')))}>
              {t('round.save')}
            </Button>
            <Button type="primary" loading={filling.sending} onClick={() => void check()}>
              {t('round.send')}
            </Button>
          </>
        )}
        <FormSheet
          path={path}
          open={open}
          onBehalf={onBehalf}
          taken={() => {
            filling.drop();
            taken();
          }}
        />
      </div>
      {telling && <SendOnBehalf roundId={form.roundId} unitId={form.unitId} filling={filling} close={() => setTelling(false)} />}
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
