import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cityMoment } from '../words/moments';
import { Download } from './download';
import styles from './evidence.module.css';
import { Photograph } from './photograph';
import { ReadTable } from './read-table';

/** A file that shows what was done. */
export interface EvidenceFile {
  id: string;
  name: string;
  bytes: number;
  at: string;
  /** Whether it is a photograph, which a page may show. */
  preview: boolean;
}

interface Props<E extends EvidenceFile> {
  title: string;
  files: readonly E[];
  /** Where its bytes lie. */
  path: (file: E) => string;
  unitOf: (file: E) => string;
  /** What it shows; left out where they all show the same. */
  subjectOf?: (file: E) => string;
}

/** Photographs are shown as the API makes them safe; everything else is downloaded and never opened here. */
export function EvidenceTable<E extends EvidenceFile>({ title, files, path, unitOf, subjectOf }: Props<E>): React.ReactNode {
  const { t } = useTranslation();
  const [open, setOpen] = useState<E | null>(null);
  return (
    <>
      <ReadTable
        title={title}
        rows={files}
        columns={[
          { title: t('itemParts.file'), dataIndex: 'name' },
          { title: t('itemParts.unit'), render: (_, e) => unitOf(e) },
          ...(subjectOf === undefined ? [] : [{ title: t('itemParts.shows'), render: (_: unknown, e: E) => subjectOf(e) }]),
          { title: t('itemParts.size'), align: 'right', className: 'numbers', render: (_, e) => t('itemParts.kilobytes', { count: Math.max(1, Math.round(e.bytes / 1000)) }) },
          { title: t('itemParts.at'), className: 'numbers', render: (_, e) => cityMoment(e.at) },
          {
            title: '',
            render: (_, e) => (
              <span className={styles['acts']}>
                {e.preview && (
                  <Button size="small" onClick={() => setOpen(e)} aria-label={`${t('itemParts.preview')} ${e.name}`}>
                    {t('itemParts.preview')}
                  </Button>
                )}
                <Download size="small" path={path(e)} aria-label={`${t('itemParts.download')} ${e.name}`}>
                  {t('itemParts.download')}
                </Download>
              </span>
            ),
          },
        ]}
      />
      {open && <Photograph path={`${path(open)}/preview`} name={open.name} close={() => setOpen(null)} />}
    </>
  );
}

/** The same in a line beside the words that cite them: pressed, a photograph is shown, and anything else downloaded. */
export function EvidenceLine({ files }: { files: readonly (Pick<EvidenceFile, 'id' | 'name' | 'preview'> & { path: string })[] }): React.ReactNode {
  const { t } = useTranslation();
  const [open, setOpen] = useState<(typeof files)[number] | null>(null);
  return (
    <span className={styles['acts']}>
      {files.map((file) =>
        file.preview ? (
          <Button key={file.id} size="small" onClick={() => setOpen(file)} aria-label={`${t('itemParts.preview')} ${file.name}`}>
            {file.name}
          </Button>
        ) : (
          <Download key={file.id} size="small" path={file.path} aria-label={`${t('itemParts.download')} ${file.name}`}>
            {file.name}
          </Download>
        ),
      )}
      {open && <Photograph path={`${open.path}/preview`} name={open.name} close={() => setOpen(null)} />}
    </span>
  );
}
