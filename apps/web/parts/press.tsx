import styles from './press.module.css';

type Props = React.ComponentProps<'button'> & { kind?: 'primary' | 'text' | 'link' };

/** A button of what is there before the component library has come: the frame, the sign-in, the to-do list, what is said where something failed. */
export function Press({ kind, className, ...rest }: Props): React.ReactNode {
  return <button type="button" className={[styles['press'], kind && styles[kind], className].filter(Boolean).join(' ')} {...rest} />;
}
