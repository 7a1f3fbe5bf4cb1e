import type { QueryClient } from '@tanstack/react-query';
import { session } from './session';
import { eventsOf } from './event-stream';
import { isOwn } from './written';

/** What the stream tells of one change; of none: that some may have been missed. */
interface Told {
  /** The present moment of the city's clock. */
  now?: string;
  /** Whether the system is heard, as the tab that listens for all tells the others. */
  heard?: boolean;
  itemId?: string;
  proceeding?: string;
  /** A list, by its name alone. */
  list?: string;
  /** Its place in the log. */
  id?: string;
  /** Of a list, where the act that changed it ends. */
  position?: string;
  missed?: true;
}

const CHANNEL = 'duban-live';
/** Changes of one second are told together. */
const GATHER_MS = 1_000;
const AGAIN_MS = 3_000;
/** Who is refused asks less often: a role or a password has to change first. */
const REFUSED_MS = 30_000;
/** Questions about one item: they change in place, as those about one matter do. Lists wait until their reader asks, so that nothing moves under the pointer. */
const OF_ITEM = ['item', 'acts', 'agenda', 'timeline', 'evidence', 'light', 'deadline'] as const;
export const LISTS = ['todo', 'ledger', 'inbox', 'dashboard', 'proceedings', 'toSign', 'schedule', 'plan', 'plans', 'amendments', 'briefings', 'programmes'] as const;
/** The questions about each list that is told by its name. */
const LISTED: Readonly<Record<string, readonly string[]>> = {
  plans: ['plan', 'plans', 'amendments', 'schedule'],
  roster: ['roster', 'people'],
  policies: ['policies', 'policy', 'guidance'],
  calendar: ['calendar'],
  briefings: ['briefings'],
  schemes: ['schemes', 'scheme'],
  checklists: ['checklists'],
  brake: ['brake'],
  suggestions: ['suggestions'],
};
export type ListName = 'plans' | 'roster' | 'policies' | 'calendar' | 'briefings' | 'schemes' | 'checklists' | 'brake' | 'suggestions';

/** Without news for so long, a page is told to be old: a server that starts anew is not worth a word. */
const STALE_MS = 30_000;

/** The last moment that the system told of, on the city's clock: the device's own may be wrong, or that of another time than a demo's. */
let heardAt: string | null = null;
let lost = false;
let telling: ReturnType<typeof setTimeout> | undefined;
const connected = new Set<() => void>();

/** Whether nothing is heard of the system, for half a minute and more, and the moment on the city's clock that it was heard of last; null where it never was. */
export const connection = {
  isLost: (): boolean => lost && telling === undefined,
  heardAt: (): string | null => heardAt,
  watch: (told: () => void): (() => void) => {
    connected.add(told);
    return () => connected.delete(told);
  },
};

function hears(now: boolean): void {
  if (now === !lost) return;
  clearTimeout(telling);
  lost = !now;
  telling = now
    ? undefined
    : setTimeout(() => {
        telling = undefined;
        connected.forEach((told) => told());
      }, STALE_MS);
  connected.forEach((told) => told());
}

/** Changes by others that lists do not show yet: what changed, or `list:` and a list's name. */
let waiting: ReadonlySet<string> = new Set();
const watchers = new Set<() => void>();
const tell = (): void => watchers.forEach((told) => told());

const LIST = 'list:';
/** Of what changed, the names of lists; null where something else changed too. */
export function listsOf(changed: ReadonlySet<string>): ListName[] | null {
  const names = [...changed].map((about) => (about.startsWith(LIST) ? (about.slice(LIST.length) as ListName) : null));
  return names.every((name) => name !== null) ? names : null;
}

export const news = {
  get: (): ReadonlySet<string> => waiting,
  watch: (told: () => void): (() => void) => {
    watchers.add(told);
    return () => watchers.delete(told);
  },
};

/** Lists are asked anew. */
export async function showNews(queries: QueryClient): Promise<void> {
  waiting = new Set();
  tell();
  await Promise.all([...LISTS, ...Object.values(LISTED).flat()].map((first) => queries.invalidateQueries({ queryKey: [first] })));
}

function take(queries: QueryClient, batch: readonly Told[]): void {
  const others = new Set<string>();
  const shown = new Set(queries.getQueryCache().findAll({ type: 'active' }).map(({ queryKey }) => queryKey[0]));
  for (const { itemId, proceeding, list, id, position, missed } of batch) {
    if (missed) {
      for (const first of [...OF_ITEM, 'proceeding']) void queries.invalidateQueries({ queryKey: [first] });
      others.add('missed');
    }
    if (itemId !== undefined) for (const first of OF_ITEM) void queries.invalidateQueries({ queryKey: [first, itemId] });
    // A stream: its kind and its id.
    if (proceeding !== undefined) void queries.invalidateQueries({ queryKey: ['proceeding', ...proceeding.split('/')] });
    const asked = list === undefined ? [] : (LISTED[list] ?? []);
    // A list that this page does not show is asked anew when one comes to it.
    if (list !== undefined && !asked.some((first) => shown.has(first))) {
      for (const first of asked) void queries.invalidateQueries({ queryKey: [first], refetchType: 'none' });
      continue;
    }
    const about = itemId ?? proceeding ?? (list && LIST + list);
    if (about === undefined) continue;
    // An own act answers with the place of its last event: what of the item came before it in this second belongs to it.
    const at = position ?? id;
    if (at !== undefined && isOwn(at)) others.delete(about);
    else others.add(about);
  }
  waiting = new Set([...waiting, ...others]);
  tell();
}

/**
 * Follows what others do, one connection for all tabs of one reader in this browser: whoever has the lock listens and tells the others.
 * Ends with `stop`; the tab that waits longest goes on. What was collected for another reader is forgotten.
 *
 * @param reader who reads, and for which unit: others may see other things
 */
export function followLive(queries: QueryClient, reader: string, stop: AbortSignal): void {
  waiting = new Set();
  tell();
  const name = `${CHANNEL}:${reader}`;
  const channel = new BroadcastChannel(name);
  let gathered: Told[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const gather = (told: Told): void => {
    if (told.heard !== undefined) return hears(told.heard);
    if (told.now !== undefined) {
      heardAt = told.now;
      return;
    }
    gathered.push(told);
    timer ??= setTimeout(() => {
      timer = undefined;
      take(queries, gathered.splice(0));
    }, GATHER_MS);
  };
  channel.onmessage = ({ data }: MessageEvent<Told>) => gather(data);
  stop.addEventListener('abort', () => {
    clearTimeout(timer);
    channel.close();
  });
  const told = (change: Told): void => {
    gather(change);
    channel.postMessage(change);
  };
  // Without the lock (an address that is not secure) each tab listens for itself.
  if (navigator.locks) navigator.locks.request(name, { signal: stop }, () => listen(told, stop)).catch(() => undefined);
  else void listen(told, stop);
}

/** Listens until it is stopped; a connection that ended is taken up where it was, after a while that differs from tab to tab. */
async function listen(told: (change: Told) => void, stop: AbortSignal): Promise<void> {
  let last: string | undefined;
  while (!stop.aborted) {
    let refused = false;
    try {
      const token = await session.accessToken();
      if (token !== null) {
        const response = await fetch('/live', { signal: stop, headers: { authorization: `Bearer ${token}`, ...(last !== undefined && { 'last-event-id': last }) } });
        // Who is refused was heard too.
        told({ heard: response.status < 500 });
        refused = response.status === 403;
        // A log that does not know where one stopped: what happened since cannot be told one by one.
        if (response.status === 400 && last !== undefined) {
          last = undefined;
          told({ missed: true });
        }
        if (response.ok && response.body)
          for await (const { id, data } of eventsOf(response.body)) {
            last = id ?? last;
            if (data !== undefined) told({ ...(data as Pick<Told, 'itemId' | 'proceeding' | 'list' | 'position' | 'now'>), ...(id !== undefined && { id }) });
          }
      }
    } catch {
      if (!stop.aborted) told({ heard: false });
      // Away for a while: the lists say so themselves.
    }
    await new Promise((resolve) => setTimeout(resolve, (refused ? REFUSED_MS : AGAIN_MS) * (1 + Math.random())));
  }
}
