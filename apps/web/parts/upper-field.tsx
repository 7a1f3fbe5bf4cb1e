import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../api/client';
import type { Uppers } from '../api/uppers';
import { asked, figure } from '../words/figures';

type Upper = Schemas['UpperTargetDto'];

/** 计入上级指标: the figure above that one counts towards, with what that asked for when it was tied. */
export function UpperField({ value, onChange, uppers = [], ...rest }: { id?: string; value?: Upper; onChange?: (upper: Upper | undefined) => void; uppers: Uppers }): React.ReactNode {
  const { t } = useTranslation();
  const known = uppers.map((u) => ({ value: u.id, label: `${u.metric} ${asked(u)} ${u.unit}`.trim() }));
  // One that the higher plan has ended since stays what it was.
  const options = value === undefined || uppers.some((u) => u.id === value.targetId) ? known : [...known, { value: value.targetId, label: t('amend.countsAsTaken', { value: figure(value.value) }) }];
  return (
    <Select
      {...rest}
      allowClear
      value={value?.targetId}
      placeholder={t('amend.countsNone')}
      options={options}
      onChange={(targetId: string | undefined) => {
        const upper = uppers.find((u) => u.id === targetId);
        onChange?.(targetId === value?.targetId ? value : upper && { targetId: upper.id, value: upper.value });
      }}
    />
  );
}
