import { Link } from '@tanstack/react-router';
import { Result } from 'antd';
import { useTranslation } from 'react-i18next';

export function NotFound(): React.ReactNode {
  const { t } = useTranslation();
  return <Result status="404" title={<h1>{t('common.notFound.title')}</h1>} subTitle={t('common.notFound.help')} extra={<Link to="/">{t('shell.product')}</Link>} />;
}
