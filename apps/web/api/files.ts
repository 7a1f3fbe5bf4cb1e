import { asRefused, refusedBy } from './problem';
import { fetchSigned } from './signed-fetch';

/** Bytes of the API, asked for with the session: a plain link would come without it. @throws Refused */
export async function fetchFile(path: string): Promise<{ bytes: Blob; name: string }> {
  const response = await fetchSigned(new Request(path)).catch((e: unknown) => {
    throw asRefused(e);
  });
  if (!response.ok) throw refusedBy(response.status, await response.json().catch(() => undefined));
  return { bytes: await response.blob(), name: nameIn(response.headers.get('content-disposition')) };
}

/** The file goes to the reader's downloads and is not opened here. @throws Refused */
export async function download(path: string): Promise<void> {
  const { bytes, name } = await fetchFile(path);
  const address = URL.createObjectURL(bytes);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has taken it up by then.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

function nameIn(disposition: string | null): string {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? '')?.[1];
  if (encoded !== undefined) return decodeURIComponent(encoded);
  return /filename="([^"]+)"/.exec(disposition ?? '')?.[1] ?? 'duban';
}
