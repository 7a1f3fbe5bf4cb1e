import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asRefused } from '../../../api/problem';
import { Answered } from '../../../parts/answered';
import { HARMFUL } from '../../../parts/harmful';
import { OfferedActs, type Withheld } from '../../../parts/offered-acts';
import { Section } from '../../../parts/page';
import { language } from '../../../words/language';
import { ActSheet } from './act-sheet';
import { grouped, useActs, type Act, type ActGroup, type Found } from './known';
import { useActNow } from './send';
import { inBrackets } from '../../../words/marks';

/** What the reader may do with the item, what is most due in front, and why not what they may not. */
export function Acts({ found }: { found: Found }): React.ReactNode {
  const { t } = useTranslation();
  const query = useActs(found.id);
  return (
    <Section title={t('acts.title')}>
      <Answered query={query} rows={2}>
        {({ acts }) => <Offered found={found} acts={acts} />}
      </Answered>
    </Section>
  );
}

function Offered({ found, acts }: { found: Found; acts: readonly Act[] }): React.ReactNode {
  const { t } = useTranslation();
  const nameOf = useName();
  const [open, setOpen] = useState<ActGroup | null>(null);
  // Who urged a moment ago may do so all the same, and the record says it.
  const may = acts.filter((a) => a.refused === null || a.refused.code === 'urged-too-often');
  const notNow = acts.filter((a) => a.refused !== null && !isOfOthers(a) && a.refused.code !== 'urged-too-often');
  const keyOf = ({ act, what }: ActGroup): string => `${act}:${what}`;
  const withheld = (those: readonly Act[], words: (act: Act) => string): Withheld[] => grouped(those).map((group) => ({ key: keyOf(group), name: nameOf(group), why: [...new Set(group.of.map(words))] }));
  const who = (act: Act): string => t('itemActs.byRoles', { roles: act.refused!.who.map((role) => t(`itemActs.roles.${role as 'office'}`)).join(t('common.list')) });
  return (
    <>
      <OfferedActs
        may={grouped(may).map((group) => ({ key: keyOf(group), harmful: HARMFUL.has(group.act), button: (primary) => <ActButton key={keyOf(group)} found={found} group={group} primary={primary} open={setOpen} /> }))}
        notNow={withheld(notNow, (act) => act.refused![language()])}
        others={withheld(acts.filter(isOfOthers), who)}
        none={t('acts.none')}
      />
      {open && <ActSheet found={found} group={open} close={() => setOpen(null)} />}
    </>
  );
}

/** For another role, or another unit: nothing that the reader could mend. */
function isOfOthers({ refused }: Act): boolean {
  return refused !== null && (refused.others || refused.code === 'forbidden-unit' || refused.code === 'forbidden-relation' || refused.code === 'not-the-submitter');
}

function useName(): (group: Pick<ActGroup, 'act' | 'what'>) => string {
  const { t } = useTranslation();
  return ({ act, what }) => (what === null ? t(`itemActs.names.${act}`) : `${t(`itemActs.names.${act}`)}${inBrackets(t(`itemActs.what.${what}`))}`);
}

/** Signing for receipt takes one press: there is nothing to fill in. */
function ActButton({ found, group, primary, open }: { found: Found; group: ActGroup; primary: boolean; open: (group: ActGroup) => void }): React.ReactNode {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const nameOf = useName();
  const send = useActNow(found, group.act);
  const name = nameOf(group);
  const atOnce = group.act === 'receive' && group.of.length === 1;
  async function press(): Promise<void> {
    if (!atOnce) return open(group);
    try {
      // By the time of the answer the button is gone: what is told does not hang on it.
      await send.mutateAsync({ assignmentId: group.of[0]!.assignmentId });
      void message.success(t('acts.received'));
    } catch (error) {
      void message.error(asRefused(error).words);
    }
  }
  return (
    <Button type={primary ? 'primary' : 'default'} loading={send.isPending} onClick={() => void press()}>
      {name}
    </Button>
  );
}
