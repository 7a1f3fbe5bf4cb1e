import { useTranslation } from 'react-i18next';
import styles from './light.module.css';

export type LightColour = 'grey' | 'green' | 'blue' | 'yellow' | 'red';

const MARK = { grey: '○', green: '●', blue: '◆', yellow: '▲', red: '■' } as const;

/** A light: shape, colour and word always together, since a third of the colours look alike to some (see docs). */
export function Light({ light, late, paused }: { light: LightColour; late?: boolean; paused?: boolean }): React.ReactNode {
  const { t } = useTranslation();
  return (
    <span className={styles['all']}>
      <span className={`${styles['light']} ${styles[light]}`}>
        <span aria-hidden="true">{MARK[light]}</span> {t(`supervision.light.${light}`)}
      </span>
      {late && <span className={`${styles['light']} ${styles['late']}`}>{t('supervision.late')}</span>}
      {paused && <span className={`${styles['light']} ${styles['grey']}`}>‖ {t('supervision.paused')}</span>}
    </span>
  );
}
