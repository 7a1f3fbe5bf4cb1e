import { Form, InputNumber } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, commandHeaders, newKey, type Schemas } from '../../api/client';
import { useCommand } from '../../api/commands';
import type { Clash } from '../../parts/clashes';
import type { Choice } from '../../parts/facts';
import type { FormKey } from '../../parts/form-key';
import { Restored, useKept } from '../../parts/kept';
import { Section } from '../../parts/page';
import { useSeen, type Seen } from '../../parts/seen';
import { founded, TakeEffect, type Founded } from '../rules/take-effect';
import { DayList } from './day-list';
import { daysOf, saidOf, saidOver, type Day, type Said } from './said';
import { Years } from './years';

type Typed = Founded & { publishedThrough: number; days: Day[] };

/** The next version of the calendar; days that others changed meanwhile are theirs unless its writer changed the same. */
export function EditCalendar({ newest, hold, release }: { newest: Schemas['CalendarVersionBody'] } & Pick<FormKey, 'hold' | 'release'>): React.ReactNode {
  const { t } = useTranslation();
  const [form] = Form.useForm<Typed>();
  const set = useCommand((body: Schemas['CalendarBody'], key) => api.POST('/calendar', { params: { header: commandHeaders(key, seen.version()) }, body }), ['calendar', 'agenda', 'item', 'ledger', 'todo']);
  const now = saidOf(newest.days, newest.publishedThrough);
  const seen: Seen<Said> = useSeen({ version: newest.version, values: now }, set.error);
  const { keep, drop, ...kept } = useKept<Typed>({
    name: 'calendar',
    form,
    fresh: { publishedThrough: newest.publishedThrough, days: newest.days, basis: '' },
    takeUp: (draft) => ({ ...draft.typed, ...daysOf(seen.takeUp({ ...draft, typed: saidOver(now, draft.typed.days, draft.typed.publishedThrough) })) }),
    basis: seen.basis,
  });
  const [days, setDays] = useState<Day[]>(kept.initial.days);
  // Several may be chosen before the next drawing.
  const chosen = useRef(days);
  chosen.current = days;
  const through = Form.useWatch<number | undefined>('publishedThrough', form) ?? kept.initial.publishedThrough;
  const mine = (): Partial<Said> => seen.changed(saidOver(seen.basis().values, days, (form.getFieldValue('publishedThrough') as number | undefined) ?? through));
  const body = (): Schemas['CalendarBody'] => ({ ...daysOf({ ...now, ...mine() } as Said), ...founded(form.getFieldsValue()) });
  const typed = (changed: Partial<Typed>): void => {
    hold();
    keep({ ...form.getFieldsValue(), days, ...changed });
  };
  const words = (value: unknown): string | null => {
    const [kind, ...name] = String(value ?? '').split(' ');
    return value === null || value === undefined ? null : name.length === 0 ? String(value) : `${t(`rules.year.${kind as Day['kind']}`)} ${name.join(' ')}`;
  };
  const choiceOf = (field: string, theirs: unknown, before: unknown): Choice => ({
    now: () => saidOver(seen.basis().values, chosen.current, Number(form.getFieldValue('publishedThrough') ?? through))[field],
    set: (value) => {
      const said = daysOf({ ...saidOf(chosen.current, Number(form.getFieldValue('publishedThrough') ?? through)), [field]: (value ?? null) as Said[string] });
      form.setFieldsValue({ publishedThrough: said.publishedThrough });
      chosen.current = said.days;
      setDays(said.days);
    },
    chosen: () => typed({ days: chosen.current }),
    theirs,
    began: { with: before },
  });
  const clashes = (): Clash[] => {
    const own = mine();
    return seen.others().map(({ field, before, theirs }) => ({ id: field, label: field === 'publishedThrough' ? t('rules.year.publishedThrough') : field, before: words(before), theirs: words(theirs), mine: field in own ? (words(own[field]) ?? t('acts.clash.removed')) : null, choice: choiceOf(field, theirs, before) }));
  };
  useEffect(() => {
    if (kept.restoredAt !== null) hold();
    else setDays(kept.initial.days);
  }, [kept.restoredAt]);
  return (
    <>
      <Restored {...kept} />
      <Years days={days} publishedThrough={through}>
        {(year) => (
          <DayList
            year={year}
            days={days}
            change={(changed) => {
              setDays(changed);
              typed({ days: changed });
            }}
          />
        )}
      </Years>
      <Form<Typed> form={form} layout="vertical" requiredMark={false} validateTrigger={[]} initialValues={kept.initial} onValuesChange={typed}>
        <Section title={t('rules.takeEffect')}>
          <Form.Item name="publishedThrough" label={t('rules.year.publishedThrough')}>
            <InputNumber min={newest.publishedThrough} max={2100} />
          </Form.Item>
          <TakeEffect
            form={form}
            body={body}
            set={set}
            clashes={clashes}
            taken={() => {
              drop();
              release();
            }}
            preview={(of) => answer(api.POST('/calendar/preview', { params: { header: { 'Idempotency-Key': newKey() } }, body: of }))}
          />
        </Section>
      </Form>
    </>
  );
}
