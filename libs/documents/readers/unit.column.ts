import { looksLikeUnit, surelyUnit } from '../grammar/unit.shape';
import { parseUnitNames } from '../grammar/units.list';

/** Whether a cell under a heading that the vocabulary does not know holds units, by its heading or by their own shape. */
export function holdsUnits(heading: string, text: string): boolean {
  const { names } = parseUnitNames(text);
  return names.length > 0 && (/(?:单位|部门|机构|主体)$/.test(heading) ? names.some(looksLikeUnit) : names.every(surelyUnit));
}
