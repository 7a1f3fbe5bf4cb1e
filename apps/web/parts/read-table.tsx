import { Table } from 'antd';
import type { TableProps } from 'antd';
import styles from './read-table.module.css';

type Columns<Row> = NonNullable<TableProps<Row>['columns']>;

/** Each cell says of which column it is, where it stands under its row on a phone. */
function named<Row>(columns: Columns<Row>): Columns<Row> {
  return columns.map((column) => ({ ...column, onCell: () => ({ 'data-column': typeof column.title === 'string' ? column.title : '' }) as React.TdHTMLAttributes<HTMLTableCellElement> }));
}

/** A small table to read, and to choose rows of. Where it is wider than the screen it scrolls, by the keyboard too; on a phone each row is a card, a line a cell. */
export function ReadTable<Row extends { id: string }>({ title, rows, columns, selection }: { title: string; rows: readonly Row[]; columns: Columns<Row>; selection?: TableProps<Row>['rowSelection'] }): React.ReactNode {
  return (
    <div className={styles['scroll']} role="region" aria-label={title} tabIndex={0}>
      <Table<Row> size="small" rowKey="id" pagination={false} dataSource={rows} columns={named(columns)} rowSelection={selection} />
    </div>
  );
}
