import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../parts/answered';
import { ProceedingActs } from './acts/acts';
import { MatterEvidence } from './evidence/section';
import { Duties, OwnPart, Standing, useMatter } from './proceeding';
import type { Kind } from './search';
import { useMatterWords } from './use-words';

/** What somebody needs of a matter to decide on it, beside the queue that it waits in; the whole of it is one press away. */
export function CaseOfMatter({ kind, id, asOf }: { kind: Kind; id: string; asOf: string | undefined }): React.ReactNode {
  const { t } = useTranslation();
  const words = useMatterWords();
  return (
    <Answered query={useMatter({ kind, id }, asOf)} rows={8}>
      {(found) => (
        <>
          <h2>
            <Link to="/proceedings/$kind/$id" params={{ kind, id }}>
              {words.kind(kind)} · {found.title}
            </Link>
          </h2>
          <Standing found={found} />
          {asOf === undefined ? <ProceedingActs found={found} /> : <p className="secondary">{t('history.noActs')}</p>}
          <OwnPart found={found} />
          <MatterEvidence found={found} />
          <Duties found={found} />
        </>
      )}
    </Answered>
  );
}
