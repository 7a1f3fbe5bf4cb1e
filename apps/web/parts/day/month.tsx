import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Button, Calendar } from 'antd';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { language } from '../../words/language';
import { cityDay } from '../../words/moments';
import styles from './month.module.css';

dayjs.locale(language() === 'zh' ? 'zh-cn' : 'en');

/** A month to choose a day from, in the words of the page. Keys need no more than the field beside it. */
export function Month({ day, choose }: { day: string | null; choose: (day: string) => void }): React.ReactNode {
  const { t } = useTranslation();
  const [shown, setShown] = useState(() => dayjs(day ?? cityDay(new Date())));
  const turn = (months: number): void => setShown((at) => at.add(months, 'month'));
  return (
    <div className={styles['month']}>
      <Calendar
        fullscreen={false}
        value={shown}
        onSelect={(at, { source }) => source === 'date' && choose(at.format('YYYY-MM-DD'))}
        headerRender={() => (
          <div className={styles['head']}>
            <Button icon={<LeftOutlined aria-hidden />} aria-label={t('common.day.earlier')} onClick={() => turn(-1)} />
            <strong className="numbers" aria-live="polite">
              {new Intl.DateTimeFormat(language() === 'zh' ? 'zh-CN' : 'en-GB', { year: 'numeric', month: 'long' }).format(shown.toDate())}
            </strong>
            <Button icon={<RightOutlined aria-hidden />} aria-label={t('common.day.later')} onClick={() => turn(1)} />
          </div>
        )}
      />
    </div>
  );
}
