import { Button, Descriptions } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Roster } from '../../api/units';
import { Section } from '../../parts/page';
import { cityDay } from '../../words/moments';
import { namedTraits } from '../../parts/traits';
import { Guidance } from '../rules/guidance';
import { Classify } from './classify';
import { Dissolve } from './dissolve';
import type { Unit } from './roster';
import { Aliases } from './aliases';
import { UnitActs } from './unit-acts';
import styles from './units.module.css';

/** What is known of a unit, and what can be changed of it. */
export function UnitCard({ roster, unitId, may, show }: { roster: Roster; unitId: string | undefined; may: boolean; show: (unitId: string) => void }): React.ReactNode {
  const { t } = useTranslation();
  const unit = roster.units.find(({ id }) => id === unitId);
  if (unit === undefined)
    return <p className="secondary">{t('administration.units.choose')}</p>;
  return (
    <Section title={unit.name}>
      <Known roster={roster} unit={unit} may={may && unit.until === null} show={show} />
      <Guidance unitId={unit.id} title={t('rules.lists.variants')} />
      {may && unit.until === null && (
        <div className={styles['acts']}>
          <UnitActs roster={roster} unit={unit} />
          <Classify key={JSON.stringify(namedTraits(unit))} roster={roster} unit={unit} />
          <Dissolve roster={roster} unit={unit} />
        </div>
      )}
    </Section>
  );
}

function Known({ roster, unit, may, show }: { roster: Roster; unit: Unit; may: boolean; show: (unitId: string) => void }): React.ReactNode {
  const { t } = useTranslation();
  const link = (id: string | null, none: string): React.ReactNode => {
    const other = roster.units.find((u) => u.id === id);
    return other === undefined ? (
      none
    ) : (
      <Button type="link" size="small" onClick={() => show(other.id)}>
        {other.name}
      </Button>
    );
  };
  const { unitClass, size, trade, region } = unit;
  const traits = [unitClass && t(`schemes.unitClasses.${unitClass}`), size && t(`schemes.sizes.${size}`), trade, region].filter(Boolean);
  const groups = roster.groups.filter((g) => g.members.some((m) => m.unitId === unit.id && m.until === null));
  return (
    <Descriptions
      size="small"
      column={1}
      items={[
        { key: 'parent', label: t('administration.units.parent'), children: link(unit.parentId, t('common.none')) },
        { key: 'house', label: t('administration.units.housedIn'), children: link(unit.housedIn, t('administration.units.notHoused')) },
        { key: 'aliases', label: t('administration.units.aliases'), children: <Aliases roster={roster} of={{ what: 'unitAlias', unitId: unit.id }} aliases={unit.aliases} may={may} /> },
        { key: 'traits', label: t('administration.units.classify'), children: traits.join(t('common.list')) || t('common.none') },
        { key: 'groups', label: t('administration.units.groups'), children: groups.map(({ name }) => name).join(t('common.list')) || t('common.none') },
        { key: 'staff', label: t('administration.accounts.state'), children: t(unit.staffed ? 'administration.units.staffed' : 'administration.units.notStaffed') },
        { key: 'since', label: t('operations.since'), children: unit.until === null ? t('administration.units.since', { day: cityDay(unit.since) }) : t('administration.units.until', { day: cityDay(unit.until) }) },
      ]}
    />
  );
}
