import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { rolesOf, useIdentity } from '../api/use-session';
import styles from './frame.module.css';
import { pagesFor } from './pages';

/** Finds items from every page, by what the ledger finds them by: number, title, words of the paper, first letters of pinyin. Ctrl+K goes to it. */
export function Find(): React.ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const field = useRef<HTMLInputElement>(null);
  const mayRead = pagesFor(rolesOf(useIdentity())).some(({ key }) => key === 'ledger');
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (event.code !== 'KeyK' || !(event.ctrlKey || event.metaKey) || event.isComposing || field.current === null) return;
      event.preventDefault();
      field.current.focus();
      field.current.select();
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, []);
  if (!mayRead) return null;
  const find = (event: React.FormEvent): void => {
    event.preventDefault();
    const text = field.current?.value.trim() ?? '';
    if (text !== '') void navigate({ to: '/ledger', search: { text } });
  };
  return (
    <search className={styles['find']}>
      <form onSubmit={find}>
        <input ref={field} type="search" maxLength={200} placeholder={t('shell.findBy')} aria-label={t('shell.find')} aria-keyshortcuts="Control+K" />
      </form>
    </search>
  );
}
