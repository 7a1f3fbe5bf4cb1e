import { reject, type Rejection } from '../rejection';
import type { InspectionReason, InspectionScope } from './inspection.types';

/** What an inspection is opened with, as far as its trigger must be found in it. */
export interface Triggered {
  scope: InspectionScope;
  light: { colour: string } | null;
  lookBackOf: string | null;
  entryId: string | null;
}

type Check = { holds: boolean; field: string; zh: string; en: string };

/** Whether what is said to have set it off is there: each kind of trigger is named in the inspection itself, and `ref`, where given, is of these. */
export function triggerProblem({ kind, ref }: InspectionReason, { scope, light, lookBackOf, entryId }: Triggered): { rejected: Rejection } | null {
  const oneOf = (ids: readonly string[]): boolean => (ref === null ? ids.length > 0 : ids.includes(ref));
  const checks: Record<InspectionReason['kind'], Check> = {
    programme: { holds: entryId !== null && (ref === null || ref === entryId), field: 'entryId', zh: '事由为年度督查计划：请填写计划项目编号 entryId，事由中的编号须与其一致；不在计划内的请改选其他事由，报批后开展', en: 'is set off by the programme: name its entry as entryId, and no other as ref; off the programme name another trigger and have it approved' },
    item: { holds: oneOf(scope.itemIds), field: 'reason.ref', zh: '事由为改革事项：该事项须在本次督查的 itemIds 之内', en: 'is set off by an item: name it among itemIds as well' },
    unit: { holds: oneOf(scope.unitIds), field: 'reason.ref', zh: '事由为单位：该单位须在本次督查的范围之内', en: 'is set off by a unit: it must be among those inspected' },
    reformUnit: { holds: oneOf(scope.reformUnitIds), field: 'reason.ref', zh: '事由为重点改革单位：该单位须列在 reformUnitIds 之内', en: 'is set off by a reform unit: name it among reformUnitIds as well' },
    light: { holds: light !== null && (ref === null || ref === light.colour), field: 'reason.ref', zh: '事由为亮灯：请在 light 中写明灯色，事由中的灯色须与其一致', en: 'is set off by a light: give its colour as light, and no other as ref' },
    lookBack: { holds: lookBackOf !== null && (ref === null || ref === lookBackOf), field: 'reason.ref', zh: '事由为回头看：请在 lookBackOf 中写明所回看的督查，事由中的编号须与其一致', en: 'looks back: name the inspection as lookBackOf, and no other as ref' },
  };
  const { holds, ...field } = checks[kind];
  return holds ? null : reject('trigger-invalid', { fields: [field] });
}
