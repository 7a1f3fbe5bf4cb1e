import { Alert, Button, Form, Input, Modal } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asRefused, type Refused } from '../../api/problem';
import { session } from '../../api/session';
import { turnCare, useCare } from '../../shell/care';
import { chooseLanguage, language } from '../../words/language';
import styles from './sign-in.module.css';

/** The whole page where nobody is signed in; afterwards the address that was asked for opens. */
export function SignIn(): React.ReactNode {
  const { t } = useTranslation();
  const care = useCare();
  return (
    <main className={styles['sheet']}>
      <p className={styles['secrecy']}>{t('shell.secrecy')}</p>
      <div className={styles['card']}>
        <h1>
          {t('shell.product')} · {t('shell.signIn.title')}
        </h1>
        <SignInForm />
        <Button type="link" onClick={() => chooseLanguage(language() === 'zh' ? 'en' : 'zh')}>
          {t('shell.otherLanguage')}
        </Button>
        <Button type="link" onClick={() => turnCare(!care)}>
          {t(care ? 'shell.noCare' : 'shell.care')}
        </Button>
      </div>
    </main>
  );
}

/** Over the page whose session ended: what was typed there stays. */
export function SignInAgain(): React.ReactNode {
  const { t } = useTranslation();
  return (
    <Modal open closable={false} mask={{ closable: false }} keyboard={false} footer={null} title={t('shell.signIn.again')}>
      <p className="secondary">{t('shell.signIn.againHelp')}</p>
      <SignInForm login={session.lastLogin()} />
    </Modal>
  );
}

interface Typed {
  login: string;
  password: string;
}

function SignInForm({ login }: { login?: string | undefined }): React.ReactNode {
  const { t } = useTranslation();
  const [form] = Form.useForm<Typed>();
  const [refused, setRefused] = useState<Refused>();
  const [missing, setMissing] = useState(0);
  const [busy, setBusy] = useState(false);
  const summary = useRef<HTMLDivElement>(null);
  const show = (): void => queueMicrotask(() => summary.current?.focus());

  async function submit({ login, password }: Typed): Promise<void> {
    setBusy(true);
    setMissing(0);
    setRefused(undefined);
    await session.signIn(login, password).catch((error: unknown) => {
      setRefused(asRefused(error));
      show();
    });
    setBusy(false);
  }

  return (
    <Form<Typed> form={form} layout="vertical" requiredMark={false} validateTrigger={[]} initialValues={{ login }} onFinish={(typed) => void submit(typed)} onFinishFailed={({ errorFields }) => { setMissing(errorFields.length); show(); }}>
      <div ref={summary} tabIndex={-1} className={styles['summary']}>
        {(refused !== undefined || missing > 0) && <Alert type="error" showIcon role="alert" title={refused?.words ?? t('common.errorTitle') + t('shell.signIn.summary', { count: missing })} />}
      </div>
      <Form.Item name="login" label={t('shell.signIn.login')} rules={[{ required: true, message: t('shell.signIn.loginMissing') }]}>
        <Input autoComplete="username" autoFocus={login === undefined} size="large" />
      </Form.Item>
      <Form.Item name="password" label={t('shell.signIn.password')} rules={[{ required: true, message: t('shell.signIn.passwordMissing') }]}>
        <Input.Password autoComplete="current-password" autoFocus={login !== undefined} size="large" />
      </Form.Item>
      <Button type="primary" htmlType="submit" size="large" block loading={busy}>
        {t('shell.signIn.submit')}
      </Button>
    </Form>
  );
}
