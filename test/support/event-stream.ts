import type { HttpClient } from './http-client';

export interface LiveEvent {
  id: string;
  itemId: string;
  /** Of a change in a proceeding, instead of the item's id. */
  proceeding?: string;
  type: string;
  version: number;
}

/** Listens to the live updates of items and proceedings until enough came; ends the connection. */
export async function listen(client: HttpClient, enough: (events: LiveEvent[]) => boolean, options: { after?: string; lastEventId?: string; onOpen?: () => Promise<void>; deadlineMs?: number } = {}): Promise<LiveEvent[]> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(new Error('no such live update came in time')), options.deadlineMs ?? 20_000);
  const response = await client.fetch('GET', '/live', { query: { after: options.after }, headers: options.lastEventId === undefined ? {} : { 'last-event-id': options.lastEventId }, signal: abort.signal });
  if (!response.ok || response.body === null) throw new Error(`live updates: ${response.status} ${await response.text()}`);
  const events: LiveEvent[] = [];
  let text = '';
  let opened = options.onOpen;
  try {
    for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      if (opened) {
        const open = opened;
        opened = undefined;
        await open();
      }
      const parts = text.split('\n\n');
      text = parts.pop() ?? '';
      for (const part of parts) {
        const id = /^id: (.+)$/m.exec(part)?.[1];
        const data = /^data: (.+)$/m.exec(part)?.[1];
        if (id !== undefined && data !== undefined && !/^event: list$/m.test(part)) events.push({ id, ...(JSON.parse(data) as Omit<LiveEvent, 'id'>) });
      }
      if (enough(events)) break;
    }
    return events;
  } finally {
    clearTimeout(timer);
    abort.abort();
  }
}
