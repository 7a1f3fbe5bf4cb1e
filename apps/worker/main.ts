import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import pino from 'pino';
import { BrakeCommands } from '#libs/commands/brake-commands';
import { collectUnreferenced } from '#libs/commands/evidence/referred-evidence';
import { openEvidenceStore } from '#libs/commands/evidence/open-evidence-store';
import { KNOWN_EVENTS } from '#libs/commands/event-types';
import { sealAndExport, SEALS } from '#libs/commands/export-seal';
import { resumeIssuing } from '#libs/commands/resume-issuing';
import { CountedCorrections } from '#libs/commands/evaluation/counted-corrections';
import { EvaluationFigures } from '#libs/commands/evaluation/evaluation-figures';
import { ItemCommands } from '#libs/commands/item-commands';
import { noteOutside, OUTSIDE } from '#libs/commands/outside';
import { ClockNotOurs, openClock } from '#libs/commands/open-clock';
import { Office } from '#libs/commands/office';
import { PlanCommands } from '#libs/commands/plan-commands';
import { AbsentHolders } from '#libs/commands/absent-holders';
import { Proceedings } from '#libs/commands/proceedings';
import { References } from '#libs/commands/references';
import { ReportingRounds } from '#libs/commands/reporting-rounds';
import { noteRulesInForce } from '#libs/commands/rules-in-force';
import { ClockWatch } from '#libs/commands/clock-watch';
import { WatchedLog } from '#libs/commands/watched-log';
import { VirtualClock } from '#libs/commands/virtual-clock';
import { Subscription } from '#libs/event-store/subscription';
import { createIdentity } from '#libs/identity/create-identity';
import { smtpCourier } from '#libs/notices/courier';
import { readConfiguration } from '#libs/platform/configuration';
import { openPool } from '#libs/platform/open-pool';
import { temporalConnectionOptions } from '#libs/platform/temporal-connection';
import { schemaProblem } from '#libs/projections/schema-problem';
import { projector, PROJECTOR } from '#libs/projections/projector';
import { SCHEMA_STEPS } from '#libs/projections/schema/steps';
import { BUNDLE } from './build-bundle';
import { clockBrake } from './clock-brake';
import { patiently } from './patiently';
import { startDemo } from './demo/demo';
import { every } from './every';
import { serveHealth } from './health';
import { checksOf, type Parts } from './health.checks';
import { beat } from './heartbeat';
import { MAIL, mailSubscription, startSending } from './mail';
import { NUMBERING, numberingSubscription } from './numbering';
import { BRAKE, brakeAtStart, brakeSubscription } from './notice-brake';
import { Retries } from './retries';
import { SETS_ASIDE } from './sets-aside';
import { Feeder } from './supervision/feeder';
import { FanOut } from '#libs/loop/fan-out';
import { keepersOf } from '#libs/loop/keepers';
import { reconcile } from '#libs/loop/reconcile';
import { registerSearchAttributes } from '#libs/loop/search-attributes';
import { supervisionActivities } from './supervision/supervision.activities';
import { TASK_QUEUE, Telling } from '#libs/loop/telling';
import { Watchdog } from './watchdog';

/** Of the subscription that brings sent forms to their items. */
const ROUNDS = 'rounds';
/** Of the subscription that tells evaluations of corrections to what they counted. */
const CORRECTIONS = 'corrections';
const SLOW_LANE_MS = 30_000;
/** Items to tell of changed rules, and work over many items that nobody is at. */
const FAN_OUT_MS = 5_000;
const JOBS_MS = 5_000;
const WATCHDOG_MS = 60_000;
/** Rules that were set ahead of their time show in lists at most so long after it has come. */
const RULES_MS = 30_000;
const RECONCILE_MS = 3_600_000;
const RETRIES_MS = 1_000;
/** A person who has left is told of in proceedings within so long. */
const HOLDERS_MS = 10_000;
const HEARTBEAT_MS = 30_000;
const SEAL_MS = 3_600_000;
/** Tokens and sessions that have ended are dropped. */
const SESSIONS_MS = 3_600_000;
/** Uploads that no event came to refer to in a day are dropped. */
const EVIDENCE_MS = 86_400_000;

/** Batches and sweeps take their time; what takes longer than this is a server that does not answer. */
const ANSWER_MS = 60_000;

/** Runs the worker until SIGTERM: the workflows' activities, and the subscriptions that fill read models and feed Temporal. */
async function main(): Promise<void> {
  const read = readConfiguration(process.env, { needs: ['database', 'temporal'] });
  if (!read.ok) {
    for (const p of read.problems) console.error(`${p.variable}: ${p.zh} / ${p.en}`);
    process.exit(2);
  }
  const { configuration } = read;
  const log = pino({ name: 'worker', level: configuration.logLevel });
  const pool = openPool({ url: configuration.database!.url, max: 12, name: 'duban-worker', answerMs: ANSWER_MS }, (error) => log.warn({ err: error }, 'an idle connection to PostgreSQL broke'));

  const watch = new ClockWatch(pool, configuration);
  const parts: Parts = { pool, watch, temporal: null, worker: null };
  if (configuration.workerHealthPort !== undefined) await serveHealth(configuration.workerHealthPort, checksOf(parts));

  const problem = await patiently('PostgreSQL', log, () => schemaProblem(pool, SCHEMA_STEPS));
  if (problem) {
    log.fatal(`${problem.zh} / ${problem.en}`);
    process.exit(3);
  }
  const store = new WatchedLog(pool, KNOWN_EVENTS, watch);
  const references = new References(store);
  const clock = await openClock(pool, configuration).catch((error: unknown) => {
    if (!(error instanceof ClockNotOurs)) throw error;
    log.fatal(error.message);
    process.exit(3);
  });
  const items = new ItemCommands(store, references, clock);
  const plans = new PlanCommands(store, references, clock);
  const proceedings = new Proceedings(store, references, clock);
  const office = new Office(store, references, clock, items, plans);
  const notices = new BrakeCommands(store, clock);
  await brakeAtStart(pool, notices, clock, log);

  const trouble = (name: string) => (error: unknown) => log.warn({ err: error, subscription: name }, 'a subscription is in trouble and tries again');
  const fail = (error: unknown): void => {
    log.fatal({ err: error }, 'the worker stops');
    process.exit(1);
  };
  // What needs the log alone does not wait for Temporal: lists stay in step while it is away.
  const subscriptionsByName = new Map([
    [PROJECTOR, projector(store, trouble('projector'))],
    [BRAKE, await brakeSubscription(store, notices, log, trouble('brake'))],
    [NUMBERING, await numberingSubscription(store, items, clock, (numbers) => noteOutside(join(configuration.dataFolder, OUTSIDE), 'numbers', numbers), trouble('numbering'))],
  ]);
  // What follows of a sent form comes at least once, and does nothing twice.
  const rounds = new ReportingRounds(store, references, clock, items, plans, proceedings);
  subscriptionsByName.set(ROUNDS, new Subscription(store, { name: ROUNDS, handle: (batch) => rounds.follow(batch), continuesAcrossEpochs: true, ...SETS_ASIDE, onTrouble: trouble(ROUNDS) }));
  // A correction is told to the rounds that have counted what it corrects.
  const corrections = new CountedCorrections(store, proceedings, new EvaluationFigures(store, items, proceedings));
  subscriptionsByName.set(CORRECTIONS, new Subscription(store, { name: CORRECTIONS, handle: (batch) => corrections.follow(batch), continuesAcrossEpochs: true, ...SETS_ASIDE, onTrouble: trouble(CORRECTIONS) }));
  const courier = configuration.mail ? smtpCourier(configuration.mail.smtpUrl, configuration.mail.from) : null;
  if (courier) subscriptionsByName.set(MAIL, mailSubscription(store, references, notices, clock, trouble('mail')));
  else log.info('no SMTP_URL: notices reach the inbox alone');
  for (const s of subscriptionsByName.values()) s.run().catch(fail);

  Runtime.install({ shutdownSignals: [], logger: new DefaultLogger('WARN') });
  const options = await temporalConnectionOptions(configuration.temporal!);
  const { namespace } = configuration.temporal!;
  const connection = await patiently('Temporal', log, () => Connection.connect(options));
  parts.temporal = connection;
  const native = await patiently('Temporal', log, () => NativeConnection.connect(options));
  const client = new Client({ connection, namespace });
  await patiently('Temporal', log, () => registerSearchAttributes(connection, namespace));
  const keepers = keepersOf({ items, proceedings, references, clock });
  const telling = new Telling(client, keepers);
  const feeder = new Feeder(pool, keepers, clock, telling);
  await watch.check();
  watch.start();

  // Telling Temporal takes its time: small batches keep the checkpoint close behind.
  const feeding = new Subscription(store, { name: 'feeder', batchSize: 200, handle: (batch) => feeder.apply(batch), continuesAcrossEpochs: true, onTrouble: trouble('feeder') });
  subscriptionsByName.set('feeder', feeding);
  const subscriptions = [...subscriptionsByName.values()];
  const worker = await Worker.create({
    connection: native,
    namespace,
    taskQueue: TASK_QUEUE,
    workflowBundle: { codePath: BUNDLE },
    activities: supervisionActivities(pool, keepers, clock, clockBrake(watch)),
    maxConcurrentWorkflowTaskExecutions: 64,
    maxConcurrentLocalActivityExecutions: 64,
    maxConcurrentWorkflowTaskPolls: 32,
    maxCachedWorkflows: 2_000,
    stickyQueueScheduleToStartTimeout: '5 seconds',
    shutdownGraceTime: '5 seconds',
  });
  parts.worker = worker;
  const fanOut = new FanOut(pool, keepers, telling);
  const absentHolders = new AbsentHolders(pool, proceedings);
  const watchdog = new Watchdog(pool, keepers, telling, clock, log);
  const retries = new Retries(pool, keepers, telling, subscriptionsByName, office.jobs, log);
  await beat(pool, clock.now(), watch.skewMs);
  const evidence = openEvidenceStore(configuration);
  const { sessions } = createIdentity(pool);
  void sessions.purge().catch(trouble('sessions'));
  const jobs = [
    every(HEARTBEAT_MS, () => beat(pool, clock.now(), watch.skewMs), trouble('heartbeat')),
    every(RETRIES_MS, () => retries.look(), trouble('retries')),
    every(SLOW_LANE_MS, () => feeder.flush(), trouble('slow lane')),
    every(FAN_OUT_MS, () => fanOut.step(), trouble('fan-out of changed rules')),
    every(JOBS_MS, () => office.jobs.resume(JOBS_MS), trouble('jobs')),
    every(RULES_MS, () => noteRulesInForce(store, clock), trouble('rules in force')),
    every(WATCHDOG_MS, () => watchdog.look(), trouble('watchdog')),
    every(HOLDERS_MS, () => absentHolders.look(), trouble('holders who left')),
    every(JOBS_MS, () => resumeIssuing(pool, plans), trouble('issuing')),
    every(SEAL_MS, () => sealAndExport(store, join(configuration.dataFolder, SEALS)), trouble('sealer')),
    every(SESSIONS_MS, () => sessions.purge(), trouble('sessions')),
    every(EVIDENCE_MS, () => collectUnreferenced(pool, evidence, new Date(Date.now() - EVIDENCE_MS)), trouble('evidence')),
    every(RECONCILE_MS, () => reconcile(pool, keepers, client, telling), trouble('reconcile')),
    ...(courier ? [startSending(store, clock, configuration.mail!, courier, log)] : []),
  ];

  feeding.run().catch(fail);
  const running = worker.run().catch(fail);
  void reconcile(pool, keepers, client, telling).then((r) => log.info(r, 'every open item has its workflow'), trouble('reconcile'));
  const demo = configuration.demo && clock instanceof VirtualClock ? startDemo(pool, store, clock, items, proceedings, references, log) : null;
  log.info('worker ready');

  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    jobs.forEach((cancel) => cancel());
    watch.stop();
    void (async () => {
      await demo?.stop();
      if (worker.getState() === 'RUNNING') worker.shutdown();
      await Promise.all(subscriptions.map((s) => s.stop()));
      courier?.close();
      await running;
      await pool.end();
      process.exit(0);
    })().catch(fail);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
