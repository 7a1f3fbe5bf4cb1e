import { App, Button } from 'antd';
import { useState } from 'react';
import { useAsOf } from '../api/as-of';
import { download } from '../api/files';
import { asOfDay } from '../api/past';
import { asRefused } from '../api/problem';

/** Fetches a file of the API; while it comes the button says so, and why it did not come is told in the API's words. On a past day it is of that day, and not offered where the API has it of now alone. */
export function Download({ path, children, ...more }: { path: string; children: React.ReactNode } & Pick<React.ComponentProps<typeof Button>, 'type' | 'size' | 'aria-label'>): React.ReactNode {
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  const day = useAsOf();
  const address = new URL(path, window.location.origin);
  const then = day === undefined ? address : asOfDay(address, day);
  if (then === null) return null;
  const asked = `${then.pathname}${then.search}`;
  async function fetchIt(): Promise<void> {
    setBusy(true);
    try {
      await download(asked);
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
