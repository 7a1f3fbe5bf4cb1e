import { UploadOutlined } from '@ant-design/icons';
import { Alert, App, Button, Modal, Tag, Upload } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, newKey, type Schemas } from '../../../api/client';
import { useCommand } from '../../../api/commands';
import { asRefused } from '../../../api/problem';
import { useMayAct } from '../../../api/use-session';
import { Failed } from '../../../parts/answered';
import { Download } from '../../../parts/download';
import { ReadTable } from '../../../parts/read-table';
import { language } from '../../../words/language';
import { PROCEEDING_SHOWN } from '../acts/known';
import styles from '../proceedings.module.css';

type Found = Schemas['ReformUnitImportBody'];

const call = (file: File, preview: boolean, key: string) =>
  api.POST('/reform-units/import', { params: { query: { fileName: file.name, preview: preview ? 'true' : 'false' }, header: { 'Idempotency-Key': key } }, body: file as unknown as string, bodySerializer: (body: unknown) => body as string, headers: { 'content-type': 'application/octet-stream' } });

/** The roster of reform units as a file: given out as it can be read in again, and read in after a look at what would come of each row. */
export function RosterList(): React.ReactNode {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const office = useMayAct('office');
  const [looked, setLooked] = useState<{ file: File; found: Found }>();
  const take = useCommand((file: File, key) => call(file, false, key), PROCEEDING_SHOWN);

  async function look(file: File): Promise<void> {
    take.reset();
    const found = await answer(call(file, true, newKey())).catch((e: unknown) => void message.error(asRefused(e).words));
    if (found) setLooked({ file, found });
  }
  async function confirm(file: File): Promise<void> {
    const taken = await take.mutateAsync(file).catch(() => null);
    if (taken === null) return;
    setLooked(undefined);
    void message.success(t('reformRoster.taken', { listed: taken.listed, left: taken.left }));
  }
  const wrong = looked?.found.rows.some((row) => row.problems.length > 0) ?? false;

  return (
    <div className={styles['roster']}>
      <Download path="/reform-units/export">{t('reformRoster.out')}</Download>
      {office && (
        <Upload accept=".xlsx,.csv" showUploadList={false} beforeUpload={(file) => (void look(file), false)}>
          <Button icon={<UploadOutlined aria-hidden />}>{t('reformRoster.in')}</Button>
        </Upload>
      )}
      {looked && (
        <Modal open width={860} title={`${t('reformRoster.in')} · ${looked.file.name}`} okText={t('reformRoster.take')} cancelText={t('common.cancel')} okButtonProps={{ disabled: wrong, loading: take.isPending }} onOk={() => void confirm(looked.file)} onCancel={() => setLooked(undefined)}>
          <p role="status">{t('reformRoster.found', { listed: looked.found.listed, left: looked.found.left, same: looked.found.same })}</p>
          {wrong && <Alert type="error" showIcon title={t('reformRoster.wrong')} />}
          {looked.found.unknownColumns.length > 0 && <Alert type="warning" showIcon title={t('reformRoster.unknown', { columns: looked.found.unknownColumns.join(t('common.list')) })} />}
          {take.isError && <Failed error={take.error} />}
          <Rows rows={looked.found.rows} />
        </Modal>
      )}
    </div>
  );
}

function Rows({ rows }: Pick<Found, 'rows'>): React.ReactNode {
  const { t } = useTranslation();
  return (
    <ReadTable
      title={t('reformRoster.rows')}
      rows={rows.map((row) => ({ ...row, id: String(row.line) }))}
      columns={[
        { title: t('reformRoster.line'), className: 'numbers', align: 'right', dataIndex: 'line' },
        { title: t('proceeding.name'), dataIndex: 'name' },
        { title: t('proceedingActs.fields.since'), className: 'numbers', dataIndex: 'since' },
        { title: t('reformRoster.comes'), render: (_, row) => <>{row.act !== null && t(`reformRoster.acts.${row.act}`)} {row.gap && <Tag color="warning">{t('proceeding.statuses.unlinked')}</Tag>}</> },
        { title: t('reformRoster.problems'), render: (_, row) => row.problems.map((p) => p[language()]).join('；') },
      ]}
    />
  );
}
