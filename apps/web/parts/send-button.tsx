import { Button, type ButtonProps } from 'antd';
import { useTranslation } from 'react-i18next';
import { useOnline } from './online';

/** A button that sends: without a network it says when it can, and waits. What it would send is kept by its page. */
export function SendButton({ children, disabled = false, ...button }: ButtonProps): React.ReactNode {
  const { t } = useTranslation();
  const online = useOnline();
  return (
    <Button {...button} disabled={disabled || !online}>
      {online ? children : t('acts.whenOnline')}
    </Button>
  );
}
