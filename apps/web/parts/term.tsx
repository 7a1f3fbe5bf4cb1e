import { QuestionCircleOutlined } from '@ant-design/icons';
import { Button, Popover } from 'antd';
import { lazy } from 'react';
import { useTranslation } from 'react-i18next';
import type { TermKey } from '../words/terms';
import { Part } from './boundary';
import { part } from './lazy-part';

const Means = lazy(part(() => import('./term-means').then((m) => ({ default: m.TermMeans }))));

/** A question mark beside a word of the field: pressed, it says what the word means. @param said the word as it stands there */
export function TermHelp({ of, said }: { of: TermKey; said: string }): React.ReactNode {
  const { t } = useTranslation();
  return (
    <Popover
      trigger="click"
      destroyOnHidden
      content={
        <Part fallback={t('common.loading')}>
          <Means of={of} />
        </Part>
      }
    >
      <Button type="text" size="small" className="no-print" icon={<QuestionCircleOutlined aria-hidden />} aria-label={t('help.whatIs', { term: said })} />
    </Popover>
  );
}
