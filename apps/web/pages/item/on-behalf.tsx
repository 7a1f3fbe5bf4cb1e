import { App, Button, Form, Input, InputNumber, Radio, Select } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useUnits } from '../../api/units';
import { rolesOf, useIdentity } from '../../api/use-session';
import { ActForm } from '../../parts/act-form';
import { DayField } from '../../parts/day/day-field';
import type { FieldName } from '../../parts/field-faults';
import { Section } from '../../parts/page';
import { ToldFields, toldField, toldOf, type TypedTold } from '../../parts/told-fields';
import { cityMoment } from '../../words/moments';
import type { Found } from './acts/known';
import { useActOnItem } from './acts/send';
import { figuresOf, TargetFields, type TypedFigures } from './acts/target-fields';
import { DISPUTED, disputable, type Disputed } from './disputed';
import { EvidenceChoice, Upload, useEvidence } from './evidence';
import styles from './item.module.css';

const WHATS = ['receive', 'report', 'submit', 'requestExtension', 'answerPaper', 'object'] as const;

interface Typed extends TypedTold {
  what: (typeof WHATS)[number];
  text?: string;
  percent?: number | null;
  values?: TypedFigures;
  stepId?: string;
  /** The paper that is answered. */
  paperId?: string;
  /** The day asked for. */
  day?: string;
  /** What is objected to. */
  disputed?: Disputed;
  /** Which step's lateness or return. */
  disputedSteps?: Partial<Record<Disputed, string>>;
  evidenceIds?: string[];
}

type Assignment = Found['assignments'][number];

/** Of work that is finished, or was sent and waits, nothing is recorded any more but an objection, and an answer to a paper. */
const isFinished = ({ status }: Assignment): boolean => status === 'completed' || status === 'submitted';
const unanswered = (found: Found, { id }: Assignment): Found['papers'] => found.papers.filter((p) => p.assignmentId === id && p.status === 'issued' && p.answer === null);
const mayDispute = (found: Found, { id }: Assignment): boolean => DISPUTED.some((what) => disputable(found.steps, id, what).length > 0);

/** What the office records for units with nobody registered: they would be late by the silence of others. */
export function OnBehalf({ found }: { found: Found }): React.ReactNode {
  const { t } = useTranslation();
  const { units, nameOf } = useUnits();
  const office = rolesOf(useIdentity()).has('office');
  const [open, setOpen] = useState<Assignment>();
  const unstaffed = found.assignments.filter((a) => (['awaitingReceipt', 'inProgress'].includes(a.status) || (isFinished(a) && (mayDispute(found, a) || unanswered(found, a).length > 0))) && units.some(({ id, staffed }) => id === a.unitId && !staffed));
  if (!office || unstaffed.length === 0) return null;
  return (
    <Section title={t('onBehalf.title')} term="onBehalf">
      <p className="secondary">{t('onBehalf.help')}</p>
      <div className={styles['acts']}>
        {unstaffed.map((a) => (
          <Button key={a.id} onClick={() => setOpen(a)}>
            {t('onBehalf.act', { unit: nameOf(a.unitId) })}
          </Button>
        ))}
      </div>
      {open && <Fields found={found} assignment={open} close={() => setOpen(undefined)} />}
    </Section>
  );
}

function Fields({ found, assignment, close }: { found: Found; assignment: Assignment; close: () => void }): React.ReactNode {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { nameOf } = useUnits();
  const of = { receive: useActOnItem(found, 'receive'), report: useActOnItem(found, 'report'), submit: useActOnItem(found, 'submit'), requestExtension: useActOnItem(found, 'requestExtension'), answerPaper: useActOnItem(found, 'answerPaper'), object: useActOnItem(found, 'object') };
  const [sent, setSent] = useState<Typed['what']>('receive');
  const steps = found.steps.filter((s) => s.assignmentId === assignment.id && s.status === 'open');
  const papers = unanswered(found, assignment);
  const whats = WHATS.filter((what) => (what === 'answerPaper' ? papers.length > 0 : !isFinished(assignment) || (what === 'object' && mayDispute(found, assignment))));
  const disputes = DISPUTED.filter((what) => what === 'attribution' || disputable(found.steps, assignment.id, what).length > 0);

  const known = (useEvidence(found.id).data?.evidence ?? []).filter((e) => e.assignmentId === assignment.id);
  const figures = useRef<ReturnType<typeof figuresOf>>([]);
  const asked = useRef<Disputed>('attribution');
  const wrote = (version: number): void => WHATS.forEach((what) => of[what].wrote(version));

  async function send({ what, text, percent, values = {}, stepId, paperId, day, disputed, disputedSteps = {}, evidenceIds = [], ...told }: Typed): Promise<boolean> {
    const onBehalf = toldOf(told);
    figures.current = figuresOf(values, onBehalf.date);
    const said = { receive: { assignmentId: assignment.id }, report: { assignmentId: assignment.id, stepId: stepId ?? steps[0]?.id ?? null, text, percent: percent ?? null, values: figures.current, evidenceIds }, submit: { stepId, text, evidenceIds }, requestExtension: { stepId: stepId ?? steps[0]?.id, day, reason: text }, answerPaper: { paperId: paperId ?? papers[0]?.id, text }, object: { assignmentId: assignment.id, stepId: (disputed && disputedSteps[disputed]) ?? null, what: disputed, reason: text } }[what];
    setSent(what);
    asked.current = disputed ?? 'attribution';
    try {
      await of[what].mutateAsync({ ...said, onBehalf });
    } catch {
      return false;
    }
    void message.success(t('onBehalf.done'));
    return true;
  }

  /** Figures are sent as a list, and typed by their targets. */
  const fieldOf = (field: string): FieldName => {
    const at = /^values\[(\d+)\]/.exec(field)?.[1];
    if (sent === 'object' && field === 'stepId') return ['disputedSteps', asked.current];
    return at === undefined ? toldField(field) : ['values', figures.current[Number(at)]?.targetId ?? ''];
  };
  const title = t('onBehalf.act', { unit: nameOf(assignment.unitId) });
  return (
    <ActForm<Typed> title={`${title} · ${found.number} ${found.title}`} act={t('onBehalf.title')} draft={`on-behalf:${found.id}:${assignment.id}`} initial={{ what: isFinished(assignment) ? whats[0]! : assignment.status === 'awaitingReceipt' ? 'receive' : 'report' }} send={send} busy={of[sent].isPending} refused={of[sent].error} fieldOf={fieldOf} close={close}>
      <Form.Item name="what" label={t('onBehalf.what')}>
        <Radio.Group options={whats.map((value) => ({ value, label: t(`onBehalf.whats.${value}`) }))} />
      </Form.Item>
      <ToldFields
        known={known}
        upload={(taken) => (
          <Upload
            found={found}
            assignmentId={assignment.id}
            onBehalf
            label={t('onBehalf.addScan')}
            place={`item/${found.id}/${assignment.id}/scan`}
            taken={(file) => {
              wrote(file.version);
              taken(file);
            }}
          />
        )}
      />
      <Form.Item noStyle shouldUpdate={(a: Typed, b: Typed) => a.what !== b.what || a.disputed !== b.disputed}>
        {({ getFieldValue }) => {
          const what = getFieldValue('what') as Typed['what'];
          const disputed = (getFieldValue('disputed') as Disputed | undefined) ?? disputes[0]!;
          return (
            <>
              {what === 'object' && (
                <Form.Item name="disputed" label={t('onBehalf.disputed')} initialValue={disputes[0]}>
                  <Radio.Group options={disputes.map((value) => ({ value, label: t(`itemActs.what.${value}`) }))} />
                </Form.Item>
              )}
              {what === 'object' && disputed !== 'attribution' && (
                <Form.Item key={disputed} name={['disputedSteps', disputed]} label={t('onBehalf.step')} rules={[{ required: true, message: t('onBehalf.stepMissing') }]}>
                  <Select options={disputable(found.steps, assignment.id, disputed).map(({ id, title: label }) => ({ value: id, label }))} />
                </Form.Item>
              )}
              {what === 'answerPaper' && papers.length > 1 && (
                <Form.Item name="paperId" label={t('itemParts.papers')} rules={[{ required: true, message: t('onBehalf.paperMissing') }]}>
                  <Select options={papers.map(({ id, kind, settledAt }) => ({ value: id, label: `${t(`itemParts.paperKinds.${kind as 'bluePaper'}`)} ${settledAt === null ? '' : cityMoment(settledAt)}` }))} />
                </Form.Item>
              )}
              {what === 'requestExtension' && (
                <Form.Item name="day" label={t('itemActs.fields.day')} rules={[{ required: true, message: t('itemActs.missing.day') }]}>
                  <DayField />
                </Form.Item>
              )}
              {(what === 'submit' || ((what === 'report' || what === 'requestExtension') && steps.length > 1)) && (
                <Form.Item name="stepId" label={t('onBehalf.step')} rules={[{ required: true, message: t('onBehalf.stepMissing') }]}>
                  <Select options={steps.map(({ id, title: label }) => ({ value: id, label }))} />
                </Form.Item>
              )}
              {what !== 'receive' && (
                <Form.Item name="text" label={t('onBehalf.text')} rules={[{ required: true, whitespace: true, message: t('onBehalf.textMissing') }]}>
                  <Input.TextArea rows={4} maxLength={4000} />
                </Form.Item>
              )}
              {what === 'report' && <TargetFields found={found} />}
              {what === 'report' && (
                <Form.Item name="percent" label={t('onBehalf.percent')}>
                  <InputNumber min={0} max={100} inputMode="numeric" />
                </Form.Item>
              )}
              {(what === 'report' || what === 'submit') && <EvidenceChoice found={found} assignmentId={assignment.id} onBehalf wrote={wrote} />}
            </>
          );
        }}
      </Form.Item>
    </ActForm>
  );
}
