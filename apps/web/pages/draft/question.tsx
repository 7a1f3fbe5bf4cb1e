import { App, Button, Input, InputNumber, Radio, Select } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, commandHeaders, type Schemas } from '../../api/client';
import { useCommand } from '../../api/commands';
import { answered, PLAN_SHOWN, type Plan, type Question } from '../../api/plans';
import { useUnits } from '../../api/units';
import { Failed } from '../../parts/answered';
import { language } from '../../words/language';
import styles from './draft.module.css';

type Takes = Schemas['ChoiceBody']['takes'];
const RHYTHMS = ['monthly', 'quarterly', 'halfYearly', 'yearly', 'ongoing'] as const;

/** A doubt with its answers: nothing is chosen beforehand, and what was answered may be answered otherwise. */
export function QuestionForm({ plan, question }: { plan: Plan; question: Question }): React.ReactNode {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const name = useId();
  const settled = answered(plan, question.id);
  const [chosen, setChosen] = useState(settled?.optionId);
  const [value, setValue] = useState(settled?.value ?? '');
  const [wanting, setWanting] = useState(false);
  const settle = useCommand((body: Schemas['SettleBody'], key) => api.POST('/plans/{planId}/settle', { params: { path: { planId: plan.id }, header: commandHeaders(key, plan.version) }, body }) as Promise<{ data?: Schemas['PlanAnswer']; error?: unknown; response: Response }>, PLAN_SHOWN);
  const option = question.options.find(({ id }) => id === chosen);

  function take(): void {
    if (option === undefined) return;
    setWanting(option.valueNeeded && value.trim() === '');
    if (option.valueNeeded && value.trim() === '') return;
    settle.mutate({ settlements: [{ decisionId: question.id, optionId: option.id, ...(option.takes !== 'nothing' && value !== '' && { value }) }] }, { onSuccess: () => void message.success(t('draft.answer.taken')) });
  }

  return (
    <fieldset className={`${styles['question']} ${settled === undefined ? styles['doubt'] : ''}`} data-question={question.id}>
      <legend>
        {settled === undefined && <span aria-hidden="true">? </span>}
        {question.question[language()]}
      </legend>
      <Radio.Group name={name} value={chosen} onChange={(e) => setChosen(e.target.value as string)} className={styles['options']} options={question.options.map((o) => ({ value: o.id, label: o[language()] }))} />
      {option && option.takes !== 'nothing' && <Value takes={option.takes} value={value} change={setValue} wanting={wanting} />}
      <div className={styles['take']}>
        <Button type={settled === undefined ? 'primary' : 'default'} disabled={option === undefined || (settled?.optionId === chosen && (settled?.value ?? '') === value)} loading={settle.isPending} onClick={take} data-take>
          {t('draft.answer.take')}
        </Button>
        {settled && <span className="secondary">{t('draft.answer.taken')}</span>}
      </div>
      {settle.isError && <Failed error={settle.error} />}
    </fieldset>
  );
}

function Value({ takes, value, change, wanting }: { takes: Takes; value: string; change: (value: string) => void; wanting: boolean }): React.ReactNode {
  const { t } = useTranslation();
  const { units } = useUnits();
  const label = t(`draft.answer.value.${takes}`);
  const common = { 'aria-label': label, 'aria-invalid': wanting, className: styles['value'], ...(wanting && { status: 'error' as const }) };
  return (
    <div>
      {takes === 'unit' && <Select {...common} showSearch={{ optionFilterProp: 'label' }} value={value || undefined} placeholder={label} onChange={change} options={units.map(({ id, name }) => ({ value: id, label: name }))} />}
      {takes === 'rhythm' && <Select {...common} value={value || undefined} placeholder={label} onChange={change} options={RHYTHMS.map((r) => ({ value: r, label: t(`draft.rhythm.${r}`) }))} />}
      {takes === 'figure' && <InputNumber {...common} stringMode value={value} placeholder={label} onChange={(typed) => change(typed === null ? '' : String(typed))} />}
      {(takes === 'day' || takes === 'number') && <Input {...common} type={takes === 'day' ? 'date' : 'text'} value={value} placeholder={label} onChange={(e) => change(e.target.value)} />}
      {wanting && <p role="alert">{t('draft.answer.valueMissing')}</p>}
    </div>
  );
}
