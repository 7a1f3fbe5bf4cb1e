import { useQuery } from '@tanstack/react-query';
import { answer, api, commandHeaders, type Schemas } from '../../../api/client';
import { useIdentity } from '../../../api/use-session';
import { Choose, Line, TextField, UnitField } from './fields';
import { OpenForm } from './open-form';

type Body = Schemas['SendPlansBody'];

/** Drafts of one's own go up to the next office, with a covering text. */
export function PlanReviewForm({ close }: { close: () => void }): React.ReactNode {
  const { unitId } = useIdentity();
  const plans = useQuery({ queryKey: ['plans'], queryFn: () => answer(api.GET('/plans')) });
  const drafts = (plans.data?.rows ?? []).filter((p) => p.officeUnitId === unitId && p.issuedAt === null && p.upperPlanId !== null);
  return (
    <OpenForm<Body, Body> what="plan-review" initial={{}} bodyOf={(typed) => typed} call={(body, key) => api.POST('/plan-reviews', { params: { header: commandHeaders(key) }, body })} close={close}>
      <Choose name="planIds" label="drafts" many loading={plans.isPending} options={drafts.map(({ planId, title }) => ({ value: planId, label: title }))} />
      <UnitField name="toUnitId" label="to_" optional />
      <Line name="title" label="title" />
      <TextField name="text" label="cover" />
    </OpenForm>
  );
}
