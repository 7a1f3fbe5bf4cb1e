import { useMutation } from '@tanstack/react-query';
import { App, Button, Popconfirm } from 'antd';
import { useTranslation } from 'react-i18next';
import { answer, api, commandHeaders, type Schemas } from '../../api/client';
import { useCommand } from '../../api/commands';
import type { Refused } from '../../api/problem';
import { Failed } from '../../parts/answered';
import { Section } from '../../parts/page';
import styles from './briefings.module.css';
import { RestsOn } from './rests-on';
import { Unbacked } from './unbacked';

type Series = Schemas['BriefingsBody'];
type One = Schemas['BriefingBody'];

/** A briefing as it stands, and what can be done with it. Of a past day an issue's paper is given, which stays the same; a draft's is drawn as it is now, and is not. */
export function Briefing({ series, briefing, past, edit, correct }: { series: Series; briefing: One; past: boolean; edit: () => void; correct: () => void }): React.ReactNode {
  const { t } = useTranslation();
  const { published } = briefing;
  return (
    <Section title={briefing.title}>
      <p className="secondary numbers">
        {published === null ? t(`briefings.status.${briefing.status}`) : t('briefings.published', { ...published })} · {briefing.period.from} — {briefing.period.to}
        {briefing.correctedBy !== null && ` · ${t('briefings.corrected')}`}
      </p>
      {briefing.sections.map((section, n) => (
        <div key={n}>
          {section.heading && <h3>{section.heading}</h3>}
          {section.paragraphs.map((p, m) => (
            <div key={m}>
              <p className="quote">{p.text}</p>
              <RestsOn sources={p.sources} />
            </div>
          ))}
        </div>
      ))}
      {briefing.corrects !== null && <p className="secondary">{t('briefings.correctsWhy', { reason: briefing.corrects.reason })}</p>}
      {briefing.status === 'draft' && !past && <Unbacked officeUnitId={series.officeUnitId} briefing={briefing} />}
      {briefing.status !== 'discarded' && !(past && published === null) && <Acts series={series} briefing={briefing} edit={edit} correct={past ? null : correct} />}
    </Section>
  );
}

function Acts({ series, briefing, edit, correct }: { series: Series; briefing: One; edit: () => void; correct: (() => void) | null }): React.ReactNode {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const at = (key: string) => ({ path: { officeUnitId: series.officeUnitId, briefingId: briefing.id }, header: commandHeaders(key, briefing.version) });
  const publish = useCommand((_: void, key) => api.POST('/briefings/{officeUnitId}/{briefingId}/publish', { params: at(key) }), ['briefings', 'inbox']);
  const discard = useCommand((reason: string, key) => api.POST('/briefings/{officeUnitId}/{briefingId}/discard', { params: at(key), body: { reason } }), ['briefings']);
  const download = useMutation<Blob, Refused, void>({
    mutationFn: () => answer(api.GET('/briefings/{officeUnitId}/{briefingId}/document', { params: { path: { officeUnitId: series.officeUnitId, briefingId: briefing.id } }, parseAs: 'blob' }) as unknown as Promise<{ data?: Blob; response: Response }>),
    onSuccess: (bytes) => saveAs(bytes, `${briefing.title}.docx`),
  });
  const failed = [publish, discard, download].find(({ isError }) => isError);
  return (
    <div className={styles['acts']}>
      {briefing.status === 'draft' && (
        <>
          <Popconfirm title={t('briefings.publishConfirm', { ...series.next })} okText={t('briefings.publish')} cancelText={t('common.cancel')} onConfirm={() => publish.mutate(undefined)}>
            <Button type="primary" loading={publish.isPending}>
              {t('briefings.publish')}
            </Button>
          </Popconfirm>
          <Button onClick={edit}>{t('briefings.edit')}</Button>
          <Popconfirm title={t('briefings.discardConfirm')} okText={t('briefings.discard')} cancelText={t('common.cancel')} onConfirm={() => discard.mutate(t('briefings.discardReason'), { onSuccess: () => void message.success(t('briefings.discarded')) })}>
            <Button loading={discard.isPending}>{t('briefings.discard')}</Button>
          </Popconfirm>
        </>
      )}
      {briefing.status === 'published' && briefing.correctedBy === null && correct !== null && <Button onClick={correct}>{t('briefings.correct')}</Button>}
      <Button loading={download.isPending} onClick={() => download.mutate()}>
        {t('briefings.document')}
      </Button>
      {failed && <Failed error={failed.error} />}
    </div>
  );
}

/** Hands bytes to the browser as a download: nothing of them is shown in the page. */
function saveAs(bytes: Blob, name: string): void {
  const address = URL.createObjectURL(bytes);
  const link = Object.assign(document.createElement('a'), { href: address, download: name });
  link.click();
  URL.revokeObjectURL(address);
}
