import { Checkbox, Form, Input, InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../../api/client';
import { asked, figure } from '../../../words/figures';
import { FlagList } from '../../../parts/flag-list';
import { Change } from './change';
import { LineEvidence } from './line-evidence';
import styles from './round.module.css';
import { Difficulty } from './sheet-table';

interface Of {
  roundId: string;
  line: Schemas['FormLineBody'];
  locked: boolean;
  onBehalfOf?: string;
  /** Something of the line was chosen without being typed. */
  changed: () => void;
}

/** One item of the form: what was told last time, this time's figures beside it, or why there is nothing new; what shows it, and what the rules find wanting. */
export function LineFields({ roundId, line, locked, onBehalfOf, changed }: Of): React.ReactNode {
  const { t } = useTranslation();
  const still = Form.useWatch<boolean>([line.id, 'noProgress']);
  return (
    <fieldset className={styles['line']} disabled={locked}>
      <legend>
        {line.number} {line.title}
      </legend>
      <p className="secondary">{line.last === null ? t('round.lastNone') : t('round.last', { text: line.last.text })}</p>
      <div className={styles['figures']}>
        {line.targets.map((target) => (
          <Form.Item key={target.targetId} noStyle={false} name={[line.id, 'values', target.targetId]} label={t('round.value', target)} extra={<ValueHelp lineId={line.id} target={target} />}>
            <InputNumber min={0} inputMode="decimal" disabled={locked} className={styles['number']} />
          </Form.Item>
        ))}
        <Form.Item name={[line.id, 'percent']} label={t('round.percent')}>
          <InputNumber min={0} max={100} inputMode="numeric" disabled={locked} className={styles['number']} />
        </Form.Item>
      </div>
      <Form.Item name={[line.id, 'text']} label={t('round.text')}>
        <Input.TextArea rows={2} maxLength={4000} disabled={locked} />
      </Form.Item>
      <Form.Item name={[line.id, 'noProgress']} valuePropName="checked">
        <Checkbox disabled={locked}>{t('round.noProgress')}</Checkbox>
      </Form.Item>
      {still && (
        <Form.Item name={[line.id, 'noProgressReason']} label={t('round.noProgressReason')}>
          <Input.TextArea rows={2} maxLength={2000} disabled={locked} />
        </Form.Item>
      )}
      <p>
        <Difficulty line={line} />
      </p>
      <LineEvidence roundId={roundId} line={line} locked={locked} onBehalfOf={onBehalfOf} changed={changed} />
      {line.flags.length > 0 && (
        <details className={styles['wanting']}>
          <summary>{t('round.flags', { count: line.flags.length })}</summary>
          <FlagList flags={line.flags} />
        </details>
      )}
    </fieldset>
  );
}

/** Last time's figure and what was asked; then the difference, and a question where a cumulative figure falls. */
function ValueHelp({ lineId, target }: { lineId: string; target: Schemas['FormTargetBody'] }): React.ReactNode {
  const { t } = useTranslation();
  const value = Form.useWatch<number | null>([lineId, 'values', target.targetId]);
  const { reported } = target;
  return (
    <span className="numbers">
      {t('round.valueHelp', { last: reported === null ? t('common.notTold') : figure(reported), asked: asked(target) })}
{' '}
      <Change now={value} last={reported} />
    </span>
  );
}
