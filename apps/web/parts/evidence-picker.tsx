import { Button, Upload } from 'antd';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { Refused } from '../api/problem';
import { waitingFiles, type SentFile, type WaitingFile } from '../api/waiting-files';
import styles from './evidence.module.css';
import { useOnline } from './online';

interface Props {
  /** What the files are for: files of another place are not shown here. */
  place: string;
  /** Where a file of this name is sent. */
  path: (name: string) => string;
  label: string;
  /** What it is called beyond that, where there are several on a page. */
  aria?: string;
  /** What surrounds it says once for all that no classified file may be uploaded. */
  warned?: boolean | undefined;
  /** Told of each file that the system has. */
  taken: (file: SentFile) => void;
}

const here = (files: readonly WaitingFile[], place: string): readonly WaitingFile[] => files.filter((file) => file.place === place);

function useFiles(): readonly WaitingFile[] {
  return useSyncExternalStore(waitingFiles.watch, waitingFiles.get);
}

/** How many files of a place are not with the system yet. */
export const useUnsent = (place: string): number => here(useFiles(), place).filter(({ answer }) => answer === undefined).length;

/**
 * Takes files, with the warning that belongs beside a picker of files. They are kept on the device first, and go when there is a
 * network: one after the other, each with how far it is, and none twice.
 */
export function EvidencePicker({ place, path, label, aria, warned = false, taken }: Props): React.ReactNode {
  const { t } = useTranslation();
  const files = here(useFiles(), place);
  const told = useRef(new Set<string>());
  useEffect(() => void waitingFiles.begin(), []);
  useEffect(() => {
    for (const { key, answer } of files) {
      if (answer === undefined || told.current.has(key)) continue;
      told.current.add(key);
      taken(answer);
      void waitingFiles.remove(key);
    }
  });
  return (
    <div className={styles['picker']}>
      <Upload multiple showUploadList={false} beforeUpload={(file) => (void waitingFiles.add(place, path(file.name), file), false)}>
        <Button aria-label={aria}>{label}</Button>
      </Upload>
      {!warned && <span className={styles['warning']}>{t('itemParts.uploadWarning')}</span>}
      <ul className={styles['waiting']} aria-label={t('files.waiting')}>
        {files.filter(({ answer }) => answer === undefined).map((file) => (
          <Waiting key={file.key} file={file} />
        ))}
      </ul>
    </div>
  );
}

function Waiting({ file }: { file: WaitingFile }): React.ReactNode {
  const { t } = useTranslation();
  const online = useOnline();
  const share = useSyncExternalStore(waitingFiles.watch, () => waitingFiles.progress()[file.key]);
  const { refused } = file;
  return (
    <li>
      <span className={styles['name']}>{file.name}</span>
      {refused === undefined ? (
        <>
          {online && <progress max={1} value={share ?? 0} aria-label={t('files.progress', { name: file.name })} />}
          <span className="secondary numbers" role="status">
            {online ? t('files.sending', { percent: Math.round((share ?? 0) * 100) }) : t('files.kept')}
          </span>
        </>
      ) : (
        <>
          <span className={styles['warning']} role="alert">
            {new Refused(refused).words}
          </span>
          <Button size="small" onClick={() => void waitingFiles.again(file)}>
            {t('common.retry')}
          </Button>
        </>
      )}
      <Button size="small" type="link" aria-label={t('files.removeOne', { name: file.name })} onClick={() => void waitingFiles.remove(file.key)}>
        {t('files.remove')}
      </Button>
    </li>
  );
}
