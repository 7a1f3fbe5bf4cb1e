import type { UnitRole } from '../grammar/units.named';
import { fold } from '../text/fold';

/** 谁来牵头, 助攻单位: a stem that tells a role, where what is headed is known to be units. */
const LEADING = /牵头|挑头|领|主(?!管|体)|首/;
const HELPING = /配合|协|助|帮|参|辅|次要|会办|联/;

export function roleByStem(heading: string): UnitRole {
  const words = fold(heading);
  return HELPING.test(words) ? 'participant' : LEADING.test(words) ? 'lead' : 'unmarked';
}
