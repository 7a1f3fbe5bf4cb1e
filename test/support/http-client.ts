import { randomUUID } from 'node:crypto';
import type { ItemView } from '#libs/supervision/item/item.view';

/** An error as the API tells it. */
export interface Told {
  status: number;
  code: string;
  detail: { zh: string; en: string };
  fields?: { field: string; zh: string; en: string }[];
  reference?: string;
}

export interface Reply<T> {
  status: number;
  headers: Headers;
  body: T;
}

/** What a command on an item answers. */
export interface ItemReply {
  item: ItemView;
  position: string;
  replayed: boolean;
}

export interface Asked {
  query?: Record<string, string | number | boolean | undefined>;
  body?: unknown;
  /** Sent as it is, for what is no JSON. */
  raw?: string | Uint8Array;
  headers?: Record<string, string>;
  key?: string;
  ifMatch?: string;
}

/** The API as one signed-in person sees it, on one process. */
export class HttpClient {
  constructor(
    readonly base: string,
    private readonly token: string | null = null,
  ) {}

  /** The same person on another process. */
  on(base: string): HttpClient {
    return new HttpClient(base, this.token);
  }

  /** Asks and gives back whatever comes, errors too. */
  async ask<T>(method: string, path: string, asked: Asked = {}): Promise<Reply<T>> {
    const response = await this.fetch(method, path, asked);
    const text = await response.text();
    const json = /json/.test(response.headers.get('content-type') ?? '');
    return { status: response.status, headers: response.headers, body: (json ? JSON.parse(text) : text) as T };
  }

  fetch(method: string, path: string, asked: Asked & { signal?: AbortSignal } = {}): Promise<Response> {
    const url = new URL(path, this.base);
    for (const [name, value] of Object.entries(asked.query ?? {})) if (value !== undefined) url.searchParams.set(name, String(value));
    const headers: Record<string, string> = { ...(this.token === null ? {} : { authorization: `Bearer ${this.token}` }) };
    if (method !== 'GET') headers['idempotency-key'] = asked.key ?? randomUUID();
    if (asked.ifMatch !== undefined) headers['if-match'] = asked.ifMatch;
    if (asked.body !== undefined) headers['content-type'] = 'application/json';
    const body = asked.raw ?? (asked.body === undefined ? undefined : JSON.stringify(asked.body));
    return fetch(url, { method, headers: { ...headers, ...asked.headers }, body, signal: asked.signal });
  }

  /** Reads what must be there. @throws Error with the problem when it is not */
  async get<T>(path: string, query: Asked['query'] = {}): Promise<T> {
    return expectOk(await this.ask<T>('GET', path, { query }), `GET ${path}`);
  }

  /** Sends a command that must be accepted. @throws Error with the problem when it is not */
  async post<T>(path: string, body: unknown = {}, more: Asked = {}): Promise<T> {
    return expectOk(await this.ask<T>('POST', path, { body, ...more }), `POST ${path}`);
  }

  /** A command on an item that must be accepted. */
  command(itemId: string, command: string, body: unknown, more: Asked = {}): Promise<ItemReply> {
    return this.post<ItemReply>(`/items/${itemId}/${command}`, body, more);
  }

  /** A command that must be refused; gives the problem. */
  async refused(itemId: string, command: string, body: unknown, more: Asked = {}): Promise<Told> {
    const reply = await this.ask<Told>('POST', `/items/${itemId}/${command}`, { body, ...more });
    if (reply.status < 400) throw new Error(`${command} was accepted, and should not have been`);
    return reply.body;
  }
}

function expectOk<T>({ status, body }: Reply<T>, what: string): T {
  if (status >= 400) throw new Error(`${what}: ${status} ${JSON.stringify(body)}`);
  return body;
}
