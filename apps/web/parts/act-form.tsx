import { Button, Drawer, Form, Grid, Select, type FormInstance } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Draft } from '../api/drafts';
import type { Refused } from '../api/problem';
import type { About } from './about';
import styles from './act-form.module.css';
import { choiceIn, type At } from './choice';
import type { Clash } from './clashes';
import { FieldFaults, missingIn, type FieldName, type Missing } from './field-faults';
import { Restored, useKept } from './kept';
import { useOnline } from './online';
import { SendButton } from './send-button';

interface Fields<T> {
  /** Under this name what was typed is kept until it was sent; undefined where it is nothing to keep on a device: a password. */
  draft: string | undefined;
  initial: T;
  /** What of a draft holds now, where what it was written for may have changed; left out where all of it does. */
  takeUp?: (draft: Draft<T>) => T;
  /** What the writer has before them, kept with a draft. */
  basis?: () => unknown;
  /** Sends it; true when it was taken. */
  send: (typed: T) => Promise<boolean>;
  refused: Refused | null;
  /** The field of the form that a field of the command is typed in. */
  fieldOf?: (field: string) => FieldName;
  /** What others changed since the form was opened, beside what is typed; asked where the answer is that something did. */
  clashes?: (typed: T, at: At) => readonly Clash[];
  /** What is found wanting, and keeps nobody from sending it all the same. */
  warning?: React.ReactNode;
  close: () => void;
  children: React.ReactNode;
}
interface Props<T> extends Fields<T> {
  title: string;
  /** What the button says: the act by its name. */
  act: string;
  /** What the act is about, where it may be about several: what is typed is of the one that is chosen, and kept under its name. */
  about?: About;
  busy: boolean;
  /** It ends, voids or takes away: its button is marked, and is not the one that the hand falls on. */
  harmful?: boolean;
}

/**
 * A form over its page. Nothing is judged while one types; what is wrong is told together on top, where the focus goes, and again
 * beside its field. What was typed is kept on each change, and outlives a lost network, an ended session and a closed page.
 */
export function ActForm<T extends object>({ title, act, about, busy, harmful = false, draft, close, ...fields }: Props<T>): React.ReactNode {
  const wide = Grid.useBreakpoint().md !== false;
  const [keptAs, setKeptAs] = useState<string>();
  const form = useRef<FormInstance<T>>(null);
  const name = draft && about ? `${draft}:${about.chosen}` : draft;
  return (
    <Drawer open title={title} onClose={close} size={wide ? 560 : '100%'} placement={wide ? 'right' : 'bottom'} footer={<Footer act={act} busy={busy} harmful={harmful} kept={name !== undefined && keptAs === name} submit={() => form.current?.submit()} close={close} />}>
      {about && <Choice {...about} />}
      <ItsFields<T> key={about?.chosen} {...fields} draft={name} close={close} told={setKeptAs} instance={form} />
    </Drawer>
  );
}

/** Whatever the act may be about, by its words; nothing to choose is only said, and not even that where it has no words. */
function Choice({ label, options, chosen, choose }: About): React.ReactNode {
  if (options.length === 1 && options[0]!.label === '') return null;
  return (
    <Form<{ about: string }> layout="vertical" component={false} initialValues={{ about: chosen }} onValuesChange={({ about }) => about !== undefined && choose(about)}>
      <Form.Item name="about" label={label}>
        <Select options={[...options]} disabled={options.length === 1} />
      </Form.Item>
    </Form>
  );
}

function ItsFields<T extends object>({ draft, initial, takeUp, basis, send, refused, fieldOf, clashes, warning, close, told, instance, children }: Fields<T> & { told: (keptAs: string | undefined) => void; instance: React.RefObject<FormInstance<T> | null> }): React.ReactNode {
  const [form] = Form.useForm<T>();
  const [missing, setMissing] = useState<Missing[]>([]);
  const { keep, drop, ...kept } = useKept<T>({ name: draft, form, fresh: initial, takeUp, basis });

  const at = choiceIn(form as unknown as FormInstance, () => keep(form.getFieldsValue()));

  async function submit(typed: T): Promise<void> {
    setMissing([]);
    if (await send(typed)) {
      drop();
      close();
    }
  }

  return (
    <Form<T>
      ref={instance}
      form={form}
      layout="vertical"
      requiredMark={false}
      validateTrigger={[]}
      initialValues={kept.initial}
      onValuesChange={(_, typed) => {
        keep(typed);
        told(draft);
      }}
      onFinish={(typed) => void submit(typed)}
      onFinishFailed={({ errorFields }) => setMissing(missingIn(errorFields))}
    >
      <FieldFaults form={form as unknown as FormInstance} missing={missing} refused={refused} fieldOf={fieldOf} clashes={clashes && (() => clashes(form.getFieldsValue() as T, at))}>
        {warning}
      </FieldFaults>
      <Restored {...kept} />
      {children}
    </Form>
  );
}

function Footer({ act, busy, harmful, kept, submit, close }: { act: string; busy: boolean; harmful: boolean; kept: boolean; submit: () => void; close: () => void }): React.ReactNode {
  const { t } = useTranslation();
  const online = useOnline();
  // Who was without a network is asked again, and nothing is sent by itself.
  const [wasAway, setWasAway] = useState(false);
  useEffect(() => {
    if (!online) setWasAway(true);
  }, [online]);
  return (
    <div className={styles['footer']}>
      <span className="secondary" role="status">
        {!online ? t('acts.offline') : wasAway ? t('acts.onlineAgain') : kept && t('acts.draftKept')}
      </span>
      <Button onClick={close}>{t('common.cancel')}</Button>
      <SendButton type={harmful ? 'default' : 'primary'} danger={harmful} loading={busy} onClick={submit}>
        {act}
      </SendButton>
    </div>
  );
}
