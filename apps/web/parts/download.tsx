import { App, Button } from 'antd';
import { useState } from 'react';
import { download } from '../api/files';
import { asRefused } from '../api/problem';

/** Fetches a file of the API; while it comes the button says so, and why it did not come is told in the API's words. */
export function Download({ path, children, ...more }: { path: string; children: React.ReactNode } & Pick<React.ComponentProps<typeof Button>, 'type' | 'size' | 'aria-label'>): React.ReactNode {
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  async function fetchIt(): Promise<void> {
    setBusy(true);
    try {
      await download(path);
    } catch (error) {
      void message.error(asRefused(error).words);
    } finally {
      setBusy(false);
    }
  }
  return (
    <Button {...more} loading={busy} onClick={() => void fetchIt()}>
      {children}
    </Button>
  );
}
