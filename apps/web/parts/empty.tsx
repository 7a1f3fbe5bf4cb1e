import styles from './empty.module.css';

/** Nothing here, which kind of nothing, and what to do first. */
export function Empty({ title, help, act }: { title: string; help: string; act?: React.ReactNode }): React.ReactNode {
  return (
    <div className={styles['empty']} role="status">
      <h2>{title}</h2>
      <p className="secondary">{help}</p>
      {act}
    </div>
  );
}
