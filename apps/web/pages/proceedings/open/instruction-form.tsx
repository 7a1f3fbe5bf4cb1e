import { useQuery } from '@tanstack/react-query';
import { Form, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { answer, api, commandHeaders, type Schemas } from '../../../api/client';
import { usePlanItems } from '../../../api/plan-items';
import { rolesOf, useIdentity } from '../../../api/use-session';
import { StepsField } from '../acts/lines-field';
import { Choose, Line, PersonField, PlanField, TextField, UnitField } from './fields';
import { OpenForm } from './open-form';

type Body = Schemas['InstructBody'];
type About = Body['about']['kind'];
/** One list for each that it can be about; only the one of the kind that was chosen is sent. */
interface Typed extends Omit<Body, 'about' | 'steps'> {
  about: About;
  itemId?: string;
  unitId?: string;
  difficultyId?: string;
  steps?: Body['steps'];
}
const KINDS: readonly About[] = ['item', 'plan', 'unit', 'difficulty', 'other'];

/** A leader's instruction: about what, in their words, and which units do what by when. The office writes one down for a leader. */
export function InstructionForm({ itemId, unitId, planId, close }: { itemId?: string; unitId?: string; planId?: string; close: () => void }): React.ReactNode {
  const { t } = useTranslation();
  const records = !['leader', 'convenor'].some((role) => rolesOf(useIdentity()).has(role));
  const bodyOf = ({ about, itemId: item, unitId: unit, difficultyId, steps = [], ...typed }: Typed): Body => ({ ...typed, steps, about: { kind: about, ref: { item, unit, difficulty: difficultyId, plan: typed.planId, other: undefined }[about] ?? null } });
  return (
    <OpenForm<Typed, Body> what="instruction" initial={{ about: unitId === undefined ? 'item' : 'unit', itemId, unitId, planId }} bodyOf={bodyOf} call={(body, key) => api.POST('/instructions', { params: { header: commandHeaders(key) }, body })} close={close}>
      <PlanField />
      <Form.Item name="about" label={t('openMatter.about')}>
        <Radio.Group options={KINDS.map((value) => ({ value, label: t(`openMatter.abouts.${value}`) }))} />
      </Form.Item>
      <Subject />
      <Line name="title" label="title" />
      <TextField name="text" label="instructed" />
      {records && <UnitField name="leaderUnitId" label="instructsUnit" />}
      {records && <PersonField name="leaderId" label="instructs" unitName="leaderUnitId" />}
      <StepsField name="steps" label={t('proceedingActs.fields.assigned')} />
    </OpenForm>
  );
}

function Subject(): React.ReactNode {
  const form = Form.useFormInstance();
  const about = Form.useWatch('about', form) as About | undefined;
  const planId = Form.useWatch('planId', form) as string | undefined;
  const items = usePlanItems(planId, about === 'item');
  const difficulties = useQuery({ queryKey: ['proceedings', 'difficulties'], enabled: about === 'difficulty', queryFn: () => answer(api.GET('/proceedings', { params: { query: { kind: ['difficulty'], open: true, limit: 100 } } })) });
  switch (about) {
    case 'item':
      return <Choose name="itemId" label="items" loading={items.isPending} options={(items.data ?? []).map(({ itemId, number, title }) => ({ value: itemId, label: `${number} ${title}` }))} />;
    case 'unit':
      return <UnitField name="unitId" label="aboutUnit" />;
    case 'difficulty':
      return <Choose name="difficultyId" label="aboutDifficulty" loading={difficulties.isPending} options={(difficulties.data?.rows ?? []).map(({ id, title }) => ({ value: id, label: title }))} />;
    default:
      return null;
  }
}
