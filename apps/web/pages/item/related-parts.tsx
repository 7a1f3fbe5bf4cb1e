import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client';
import { useUnits } from '../../api/units';
import { Answered } from '../../parts/answered';
import styles from './item.module.css';
import { LateTag } from '../../parts/late-tag';

interface OfMatter {
  id: string;
  asOf?: string;
}

/** What an inspection found of the item, as far as the reader was told, and how far it is put right. */
export function Findings({ id, itemId, asOf }: OfMatter & { itemId: string }): React.ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  return (
    <Answered query={useMatter('inspection', id, asOf)} rows={1}>
      {(found) => {
        const findings = found.kind === 'inspection' ? found.content.findings.filter((f) => f.itemId === itemId) : [];
        return findings.length === 0 ? null : (
          <ul className={styles['within']}>
            {findings.map((f) => (
              <li key={f.id}>
                {nameOf(f.unitId)} · {f.text} · {t(`proceedingActs.options.${f.severity}`)} · {t(`proceedingParts.findingStatus.${f.status}`)}
                {f.day !== null && f.ended === null && <span className="numbers"> · {t('itemParts.findingBy', { day: f.attemptDay ?? f.day })}</span>} {f.late && <LateTag>{t('proceedingParts.late')}</LateTag>}
              </li>
            ))}
          </ul>
        );
      }}
    </Answered>
  );
}

/** What a meeting decided on difficulties of the item. */
export function Decided({ id, of, asOf }: OfMatter & { of: readonly string[] }): React.ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  return (
    <Answered query={useMatter('meeting', id, asOf)} rows={1}>
      {(found) => {
        const decided = found.kind === 'meeting' ? found.content.matters.filter((m) => m.difficultyId !== null && of.includes(m.difficultyId) && m.outcome !== null) : [];
        return decided.length === 0 ? null : (
          <ul className={styles['within']}>
            {decided.map((m) => (
              <li key={m.id}>
                {t('itemParts.decided', { text: m.outcome ?? '' })}
                {m.decisions.map((d, i) => (
                  <span key={i} className="secondary numbers">
                    {' '}
                    · {nameOf(d.unitId)} {d.text} {d.day}
                  </span>
                ))}
              </li>
            ))}
          </ul>
        );
      }}
    </Answered>
  );
}

function useMatter(kind: 'inspection' | 'meeting', id: string, asOf: string | undefined) {
  const path = { kind, id };
  return useQuery({ queryKey: ['proceeding', kind, id, { asOf }], queryFn: () => answer(api.GET('/proceedings/{kind}/{id}', { params: { path, query: { ...(asOf && { asOf }) } } })) });
}
