import { useTranslation } from 'react-i18next';
import type { Schemas } from '../api/client';
import { useUnits } from '../api/units';

type Paper = Schemas['PaperToSignBody'];

/** The units that a paper goes to once it is signed, each once. */
export function useReached(): (paper: Paper) => string {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  return ({ recipients }) => [...new Set(recipients.map((r) => nameOf((r as unknown as Schemas['RecipientBody']).unitId)))].join(t('common.list'));
}

/** What a paper that waits for its signature says, to whom, and the day that it sets. */
export function PaperSays({ paper, facts }: { paper: Paper; facts: string | undefined }): React.ReactNode {
  const { t } = useTranslation();
  const reached = useReached();
  return (
    <>
      <p className="quote">{paper.text ?? t('inbox.noText')}</p>
      <dl className={facts}>
        <dt>{t('inbox.to')}</dt>
        <dd>{reached(paper)}</dd>
        {paper.deadline !== null && (
          <>
            <dt>{t('inbox.due')}</dt>
            <dd className="numbers">{paper.deadline}</dd>
          </>
        )}
      </dl>
    </>
  );
}
