import { App, Form, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { ActForm } from '../../../parts/act-form';
import { contentsOf } from './contents';
import { Field } from './field';
import { FIELDS } from './fields';
import type { Act, ActGroup, Found } from './known';
import { Said } from './said';
import { useActOnProceeding } from './send';
import { useSubject } from './subject';
import { typed } from './typed';

interface Typed {
  about: number;
  [field: string]: unknown;
}

/** The form of any act on a matter: what it is about, what was said of that, and what is typed for it. */
export function ActSheet({ found, group, close }: { found: Found; group: ActGroup; close: () => void }): React.ReactNode {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const words = useSubject(found);
  const send = useActOnProceeding(found);
  const name = t(`proceedingActs.names.${group.act}`);
  const actOf = (about: number | undefined): Act => group.of[about ?? 0] ?? group.of[0]!;

  async function submit({ about, ...rest }: Typed): Promise<boolean> {
    const { path, body, version } = actOf(about);
    try {
      await send.mutateAsync({ path, version, body: { ...filled(group.act), ...body, ...typed(rest) } });
    } catch {
      return false;
    }
    void message.success(t('itemActs.done', { act: name }));
    return true;
  }

  return (
    <ActForm<Typed> title={`${name} · ${found.title}`} act={name} draft={`${found.kind}:${found.id}:${group.key}`} initial={{ about: 0, ...beforehand(found, group) }} send={submit} busy={send.isPending} refused={send.error} close={close}>
      <Form.Item name="about" label={t('proceedingActs.subject')} hidden={group.of.length === 1 && words(group.of[0]!) === ''}>
        <Select options={group.of.map((act, value) => ({ value, label: words(act) }))} disabled={group.of.length === 1} />
      </Form.Item>
      <Form.Item noStyle shouldUpdate={(a: Typed, b: Typed) => a.about !== b.about}>
        {({ getFieldValue }) => {
          const act = actOf(getFieldValue('about') as number | undefined);
          return (
            <>
              <Said found={found} group={group} act={act} />
              {FIELDS[group.act].map((field) => (
                <Field key={`${field.name}:${act.subject}`} found={found} act={act} field={field} wrote={send.wrote} />
              ))}
            </>
          );
        }}
      </Form.Item>
    </ActForm>
  );
}

/** Lists that a command asks for, though nothing be typed into them. */
function filled(act: ActGroup['act']): object {
  return Object.fromEntries(FIELDS[act].filter(({ kind }) => kind === 'steps').map(({ name }) => [name, []]));
}

/** What stands in a form before anybody types: the finding as it is where it is amended, the days as they are where they are changed. */
function beforehand(found: Found, { act, of }: ActGroup): object {
  if (act === 'amendFinding') {
    const finding = contentsOf(found).findings?.find(({ id }) => id === of[0]!.subject);
    return finding === undefined ? {} : { text: finding.text, severity: finding.severity, basis: finding.basis, evidenceIds: finding.evidenceIds };
  }
  if (act === 'rescheduleInspection' && found.kind === 'inspection') return { days: found.content.days };
  if (act === 'recordFinding') return { workingDays: 10 };
  if (act === 'changeProgrammeEntry') {
    const entry = contentsOf(found).entries?.find(({ id }) => id === of[0]!.subject);
    return entry === undefined ? {} : { title: entry.title, unitIds: entry.unitIds, from: entry.from, to: entry.to };
  }
  return {};
}
