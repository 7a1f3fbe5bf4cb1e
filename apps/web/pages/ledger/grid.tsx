import { useNavigate } from '@tanstack/react-router';
import { Checkbox, Grid as Breaks } from 'antd';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useCare } from '../../shell/care';
import { MOST_SELECTED } from './bulk';
import { Cell } from './cell';
import type { Column } from './columns';
import styles from './ledger.module.css';
import type { LedgerRow } from './rows';
import { SORTS, type LedgerSearch } from './search';

const ROW_PX = 44;
/** A card of three lines, where there is no room for columns. */
const CARD_PX = 96;
const ON_CARD: readonly Column[] = ['light', 'deadline', 'number', 'title', 'lead', 'status'];

interface Props {
  total: number;
  at: (index: number) => LedgerRow | undefined;
  sort: LedgerSearch['sort'];
  change: (more: Partial<LedgerSearch>) => void;
  columns: readonly Column[];
  /** Items that an act is chosen for; undefined where the reader has none for many. */
  selection?: { has: (itemId: string) => boolean; toggle: (row: LedgerRow) => void; all: (rows: readonly LedgerRow[], chosen: boolean) => void };
  /** One of several on the page: no higher than its rows. */
  low?: boolean;
  /** Told which rows are on the screen, so that they are asked for. */
  seen: (range: { from: number; to: number }) => void;
}

/** Thousands of rows of one height, of which those on the screen exist. One stop for the Tab key; arrows go through the rows. */
export function Grid({ total, at, sort, change, columns: chosen, selection, low, seen }: Props): React.ReactNode {
  const { t } = useTranslation();
  const wide = Breaks.useBreakpoint().md !== false;
  const columns = wide ? chosen : ON_CARD;
  const care = useCare();
  const rowPx = (wide ? ROW_PX : CARD_PX) + (care ? (wide ? 16 : 36) : 0);
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({ count: total, getScrollElement: () => scroller.current, estimateSize: () => rowPx, overscan: 12 });
  useEffect(() => virtual.measure(), [rowPx, virtual]);
  const rows = virtual.getVirtualItems();
  const from = rows[0]?.index ?? 0;
  const to = rows.at(-1)?.index ?? 0;
  useEffect(() => seen({ from, to }), [from, to, seen]);

  function step(event: React.KeyboardEvent, index: number): void {
    const to = { ArrowDown: index + 1, ArrowUp: index - 1, PageDown: index + 10, PageUp: index - 10, Home: 0, End: total - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = Math.min(Math.max(to, 0), total - 1);
    virtual.scrollToIndex(next);
    requestAnimationFrame(() => requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-row="${next}"]`)?.focus()));
  }

  return (
    <div ref={scroller} role="grid" aria-label={t('shell.pages.ledger')} aria-rowcount={total + 1} className={`${styles['grid']} ${low ? styles['low'] : ''} ${wide ? '' : styles['cards']} ${selection ? styles['selects'] : ''}`} style={low ? { height: Math.min(480, (total + 1) * rowPx + 4) } : { maxHeight: Math.max(240, (total + 1) * rowPx + 4) }}>
      <div role="row" aria-rowindex={1} className={`${styles['row']} ${styles['head']}`}>
        {selection && (
          <span role="columnheader" className={styles['select']}>
            <SelectAll rows={Array.from({ length: Math.min(total, MOST_SELECTED) }, (_, index) => at(index)).flatMap((row) => row ?? [])} total={total} selection={selection} />
          </span>
        )}
        {columns.map((column) => (
          <Head key={column} column={column} sort={sort} change={change} />
        ))}
      </div>
      <div role="rowgroup" className={styles['body']} style={{ height: virtual.getTotalSize() }}>
        {rows.map(({ index, start }) => (
          <Row key={index} index={index} row={at(index)} start={start} stop={index === from} step={step} columns={columns} selection={selection} />
        ))}
      </div>
    </div>
  );
}

/** All that is listed, as far as one act may be sent to so many at once. */
function SelectAll({ rows, total, selection: { has, all } }: { rows: readonly LedgerRow[]; total: number; selection: NonNullable<Props['selection']> }): React.ReactNode {
  const { t } = useTranslation();
  const chosen = rows.filter(({ itemId }) => has(itemId)).length;
  const words = t(total > rows.length ? 'ledgerTools.selectFirst' : 'ledgerTools.selectAll', { count: rows.length });
  return <Checkbox checked={rows.length > 0 && chosen === rows.length} indeterminate={chosen > 0 && chosen < rows.length} onChange={(e) => all(rows, e.target.checked)} aria-label={words} title={words} />;
}

function Head({ column, sort, change }: { column: Column } & Pick<Props, 'sort' | 'change'>): React.ReactNode {
  const { t } = useTranslation();
  const by = SORTS.find((s) => s === column);
  if (by === undefined)
    return (
      <span role="columnheader" className={styles[column]}>
        {t(`ledgerTools.column.${column}`)}
      </span>
    );
  const now = sort === by ? 'ascending' : sort === `-${by}` ? 'descending' : 'none';
  return (
    <span role="columnheader" aria-sort={now} className={styles[column]}>
      <button type="button" className={styles['sort']} onClick={() => change({ sort: now === 'ascending' ? `-${by}` : by })}>
        {t(`ledgerTools.column.${column}`)} <span aria-hidden="true">{{ ascending: '↑', descending: '↓', none: '' }[now]}</span>
      </button>
    </span>
  );
}

interface RowProps extends Pick<Props, 'columns' | 'selection'> {
  index: number;
  row: LedgerRow | undefined;
  start: number;
  stop: boolean;
  step: (event: React.KeyboardEvent, index: number) => void;
}

function Row({ index, row, start, stop, step, columns, selection }: RowProps): React.ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const place = { role: 'row', 'aria-rowindex': index + 2, 'data-row': index, className: styles['row'], style: { transform: `translateY(${start}px)` } };
  if (row === undefined)
    return (
      <div {...place} aria-busy="true">
        <span role="gridcell" className={styles['coming']} />
      </div>
    );
  const open = (): void => void navigate({ to: '/items/$itemId', params: { itemId: row.itemId } });
  return (
    <div
      {...place}
      aria-selected={selection?.has(row.itemId)}
      tabIndex={stop ? 0 : -1}
      onClick={open}
      onKeyDown={(event) => {
        if (event.key === 'Enter') open();
        else if (event.key === 'x' && selection) selection.toggle(row);
        else step(event, index);
      }}
    >
      {selection && (
        <span role="gridcell" className={styles['select']} onClick={(event) => event.stopPropagation()}>
          <Checkbox checked={selection.has(row.itemId)} onChange={() => selection.toggle(row)} tabIndex={-1} aria-label={t('ledgerTools.select', { number: `${row.number} ${row.title}` })} />
        </span>
      )}
      {columns.map((column) => (
        <span key={column} role="gridcell" className={`${styles[column]} numbers`} title={column === 'title' ? row.title : undefined}>
          <Cell row={row} column={column} />
        </span>
      ))}
    </div>
  );
}
