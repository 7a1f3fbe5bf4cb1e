import { useMutation } from '@tanstack/react-query';
import { App, Button, Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { answer, api, commandHeaders, newKey, type Schemas } from '../../api/client';
import { useCommand } from '../../api/commands';
import type { Refused } from '../../api/problem';
import type { Roster } from '../../api/units';
import { NotTaken } from '../../parts/field-faults';
import { namedTraits, type Traits } from '../../parts/traits';
import { TraitsFields } from '../../parts/traits-fields';
import { DryRunResult } from '../rules/dry-run';
import { ROSTER_SHOWN, type Unit } from './roster';
import styles from './units.module.css';

type Preview = Schemas['RulesPreviewBody'];

/** What a unit is told apart by: rules and guidance for such units hold for it from then on, so what moves is shown first. */
export function Classify({ roster, unit }: { roster: Roster; unit: Unit }): React.ReactNode {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [form] = Form.useForm<Traits>();
  const typed = namedTraits(Form.useWatch([], form) as Traits | undefined);
  const params = (key: string) => ({ path: { unitId: unit.id }, header: commandHeaders(key, roster.version) });
  const tried = useMutation<{ found: Preview; of: string }, Refused, Traits>({
    mutationFn: async (traits) => ({ of: JSON.stringify(traits), found: await answer(api.POST('/roster/units/{unitId}/classify', { params: params(newKey()), body: { ...traits, preview: true } }) as unknown as Promise<{ data?: Preview; response: Response }>) }),
  });
  const classify = useCommand((traits: Traits, key) => api.POST('/roster/units/{unitId}/classify', { params: params(key), body: { ...traits, preview: false } }) as unknown as Promise<{ data?: Schemas['RosterAnswer']; response: Response }>, [...ROSTER_SHOWN, 'guidance']);
  const fresh = tried.data?.of === JSON.stringify(typed);
  const done = (): void => {
    tried.reset();
    void message.success(t('administration.units.done'));
  };
  return (
    <Form form={form} layout="vertical" requiredMark={false} initialValues={namedTraits(unit)} onFinish={() => (fresh ? classify.mutate(typed, { onSuccess: done }) : tried.mutate(typed))}>
      <h3>{t('administration.units.classify')}</h3>
      <p className="secondary">{t('administration.units.classifyHelp')}</p>
      <div className={styles['traits']}>
        <TraitsFields />
      </div>
      <Button htmlType="submit" loading={tried.isPending || classify.isPending}>
        {t(fresh ? 'administration.units.classify' : 'administration.units.classifyLook')}
      </Button>
      <NotTaken refused={tried.error ?? classify.error} />
      {tried.data && <DryRunResult found={tried.data.found} stale={!fresh} />}
    </Form>
  );
}
