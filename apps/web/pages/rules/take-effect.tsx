import { useMutation } from '@tanstack/react-query';
import { App, Button, Form, Input, type FormInstance } from 'antd';
import { useTranslation } from 'react-i18next';
import type { UseMutationResult } from '@tanstack/react-query';
import type { Schemas } from '../../api/client';
import type { Refused } from '../../api/problem';
import { Clashes, type Clash } from '../../parts/clashes';
import { DayField } from '../../parts/day/day-field';
import { NotTaken, type FieldName } from '../../parts/field-faults';
import { DryRunResult } from './dry-run';

type Preview = Schemas['RulesPreviewBody'];
type Set = Schemas['VersionSetBody'];

/** Rules are typed under `rules`, whether a fault says so or not; what says of itself where it is stays. A fault in the whole of a variant's condition or rules stands where these begin. */
function fieldOf(field: string): FieldName {
  const steps = field.split(/[.[\]]+/).filter((step) => step !== '').map((step) => (/^\d+$/.test(step) ? Number(step) : step));
  if (steps[0] === 'variants' && steps.length === 3 && steps[2] === 'when') return [...steps, 'unitClass'];
  if (steps[0] === 'variants' && steps.length === 3 && steps[2] === 'differences') return ['variants', steps[1]!, 'fields'];
  const own = ['rules', 'name', 'basis', 'effectiveFrom', 'days', 'publishedThrough', 'variants'].includes(String(steps[0]));
  return own ? (steps.length === 1 ? String(steps[0]) : steps) : ['rules', ...steps];
}

/** From when and why: with every version. */
export interface Founded {
  effectiveFrom?: string;
  basis: string;
}

interface Props<B> {
  form: FormInstance;
  /** What is typed, as it would be sent. */
  body: () => B;
  preview: (body: B) => Promise<Preview>;
  set: UseMutationResult<Set, Refused, B>;
  /** What others set since its writer began, beside what is typed. */
  clashes: () => readonly Clash[];
  /** It was taken: the form begins anew. */
  taken: () => void;
}

/**
 * The basis, a dry run, and only after it of this very version the act: what was changed since is tried again first.
 */
export function TakeEffect<B>({ form, body, preview, set, clashes, taken }: Props<B>): React.ReactNode {
  const { t } = useTranslation();
  const { message } = App.useApp();
  Form.useWatch([], form);
  const tried = useMutation<{ found: Preview; of: string }, Refused, B>({ mutationFn: async (of) => ({ found: await preview(of), of: JSON.stringify(of) }) });
  const fresh = tried.data?.of === JSON.stringify(body());
  const tryIt = (): void => void form.validateFields().then(() => tried.mutate(body()), () => undefined);
  const take = (): void =>
    set.mutate(body(), {
      onSuccess: ({ version }) => {
        void message.success(t('rules.taken', { version }));
        tried.reset();
        taken();
      },
    });
  return (
    <>
      <Form.Item name="basis" label={t('rules.basis')} extra={t('rules.basisHelp')} rules={[{ required: true, whitespace: true, message: t('rules.basisMissing') }]}>
        <Input maxLength={500} />
      </Form.Item>
      <Form.Item name="effectiveFrom" label={t('rules.effective')} extra={t('rules.effectiveHelp')}>
        <DayField />
      </Form.Item>
      <p className="secondary">{t('rules.tryFirst')}</p>
      <Button type={fresh ? 'default' : 'primary'} loading={tried.isPending} onClick={tryIt}>
        {t('rules.dryRun')}
      </Button>{' '}
      <Button type={fresh ? 'primary' : 'default'} disabled={!fresh} loading={set.isPending} onClick={take}>
        {t('rules.takeEffect')}
      </Button>
      <NotTaken form={form} refused={tried.error} fieldOf={fieldOf} />
      <NotTaken form={form} refused={set.error} fieldOf={fieldOf} />
      {set.error?.problem.status === 412 && <Clashes clashes={clashes()} />}
      {tried.data && <DryRunResult found={tried.data.found} stale={!fresh} />}
    </>
  );
}

/** As the API takes it: a day that was not given is none. */
export function founded({ effectiveFrom, basis }: Partial<Founded>): { effectiveFrom: string | null; basis: string } {
  return { effectiveFrom: effectiveFrom === undefined || effectiveFrom === '' ? null : effectiveFrom, basis: basis ?? '' };
}
