import type { EventStore } from '#libs/event-store/event-store';
import { ITEM_STREAM } from '#libs/supervision/item/item.evolve';
import { kindOfStream } from '#libs/supervision/proceeding/kinds';
import { REMEDY_BY_REBUILD, remedyOfParked } from '#libs/event-store/parked-streams';
import { isOfRules } from '#libs/supervision/rules.streams';
import type { Clock } from './clock';
import { MOST_SKEW_MS } from './clock-watch';
import * as look from './operations.queries';

/** What can be wrong, and what somebody should look at. */
export const TROUBLE_KINDS = ['worker', 'clockSkew', 'lag', 'parked', 'stuck', 'overlooked', 'job', 'held', 'undelivered', 'numbers'] as const;
export type TroubleKind = (typeof TROUBLE_KINDS)[number];

/** Kinds that an operator may have tried again. */
export const RETRIED = ['stuck', 'overlooked', 'parked', 'job', 'undelivered'] as const;
export type RetriedKind = (typeof RETRIED)[number];

export interface Words {
  zh: string;
  en: string;
}

/** What reads the log, by what it does for people. */
const READERS: Readonly<Record<string, Words>> = {
  projector: { zh: '台账与清单更新', en: 'the upkeep of ledger and lists' },
  feeder: { zh: '到期办理', en: 'the acting on what falls due' },
  mail: { zh: '邮件外发', en: 'outgoing mail' },
  brake: { zh: '外发把关', en: 'the hold on what goes out' },
  numbering: { zh: '文号给出', en: 'the giving of paper numbers' },
  rounds: { zh: '调度跟进', en: 'the follow-up of reporting rounds' },
  corrections: { zh: '更正跟进', en: 'the follow-up of corrections' },
};

/** The words for what reads the log; its name where there are none. */
export const readerWords = (name: string): Words => READERS[name] ?? { zh: name, en: name };

/** One thing that does not go on by itself, with its reason and its remedy. */
export interface Trouble {
  kind: TroubleKind;
  /** With the kind, what a retry names. */
  id: string;
  /** Real time. */
  since: string | null;
  times: number;
  reason: Words;
  remedy: Words;
  retry: boolean;
}

export interface Following {
  name: string;
  lagMs: number;
  parkedStreams: number;
}

export interface OperationsReport {
  /** On the clock of the domain. */
  now: string;
  /** This process's clock against PostgreSQL's, in milliseconds. */
  clockSkewMs: number;
  /** When a worker last acted, really; null where none ever did. */
  workerSeenAt: string | null;
  subscriptions: Following[];
  troubles: Trouble[];
}

const MOST_LAG_MS = 60_000;
/** The worker says once a minute that it is there. */
const WORKER_SILENT_MS = 180_000;

const RETRY: Words = { zh: '可重试：工作流将重新查看该事项', en: 'retry: its workflow looks at the item again' };

/**
 * Everything that is stuck, parked, overlooked, held or undelivered, with reasons, worst first.
 *
 * @param nameOf a unit's name, for the sentences
 */
export async function operationsReport(store: EventStore, clock: Clock, nameOf: (unitId: string) => string = (id) => id): Promise<OperationsReport> {
  const { pool } = store;
  const now = clock.now();
  const [clockSkewMs, heartbeat, names, parked, stuck, overlooked, failedJobs, held, undelivered, numbersWait, deadMails, lateMails] = await Promise.all([
    look.clockSkew(pool), look.heartbeat(pool), look.subscriptionNames(pool), look.parked(pool), look.stuck(pool), look.overlooked(pool, now), look.failedJobs(pool), look.held(pool), look.undelivered(pool), look.numbersWait(pool), look.deadMails(pool), look.lateMails(pool),
  ]);
  const subscriptions = await Promise.all(names.map(async (name) => ({ name, lagMs: Math.round((await store.lag(name)).oldestUnreadMs), parkedStreams: parked.filter((p) => p.subscription === name).length })));
  const troubles: Trouble[] = [
    ...workerTroubles(heartbeat, clockSkewMs),
    ...subscriptions.filter((s) => s.lagMs > MOST_LAG_MS).map((s): Trouble => ({
      kind: 'lag', id: s.name, since: null, times: 1, retry: false,
      reason: { zh: `${readerWords(s.name).zh}滞后 ${Math.round(s.lagMs / 1000)} 秒`, en: `${readerWords(s.name).en}: ${Math.round(s.lagMs / 1000)} s behind` },
      remedy: { zh: `检查工作进程是否运行、日志中“${s.name}”的错误、数据库中未结束的事务`, en: `check that the worker runs, its log for errors of “${s.name}”, and PostgreSQL for open transactions` },
    })),
    ...parked.map((p): Trouble => ({
      kind: 'parked', id: `${p.subscription}|${p.stream}`, since: p.since, times: 1, retry: !isOfRules(p.stream),
      reason: { zh: `${readerWords(p.subscription).zh}搁置了 ${p.stream}（自第 ${p.version} 版）：${p.reason.zh}`, en: `${readerWords(p.subscription).en}: parked ${p.stream} from version ${p.version}: ${p.reason.en}` },
      remedy: isOfRules(p.stream) ? REMEDY_BY_REBUILD : remedyOfParked(p),
    })),
    ...stuck.map((s): Trouble => ({ kind: 'stuck', id: s.stream, since: s.since, times: s.times, retry: true, reason: { zh: `${s.stream} 的 ${s.key} 反复到期而无进展（${s.reason}）`, en: `${s.stream}: ${s.key} keeps falling due without effect (${s.reason})` }, remedy: RETRY })),
    ...overlooked.map((o): Trouble => ({
      kind: 'overlooked', id: o.stream, since: o.since, times: 1, retry: true,
      reason: o.never ? { zh: `${o.stream} 没有工作流查看过`, en: `${o.stream} was never looked at by a workflow` } : { zh: `${o.stream} 已到期而未处理`, en: `${o.stream} is due and was not acted on` },
      remedy: RETRY,
    })),
    ...failedJobs.map((j): Trouble => ({
      kind: 'job', id: j.stream, since: j.since, times: j.failed, retry: true,
      reason: { zh: `批量任务 ${j.stream}：${j.of} 项中 ${j.failed} 项未能办理（${j.reason}）`, en: `job ${j.stream}: ${j.failed} of ${j.of} failed (${j.reason})` },
      remedy: { zh: '排除原因（多为程序缺陷，升级后）再重试；已办理的不会重复', en: 'mend the cause (mostly a defect: upgrade), then retry; what was done is not done twice' },
    })),
    ...(held.count > 0 ? [heldTrouble(held)] : []),
    ...undelivered.map((u): Trouble => ({
      kind: 'undelivered', id: u.unitId, since: u.since, times: u.count, retry: false,
      reason: { zh: `${u.count} 件通知送到${nameOf(u.unitId)}，但该单位无人有账号`, en: `${u.count} notice(s) went to ${nameOf(u.unitId)}, in which nobody has an account` },
      remedy: { zh: '为该单位授予角色，或登记为无人注册（由办公室代录）', en: 'grant somebody a role there, or register the unit as unstaffed: the office then acts on its behalf' },
    })),
    ...deadMails.map((m): Trouble => ({
      kind: 'undelivered', id: `${MAIL}${m.messageId}`, since: m.since, times: m.attempts, retry: true,
      reason: { zh: `给${nameOf(m.owner)}的邮件未能送达：${m.reason}`, en: `a mail to ${nameOf(m.owner)} was not delivered: ${m.reason}` },
      remedy: { zh: '核对该信箱的地址，然后重试；通知本身在收件箱中', en: 'check the address of the mailbox, then retry; the notices are in the inbox' },
    })),
    ...(lateMails.count > 0 ? [lateTrouble(lateMails)] : []),
    ...(numbersWait ? [NUMBERS_WAIT] : []),
  ];
  return { now, clockSkewMs: Math.round(clockSkewMs), workerSeenAt: heartbeat?.seenAt ?? null, subscriptions, troubles };
}

/** Before the Message-ID where a trouble is a mail. */
export const MAIL = 'mail|';

function lateTrouble({ count, since, reason }: { count: number; since: string | null; reason: string | null }): Trouble {
  return {
    kind: 'undelivered', id: 'mail', since, times: count, retry: false,
    reason: { zh: `${count} 封邮件还没有送出：${reason ?? ''}`, en: `${count} mail(s) could not be handed over yet: ${reason ?? ''}` },
    remedy: { zh: '检查 SMTP_URL 和邮件服务器；恢复后自动送出', en: 'check SMTP_URL and the mail server; they go out by themselves when it is back' },
  };
}

const NUMBERS_WAIT: Trouble = {
  kind: 'numbers', id: 'numbering', since: null, times: 1, retry: false,
  reason: { zh: '日志由备份恢复，尚未说明备份之后给出过哪些文号，文号暂停给出', en: 'the log was restored, and it is not said which numbers went out since the backup: none is given' },
  remedy: { zh: '运行 duban numbers --after DB/2026=14（各系列已给出的最后文号）或 --outside <文件夹>', en: 'run duban numbers --after DB/2026=14 (the last number given of each series) or --outside <folder>' },
};

function workerTroubles(heartbeat: look.Heartbeat | null, skewMs: number): Trouble[] {
  const troubles: Trouble[] = [];
  if (heartbeat === null || heartbeat.silentMs > WORKER_SILENT_MS) {
    troubles.push({
      kind: 'worker', id: 'worker', since: heartbeat?.seenAt ?? null, times: 1, retry: false,
      reason: heartbeat === null ? { zh: '从未有工作进程运行', en: 'no worker has ever run' } : { zh: `工作进程已 ${Math.round(heartbeat.silentMs / 1000)} 秒没有动静`, en: `no worker was heard of for ${Math.round(heartbeat.silentMs / 1000)} s` },
      remedy: { zh: '启动工作进程，并检查它的 /health/ready', en: 'start the worker, and see its /health/ready' },
    });
  }
  for (const [id, ms] of [['this', skewMs], ['worker', heartbeat?.skewMs ?? 0]] as const) {
    if (Math.abs(ms) <= MOST_SKEW_MS) continue;
    troubles.push({
      kind: 'clockSkew', id, since: null, times: 1, retry: false,
      reason: { zh: `${id === 'worker' ? '工作进程' : '本机'}与数据库的时钟相差 ${Math.round(ms)} 毫秒`, en: `the clocks of ${id === 'worker' ? 'the worker' : 'this machine'} and of PostgreSQL differ by ${Math.round(ms)} ms` },
      remedy: { zh: '校准时钟（NTP）；相差 5 秒以内自动继续', en: 'set the clocks right (NTP); below 5 s the loop goes on by itself' },
    });
  }
  return troubles;
}

function heldTrouble({ count, since }: { count: number; since: string | null }): Trouble {
  return {
    kind: 'held', id: 'brake', since, times: count, retry: false,
    reason: { zh: `已暂停外发，${count} 件通知待放行`, en: `Sending is paused: ${count} ${count === 1 ? 'notice waits' : 'notices wait'} to be let out` },
    remedy: { zh: '由办公室在“通知”页的“暂扣”中预览后放行', en: 'the office previews and releases them at Notices, Held' },
  };
}

/** What a retry names must be there, or it would seem to have helped. */
export async function askRetry(store: EventStore, clock: Clock, kind: RetriedKind, id: string, askedBy: string): Promise<{ kind: 'asked'; retryId: string } | { kind: 'not-found' }> {
  const { pool } = store;
  const there = {
    stuck: async () => (await look.stuck(pool)).some((s) => s.stream === id),
    overlooked: async () => (id.startsWith(ITEM_STREAM) || kindOfStream(id) !== undefined) && (await store.head(id)).version > 0,
    job: async () => (await look.failedJobs(pool)).some((j) => j.stream === id),
    undelivered: async () => (await look.deadMails(pool)).some((m) => `${MAIL}${m.messageId}` === id),
    parked: async () => (await look.parked(pool)).some((p) => `${p.subscription}|${p.stream}` === id),
  };
  if (!(await there[kind]())) return { kind: 'not-found' };
  return { kind: 'asked', retryId: await look.writeRetry(pool, kind, id, askedBy) };
}
