import { Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { usePlanItems } from '../../../api/plan-items';
import { WhoAndWhat } from './who-and-what';

/** Which units would have a form, and for which items: those of the plan that are open and not suspended. */
export function RoundPreview(): React.ReactNode {
  const { t } = useTranslation();
  const planId = Form.useWatch('planId', Form.useFormInstance()) as string | undefined;
  const whole = usePlanItems(planId);
  if (whole.data === undefined) return null;
  const items = whole.data.filter(({ closedHow, paused }) => closedHow === null && !paused);
  return <WhoAndWhat scope="roundScope" unitIds={[...new Set(items.flatMap(({ unitIds }) => unitIds))]} items={items} notice={t('openMatter.roundNotice')} />;
}
