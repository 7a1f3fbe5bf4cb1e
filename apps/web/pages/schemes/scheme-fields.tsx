import { Button, ConfigProvider, Form, Input, InputNumber, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import type { schemes } from '../../words/zh/schemes';
import { TraitsFields } from '../../parts/traits-fields';
import formLines from '../../parts/form-lines.module.css';
import styles from './schemes.module.css';
import { EMPTY_CLASS, EMPTY_INDICATOR } from './typed';

type Label = { [K in keyof typeof schemes]: (typeof schemes)[K] extends string ? K : never }[keyof typeof schemes];

/** A line of text; what may be left out says so. */
function Line({ name, label, optional = false, decimal = false }: { name: (string | number)[]; label: Label; optional?: boolean; decimal?: boolean }): React.ReactNode {
  const { t } = useTranslation();
  const title = t(`schemes.${label}`);
  return (
    <Form.Item name={name} label={optional && label !== 'formula' ? title + t('schemes.optional') : title} rules={optional ? [] : [{ required: true, whitespace: true, message: t('schemes.missing', { field: title }) }]}>
      <Input maxLength={decimal ? 26 : 500} inputMode={decimal ? 'decimal' : undefined} />
    </Form.Item>
  );
}

/** The scheme itself: marks, classes with their indicators, grades. */
export function SchemeFields(): React.ReactNode {
  const { t } = useTranslation();
  return (
    <>
      <div className={styles['fields']}>
        <Line name={['scheme', 'fullMarks']} label="fullMarks" decimal />
        <Form.Item name={['scheme', 'decimals']} label={t('schemes.decimals')}>
          <InputNumber min={0} max={6} precision={0} inputMode="numeric" />
        </Form.Item>
        <Form.Item name={['scheme', 'rounding']} label={t('schemes.rounding')}>
          <Radio.Group options={(['halfUp', 'halfEven', 'down'] as const).map((value) => ({ value, label: t(`schemes.roundings.${value}`) }))} />
        </Form.Item>
      </div>
      <Form.List name={['scheme', 'classes']}>
        {(lines, { add, remove }) => (
          <fieldset className={formLines['group']}>
            <legend>{t('schemes.classes')}</legend>
            {lines.map(({ key, name }) => (
              <div key={key} className={formLines['line']} role="group" aria-label={t('schemes.cls', { number: name + 1 })}>
                <div className={styles['fields']}>
                  <Line name={[name, 'name']} label="className" />
                  <Line name={[name, 'bonusCap']} label="bonusCap" optional decimal />
                  <Line name={[name, 'penaltyCap']} label="penaltyCap" optional decimal />
                </div>
                <Condition at={name} />
                <Indicators at={name} />
                {lines.length > 1 && <Remove remove={() => remove(name)} />}
              </div>
            ))}
            <Button onClick={() => add(EMPTY_CLASS)}>{t('schemes.addClass')}</Button>
          </fieldset>
        )}
      </Form.List>
      <Grades />
    </>
  );
}

/** A class may say by traits which units it is for: what is left empty may be anything. */
function Condition({ at }: { at: number }): React.ReactNode {
  const { t } = useTranslation();
  return (
    <fieldset className={formLines['group']}>
      <legend>{t('schemes.when')}</legend>
      <div className={styles['fields']}>
        <TraitsFields at={[at, 'when']} />
      </div>
    </fieldset>
  );
}

function Indicators({ at }: { at: number }): React.ReactNode {
  const { t } = useTranslation();
  const locked = ConfigProvider.useConfig().componentDisabled === true;
  return (
    <Form.List name={[at, 'indicators']}>
      {(lines, { add, remove, move }) => (
        <fieldset className={formLines['group']}>
          <legend>{t('schemes.indicators')}</legend>
          {lines.map(({ key, name }) => (
            <div key={key} className={styles['indicator']} role="group" aria-label={t('schemes.indicator', { number: name + 1 })}>
              <Line name={[name, 'name']} label="indicatorName" />
              <Form.Item name={[name, 'kind']} label={t('schemes.kind')}>
                <Radio.Group options={(['weighted', 'bonus', 'penalty'] as const).map((value) => ({ value, label: t(`schemes.kinds.${value}`) }))} />
              </Form.Item>
              <Line name={[name, 'points']} label="points" decimal />
              <Line name={[name, 'formula']} label="formula" optional />
              <Line name={[name, 'doubledWhen']} label="doubledWhen" optional />
              <Button type="link" disabled={locked || name === 0} onClick={() => move(name, name - 1)}>
                {t('schemes.up')}
              </Button>
              <Button type="link" disabled={locked || name === lines.length - 1} onClick={() => move(name, name + 1)}>
                {t('schemes.down')}
              </Button>
              {lines.length > 1 && <Remove remove={() => remove(name)} />}
            </div>
          ))}
          <Button onClick={() => add(EMPTY_INDICATOR)}>{t('schemes.addIndicator')}</Button>
        </fieldset>
      )}
    </Form.List>
  );
}

function Grades(): React.ReactNode {
  const { t } = useTranslation();
  return (
    <Form.List name={['scheme', 'grades']}>
      {(lines, { add, remove }) => (
        <fieldset className={formLines['group']}>
          <legend>{t('schemes.grades')}</legend>
          {lines.map(({ key, name }) => (
            <div key={key} className={styles['indicator']} role="group" aria-label={t('schemes.grade', { number: name + 1 })}>
              <Line name={[name, 'name']} label="gradeName" />
              <Line name={[name, 'from']} label="from" decimal />
              <Line name={[name, 'quotaPercent']} label="quota" optional decimal />
              <Remove remove={() => remove(name)} />
            </div>
          ))}
          <Button onClick={() => add({})}>{t('schemes.addGrade')}</Button>
        </fieldset>
      )}
    </Form.List>
  );
}

function Remove({ remove }: { remove: () => void }): React.ReactNode {
  const { t } = useTranslation();
  return (
    <Button type="link" onClick={remove}>
      {t('proceedingActs.remove')}
    </Button>
  );
}
