import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, commandHeaders, type Schemas } from '../../../api/client';
import { itemOf } from '../../../api/items';
import { Line, PlanField, TextField, UnitField } from './fields';
import { OpenForm } from './open-form';

type Body = Schemas['RaiseDifficultyBody'];
type Typed = Pick<Body, 'planId' | 'title' | 'text' | 'ofUnitId'>;

/** A difficulty, from an item or by itself. */
export function DifficultyForm({ itemId, close }: { itemId?: string; close: () => void }): React.ReactNode {
  const { t } = useTranslation();
  const item = useQuery({ ...itemOf(itemId ?? ''), enabled: itemId !== undefined });
  if (itemId !== undefined && item.data === undefined) return null;
  const source = item.data === undefined ? { kind: 'other' as const } : { kind: 'item' as const, ref: item.data.id };
  return (
    <OpenForm<Typed, Body>
      what="difficulty"
      initial={{ planId: item.data?.planId }}
      bodyOf={(typed) => ({ ...typed, planId: typed.planId ?? item.data!.planId, source })}
      call={(body, key) => api.POST('/difficulties', { params: { header: commandHeaders(key) }, body })}
      close={close}
    >
      {item.data === undefined ? <PlanField /> : <p>{t('openMatter.item', { title: `${item.data.number} ${item.data.title}` })}</p>}
      <Line name="title" label="title" />
      <TextField name="text" label="text" />
      <UnitField name="ofUnitId" label="ofUnit" optional />
    </OpenForm>
  );
}
