import { useTranslation } from 'react-i18next';
import { useUnits } from '../../api/units';
import { Light, type LightColour } from '../../parts/light';
import { cityMoment } from '../../words/moments';
import styles from './ledger.module.css';
import type { LedgerRow } from './rows';

/** The list on paper: a table whose head is on every sheet, instead of a window on the screen. What is beyond it is said, and exported. */
export function Printed({ rows, total, asOf }: { rows: readonly LedgerRow[]; total: number; asOf: string }): React.ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  return (
    <div className={styles['printed']}>
      <p className="numbers">{t('overview.asOf', { at: cityMoment(asOf) })}</p>
      {total > rows.length && (
        <p>
          <strong>{t('ledgerTools.printedOf', { count: rows.length, total })}</strong>
        </p>
      )}
      <table>
        <thead>
          <tr>
            {(['number', 'light', 'title', 'lead', 'deadline', 'firstDeadline', 'status'] as const).map((column) => (
              <th key={column} scope="col">
                {t(`ledgerTools.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.itemId}>
              <td className="numbers">{row.number}</td>
              <td>
                <Light light={row.light as LightColour} late={row.late} paused={row.paused} />
              </td>
              <td>{row.title}</td>
              <td>{row.leadUnitIds.map(nameOf).join(t('common.list')) || t('common.none')}</td>
              <td className="numbers">{row.deadline ?? t('common.none')}</td>
              <td className="numbers">{row.firstDeadline ?? t('common.none')}</td>
              <td className="numbers">{t(`supervision.status.${row.status as 'inProgress'}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
