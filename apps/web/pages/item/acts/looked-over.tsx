import { Alert } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, type Schemas } from '../../../api/client';
import { FlagList } from '../../../parts/flag-list';

type Flag = Schemas['QualityFlagBody'];
type Look<B> = (body: B) => Promise<{ data?: Schemas['ReportCheckBody']; error?: unknown; response: Response }>;

/**
 * Looks over what is to be sent. What the rules find wanting is told once and keeps nobody: as it is, it passes from then on. Where it
 * cannot be looked over, or would be refused, it passes too: the sending itself says why.
 */
export function useLookedOver<B>(look: Look<B>): { passes: (body: B) => Promise<boolean>; flags: readonly Flag[]; looking: boolean } {
  const told = useRef<string | null>(null);
  const [flags, setFlags] = useState<readonly Flag[]>([]);
  const [looking, setLooking] = useState(false);
  async function passes(body: B): Promise<boolean> {
    const said = JSON.stringify(body);
    if (told.current === said) return true;
    setLooking(true);
    const found = await answer(look(body)).catch(() => null);
    setLooking(false);
    const wanting = found === null || found.refused !== null ? [] : found.flags;
    told.current = said;
    setFlags(wanting);
    return wanting.length === 0;
  }
  return { passes, flags, looking };
}

/** Which rules fired, on what, and what would answer them. */
export function Wanting({ flags }: { flags: readonly Flag[] }): React.ReactNode {
  const { t } = useTranslation();
  return (
    <Alert
      type="warning"
      showIcon
      role="alert"
      title={t('report.lookTitle', { count: flags.length })}
      description={
        <>
          <FlagList flags={flags} />
          <p>{t('report.lookHelp')}</p>
        </>
      }
    />
  );
}
