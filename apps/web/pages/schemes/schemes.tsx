import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client';
import { useMayAct } from '../../api/use-session';
import { Answered } from '../../parts/answered';
import { Empty } from '../../parts/empty';
import { Page } from '../../parts/page';
import { ReadTable } from '../../parts/read-table';
import { cityDay } from '../../words/moments';
import { RulesLinks } from '../rules/rules-links';
import { NEW } from './typed';

/** By which schemes are units evaluated? */
export function Schemes(): React.ReactNode {
  const { t } = useTranslation();
  const query = useQuery({ queryKey: ['schemes'], queryFn: () => answer(api.GET('/schemes')) });
  const office = useMayAct('office');
  const add = office && (
    <Link to="/rules/schemes/$schemeId" params={{ schemeId: NEW }}>
      {t('schemes.add')}
    </Link>
  );
  return (
    <Page title={t('schemes.title')} acts={<RulesLinks here="/rules/schemes" />}>
      <Answered query={query} rows={6}>
        {({ schemes }) =>
          schemes.length === 0 ? (
            <Empty {...t('schemes.empty', { returnObjects: true })} act={add} />
          ) : (
            <>
              <p>{add}</p>
              <ReadTable
                title={t('schemes.title')}
                rows={schemes.map((s) => ({ ...s, id: s.schemeId }))}
                columns={[
                  { title: t('schemes.name'), render: (_, s) => <Link to="/rules/schemes/$schemeId" params={{ schemeId: s.schemeId }}>{s.name}</Link> },
                  { title: t('rules.versions'), className: 'numbers', render: (_, s) => t('rules.version', { version: s.version }) },
                  { title: t('rules.effective'), className: 'numbers', render: (_, s) => cityDay(s.effectiveFrom) },
                ]}
              />
            </>
          )
        }
      </Answered>
    </Page>
  );
}
