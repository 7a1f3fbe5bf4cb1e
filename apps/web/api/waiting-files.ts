import { newKey } from './client';
import { asRefused, refusedBy, type Problem } from './problem';
import { session } from './session';
import { MARK } from './waiting-mark';

/** A file that was chosen and is not with the system yet, or is and no form took it up. */
export interface WaitingFile {
  /** Key of the command that sends it: the same however often it is sent. */
  readonly key: string;
  /** Whose it is, and for which unit: nobody else sees it, or sends it. */
  readonly owner: string;
  /** What it is for, in words of the program. */
  readonly place: string;
  /** Where it is sent. */
  readonly path: string;
  readonly name: string;
  readonly bytes: Blob;
  /** Why the system would not take it: it is sent again when its owner says so. */
  readonly refused?: Problem;
  /** What the system answered. */
  readonly answer?: SentFile;
}

/** What of an answer a form needs: the file by its id, and the version that what it belongs to has now. */
export interface SentFile {
  readonly id: string;
  readonly name: string;
  readonly version: number;
}

const AGAIN_MS = 10_000;
const STORE = 'files';

const owner = (): string => {
  const { identity } = session.get();
  return identity ? `${identity.personId}:${identity.unitId}` : '';
};

function opened(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open('duban', 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: 'key' });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error ?? new Error('no store'));
  });
}

async function inStore<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await opened();
  try {
    return await new Promise<T>((resolve, reject) => {
      const asked = work(database.transaction(STORE, mode).objectStore(STORE));
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error ?? new Error('not kept'));
    });
  } finally {
    database.close();
  }
}

let files: readonly WaitingFile[] = [];
/** Share of its bytes that has gone, 0 to 1, of those under way. */
let sent: Readonly<Record<string, number>> = {};
const watchers = new Set<() => void>();
const tell = (): void => watchers.forEach((told) => told());
const follows = new BroadcastChannel(MARK);
let timer: ReturnType<typeof setTimeout> | undefined;

async function readAnew(): Promise<void> {
  const all = await inStore<WaitingFile[]>('readonly', (store) => store.getAll());
  files = all.filter((file) => file.owner === owner());
  if (all.length > 0) localStorage.setItem(MARK, String(all.length));
  else localStorage.removeItem(MARK);
  tell();
}

async function changed(): Promise<void> {
  await readAnew();
  follows.postMessage('changed');
}

follows.onmessage = () => void readAnew();
window.addEventListener('online', () => void waitingFiles.send());

export const waitingFiles = {
  get: (): readonly WaitingFile[] => files,
  progress: (): Readonly<Record<string, number>> => sent,
  watch: (told: () => void): (() => void) => {
    watchers.add(told);
    return () => watchers.delete(told);
  },

  /** Reads what this person left on this device, and sends what can be sent. */
  async begin(): Promise<void> {
    await readAnew();
    await this.send();
  },

  /** Keeps a file on the device, then sends it if that is possible. */
  async add(place: string, path: string, file: File): Promise<void> {
    await inStore('readwrite', (store) => store.put({ key: newKey(), owner: owner(), place, path, name: file.name, bytes: file } satisfies WaitingFile));
    await changed();
    void this.send();
  },

  async remove(key: string): Promise<void> {
    await inStore('readwrite', (store) => store.delete(key));
    await changed();
  },

  /** Sends a file again that was refused, under a key of its own: the refusal answered the old one. */
  async again(file: WaitingFile): Promise<void> {
    const { refused: _, ...rest } = file;
    await inStore('readwrite', (store) => store.delete(file.key));
    await inStore('readwrite', (store) => store.put({ ...rest, key: newKey() }));
    await changed();
    await this.send();
  },

  /** Sends one after the other what waits, in one tab of the browser; what is not answered waits on. */
  send(): Promise<void> {
    return alone(async () => {
      await readAnew();
      clearTimeout(timer);
      for (const file of files.filter(({ refused, answer }) => refused === undefined && answer === undefined)) {
        const result = await sendOne(file);
        if (result === null) {
          timer = setTimeout(() => void waitingFiles.send(), AGAIN_MS);
          return;
        }
        await inStore('readwrite', (store) => store.put({ ...file, ...result }));
        await changed();
      }
    });
  },
};

/** Without locks (an address that is not secure) tabs may send one file both: the key makes it one act all the same. */
async function alone(work: () => Promise<void>): Promise<void> {
  if (navigator.locks) await navigator.locks.request(MARK, work);
  else await work();
}

/** @returns null where nothing was answered */
async function sendOne(file: WaitingFile): Promise<Pick<WaitingFile, 'answer' | 'refused'> | null> {
  try {
    const token = await session.accessToken();
    if (token === null || !navigator.onLine) return null;
    const { status, body } = await post(file, token);
    if (status === 401 && !(await session.renew())) return null;
    if (status === 401) return await sendOne(file);
    if (status >= 200 && status < 300) {
      const { evidence, item, proceeding } = body as { evidence: { id: string; name: string }; item?: { version: number }; proceeding?: { version: number } };
      return { answer: { id: evidence.id, name: evidence.name, version: (item ?? proceeding)!.version } };
    }
    const refused = refusedBy(status, body);
    return refused.unanswered ? null : { refused: refused.problem };
  } catch (error) {
    if (asRefused(error).unanswered) return null;
    throw error;
  } finally {
    const { [file.key]: _, ...others } = sent;
    sent = others;
    tell();
  }
}

/** As the browser's older way to ask, which alone tells how much has gone. */
function post(file: WaitingFile, token: string): Promise<{ status: number; body: unknown }> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', file.path);
    request.setRequestHeader('authorization', `Bearer ${token}`);
    request.setRequestHeader('Idempotency-Key', file.key);
    request.setRequestHeader('Content-Type', file.bytes.type === '' ? 'application/octet-stream' : file.bytes.type);
    request.upload.onprogress = ({ loaded, total }) => {
      sent = { ...sent, [file.key]: total === 0 ? 1 : loaded / total };
      tell();
    };
    request.onload = () => resolve({ status: request.status, body: readJson(request.responseText) });
    request.onerror = () => reject(new TypeError('away'));
    request.send(file.bytes);
  });
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
