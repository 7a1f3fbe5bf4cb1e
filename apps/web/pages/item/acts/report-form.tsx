import { App, Checkbox, Form, Input, InputNumber } from 'antd';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type Schemas } from '../../../api/client';
import { useAbout } from '../../../parts/about';
import { ActForm } from '../../../parts/act-form';
import type { Choice } from '../../../parts/facts';
import type { FieldName } from '../../../parts/field-faults';
import { cityDay } from '../../../words/moments';
import { useAgenda } from '../agenda';
import { EvidenceChoice } from '../evidence';
import type { ActGroup, Found } from './known';
import { useLookedOver, Wanting } from './looked-over';
import { reportKey, reportsOf } from './reports';
import { useActOnItem } from './send';
import { useSubject } from './subject';
import { figuresOf, TargetFields, type TypedFigures } from './target-fields';

type Body = Schemas['ReportBody'];
interface Typed {
  text?: string;
  percent?: number | null;
  values?: TypedFigures;
  noProgress?: boolean;
  noProgressReason?: string;
  evidenceIds?: string[];
}

/** A report of progress: words, share and the targets' figures, which are cumulative, with what shows it; or why there is none. */
export function ReportForm({ found, group, close }: { found: Found; group: ActGroup; close: () => void }): React.ReactNode {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const report = useActOnItem(found, 'report');
  const look = useLookedOver((body: Body) => api.POST('/items/{itemId}/report/check', { params: { path: { itemId: found.id } }, body }));
  const { data: agenda } = useAgenda(found.id);
  const sent = useRef<Body['values']>([]);
  const words = useSubject(found);
  const { one, about } = useAbout(reportsOf(found.steps, group.of), reportKey, t('itemParts.step'), ({ act, step }) => words(step === null ? act : { ...act, stepId: step.id }));
  const assignmentId = one.act.assignmentId!;
  const stepId = one.step?.id ?? null;
  const last = found.assignments.find(({ id }) => id === assignmentId)?.lastReport;

  function bodyOf({ text = '', percent = null, values = {}, noProgress = false, noProgressReason = '', evidenceIds = [] }: Typed): Body {
    const asOf = cityDay(agenda?.now ?? new Date());
    const told = figuresOf(values, asOf);
    // Where nothing moved, nothing that was told last is told otherwise.
    return noProgress ? { assignmentId, stepId, text: '', percent: last?.percent ?? null, values: [], noProgressReason, evidenceIds } : { assignmentId, stepId, text, percent, values: told, evidenceIds };
  }

  async function send(typed: Typed): Promise<boolean> {
    const body = bodyOf(typed);
    sent.current = body.values;
    if (!(await look.passes(body))) return false;
    try {
      await report.mutateAsync(body);
    } catch {
      return false;
    }
    void message.success(t('acts.reported'));
    return true;
  }
  /** Figures are sent as a list, and typed by their targets. */
  const fieldOf = (field: string): FieldName => {
    const at = /^values\[(\d+)\]/.exec(field)?.[1];
    return at === undefined ? field : ['values', sent.current[Number(at)]?.targetId ?? ''];
  };

  return (
    <ActForm<Typed>
      title={`${t('acts.report')} · ${found.number} ${found.title}`}
      act={t('acts.report')}
      about={about}
      draft={`report:${found.id}`}
      initial={{ text: '', percent: null, values: {} }}
      send={send}
      busy={look.looking || report.isPending}
      refused={report.error}
      fieldOf={fieldOf}
      warning={look.flags.length > 0 && <Wanting flags={look.flags} />}
      clashes={({ text, percent, values, noProgress }, at) => {
        if (noProgress) return report.clashes({});
        const choices: Record<string, Choice> = {
          [`text:${assignmentId}`]: at('text', last?.text ?? ''),
          [`percent:${assignmentId}`]: at('percent', last?.percent ?? null),
          // What is reached is of all units together: one unit's own figure only where no other reports.
          ...(found.assignments.length === 1 && Object.fromEntries(found.targets.map(({ id, reached }) => [`target:${id}`, at(['values', id], reached)]))),
        };
        return report
          .clashes({ [`text:${assignmentId}`]: text, [`percent:${assignmentId}`]: percent == null ? '' : `${percent}%`, ...Object.fromEntries(found.targets.map(({ id, unit }) => [`target:${id}`, values?.[id] == null ? '' : `${values[id]} ${unit}`])) })
          .map((clash) => ({ ...clash, choice: choices[clash.id] }));
      }}
      close={close}
    >
      <Form.Item name="noProgress" valuePropName="checked">
        <Checkbox>{t('report.noProgress')}</Checkbox>
      </Form.Item>
      <Form.Item noStyle shouldUpdate={(a: Typed, b: Typed) => a.noProgress !== b.noProgress}>
        {({ getFieldValue }) => (getFieldValue('noProgress') === true ? <Reason /> : <Progress found={found} />)}
      </Form.Item>
      <EvidenceChoice found={found} assignmentId={assignmentId} wrote={report.wrote} />
    </ActForm>
  );
}

function Reason(): React.ReactNode {
  const { t } = useTranslation();
  return (
    <Form.Item name="noProgressReason" label={t('report.noProgressReason')} extra={t('report.noProgressHelp')} rules={[{ required: true, whitespace: true, message: t('report.reasonMissing') }]}>
      <Input.TextArea rows={4} maxLength={2000} />
    </Form.Item>
  );
}

function Progress({ found }: { found: Found }): React.ReactNode {
  const { t } = useTranslation();
  return (
    <>
      <Form.Item name="text" label={t('acts.text')} extra={t('acts.textHelp')} rules={[{ required: true, whitespace: true, message: t('acts.missingText') }]}>
        <Input.TextArea rows={4} maxLength={4000} />
      </Form.Item>
      <TargetFields found={found} />
      <Form.Item name="percent" label={t('acts.percent')}>
        <InputNumber min={0} max={100} style={{ width: '100%' }} inputMode="numeric" />
      </Form.Item>
    </>
  );
}
