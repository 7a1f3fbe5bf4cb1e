import { api, commandHeaders, type Schemas } from '../../../api/client';
import { NumberField, PlanField } from './fields';
import { OpenForm } from './open-form';

type Body = Schemas['OpenProgrammeBody'];

/** The year's programme of inspections of a plan: its entries come at its own page. */
export function ProgrammeForm({ close }: { close: () => void }): React.ReactNode {
  return (
    <OpenForm<Body, Body> what="programme" initial={{}} bodyOf={(typed) => typed} call={(body, key) => api.POST('/programmes', { params: { header: commandHeaders(key) }, body })} close={close}>
      <PlanField />
      <NumberField name="year" label="year" />
    </OpenForm>
  );
}
