import type { Place } from '#libs/supervision/plan/draft';
import type { NamedUnits, UnitAside } from '../grammar/units.named';
import type { Ledger } from './ledger';

const SAID: Record<Exclude<UnitAside['kind'], 'contrast'>, { zh: string; en: string }> = {
  'unknown-label': { zh: '标签含义不明，其后的单位已保留，角色未标明', en: 'The label is unknown; the units behind it are kept without a role' },
  person: { zh: '草案不登记人员，未采用；下发后由承办单位指定责任人', en: 'A draft keeps no persons: not taken; the units name their responsible person after the issue' },
  watcher: { zh: '督办、考核单位不是承办单位，未列入；请在导入时指定督办单位', en: 'Who supervises does not carry out: not taken as a unit of the item; name the supervising unit when importing' },
  unread: { zh: '与承办单位写在一起，但读不出单位，未采用', en: 'It stands with the units but names none that can be read: not taken' },
};

/** Tells what was read with doubt beside the units of an item, or not at all. */
export function tellUnitAsides(subject: string, units: NamedUnits | null, doubt: string | null, place: Place, ledger: Ledger): void {
  for (const { kind, text } of units?.asides ?? []) {
    if (kind === 'contrast') {
      ledger.infer(
        subject,
        `“${text}”的角色由同句中其他单位的写法推定（有牵头者，其余参与；有配合者，负责者牵头）`,
        `The role of ${text} is inferred from the words for the other units of the same sentence`,
      );
    } else {
      ledger.setAside(text, place, SAID[kind].zh, SAID[kind].en);
    }
  }
  if (doubt !== null) ledger.setAside(doubt, place, '可能写有承办单位，但读不出', 'It may name the units, but they could not be read');
}
