import styles from './light.module.css';

/** That something is past its day, or was left out (`grave`): as lights are told, by shape, colour and word together. */
export function LateTag({ grave, children }: { grave?: boolean; children: React.ReactNode }): React.ReactNode {
  return (
    <span className={`${styles['light']} ${grave ? styles['red'] : styles['yellow']}`}>
      <span aria-hidden="true">{grave ? '■' : '▲'}</span> {children}
    </span>
  );
}
