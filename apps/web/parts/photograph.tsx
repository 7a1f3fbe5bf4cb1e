import { Image } from 'antd';
import { useEffect, useState } from 'react';
import { fetchFile } from '../api/files';
import { Failed } from './answered';
import styles from './evidence.module.css';

/** A photograph, from bytes that were fetched with the session: the picture is all that the browser makes of them. */
export function Photograph({ path, name, close }: { path: string; name: string; close: () => void }): React.ReactNode {
  const [address, setAddress] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  useEffect(() => {
    let made: string | null = null;
    let left = false;
    fetchFile(path).then(({ bytes }) => {
      if (left) return;
      made = URL.createObjectURL(bytes);
      setAddress(made);
    }, (e: unknown) => setError(e));
    return () => {
      left = true;
      if (made !== null) URL.revokeObjectURL(made);
    };
  }, [path]);
  if (error !== null) return <Failed error={error} />;
  if (address === null) return null;
  return <Image src={address} alt={name} className={styles['unseenPicture']} preview={{ open: true, onOpenChange: (shown) => !shown && close() }} />;
}
