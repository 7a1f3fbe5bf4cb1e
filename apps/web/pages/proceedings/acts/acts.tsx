import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../../parts/answered';
import { HARMFUL } from '../../../parts/harmful';
import { OfferedActs, type Withheld } from '../../../parts/offered-acts';
import { Section } from '../../../parts/page';
import { language } from '../../../words/language';
import { ActSheet } from './act-sheet';
import { grouped, useProceedingActs, type Act, type ActGroup, type Found } from './known';
import { inBrackets } from '../../../words/marks';

/**
 * What the reader may do in the matter, what is most due in front, and why not what they may not.
 *
 * @param elsewhere said where there is nothing here because what the reader owes is done in another part of the page
 */
export function ProceedingActs({ found, elsewhere }: { found: Found; elsewhere?: string }): React.ReactNode {
  const { t } = useTranslation();
  const query = useProceedingActs(found);
  return (
    <Section title={t('acts.title')}>
      <Answered query={query} rows={2}>
        {({ acts }) => <Offered found={found} acts={acts} elsewhere={elsewhere} />}
      </Answered>
    </Section>
  );
}

function Offered({ found, acts, elsewhere }: { found: Found; acts: readonly Act[]; elsewhere?: string }): React.ReactNode {
  const { t } = useTranslation();
  const [open, setOpen] = useState<ActGroup | null>(null);
  const nameOf = ({ act, what }: ActGroup): string => (what === null ? t(`proceedingActs.names.${act}`) : `${t(`proceedingActs.names.${act}`)}${inBrackets(t(`proceedingActs.what.${what}`))}`);
  const why = (act: Act): string => act.refused![language()];
  const who = (act: Act): string => t('itemActs.byRoles', { roles: act.refused!.who.map((role) => t(`itemActs.roles.${role as 'office'}`)).join(t('common.list')) });
  const withheld = (those: readonly Act[], words: (act: Act) => string): Withheld[] => grouped(those).map((group) => ({ key: group.key, name: nameOf(group), why: [...new Set(group.of.map(words))] }));
  const button = (group: ActGroup, primary: boolean): React.ReactNode => (
    <Button key={group.key} type={primary ? 'primary' : 'default'} onClick={() => setOpen(group)}>
      {nameOf(group)}
    </Button>
  );
  return (
    <>
      <OfferedActs
        may={grouped(acts.filter((a) => a.refused === null)).map((group) => ({ key: group.key, harmful: HARMFUL.has(group.act), button: (primary) => button(group, primary) }))}
        notNow={withheld(acts.filter((a) => a.refused !== null && !isOfOthers(a)), why)}
        others={withheld(acts.filter(isOfOthers), who)}
        none={elsewhere ?? t('proceedingActs.none')}
        thumbTaken={elsewhere !== undefined}
      />
      {open && <ActSheet found={found} group={open} close={() => setOpen(null)} />}
    </>
  );
}

/** For another role, or another unit: nothing that the reader could mend. */
const OF_OTHERS: ReadonlySet<string> = new Set(['forbidden-unit', 'forbidden-relation', 'not-the-assignee', 'not-in-round']);
function isOfOthers({ refused }: Act): boolean {
  return refused !== null && (refused.others || OF_OTHERS.has(refused.code));
}
