import { useQuery } from '@tanstack/react-query';
import { Alert, App, Button, Form, Grid, type FormInstance } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '../../../api/client';
import { asRefused, type Problem } from '../../../api/problem';
import { Answered } from '../../../parts/answered';
import { FieldFaults, useMarked, type FieldName } from '../../../parts/field-faults';
import { language } from '../../../words/language';
import { cityDay, cityMoment } from '../../../words/moments';
import { Approvals } from './approvals';
import { CheckSheet } from './check-sheet';
import type { FormLine, Typed } from './entries';
import { formKey, readForm, useFilling } from './filling';
import { OneByOne, Turn } from './one-by-one';
import { SendOnBehalf } from './send-on-behalf';
import { FormSheet } from './sheet';
import { SheetTable } from './sheet-table';
import styles from './round.module.css';
import { SendButton } from '../../../parts/send-button';

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
  const { message } = App.useApp();
  const path = { id: form.roundId, unitId: form.unitId };
  const [fields] = Form.useForm<Typed>();
  const filling = useFilling(form, fields, today, onBehalf);
  const [faults, setFaults] = useState<readonly Schemas['FieldFaultBody'][]>([]);
  const [telling, setTelling] = useState(false);
  const [checking, setChecking] = useState<readonly FormLine[] | null>(null);
  const [at, setAt] = useState(0);
  const [goal, setGoal] = useState<FieldName | null>(null);
  // Wide enough for all columns; in a sheet over the page it is not.
  const table = Grid.useBreakpoint().lg !== false && !onBehalf;
  const fieldOf = fieldIn(form.lines);
  useMarked(fields, faults as Problem['fields'], fieldOf);
  // Once the round is locked nothing is written any more.
  const open = form.status === 'open' && !form.locked;

  /** Brings a field onto the screen, which may show another item, and the focus to it. */
  function goTo(name: FieldName): void {
    const line = form.lines.findIndex(({ id }) => id === (Array.isArray(name) ? name[0] : name));
    if (line >= 0) setAt(line);
    setGoal(name);
  }
  useEffect(() => {
    if (goal === null) return;
    fields.focusField?.(goal as string[]);
    setGoal(null);
  }, [goal, fields]);

  function save(): Promise<Schemas['FormEntryDto'][] | null> {
    setFaults([]);
    return filling.save();
  }

  async function check(): Promise<void> {
    if ((await save()) === null) return;
    const found = await answer(api.POST('/reporting-rounds/{id}/forms/{unitId}/check', { params: { path } })).catch((e: unknown) => void message.error(asRefused(e).words));
    if (!found) return;
    setFaults(found.faults);
    if (found.faults.length > 0) {
      const first = fieldOf(found.faults[0]!.field);
      const line = form.lines.findIndex(({ id }) => id === first[0]);
      if (line >= 0) setAt(line);
      return;
    }
    if (onBehalf) return setTelling(true);
    setChecking(found.form.lines);
  }

  async function send(): Promise<void> {
    if (await filling.send()) void message.success(t('round.sent'));
    setChecking(null);
  }

  const changed = (typed: Typed): void => filling.typed(typed);

  return (
    <Form<Typed> form={fields} layout="vertical" requiredMark={false} initialValues={filling.initial} onValuesChange={(changed) => filling.typed(changed as Typed)}>
      {form.returned !== null && open && <Alert type="warning" showIcon title={t('round.returned', { at: cityMoment(form.returned.at), reason: form.returned.reason })} />}
      {form.locked && form.status === 'open' && <Alert type="info" showIcon title={t('round.isLocked')} />}
      {form.status === 'sent' || form.status === 'collected' ? <Alert type="success" showIcon title={t('round.isSent', { at: cityMoment(form.sendings.at(-1)!.at) })} /> : null}
      <FieldFaults form={{ setFields: (fields as unknown as FormInstance).setFields, focusField: goTo }} missing={[]} refused={filling.refused} fieldOf={fieldOf} clashes={() => filling.clashes}>
        {faults.length > 0 && <Alert type="error" showIcon role="alert" title={t('common.errorTitle') + t('round.faults', { count: faults.length })} description={<Faults faults={faults} lines={form.lines} goTo={(field) => goTo(fieldOf(field))} />} />}
      </FieldFaults>
      <Approvals form={form} />
      <div className={styles['tools']}>
        <span className="numbers">{t('round.done', { filled: form.lines.filter((l) => l.entry !== null).length, lines: form.lines.length })}</span>
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
      {table ? (
        <SheetTable roundId={form.roundId} lines={form.lines} locked={!open} changed={changed} />
      ) : (
        <OneByOne roundId={form.roundId} lines={form.lines} at={at} locked={!open} onBehalfOf={onBehalf ? form.unitId : undefined} changed={(lineId) => changed({ [lineId]: {} })} />
      )}
      <div className={styles['bar']}>
        {!table && <Turn at={at} of={form.lines.length} go={setAt} />}
        {open && (
          <>
            <SendButton loading={filling.saving} onClick={() => void save().then((done) => done && message.success(t('round.saved')))}>
              {t('round.save')}
            </SendButton>
            <SendButton type="primary" loading={filling.sending} onClick={() => void check()}>
              {t('round.send')}
            </SendButton>
          </>
        )}
      </div>
      {checking && (
        <CheckSheet
          lines={checking}
          busy={filling.sending}
          send={() => void send()}
          mend={(line) => {
            setChecking(null);
            goTo([line.id, line.targets.length > 0 ? 'values' : 'text', ...(line.targets.length > 0 ? [line.targets[0]!.targetId] : [])]);
          }}
          close={() => setChecking(null)}
        />
      )}
      {telling && <SendOnBehalf roundId={form.roundId} unitId={form.unitId} filling={filling} close={() => setTelling(false)} />}
    </Form>
  );
}

/** Each fault with the item that it belongs to; pressed, its field has the focus. */
function Faults({ faults, lines, goTo }: { faults: readonly Schemas['FieldFaultBody'][]; lines: readonly FormLine[]; goTo: (field: string) => void }): React.ReactNode {
  return (
    <ul className={styles['faults']}>
      {faults.map((fault) => {
        const line = lines.find(({ id }) => fault.field.includes(id));
        return (
          <li key={fault.field}>
            <Button type="link" size="small" onClick={() => goTo(fault.field)}>
              {line && `${line.number} ${line.title} `}
              {fault[language()]}
            </Button>
          </li>
        );
      })}
    </ul>
  );
}
