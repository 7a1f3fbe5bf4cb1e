import { Button, Form, Input, InputNumber, Radio, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useUnits } from '../../../api/units';
import { DayField } from '../../../parts/day/day-field';
import { useIndicators } from './choices';
import { contentsOf } from './contents';
import { evidenceFor, EvidenceUpload, placeOf } from './evidence-field';
import formLines from '../../../parts/form-lines.module.css';
import type { Act, Found } from './known';

/** Duties that follow of a decision: which unit does what, by when. */
export function StepsField({ name, label }: { name: string; label: string }): React.ReactNode {
  const { t } = useTranslation();
  const { units } = useUnits();
  const field = (key: 'unitId' | 'todo' | 'day') => ({ label: t(`proceedingActs.fields.${key}`), rules: [{ required: true, message: t('proceedingActs.missing', { field: t(`proceedingActs.fields.${key}`) }) }] });
  return (
    <Form.List name={name}>
      {(lines, { add, remove }) => (
        <fieldset className={formLines['group']}>
          <legend>{label}</legend>
          {lines.map((line, at) => (
            <div key={line.key} className={formLines['line']} role="group" aria-label={t('proceedingActs.step', { number: at + 1 })}>
              <Form.Item name={[line.name, 'unitId']} {...field('unitId')}>
                <Select showSearch={{ optionFilterProp: 'label' }} options={units.map((u) => ({ value: u.id, label: u.name }))} />
              </Form.Item>
              <Form.Item name={[line.name, 'text']} {...field('todo')}>
                <Input.TextArea rows={2} maxLength={2000} />
              </Form.Item>
              <Form.Item name={[line.name, 'day']} {...field('day')}>
                <DayField />
              </Form.Item>
              <Button type="link" onClick={() => remove(line.name)}>
                {t('proceedingActs.remove')}
              </Button>
            </div>
          ))}
          <Button onClick={() => add({})}>{t('proceedingActs.add')}</Button>
        </fieldset>
      )}
    </Form.List>
  );
}

/** A score and its reason for each indicator of the unit's class; those with a formula are computed, and only said so where a person scores. */
export function ScoresField({ found, act, name, label, own, optional, wrote }: { found: Found; act: Act; name: string; label: string; own: boolean; optional: boolean; wrote: (version: number) => void }): React.ReactNode {
  const { t } = useTranslation();
  const indicators = useIndicators(found, act.unitId);
  // A unit says of itself what it chooses to; who judges leaves nothing out.
  const rules = optional || own ? [] : [{ required: true, message: t('proceedingActs.missing', { field: label }) }];
  return (
    <fieldset className={formLines['group']}>
      <legend>{label}</legend>
      {indicators.map(({ id, name: title, points, formula }, at) => (
        <div key={id} className={formLines['line']} role="group" aria-label={title}>
          <p>
            <strong>{title}</strong> <span className="secondary numbers">{t('proceedingActs.most', { points })}</span>
          </p>
          {formula !== null && !own ? (
            <p className="secondary">{t('proceedingActs.formula')}</p>
          ) : (
            <>
              <Form.Item name={[name, at, 'indicatorId']} initialValue={id} hidden>
                <Input />
              </Form.Item>
              <Form.Item name={[name, at, 'score']} label={t('proceedingActs.fields.score')} rules={rules}>
                <InputNumber stringMode min="0" max={points} inputMode="decimal" />
              </Form.Item>
              <Form.Item name={[name, at, own ? 'text' : 'reason']} label={t('proceedingActs.fields.why')} rules={rules}>
                <Input.TextArea rows={2} maxLength={5000} />
              </Form.Item>
              {own && (
                <Form.Item name={[name, at, 'evidence']} label={t('proceedingActs.fields.evidenceIds')}>
                  <Select mode="multiple" options={evidenceFor(found, act).map((e) => ({ value: e.id, label: e.name }))} />
                </Form.Item>
              )}
            </>
          )}
        </div>
      ))}
      {own && <EvidenceUpload found={found} subject={placeOf(act)} wrote={wrote} />}
    </fieldset>
  );
}

/** What is said of each plan of a list that went up; the version that is ruled on is the one that is shown. */
export function RulingsField({ found, name, label }: { found: Found; name: string; label: string }): React.ReactNode {
  const { t } = useTranslation();
  // What was approved here and came back from above can only be returned.
  const plans = (contentsOf(found).plans ?? []).filter((p) => ['sent', 'passedOn', 'sentOn'].includes(p.status));
  return (
    <fieldset className={formLines['group']}>
      <legend>{label}</legend>
      {plans.map(({ planId, title, draftVersion, status }, at) => (
        <div key={planId} className={formLines['line']} role="group" aria-label={title}>
          <strong>{title}</strong>
          <Form.Item name={[name, at, 'planId']} initialValue={planId} hidden>
            <Input />
          </Form.Item>
          <Form.Item name={[name, at, 'draftVersion']} initialValue={draftVersion} hidden>
            <InputNumber />
          </Form.Item>
          <Form.Item name={[name, at, 'how']} label={t('proceedingActs.fields.ruling')}>
            <Radio.Group options={(status === 'sent' ? (['approve', 'passOn', 'return'] as const) : (['return'] as const)).map((value) => ({ value, label: t(`proceedingActs.options.${value}`) }))} />
          </Form.Item>
          <Form.Item name={[name, at, 'reason']} label={t('proceedingActs.fields.why') + t('proceedingActs.optional')}>
            <Input.TextArea rows={2} maxLength={2000} />
          </Form.Item>
        </div>
      ))}
    </fieldset>
  );
}
