import { useQuery } from '@tanstack/react-query';
import { Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../../api/client';
import { WhoAndWhat } from './who-and-what';

/** Which units would have a form, and for which items: those of the plan that are open and not suspended. */
export function RoundPreview(): React.ReactNode {
  const { t } = useTranslation();
  const planId = Form.useWatch('planId', Form.useFormInstance()) as string | undefined;
  const ledger = useQuery({ queryKey: ['ledger', 'to-report', planId], enabled: planId !== undefined, queryFn: () => answer(api.GET('/ledger', { params: { query: { planId: planId!, limit: 500 } } })) });
  if (ledger.data === undefined) return null;
  const items = ledger.data.rows.filter(({ closedHow, paused }) => closedHow === null && !paused);
  return <WhoAndWhat scope="roundScope" unitIds={[...new Set(items.flatMap(({ unitIds }) => unitIds))]} items={items} partial={ledger.data.total > ledger.data.rows.length} notice={t('openMatter.roundNotice')} />;
}
