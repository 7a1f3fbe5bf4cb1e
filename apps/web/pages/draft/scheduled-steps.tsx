import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/client';
import { ReadTable } from '../../parts/read-table';

/** The steps of an item as they lie backwards from its day: how long, after what, and what there is to spare. */
export function ScheduledSteps({ title, steps }: { title: string; steps: Schemas['DraftItemScheduleBody']['steps'] }): React.ReactNode {
  const { t } = useTranslation();
  const nameOf = (key: string): string => steps.find((s) => s.key === key)?.title ?? key;
  return (
    <ReadTable
      title={title}
      rows={steps.map((step) => ({ ...step, id: step.key }))}
      columns={[
        { title: t('draftSchedule.step.title'), dataIndex: 'title' },
        { title: t('draftSchedule.step.days'), align: 'right', className: 'numbers', dataIndex: 'workingDays' },
        { title: t('draftSchedule.step.after'), render: (_, s) => s.after.map(nameOf).join(t('common.list')) || t('common.none') },
        { title: t('draftSchedule.step.unit'), render: (_, s) => s.unit ?? t('draftSchedule.step.coordinator') },
        { title: t('draftSchedule.step.span'), className: 'numbers', render: (_, s) => `${s.planned.from} – ${s.planned.to}` },
        { title: t('draftSchedule.step.slack'), align: 'right', className: 'numbers', render: (_, s) => (s.shortWorkingDays > 0 ? <strong>{t('draftSchedule.short', { count: s.shortWorkingDays })}</strong> : s.slackWorkingDays) },
        { title: t('draftSchedule.step.critical'), render: (_, s) => s.critical && <Tag>{t('draftSchedule.step.critical')}</Tag> },
      ]}
    />
  );
}
