import { CalendarOutlined } from '@ant-design/icons';
import { Button, Input, Popover, Space } from 'antd';
import { lazy, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Part } from '../boundary';
import { part } from '../lazy-part';
import { dayIn, toTell } from './day';

const Month = lazy(part(() => import('./month').then((m) => ({ default: m.Month }))));

interface Props {
  id?: string;
  value?: string | null;
  /** The day, as 2026-06-08, as soon as what is typed is one, and nothing likewise. What is no day is given as it was typed: after a day at once, else when its writer leaves it or presses Enter. */
  onChange?: (day: string) => void;
  /** A day that its writer is done with: they left the field, pressed Enter, or took it from the month. */
  onChosen?: (day: string) => void;
  disabled?: boolean;
  'aria-label'?: string;
  'aria-describedby'?: string;
  'aria-invalid'?: React.AriaAttributes['aria-invalid'];
}

/**
 * A day, typed or chosen, in the language of the page: the browser's own field follows the language of the browser. Several ways of
 * writing it are understood, one is shown.
 */
export function DayField({ id, value, onChange, onChosen, disabled, ...said }: Props): React.ReactNode {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<string | null>(null);
  const [open, setOpen] = useState(false);
  const shown = typed ?? value ?? '';
  const isDay = shown === '' || dayIn(shown) !== null;

  function type(text: string): void {
    setTyped(text);
    const told = toTell(text, value ?? '');
    if (told !== null) onChange?.(told);
  }

  function end(): void {
    if (typed === null) return;
    const day = dayIn(typed);
    if (day !== null) choose(day);
    else if (!isDay) onChange?.(typed);
  }

  function choose(day: string): void {
    setTyped(null);
    if (day !== (value ?? '')) onChange?.(day);
    onChosen?.(day);
  }

  return (
    <Space.Compact block>
      <Input
        id={id}
        value={shown}
        disabled={disabled}
        status={isDay || typed !== null ? undefined : 'error'}
        inputMode="numeric"
        autoComplete="off"
        placeholder={t('common.day.form')}
        className="numbers"
        onChange={(e) => type(e.target.value)}
        onPressEnter={end}
        onBlur={() => {
          end();
          setTyped(null);
        }}
        {...said}
      />
      <Popover
        trigger="click"
        placement="bottomRight"
        destroyOnHidden
        open={open}
        onOpenChange={setOpen}
        content={
          <Part>
            <Month
              day={dayIn(shown)}
              choose={(day) => {
                setOpen(false);
                choose(day);
              }}
            />
          </Part>
        }
      >
        <Button icon={<CalendarOutlined aria-hidden />} disabled={disabled} aria-label={t('common.day.open')} title={t('common.day.open')} />
      </Popover>
    </Space.Compact>
  );
}
