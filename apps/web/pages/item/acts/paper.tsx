import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../../api/client';
import { after } from '../../../api/written';
import { Answered } from '../../../parts/answered';
import { PaperSays } from '../../../parts/paper-says';
import styles from '../item.module.css';

/** What a paper of the item says, before it is signed or made void: nobody decides on what they do not see. */
export function PaperOfItem({ itemId, paperId }: { itemId: string; paperId: string }): React.ReactNode {
  const { t } = useTranslation();
  const query = useQuery({ queryKey: ['inbox', 'to-sign', 'of', itemId], queryFn: () => answer(api.GET('/papers/to-sign', { params: { query: { limit: 200, ...after() } } })) });
  return (
    <Answered query={query} rows={2}>
      {({ rows }) => {
        const paper = rows.find((r) => r.itemId === itemId && r.paperId === paperId);
        if (paper === undefined) return null;
        return (
          <blockquote className={styles['said']} aria-label={t('itemActs.paperSays')}>
            <PaperSays paper={paper} facts={undefined} />
          </blockquote>
        );
      }}
    </Answered>
  );
}
