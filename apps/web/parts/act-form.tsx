import { Button, Drawer, Form, Grid, type FormInstance } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dropDraft, keepDraft, readDraft } from '../api/drafts';
import type { Refused } from '../api/problem';
import styles from './act-form.module.css';
import type { Clash } from './clashes';
import { FieldFaults, type FieldName } from './field-faults';

interface Props<T> {
  title: string;
  /** What the button says: the act by its name. */
  act: string;
  /** Under this name what was typed is kept until it was sent; undefined where it is nothing to keep on a device: a password. */
  draft: string | undefined;
  initial: T;
  /** Sends it; true when it was taken. */
  send: (typed: T) => Promise<boolean>;
  busy: boolean;
  refused: Refused | null;
  /** The field of the form that a field of the command is typed in. */
  fieldOf?: (field: string) => FieldName;
  /** What others changed since the form was opened, beside what is typed; asked where the answer is that something did. */
  clashes?: (typed: T) => readonly Clash[];
  /** What is found wanting, and keeps nobody from sending it all the same. */
  warning?: React.ReactNode;
  close: () => void;
  children: React.ReactNode;
}

/**
 * A form over its page. Nothing is judged while one types; what is wrong is told together on top, where the focus goes, and again
 * beside its field. What was typed is kept on each change, and outlives a lost network, an ended session and a closed page.
 */
export function ActForm<T extends object>({ title, act, draft, initial, send, busy, refused, fieldOf, clashes, warning, close, children }: Props<T>): React.ReactNode {
  const [form] = Form.useForm<T>();
  const [missing, setMissing] = useState<string[]>([]);
  const [kept, setKept] = useState(false);
  const wide = Grid.useBreakpoint().md !== false;

  async function submit(typed: T): Promise<void> {
    setMissing([]);
    if (await send(typed)) {
      if (draft !== undefined) dropDraft(draft);
      close();
    }
  }

  return (
    <Drawer open title={title} onClose={close} size={wide ? 560 : '100%'} placement={wide ? 'right' : 'bottom'} footer={<Footer act={act} busy={busy} kept={kept} form={form} close={close} />}>
      <Form<T>
        form={form}
        layout="vertical"
        requiredMark={false}
        validateTrigger={[]}
        initialValues={(draft === undefined ? undefined : readDraft<T>(draft)) ?? initial}
        onValuesChange={(_, typed) => {
          if (draft === undefined) return;
          keepDraft(draft, typed);
          setKept(true);
        }}
        onFinish={(typed) => void submit(typed)}
        onFinishFailed={({ errorFields }) => setMissing(errorFields.flatMap(({ errors }) => errors))}
      >
        <FieldFaults form={form as unknown as FormInstance} missing={missing} refused={refused} fieldOf={fieldOf} clashes={clashes && (() => clashes(form.getFieldsValue() as T))}>
          {warning}
        </FieldFaults>
        {children}
      </Form>
    </Drawer>
  );
}

function Footer({ act, busy, kept, form, close }: { act: string; busy: boolean; kept: boolean; form: { submit: () => void }; close: () => void }): React.ReactNode {
  const { t } = useTranslation();
  return (
    <div className={styles['footer']}>
      <span className="secondary" role="status">
        {kept && t('acts.draftKept')}
      </span>
      <Button onClick={close}>{t('common.cancel')}</Button>
      <Button type="primary" loading={busy} onClick={() => form.submit()}>
        {act}
      </Button>
    </div>
  );
}
