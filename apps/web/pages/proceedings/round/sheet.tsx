import { UploadOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Upload } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/client';
import { useCommand } from '../../../api/commands';
import type { Refused } from '../../../api/problem';
import { Failed } from '../../../parts/answered';
import { Download } from '../../../parts/download';
import { language } from '../../../words/language';
import styles from './round.module.css';

/** The form as a workbook to fill in elsewhere, and back: taken whole or not at all; what is wrong is told by sheet, row and column. */
export function FormSheet({ path, open, onBehalf, taken }: { path: { id: string; unitId: string }; open: boolean; onBehalf: boolean; taken: () => void }): React.ReactNode {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const take = useCommand((file: File, key) => api.POST('/reporting-rounds/{id}/forms/{unitId}/sheet', { params: { path, query: { ...(onBehalf && { onBehalf: 'true' as const }) }, header: { 'Idempotency-Key': key } }, body: file as unknown as string, bodySerializer: (body) => body, headers: { 'content-type': 'application/octet-stream' } }), ['todo']);
  async function send(file: File): Promise<void> {
    const answered = await take.mutateAsync(file).catch(() => null);
    if (answered === null) return;
    await queries.invalidateQueries({ queryKey: ['proceeding'] });
    taken();
    void message.success(t('round.sheetTaken', { count: answered.changed.length }));
  }
  return (
    <>
      <Download type="link" path={`/reporting-rounds/${path.id}/forms/${path.unitId}/sheet`}>
        {t('round.sheet')}
      </Download>
      {open && (
        <>
          <Upload accept=".xlsx" showUploadList={false} beforeUpload={(file) => (void send(file), false)}>
            <Button icon={<UploadOutlined aria-hidden />} loading={take.isPending}>
              {t('round.sheetIn')}
            </Button>
          </Upload>
          <span className={styles['warning']}>{t('itemParts.uploadWarning')}</span>
        </>
      )}
      {take.error && <Faults refused={take.error} />}
    </>
  );
}

function Faults({ refused }: { refused: Refused }): React.ReactNode {
  return (
    <div className={styles['sheetFaults']}>
      <Failed error={refused} />
      <ul className={styles['faults']}>
        {(refused.problem.fields ?? []).map((fault) => (
          <li key={fault.field}>{fault[language()]}</li>
        ))}
      </ul>
    </div>
  );
}
