import { useMutation } from '@tanstack/react-query';
import { App, Button, Drawer, Form, Grid, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, newKey, type Schemas } from '../../api/client';
import { useCommand } from '../../api/commands';
import type { Refused } from '../../api/problem';
import { PLAN_SHOWN, type Plan } from '../../api/plans';
import { Failed } from '../../parts/answered';
import { NotTaken } from '../../parts/field-faults';
import formLines from '../../parts/form-lines.module.css';
import { Restored, useKept } from '../../parts/kept';
import { language } from '../../words/language';
import { Changes } from './bulk';
import { ChangeFields } from './bulk-edit-fields';
import { changeItems, previewItems } from './change-items';
import styles from './draft.module.css';
import { colon } from '../../words/marks';

type Preview = Schemas['BulkChangePreviewBody'];
type Typed = Pick<Schemas['ChangeItemsBody'], 'change'> & { filter?: Schemas['ItemFilterDto'] };

/** One change for many items: which, what, its effect on each, and then taken. */
export function BulkEdit({ plan, close }: { plan: Plan; close: () => void }): React.ReactNode {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const wide = Grid.useBreakpoint().md !== false;
  const [form] = Form.useForm<Typed>();
  const { keep, drop, ...kept } = useKept<Partial<Typed>>({ name: `bulk-edit:${plan.id}`, form, fresh: {} });
  const [seen, setSeen] = useState<Typed>();
  const preview = useMutation<Preview, Refused, Typed>({ mutationFn: (typed) => answer(previewItems(plan, bodyOf(typed), newKey())) });
  const apply = useCommand((typed: Typed, key) => changeItems(plan, bodyOf(typed), key), PLAN_SHOWN);
  const look = (typed: Typed): void => {
    setSeen(typed);
    preview.mutate(typed);
  };
  const take = (): void =>
    apply.mutate(seen!, {
      onSuccess: () => {
        drop();
        void message.success(t('draft.edit.applied'));
        close();
      },
    });
  const anew = (): void => {
    preview.reset();
    apply.reset();
  };
  const kinds = t('draft.kinds', { returnObjects: true }) as Record<string, string>;
  const open = [...new Set(plan.decisions.map(({ kind }) => kind))];
  const named = [...new Set(plan.items.flatMap((i) => [...i.leads, ...i.participants, ...i.units]))].map((value) => ({ value, label: value }));
  const categories = [...new Set(plan.items.flatMap(({ category }) => (category === null ? [] : [category])))].map((value) => ({ value, label: value }));
  return (
    <Drawer open title={t('draft.edit.title')} onClose={close} size={wide ? 720 : '100%'} placement={wide ? 'right' : 'bottom'}>
      <Form<Typed> form={form} layout="vertical" requiredMark={false} validateTrigger={[]} initialValues={kept.initial} onFinish={look} onValuesChange={(_, typed) => (keep(typed), anew())}>
        <Restored {...kept} />
        <fieldset className={formLines['group']}>
          <legend>{t('draft.edit.which')}</legend>
          <p className="secondary">{t('draft.edit.whichHelp')}</p>
          <Form.Item name={['filter', 'words']} label={t('draft.edit.words')}>
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item name={['filter', 'category']} label={t('draft.edit.category')}>
            <Select allowClear options={categories} />
          </Form.Item>
          <Form.Item name={['filter', 'unit']} label={t('draft.edit.unit')}>
            <Select allowClear showSearch options={named} />
          </Form.Item>
          <Form.Item name={['filter', 'question']} label={t('draft.edit.question')}>
            <Select allowClear options={open.map((kind) => ({ value: kind, label: kinds[kind] ?? kind }))} />
          </Form.Item>
        </fieldset>
        <ChangeFields named={named} categories={categories} />
        <NotTaken refused={preview.error} fieldOf={fieldOf} />
        <Button type={preview.isSuccess ? 'default' : 'primary'} htmlType="submit" loading={preview.isPending}>
          {t('draft.edit.preview')}
        </Button>
      </Form>
      {preview.data && (
        <section aria-label={t('draft.bulk.title')} className={styles['effect']}>
          {preview.data.changes.length === 0 ? <p role="status">{t('draft.bulk.none')}</p> : <Changes changes={preview.data.changes} />}
          {preview.data.leftOut.length > 0 && <LeftOut left={preview.data.leftOut} />}
          {apply.isError && <Failed error={apply.error} />}
          {preview.data.changes.length > 0 && (
            <Button type="primary" loading={apply.isPending} onClick={take}>
              {t('draft.edit.apply')}
            </Button>
          )}
        </section>
      )}
    </Drawer>
  );
}

function LeftOut({ left }: { left: Preview['leftOut'] }): React.ReactNode {
  const { t } = useTranslation();
  return (
    <details>
      <summary>{t('draft.edit.leftOut', { count: left.length })}</summary>
      <ul className={styles['lines']}>
        {left.map((each) => (
          <li key={each.itemKey}>
            {each.itemNumber} {each.title}{colon()}{each[language()]}
          </li>
        ))}
      </ul>
    </details>
  );
}

const fieldOf = (field: string): string[] => field.split('.');

function bodyOf({ filter = {}, change }: Typed): Pick<Schemas['ChangeItemsBody'], 'filter' | 'change'> {
  return { filter: given(filter), change: given(change) as Schemas['BulkChangeDto'] };
}

/** Without what was left empty. */
function given<T extends object>(typed: T): T {
  return Object.fromEntries(Object.entries(typed).filter(([, value]) => value != null && value !== '')) as T;
}
