import { Button, Form, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, commandHeaders, type Schemas } from '../../../api/client';
import formLines from '../../../parts/form-lines.module.css';
import { DayField, Line, PersonField, PlanField, UnitField } from './fields';
import { OpenForm } from './open-form';

type Body = Schemas['ListReformUnitBody'];
interface Typed extends Omit<Body, 'ownPlan'> {
  ownPlan?: string;
}
const WORDS = ['ownership', 'trade', 'size', 'region', 'batch', 'level'] as const;
const TYPES = ['enterprise', 'park', 'cluster'] as const;
const LINKS = ['contactUnit', 'instructor'] as const;

/** A reform unit comes onto the roster: what is known of it, and who is linked to it. */
export function ReformUnitForm({ close }: { close: () => void }): React.ReactNode {
  const { t } = useTranslation();
  const bodyOf = ({ ownPlan, links, ...typed }: Typed): Body => ({ ...typed, links: links ?? [], ...(ownPlan !== undefined && { ownPlan: { title: ownPlan } }) });
  return (
    <OpenForm<Typed, Body> what="reform-unit" initial={{ particulars: { unitType: 'enterprise' }, links: [] }} bodyOf={bodyOf} call={(body, key) => api.POST('/reform-units', { params: { header: commandHeaders(key) }, body })} close={close}>
      <PlanField optional />
      <Line name="name" label="title" />
      <DayField name="since" label="listedSince" />
      <Form.Item name={['particulars', 'unitType']} label={t('proceedingActs.fields.unitType')}>
        <Radio.Group options={TYPES.map((value) => ({ value, label: t(`proceedingActs.options.${value}`) }))} />
      </Form.Item>
      {WORDS.map((word) => (
        <Line key={word} name={['particulars', word]} label="title" title={t(`proceedingActs.fields.${word}`) + t('proceedingActs.optional')} optional />
      ))}
      <UnitField name={['particulars', 'unitId']} label="placeUnit" optional />
      <Line name="ownPlan" label="ownPlan" optional />
      <Form.List name="links">
        {(lines, { add, remove }) => (
          <fieldset className={formLines['group']}>
            <legend>{t('openMatter.links')}</legend>
            {lines.map(({ key, name }) => (
              <div key={key} className={formLines['line']}>
                <Form.Item name={[name, 'kind']} initialValue="contactUnit" label={t('proceedingActs.fields.linkKind')}>
                  <Radio.Group options={LINKS.map((value) => ({ value, label: t(`proceedingActs.options.${value}`) }))} />
                </Form.Item>
                <UnitField name={[name, 'unitId']} label="memberUnit" />
                <PersonField name={[name, 'personId']} label="title" title={t('proceedingActs.fields.linkPerson')} unitName={['links', name, 'unitId']} optional />
                <DayField name={[name, 'since']} label="title" title={t('proceedingActs.fields.since')} />
                <Button type="link" onClick={() => remove(name)}>
                  {t('openMatter.remove')}
                </Button>
              </div>
            ))}
            <Button onClick={() => add({})}>{t('openMatter.addLink')}</Button>
          </fieldset>
        )}
      </Form.List>
    </OpenForm>
  );
}
