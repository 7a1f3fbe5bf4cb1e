import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { App, Form, Input, Radio, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '../../../api/client';
import { useWorkingDays } from '../../../api/rest-days';
import { useUnits } from '../../../api/units';
import { useAbout } from '../../../parts/about';
import { ActForm } from '../../../parts/act-form';
import { Answered } from '../../../parts/answered';
import { DayField } from '../../../parts/day/day-field';
import { Light, type LightColour } from '../../../parts/light';
import { WholeDays } from '../../../parts/whole-days';
import { language } from '../../../words/language';
import { cityDay, cityMoment } from '../../../words/moments';
import { useAgenda } from '../agenda';
import styles from '../item.module.css';
import type { ActGroup, Found } from './known';
import { useActOnItem } from './send';
import { subjectKey, useSubject } from './subject';

interface Typed {
  grant?: boolean;
  reason: string;
  day: string;
  toUnitId?: string;
}
type Request = Found['requests'][number];

/** What was asked, what either answer would do, and the ruling with its reason; neither answer is chosen beforehand. */
export function RulingForm({ found, group, close }: { found: Found; group: ActGroup; close: () => void }): React.ReactNode {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const words = useSubject(found);
  const { units } = useUnits();
  const send = useActOnItem(found, 'rule');
  const name = t('itemActs.names.rule');
  const { one: act, about } = useAbout(group.of, subjectKey, t('itemActs.subject'), words);
  const request = found.requests.find(({ id }) => id === act.requestId);

  async function rule({ grant, reason, day, toUnitId }: Typed): Promise<boolean> {
    try {
      await send.mutateAsync({ requestId: act.requestId, grant, reason, day: day || null, toUnitId: toUnitId ?? null });
    } catch {
      return false;
    }
    void message.success(t('itemActs.done', { act: name }));
    return true;
  }

  return (
    <ActForm<Typed> title={`${name} · ${found.number} ${found.title}`} act={name} about={about} draft={`rule:${found.id}`} initial={{ reason: '', day: '' }} send={rule} busy={send.isPending} refused={send.error} clashes={({ day, grant }) => send.clashes({ [`request:${act.requestId}`]: grant === undefined ? '' : t(grant ? 'itemActs.ruling.grant' : 'itemActs.ruling.refuse'), deadline: day })} close={close}>
      <Form.Item noStyle shouldUpdate={(a: Typed, b: Typed) => a.day !== b.day || a.toUnitId !== b.toUnitId}>
        {({ getFieldsValue }) => {
          const typed = getFieldsValue() as Typed;
          if (request === undefined) return null;
          return (
            <>
              <Asked found={found} request={request} />
              {(request.kind === 'decline' || request.disputed?.what === 'attribution') && (
                <Form.Item name="toUnitId" label={t('itemActs.fields.toUnitId')} initialValue={request.proposedUnitId ?? undefined}>
                  <Select showSearch={{ optionFilterProp: 'label' }} allowClear options={units.map(({ id, name: label }) => ({ value: id, label }))} />
                </Form.Item>
              )}
              <Form.Item name="grant" label={name} rules={[{ required: true, message: t('itemActs.missing.ruling') }]}>
                <Radio.Group options={[{ value: true, label: t('itemActs.ruling.grant') }, { value: false, label: t('itemActs.ruling.refuse') }]} />
              </Form.Item>
              <Effects found={found} requestId={request.id} day={typed.day} toUnitId={typed.toUnitId} ruled={send.isPending || send.isSuccess} />
              {(request.kind === 'extension' || request.kind === 'reason') && (
                <Form.Item name="day" label={t('itemActs.ruling.otherDay')}>
                  <DayField />
                </Form.Item>
              )}
            </>
          );
        }}
      </Form.Item>
      <Form.Item name="reason" label={t('itemActs.fields.reason')} rules={[{ required: true, whitespace: true, message: t('itemActs.missing.reason') }]}>
        <Input.TextArea rows={3} maxLength={2000} />
      </Form.Item>
    </ActForm>
  );
}

function Asked({ found, request }: { found: Found; request: Request }): React.ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  const history = useQuery({ queryKey: ['item', found.id, 'history-of', request.id], queryFn: () => answer(api.GET('/items/{itemId}/requests/{requestId}/history', { params: { path: { itemId: found.id, requestId: request.id } } })) });
  return (
    <blockquote className={styles['said']}>
      <p className="secondary numbers">
        <WholeDays>
          {t('itemActs.ruling.asked', { unit: nameOf(request.unitId), at: cityMoment(request.at) }) +
            (request.day === null ? '' : ` · ${t('itemActs.fields.day')} ${request.day}`) +
            ` · ${t(request.askedInTime ? 'itemActs.ruling.askedInTime' : 'itemActs.ruling.askedLate')}`}
        </WholeDays>
      </p>
      <RulingDay found={found} request={request} />
      {history.data && (
        <p className="secondary numbers">
          {t('itemActs.ruling.before', { ...history.data.here })}
          {t('itemActs.ruling.beforeAll', { ...history.data.everywhere, count: history.data.items })}
        </p>
      )}
      <p className="quote">{request.reason}</p>
    </blockquote>
  );
}

/** By when the ruling is owed and by whom, and what happens where it is not given. */
function RulingDay({ found, request }: { found: Found; request: Request }): React.ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  const workingDays = useWorkingDays();
  const agenda = useAgenda(found.id);
  const duty = found.duties.find(({ id }) => id === `rule:${request.id}`);
  if (duty?.day == null || agenda.data === undefined) return null;
  const left = workingDays(cityDay(agenda.data.now), duty.day);
  const escalates = agenda.data.entries.find((e) => e.duty === duty.id && e.act === 'escalate');
  return (
    <p className="numbers">
      <strong>
        <WholeDays>{t('itemActs.ruling.by', { unit: nameOf(duty.owedBy.unitId), day: duty.day })}</WholeDays>
      </strong>{' '}
      {left >= 0 ? t('itemActs.ruling.left', { count: left }) : t('itemActs.ruling.past', { count: -left })}
      {escalates && <WholeDays>{` · ${t('itemActs.ruling.escalates', { at: cityMoment(escalates.at) })}`}</WholeDays>}
    </p>
  );
}

/** Both answers beside each other, as the API would carry them out. Once the ruling is sent there is nothing to ask any more. */
function Effects({ found, requestId, day, toUnitId, ruled }: { found: Found; requestId: string; day?: string; toUnitId?: string; ruled: boolean }): React.ReactNode {
  const { t } = useTranslation();
  const query = { ...(day && { day }), ...(toUnitId && { toUnitId }) };
  const effects = useQuery({
    queryKey: ['effects', found.id, requestId, query, found.version],
    enabled: !ruled,
    queryFn: () => answer(api.GET('/items/{itemId}/requests/{requestId}/effects', { params: { path: { itemId: found.id, requestId }, query } })),
    placeholderData: keepPreviousData,
  });
  return (
    <Answered query={effects} rows={3}>
      {({ granted, refused }) => (
        <dl className={styles['effects']}>
          <dt>{t('itemActs.ruling.grant')}</dt>
          <dd>
            <Effect found={found} effect={granted} />
          </dd>
          <dt>{t('itemActs.ruling.refuse')}</dt>
          <dd>
            <Effect found={found} effect={refused} />
          </dd>
        </dl>
      )}
    </Answered>
  );
}

function Effect({ found, effect }: { found: Found; effect: Schemas['EffectBody'] }): React.ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  if (effect.code !== null) return <p>{t('itemActs.ruling.cannot', { why: effect[language()] ?? '' })}</p>;
  const titleOf = (stepId: string): string => found.steps.find(({ id }) => id === stepId)?.title ?? '';
  const nothing = effect.steps.length === 0 && effect.light === found.light;
  return (
    <ul className={styles['plain']}>
      {effect.toUnitId !== null && <li>{t('itemActs.ruling.toUnit', { unit: nameOf(effect.toUnitId) })}</li>}
      {effect.steps.map((step) => (
        <li key={step.stepId}>
          <WholeDays>{t('itemActs.ruling.stepNow', { step: titleOf(step.stepId), day: step.deadline ?? t('itemParts.noDay') })}</WholeDays> <Light light={step.light as LightColour} />
        </li>
      ))}
      {effect.light !== found.light && (
        <li>
          {t('itemActs.ruling.itemLight')} <Light light={found.light as LightColour} /> → <Light light={effect.light as LightColour} />
        </li>
      )}
      {nothing && <li>{t('itemActs.ruling.unchanged')}</li>}
      {effect.overturned > 0 && <li>{t('itemActs.ruling.overturned', { count: effect.overturned })}</li>}
      {effect.found > 0 && <li>{t('itemActs.ruling.found', { count: effect.found })}</li>}
      {effect.restUntil !== null && <li><WholeDays>{t('itemActs.ruling.restUntil', { at: cityMoment(effect.restUntil) })}</WholeDays></li>}
    </ul>
  );
}
