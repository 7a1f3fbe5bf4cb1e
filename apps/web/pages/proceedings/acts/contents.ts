import type { Schemas } from '../../../api/client';
import type { Found } from './known';

type Of<K extends Found['kind']> = Extract<Found, { kind: K }>['content'];

/** What is its own of a matter, whichever kind it is: parts that a kind does not have are left out. */
export interface Contents extends Partial<Pick<Of<'inspection'>, 'scope' | 'checklist' | 'team' | 'findings' | 'offers'>>, Partial<Pick<Of<'meeting'>, 'memberUnitIds' | 'matters'>>, Partial<Pick<Of<'evaluation'>, 'requests' | 'result' | 'schemeId' | 'schemeVersion'>> {
  steps?: Of<'meeting'>['steps'];
  /** Of an inspection to findings, of a review of plans to returns. */
  objections?: { id: string; reason: string }[];
  /** Of a reporting round: units that have not sent; null for who sees a part of it. */
  missing?: Of<'reporting-round'>['missing'];
  /** Of an evaluation. */
  units?: Of<'evaluation'>['units'];
  /** Of a year's programme of inspections. */
  entries?: Of<'programme'>['entries'];
  /** Of a review of plans. */
  plans?: Of<'plan-review'>['plans'];
  /** Of an inspection, or of a reform unit. */
  visits?: (Of<'inspection'>['visits'][number] | Of<'reform-unit'>['visits'][number])[];
  /** Of a survey. */
  places?: Of<'survey'>['places'];
  /** Of a reform unit. */
  links?: Of<'reform-unit'>['links'];
}

export const contentsOf = (found: Found): Contents => found.content as unknown as Contents;

/** The scheme that a round goes by. */
export type Indicator = Schemas['IndicatorDto'];
