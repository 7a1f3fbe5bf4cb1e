import { useEffect, useId, useRef, useState } from 'react';
import styles from './drop.module.css';

export interface Choice {
  readonly key: string;
  readonly words: string;
  readonly choose: () => void;
  readonly off?: boolean;
  /** A line above it. */
  readonly apart?: boolean;
}

/**
 * A button that shows and hides a list of choices beside it (the disclosure pattern for navigation of the WAI-ARIA practices): Escape closes it and gives the focus back,
 * as going elsewhere or a choice closes it. Of the frame, which is there before the component library has come.
 *
 * @param up the list opens above, for what lies at the thumb
 */
export function Drop({ choices, up = false, className, title, children }: { choices: readonly Choice[]; up?: boolean; className?: string | undefined; title?: string; children: React.ReactNode }): React.ReactNode {
  const [open, setOpen] = useState(false);
  const whole = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  useEffect(() => {
    if (!open) return;
    const elsewhere = (event: Event): void => {
      if (!whole.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener('pointerdown', elsewhere);
    document.addEventListener('focusin', elsewhere);
    return () => {
      document.removeEventListener('pointerdown', elsewhere);
      document.removeEventListener('focusin', elsewhere);
    };
  }, [open]);
  const close = (): void => {
    setOpen(false);
    button.current?.focus();
  };
  return (
    <div ref={whole} className={styles['drop']} onKeyDown={(event) => event.key === 'Escape' && open && close()}>
      <button ref={button} type="button" className={className} title={title} aria-expanded={open} aria-controls={open ? id : undefined} onClick={() => setOpen(!open)}>
        {children}
      </button>
      {open && (
        <ul id={id} className={`${styles['list']} ${up ? styles['up'] : ''}`}>
          {choices.map(({ key, words, choose, off = false, apart = false }) => (
            <li key={key} className={apart ? styles['apart'] : undefined}>
              <button
                type="button"
                disabled={off}
                onClick={() => {
                  close();
                  choose();
                }}
              >
                {words}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
