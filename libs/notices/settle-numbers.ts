import type { EventStore } from '#libs/event-store/event-store';
import type { NewEvent } from '#libs/event-store/event';
import type { JsonObject } from '#libs/event-store/json';
import { SERIES_CODES, SERIES_STREAM, type SeriesCode } from '#libs/supervision/series';
import type { Instant } from '#libs/supervision/time/day';
import { seriesStream, SETTLED_STREAM, type NotedNumber, type NoticeNumbered, type NumbersSettled, type NumberVoided } from './numbering';

/** A gap that is wider was mistyped: no office issues as many papers between two backups. */
const WIDEST_GAP = 5_000;

/** What became of the numbers that were given after the backup, by series. */
export interface SettledSeries {
  stream: string;
  /** Numbers whose notice the log holds: it has its number back. */
  given: number;
  /** Numbers whose notice is lost: void. */
  voided: number;
  last: number;
}

export class NumbersUnsettled extends Error {
  override readonly name = 'NumbersUnsettled';
}

/** `DB/2026=14`: the last number of a series and year that went out. @throws NumbersUnsettled for anything else */
export function readLastNumber(text: string): { stream: string; last: number } {
  const [, series, year, last] = /^([A-Z]{2})\/(\d{4})=(\d{1,6})$/.exec(text) ?? [];
  if (series === undefined || !(SERIES_CODES as readonly string[]).includes(series)) throw new NumbersUnsettled(`${text} names no series: DB/2026=14 says that 14 of series DB was the last number given in 2026`);
  return { stream: seriesStream(series as SeriesCode, Number(year)), last: Number(last) };
}

/** Whether numbers may be given: always before the first restore, and after each once it was settled what had been given. */
export async function areNumbersSettled(store: EventStore, epoch: number): Promise<boolean> {
  if (epoch <= 1) return true;
  const settled = await store.readStream(SETTLED_STREAM);
  return settled.some((e) => (e.data as NumbersSettled).epoch === epoch);
}

function event(type: string, data: JsonObject, agendaKey: string, now: Instant): NewEvent {
  return { type, schemaVersion: 1, data, agendaKey, meta: { actor: { kind: 'system', name: 'restore' }, occurredAt: now, recordedAt: now, rules: { policy: 0, calendar: 0, roster: 0 } } };
}

async function isInLog(store: EventStore, { issuedBy }: NotedNumber): Promise<boolean> {
  const [found] = await store.readStream(issuedBy.stream, issuedBy.version - 1);
  return found?.version === issuedBy.version && found.hash.toString('hex') === issuedBy.hash;
}

/**
 * After a restore, before any number is given: every number up to the last that went out is taken. Where the log still holds
 * the notice that had it, it gets the same again; every other one is void. Doing it again changes nothing.
 *
 * @param noted numbers noted outside the database
 * @param lastNumbers by series stream, as the operator states them
 * @throws NumbersUnsettled where what is stated cannot be
 */
export async function settleNumbers(store: EventStore, epoch: number, noted: readonly NotedNumber[], lastNumbers: Readonly<Record<string, number>>, now: Instant): Promise<SettledSeries[]> {
  const streams = [...new Set([...noted.map((n) => n.stream), ...Object.keys(lastNumbers)])].sort();
  const settled: SettledSeries[] = [];
  for (const stream of streams) settled.push(await settleSeries(store, stream, noted.filter((n) => n.stream === stream), lastNumbers[stream] ?? 0, now));
  if (!(await areNumbersSettled(store, epoch))) {
    const { version, headHash } = await store.head(SETTLED_STREAM);
    const data: NumbersSettled = { epoch, lastNumbers: Object.fromEntries(settled.map((s) => [s.stream, s.last])) };
    const outcome = await store.append({ command: null, guards: [], streams: [{ stream: SETTLED_STREAM, expectedVersion: version, headHash, events: [event('NumbersSettled', data, `epoch/${epoch}`, now)] }] });
    if (outcome.kind !== 'appended' && !(await areNumbersSettled(store, epoch))) throw new Error('somebody else settles the numbers at the same time: look and try again');
  }
  return settled;
}

async function settleSeries(store: EventStore, stream: string, noted: readonly NotedNumber[], stated: number, now: Instant): Promise<SettledSeries> {
  const [series, year] = stream.slice(SERIES_STREAM.length).split('/') as [SeriesCode, string];
  const before = await store.readStream(stream);
  const { version, headHash } = await store.head(stream);
  const last = Math.max(version, stated, ...noted.map((n) => n.number));
  if (stated > 0 && stated < version) throw new NumbersUnsettled(`${stream}: the log itself holds ${version} numbers, ${stated} cannot have been the last`);
  if (last - version > WIDEST_GAP) throw new NumbersUnsettled(`${stream}: from ${version} to ${last} are more than ${WIDEST_GAP} numbers: check what you state`);
  const numbered = new Set(before.filter((e) => e.type === 'NoticeNumbered').map((e) => (e.data as NoticeNumbered).noticeId));
  const events: NewEvent[] = [];
  let given = 0;
  for (let number = version + 1; number <= last; number++) {
    const entries = noted.filter((n) => n.number === number);
    // Two workers without a fence may have noted a number each: which of the two papers bears it nobody knows.
    const noticeIds = [...new Set(entries.map((n) => n.noticeId))];
    const only = noticeIds.length === 1 ? entries[0]! : null;
    if (only && !numbered.has(only.noticeId) && (await isInLog(store, only))) {
      numbered.add(only.noticeId);
      given += 1;
      events.push(event('NoticeNumbered', { noticeId: only.noticeId, series, year: Number(year), number } satisfies NoticeNumbered, only.noticeId, now));
    } else {
      const data: NumberVoided = { series, year: Number(year), number, because: 'restore', lostNoticeId: only?.noticeId ?? null };
      events.push(event('NumberVoided', data, `void/${number}`, now));
    }
  }
  if (events.length > 0) {
    const outcome = await store.append({ command: null, guards: [], streams: [{ stream, expectedVersion: version, headHash, events }] });
    if (outcome.kind !== 'appended') throw new Error(`${stream} was written meanwhile: look and try again`);
  }
  return { stream, given, voided: events.length - given, last };
}
