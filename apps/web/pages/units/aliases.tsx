import { useTranslation } from 'react-i18next';
import type { Roster } from '../../api/units';
import { TakeAway } from './take-away';

interface Props {
  roster: Roster;
  of: { what: 'unitAlias'; unitId: string } | { what: 'groupAlias'; groupId: string };
  aliases: readonly string[];
  /** They may be taken away. */
  may: boolean;
}

/** Other names that a unit or a group answers to. */
export function Aliases({ roster, of, aliases, may }: Props): React.ReactNode {
  const { t } = useTranslation();
  if (!may || aliases.length === 0) return aliases.join(t('common.list')) || t('common.none');
  return (
    <>
      {aliases.map((alias) => (
        <span key={alias}>
          <span>{alias}</span> <TakeAway roster={roster} taken={{ ...of, alias }} name={alias} />
        </span>
      ))}
    </>
  );
}
