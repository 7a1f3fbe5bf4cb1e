import { useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asRefused, type Refused } from '../../api/problem';
import { session } from '../../api/session';
import { Press } from '../../parts/press';
import { Told } from '../../parts/told';
import styles from './sign-in.module.css';

type Name = 'login' | 'password';

/** Of the browser's own fields, since it is the first that anybody waits for. Nothing is judged while one types. @param login who signed in before */
export function SignInForm({ login }: { login?: string | undefined }): React.ReactNode {
  const { t } = useTranslation();
  const [refused, setRefused] = useState<Refused>();
  const [missing, setMissing] = useState<readonly Name[]>([]);
  const [busy, setBusy] = useState(false);
  const [seen, setSeen] = useState(false);
  const summary = useRef<HTMLDivElement>(null);

  async function submit(event: React.FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    if (busy) return;
    const typed = new FormData(event.currentTarget);
    const [name, password] = [String(typed.get('login')), String(typed.get('password'))];
    const absent = (['login', 'password'] as const).filter((field) => (field === 'login' ? name : password) === '');
    setMissing(absent);
    setRefused(undefined);
    if (absent.length === 0) {
      setBusy(true);
      await session.signIn(name, password).catch((error: unknown) => setRefused(asRefused(error)));
      setBusy(false);
    }
    // Signed in, there is none any more.
    queueMicrotask(() => summary.current?.focus());
  }

  const error = refused?.words ?? (missing.length > 0 ? t('common.errorTitle') + t('shell.signIn.summary', { count: missing.length }) : undefined);
  return (
    <form noValidate onSubmit={(event) => void submit(event)}>
      <div ref={summary} tabIndex={-1} className={styles['summary']}>
        {error !== undefined && <Told kind="error" title={error} />}
      </div>
      <Field name="login" label={t('shell.signIn.login')} missing={missing.includes('login') ? t('shell.signIn.loginMissing') : undefined} autoComplete="username" autoCapitalize="none" spellCheck={false} defaultValue={login} autoFocus={login === undefined} />
      <Field name="password" label={t('shell.signIn.password')} missing={missing.includes('password') ? t('shell.signIn.passwordMissing') : undefined} type={seen ? 'text' : 'password'} autoComplete="current-password" autoFocus={login !== undefined}>
        <Press kind="text" className={styles['see']} aria-pressed={seen} onClick={() => setSeen(!seen)}>
          {t(seen ? 'shell.signIn.hide' : 'shell.signIn.see')}
        </Press>
      </Field>
      <Press kind="primary" type="submit" className={styles['submit']} aria-busy={busy}>
        {t(busy ? 'shell.signIn.busy' : 'shell.signIn.submit')}
      </Press>
    </form>
  );
}

type FieldProps = React.ComponentProps<'input'> & { label: string; missing: string | undefined };

function Field({ label, missing, children, ...input }: FieldProps): React.ReactNode {
  const id = useId();
  return (
    <div className={styles['field']}>
      <label htmlFor={id}>{label}</label>
      <div className={styles['typed']}>
        <input id={id} {...input} aria-invalid={missing !== undefined} aria-describedby={missing === undefined ? undefined : `${id}-missing`} />
        {children}
      </div>
      {missing !== undefined && (
        <p id={`${id}-missing`} className={styles['missing']}>
          {missing}
        </p>
      )}
    </div>
  );
}
