import styles from './kinds.module.css';

/** A few things that are known, each under its name; what is not known is left out. */
export function Facts({ facts }: { facts: readonly (readonly [name: string, value: React.ReactNode])[] }): React.ReactNode {
  return (
    <dl className={styles['facts']}>
      {facts
        .filter(([, value]) => value !== null && value !== undefined && value !== '')
        .flatMap(([name, value]) => [<dt key={name}>{name}</dt>, <dd key={`${name}:`}>{value}</dd>])}
    </dl>
  );
}
