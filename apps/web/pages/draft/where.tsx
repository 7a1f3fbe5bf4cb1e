import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/client';

/** Where in its paper a passage stands. */
export function Where({ place }: { place: Schemas['PlaceBody'] }): React.ReactNode {
  const { t } = useTranslation();
  const { page, fromLine, toLine } = place;
  if (fromLine === 0) return t('draft.source.entered');
  return (
    <span className="numbers">
      {page !== undefined && `${t('draft.source.page', { page })} · `}
      {fromLine === toLine ? t('draft.source.line', { from: fromLine }) : t('draft.source.lines', { from: fromLine, to: toLine })}
    </span>
  );
}
