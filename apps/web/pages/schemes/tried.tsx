import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/client';
import { useUnits } from '../../api/units';
import { ReadTable } from '../../parts/read-table';
import { language } from '../../words/language';
import type { Scheme } from './typed';

type Row = Schemas['SchemePreviewAnswer']['rows'][number];

/** What each unit would have, line by line; what a person scores counts as nothing yet. */
export function Tried({ found, scheme }: { found: Schemas['SchemePreviewAnswer']; scheme: Scheme }): React.ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  const ofClass = (row: Row): Scheme['classes'][number] | undefined => scheme.classes.find(({ id }) => id === row.classId);
  const nameIn = (row: Row, id: string): string => ofClass(row)?.indicators.find((i) => i.id === id)?.name ?? '';
  const list = (those: readonly string[]): string => those.join(t('common.list'));
  return (
    <>
      <ReadTable
        title={t('schemes.tried')}
        rows={found.rows.map((row) => ({ ...row, id: row.unitId }))}
        columns={[
          { title: t('proceedingParts.unit'), render: (_, r) => nameOf(r.unitId) },
          { title: t('schemes.className'), render: (_, r) => ofClass(r)?.name },
          { title: t('schemes.total'), align: 'right', className: 'numbers', render: (_, r) => r.after?.total ?? t('common.none') },
          { title: t('proceedingParts.rank'), align: 'right', className: 'numbers', render: (_, r) => r.after?.rank ?? t('common.none') },
          { title: t('schemes.grade_'), render: (_, r) => r.after?.grade ?? t('common.none') },
          {
            title: t('schemes.lines'),
            render: (_, r) => (
              <>
                {list((r.sheet?.lines ?? []).map((l) => `${nameIn(r, l.indicatorId)} ${l.points}`))}
                {r.unscored.length > 0 && <p className="secondary">{t('schemes.byHand', { names: list(r.unscored.map((id) => nameIn(r, id))) })}</p>}
                {r.faults.map((f) => (
                  <p key={f.indicatorId}>
                    {nameIn(r, f.indicatorId)}: {f[language()]}
                  </p>
                ))}
              </>
            ),
          },
        ]}
      />
      {found.unclassed.length > 0 && (
        <ReadTable
          title={t('schemes.unclassed')}
          rows={found.unclassed.map((u) => ({ ...u, id: u.unitId }))}
          columns={[
            { title: t('schemes.unclassed'), dataIndex: 'name' },
            { title: t('schemes.classes'), render: (_, u) => u[language()] },
          ]}
        />
      )}
    </>
  );
}
