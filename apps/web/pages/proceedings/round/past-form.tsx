import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../../parts/answered';
import { ReadTable } from '../../../parts/read-table';
import { colon } from '../../../words/marks';
import { cityMoment } from '../../../words/moments';
import type { FormLine } from './entries';
import { formKey, readForm } from './filling';

/** What stood in a unit's form on a past day, to be read only. */
export function PastForm({ roundId, unitId }: { roundId: string; unitId: string }): React.ReactNode {
  const { t } = useTranslation();
  const query = useQuery({ queryKey: formKey(roundId, unitId), queryFn: () => readForm(roundId, unitId) });
  const said = ({ entry }: FormLine): string => (entry === null ? '' : entry.noProgressReason === null ? entry.text : `${t('round.noProgress')}${colon()}${entry.noProgressReason}`);
  const figures = ({ entry, targets }: FormLine): string => (entry?.values ?? []).map((v) => `${targets.find((x) => x.targetId === v.targetId)?.metric ?? ''} ${v.value} ${targets.find((x) => x.targetId === v.targetId)?.unit ?? ''}`).join(t('common.list'));
  return (
    <Answered query={query}>
      {(form) => (
        <>
          <p className="secondary">
            {t(`round.status.${form.status as 'open'}`)}
            {form.sendings.length > 0 && ` · ${t('round.isSent', { at: cityMoment(form.sendings.at(-1)!.at) })}`}
          </p>
          {form.returned !== null && form.status === 'open' && <Alert type="warning" showIcon title={t('round.returned', { at: cityMoment(form.returned.at), reason: form.returned.reason })} />}
          <ReadTable
            title={t('round.form')}
            rows={form.lines}
            columns={[
              { title: t('round.line'), render: (_, line) => <Link to="/items/$itemId" params={{ itemId: line.itemId }}>{line.number} {line.title}</Link> },
              { title: t('round.said'), className: 'wraps', render: (_, line) => said(line) || t('common.none') },
              { title: t('round.percent'), align: 'right', className: 'numbers', render: (_, line) => (line.entry?.percent == null ? t('common.none') : `${line.entry.percent}%`) },
              { title: t('round.figures'), className: 'numbers', render: (_, line) => figures(line) || t('common.none') },
            ]}
          />
        </>
      )}
    </Answered>
  );
}
