import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAbout } from '../../../parts/about';
import { ActForm } from '../../../parts/act-form';
import { HARMFUL } from '../../../parts/harmful';
import { useMatterClashes } from './clash';
import { contentsOf } from './contents';
import { Field } from './field';
import { FIELDS } from './fields';
import type { Act, ActGroup, Found } from './known';
import { Said } from './said';
import { useActOnProceeding } from './send';
import { useSubject } from './subject';
import { typed } from './typed';

type Typed = Record<string, unknown>;

/** The form of any act on a matter: what it is about, what was said of that, and what is typed for it. */
export function ActSheet({ found, group, close }: { found: Found; group: ActGroup; close: () => void }): React.ReactNode {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const words = useSubject(found);
  const send = useActOnProceeding(found);
  const name = t(`proceedingActs.names.${group.act}`);
  const clashes = useMatterClashes();
  const { one: act, about } = useAbout(group.of, keyOf, t('proceedingActs.subject'), words);

  async function submit(given: Typed): Promise<boolean> {
    const { path, body, version } = act;
    try {
      await send.mutateAsync({ path, version, body: { ...filled(group.act), ...body, ...typed(given) } });
    } catch {
      return false;
    }
    void message.success(t('itemActs.done', { act: name }));
    return true;
  }

  return (
    <ActForm<Typed> title={`${name} · ${found.title}`} act={name} about={about} draft={`${found.kind}:${found.id}:${group.key}`} initial={beforehand(found, group.act, act)} send={submit} busy={send.isPending} harmful={HARMFUL.has(group.act)} refused={send.error} clashes={(given, at) => clashes(send.looks().before, send.looks().now, act, given, at, { beforehand: (of) => beforehand(of, group.act, act), fields: FIELDS[group.act] })} close={close}>
      <Said found={found} group={group} act={act} />
      {FIELDS[group.act].map((field) => (
        <Field key={field.name} found={found} act={act} field={field} wrote={send.wrote} />
      ))}
    </ActForm>
  );
}

/** What is typed for one of several is its own, under whichever place in their list. */
const keyOf = ({ path, body }: Act): string => `${path} ${JSON.stringify(body)}`;

/** Lists that a command asks for, though nothing be typed into them. */
function filled(act: ActGroup['act']): object {
  return Object.fromEntries(FIELDS[act].filter(({ kind }) => kind === 'steps' || kind === 'colleagues' || (typeof kind === 'object' && 'each' in kind)).map(({ name }) => [name, []]));
}

/** What stands in a form before anybody types: the finding as it is where it is amended, the days as they are where they are changed. */
function beforehand(found: Found, act: ActGroup['act'], { subject }: Act): Typed {
  if (act === 'amendFinding') {
    const finding = contentsOf(found).findings?.find(({ id }) => id === subject);
    return finding === undefined ? {} : { text: finding.text, severity: finding.severity, basis: finding.basis, evidenceIds: finding.evidenceIds };
  }
  if (act === 'rescheduleInspection' && found.kind === 'inspection') return { days: found.content.days };
  if (act === 'recordFinding') return { workingDays: 10 };
  if (act === 'changeProgrammeEntry') {
    const entry = contentsOf(found).entries?.find(({ id }) => id === subject);
    return entry === undefined ? {} : { title: entry.title, unitIds: entry.unitIds, from: entry.from, to: entry.to };
  }
  if (act === 'correctSurveyFigure') {
    const figure = contentsOf(found).places?.flatMap((place) => place.figures).find(({ id }) => id === subject);
    return figure === undefined ? {} : { value: figure.value, asOf: figure.asOf };
  }
  if (found.kind === 'reform-unit') return beforehandOf(found.content, act);
  return {};
}

function beforehandOf({ unitType, ownership, trade, size, region, batch, level, unitId, ownPlan }: Extract<Found, { kind: 'reform-unit' }>['content'], act: ActGroup['act']): Typed {
  if (act === 'changeReformUnit') return { unitType, ownership, trade, size, region, batch, level, unitId };
  return act === 'setOwnPlan' && ownPlan !== null ? { ...ownPlan } : {};
}
