import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '../../api/client';
import { useMayAct } from '../../api/use-session';
import { Answered } from '../../parts/answered';
import { Empty } from '../../parts/empty';
import { Page } from '../../parts/page';
import { ReadTable } from '../../parts/read-table';
import { cityDay } from '../../words/moments';
import { RulesLinks } from '../rules/rules-links';
import { ChecklistForm } from './checklist-form';

type Template = Schemas['ChecklistTemplateBody'];

/** Which questions do inspections take with them? */
export function Checklists(): React.ReactNode {
  const { t } = useTranslation();
  const query = useQuery({ queryKey: ['checklists'], queryFn: () => answer(api.GET('/checklists')) });
  const office = useMayAct('office');
  const [open, setOpen] = useState<Template | 'new' | null>(null);
  const add = office && (
    <Button type="primary" onClick={() => setOpen('new')}>
      {t('checklists.add')}
    </Button>
  );
  return (
    <Page title={t('checklists.title')} acts={<RulesLinks here="/rules/checklists" />}>
      <Answered query={query} rows={6}>
        {({ templates }) =>
          templates.length === 0 ? (
            <Empty {...t('checklists.empty', { returnObjects: true })} act={add} />
          ) : (
            <>
              {add}
              <ReadTable
                title={t('checklists.title')}
                rows={templates}
                columns={[
                  { title: t('checklists.name'), render: (_, one) => (office ? <Button type="link" onClick={() => setOpen(one)}>{one.name}</Button> : one.name) },
                  { title: t('checklists.questions'), align: 'right', className: 'numbers', render: (_, one) => one.items.length },
                  { title: t('rules.versions'), className: 'numbers', render: (_, one) => t('rules.version', { version: one.version }) },
                  { title: t('checklists.changed'), className: 'numbers', render: (_, one) => cityDay(one.changedAt) },
                  { title: t('checklists.state'), render: (_, one) => t(one.retired ? 'checklists.retired' : 'checklists.offered') },
                ]}
              />
            </>
          )
        }
      </Answered>
      {open !== null && <ChecklistForm template={open === 'new' ? null : open} close={() => setOpen(null)} />}
    </Page>
  );
}
