import { useTranslation } from 'react-i18next';
import { cityMoment } from '../../words/moments';
import { Cell } from './cell';
import type { Column } from './columns';
import styles from './ledger.module.css';
import type { LedgerRow } from './rows';

/** What stands on one line; the rest of a row takes as many as it needs. */
const WHOLE: ReadonlySet<Column> = new Set(['number', 'deadline', 'firstDeadline']);

/** The list on paper: a table whose head is on every sheet, instead of a window on the screen. What is beyond it is said, and how to get it. */
export function Printed({ rows, total, asOf, columns }: { rows: readonly LedgerRow[]; total: number; asOf: string; columns: readonly Column[] }): React.ReactNode {
  const { t } = useTranslation();
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
            {columns.map((column) => (
              <th key={column} scope="col">
                {t(`ledgerTools.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.itemId}>
              {columns.map((column) => (
                <td key={column} className={WHOLE.has(column) ? 'numbers' : undefined}>
                  <Cell row={row} column={column} whole />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
