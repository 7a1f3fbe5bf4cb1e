import { Table } from 'antd';
import type { TableProps } from 'antd';
import styles from './read-table.module.css';

/** A small table to read, and to choose rows of. Where it is wider than the screen it scrolls, by the keyboard too. */
export function ReadTable<Row extends { id: string }>({ title, rows, columns, selection }: { title: string; rows: readonly Row[]; columns: NonNullable<TableProps<Row>['columns']>; selection?: TableProps<Row>['rowSelection'] }): React.ReactNode {
  return (
    <div className={styles['scroll']} role="region" aria-label={title} tabIndex={0}>
      <Table<Row> size="small" rowKey="id" pagination={false} dataSource={rows} columns={columns} rowSelection={selection} />
    </div>
  );
}
