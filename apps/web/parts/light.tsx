import { useTranslation } from 'react-i18next';
import styles from './light.module.css';

export type LightColour = 'grey' | 'green' | 'blue' | 'yellow' | 'red';

const MARK = { grey: '○', green: '●', blue: '◆', yellow: '▲', red: '■' } as const;

/**
 * A light: shape, colour and word always together, since a third of the colours look alike to some (see docs).
 *
 * @param corrected a lateness of the work was put right (更正): the colour that it had brought stands beside it, struck; true where that is not known
 */
export function Light({ light, late, paused, corrected }: { light: LightColour; late?: boolean; paused?: boolean; corrected?: LightColour | boolean }): React.ReactNode {
  const { t } = useTranslation();
  return (
    <span className={styles['all']}>
      <Colour light={light} />
      {late && <span className={`${styles['light']} ${styles['late']}`}>{t('supervision.late')}</span>}
      {paused && <span className={`${styles['light']} ${styles['grey']}`}>‖ {t('supervision.paused')}</span>}
      {typeof corrected === 'string' && (
        <del className={styles['struck']}>
          <Colour light={corrected} />
        </del>
      )}
      {corrected && <span className={`${styles['light']} ${styles['corrected']}`}>{t('supervision.corrected')}</span>}
    </span>
  );
}

function Colour({ light }: { light: LightColour }): React.ReactNode {
  const { t } = useTranslation();
  return (
    <span className={`${styles['light']} ${styles[light]}`}>
      <span aria-hidden="true">{MARK[light]}</span> {t(`supervision.light.${light}`)}
    </span>
  );
}
