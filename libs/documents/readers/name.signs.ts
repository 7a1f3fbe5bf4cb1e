import { ROLE_SIGNS } from '../grammar/units.mark';
import { allNames, unread, type NamedUnits, type UnitRole } from '../grammar/units.named';

/** Signs at names of units, which the paper explains once for all items: 责任单位：*市住建局、市城管局, with 注：带*的为牵头单位 below. */

const SIGNED = new RegExp(`^[${ROLE_SIGNS}]|[${ROLE_SIGNS}]$`);

/** The units by their signs. Where a lead is marked the others take part; a sign that nobody explains is told. */
export function withoutSigns(units: NamedUnits, legend: ReadonlyMap<string, UnitRole>): NamedUnits {
  if (!allNames(units).some((name) => SIGNED.test(name))) return units;
  const result: NamedUnits = { ...units, leads: [], participants: [], units: [], asides: [...units.asides] };
  const others: string[] = [];
  for (const list of ['leads', 'participants', 'units'] as const) {
    for (const written of units[list]) {
      const sign = SIGNED.exec(written)?.[0];
      const name = written.replace(SIGNED, '').trim();
      const role = sign === undefined ? null : (legend.get(sign) ?? null);
      const into = role === 'lead' ? result.leads : role === 'participant' ? result.participants : result[list];
      into.push(name);
      if (sign === undefined && list === 'units') others.push(name);
      if (sign !== undefined && role === null) unread(result, written, 'contrast');
    }
  }
  if (result.leads.length === 0 || units.leads.length > 0 || others.length === 0) return result;
  unread(result, others.join('、'), 'contrast');
  return { ...result, participants: [...result.participants, ...others], units: result.units.filter((name) => !others.includes(name)) };
}
