import { Link } from '@tanstack/react-router';
import { App, Checkbox, Form, Input, InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';
import { FlagList } from '../../../parts/flag-list';
import { asked, figure } from '../../../words/figures';
import { Change } from './change';
import type { FormLine, Typed } from './entries';
import { cellsOf, fieldAt, isOfCells, pasteInto, rowsOf, tabOrder, type GridRow, type TypedColumn } from './grid';
import { LineEvidence } from './line-evidence';
import styles from './round.module.css';

interface Of {
  roundId: string;
  lines: readonly FormLine[];
  locked: boolean;
  onBehalfOf?: string;
  /** Lines that something was put into without being typed. */
  changed: (lines: Typed) => void;
}

const FOCUSABLE = ':is(a[href], button, input, textarea, summary, [tabindex]):not([disabled], [tabindex="-1"])';

/** The unit's month as a table: last value beside this one. Tab goes down a column and on through the other controls, and cells copied in a spreadsheet are pasted as they stand. */
export function SheetTable({ roundId, lines, locked, onBehalfOf, changed }: Of): React.ReactNode {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const form = Form.useFormInstance<Typed>();
  const rows = rowsOf(lines);

  /** Where in the table the field lies that has the focus. */
  function placeOf({ target }: { target: EventTarget }): { row: number; column: TypedColumn } | null {
    const cell = (target as HTMLElement).closest<HTMLElement>('[data-cell]');
    if (cell === null || !(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) || target.type === 'checkbox') return null;
    const [column, row] = cell.dataset['cell']!.split(':');
    return { row: Number(row), column: column as TypedColumn };
  }

  function goDown(event: React.KeyboardEvent<HTMLTableElement>): void {
    if (event.key !== 'Tab' || event.altKey || event.ctrlKey || event.metaKey) return;
    const order = tabOrder([...event.currentTarget.querySelectorAll<HTMLElement>(FOCUSABLE)].filter((element) => element.checkVisibility()), (element) => placeOf({ target: element })?.column ?? null);
    const here = order.indexOf(event.target as HTMLElement);
    const next = here === -1 ? undefined : order[here + (event.shiftKey ? -1 : 1)];
    // Beyond the first and the last one the table is left as any other.
    if (next === undefined) return;
    event.preventDefault();
    next.focus();
    if (next instanceof HTMLInputElement && next.type !== 'checkbox') next.select();
  }

  function paste(event: React.ClipboardEvent): void {
    const place = placeOf(event);
    const pasted = event.clipboardData.getData('text/plain');
    if (place === null || !isOfCells(place.column, pasted, event.clipboardData.getData('text/html'))) return;
    const cells = cellsOf(pasted);
    event.preventDefault();
    const found = pasteInto(rows, place, cells, form.getFieldsValue(true) as Typed);
    form.setFieldsValue(found.lines);
    changed(found.lines);
    const said = t('round.pasted', { count: found.filled });
    if (found.left.length === 0) void message.success(said);
    else void message.warning(`${said} ${t('round.pastedLeft', { count: found.left.length, cells: found.left.slice(0, 3).join(t('common.list')) })}`);
  }

  return (
    <div className={styles['scroll']} role="region" aria-label={t('round.form')} tabIndex={0}>
      {!locked && <p className="secondary">{t('round.tableHelp')}</p>}
      <table className={styles['table']} onKeyDown={goDown} onPaste={paste}>
        <thead>
          <tr>
            <th scope="col">{t('round.number')}</th>
            <th scope="col">{t('round.item')}</th>
            <th scope="col" className={styles['right']}>{t('round.lastValue')}</th>
            <th scope="col">{t('round.thisValue')}</th>
            <th scope="col">{t('round.percent')}</th>
            <th scope="col">{t('round.text')}</th>
            <th scope="col">{t('round.noProgress')}</th>
            <th scope="col">{t('round.difficulty')}</th>
            <th scope="col">{t('round.evidence')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <Row key={`${row.line.id}:${row.target?.targetId ?? ''}`} row={row} at={at} roundId={roundId} locked={locked} onBehalfOf={onBehalfOf} changed={changed} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ row, at, roundId, locked, onBehalfOf, changed }: { row: GridRow<FormLine>; at: number } & Omit<Of, 'lines'>): React.ReactNode {
  const { t } = useTranslation();
  const { line, target, first } = row;
  const still = Form.useWatch<boolean>([line.id, 'noProgress']) === true;
  const value = Form.useWatch<number | null>(target === null ? [line.id, 'none'] : [line.id, 'values', target.targetId]);
  const of = (words: string): string => `${line.number} ${line.title} ${words}`;
  return (
    <tr className={first ? styles['first'] : undefined}>
      <td className="numbers">{first && line.number}</td>
      <th scope="row">
        {first && (
          <Link to="/items/$itemId" params={{ itemId: line.itemId }}>
            {line.title}
          </Link>
        )}
        {target !== null && <div className="secondary">{`${target.metric} ${asked(target)} ${target.unit}`}</div>}
        {first && <div className={`secondary ${styles['clamped']}`} title={line.last?.text}>{line.last === null ? t('round.lastNone') : t('round.last', { text: line.last.text })}</div>}
        {first && line.flags.length > 0 && (
          <details className={styles['wanting']}>
            <summary>{t('round.flags', { count: line.flags.length })}</summary>
            <FlagList flags={line.flags} />
          </details>
        )}
      </th>
      <td className={`numbers ${styles['right']}`}>{target === null ? t('common.none') : target.reported === null ? t('common.notTold') : figure(target.reported)}</td>
      <td data-cell={`value:${at}`}>
        {target !== null && (
          <Form.Item name={fieldAt(row, 'value', still)!} extra={<Change now={value} last={target.reported} />}>
            <InputNumber min={0} inputMode="decimal" disabled={locked} className={styles['number']} aria-label={of(t('round.value', target))} />
          </Form.Item>
        )}
      </td>
      <td data-cell={`percent:${at}`}>
        {first && (
          <Form.Item name={fieldAt(row, 'percent', still)!}>
            <InputNumber min={0} max={100} inputMode="numeric" disabled={locked} className={styles['share']} aria-label={of(t('round.percent'))} />
          </Form.Item>
        )}
      </td>
      <td data-cell={`words:${at}`}>
        {first && (
          <Form.Item key={still ? 'why' : 'text'} name={fieldAt(row, 'words', still)!}>
            <Input.TextArea rows={1} className={styles['words']} maxLength={still ? 2000 : 4000} disabled={locked} aria-label={of(t(still ? 'round.noProgressReason' : 'round.text'))} placeholder={still ? t('round.noProgressReason') : undefined} />
          </Form.Item>
        )}
      </td>
      <td>
        {first && (
          <Form.Item name={[line.id, 'noProgress']} valuePropName="checked">
            <Checkbox disabled={locked} aria-label={of(t('round.noProgress'))} />
          </Form.Item>
        )}
      </td>
      <td>{first && <Difficulty line={line} />}</td>
      <td>{first && <LineEvidence roundId={roundId} line={line} locked={locked} onBehalfOf={onBehalfOf} changed={() => changed({ [line.id]: {} })} />}</td>
    </tr>
  );
}

/** Where a difficulty of the item is raised, without leaving what is typed. */
export function Difficulty({ line }: { line: FormLine }): React.ReactNode {
  const { t } = useTranslation();
  return (
    <Link to="/proceedings" search={{ begin: 'difficulty', item: line.itemId }} target="_blank" aria-label={`${line.number} ${line.title} ${t('round.raise')}`}>
      {t('round.raise')}
    </Link>
  );
}
