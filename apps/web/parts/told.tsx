import styles from './told.module.css';

/** What went wrong, or is to be known, where it concerns; a mark before it says which of the two, so that colour is not alone. */
export function Told({ kind, title, help, act }: { kind: 'error' | 'warning'; title: string; help?: string | undefined; act?: React.ReactNode }): React.ReactNode {
  return (
    <div className={`${styles['told']} ${styles[kind]}`} role="alert">
      <div className={styles['words']}>
        <p>
          <span aria-hidden>{kind === 'error' ? '✕' : '!'}</span> {title}
        </p>
        {help !== undefined && <p className="secondary">{help}</p>}
      </div>
      {act}
    </div>
  );
}
