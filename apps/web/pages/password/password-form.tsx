import { Button, Form, Input } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { newKey } from '../../api/client';
import { asRefused, type Refused } from '../../api/problem';
import { session } from '../../api/session';
import { FieldFaults, missingIn, type Missing } from '../../parts/field-faults';
import styles from './password.module.css';

interface Typed {
  present: string;
  next: string;
}

/** As the API has it; told before one tries. */
const LEAST_CHARACTERS = 10;

/** The present password and the new one, after what is asked of it. Nothing of it is kept on the device. */
export function PasswordForm({ done }: { done?: () => void }): React.ReactNode {
  const { t } = useTranslation();
  const [form] = Form.useForm<Typed>();
  const [refused, setRefused] = useState<Refused | null>(null);
  const [missing, setMissing] = useState<readonly Missing[]>([]);
  const [busy, setBusy] = useState(false);
  const key = useRef(newKey());

  async function submit({ present, next }: Typed): Promise<void> {
    setBusy(true);
    setMissing([]);
    setRefused(null);
    try {
      await session.changePassword(present, next, key.current);
      done?.();
    } catch (error) {
      const why = asRefused(error);
      if (!why.unanswered) key.current = newKey();
      setRefused(why);
    }
    setBusy(false);
  }

  return (
    <Form<Typed> form={form} layout="vertical" requiredMark={false} validateTrigger={[]} onFinish={(typed) => void submit(typed)} onFinishFailed={({ errorFields }) => setMissing(missingIn(errorFields))}>
      <FieldFaults form={form} missing={missing} refused={refused} />
      <h2>{t('password.rulesTitle')}</h2>
      <ul className={styles['rules']}>
        {t('password.rules', { returnObjects: true }).map((rule) => (
          <li key={rule}>{rule}</li>
        ))}
      </ul>
      <Form.Item name="present" label={t('password.present')} rules={[{ required: true, message: t('password.presentMissing') }]}>
        <Input.Password autoComplete="current-password" size="large" maxLength={200} />
      </Form.Item>
      <Form.Item
        name="next"
        label={t('password.next')}
        rules={[
          { required: true, message: t('password.nextMissing') },
          { min: LEAST_CHARACTERS, message: t('password.tooShort') },
        ]}
      >
        <Input.Password autoComplete="new-password" size="large" maxLength={200} />
      </Form.Item>
      <Button type="primary" htmlType="submit" size="large" block loading={busy}>
        {t('password.submit')}
      </Button>
    </Form>
  );
}
