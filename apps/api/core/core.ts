import type { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { systemClock, type Clock } from '#libs/commands/clock';
import { ClockWatch } from '#libs/commands/clock-watch';
import { BriefingCommands } from '#libs/commands/briefing-commands';
import { ChecklistCommands } from '#libs/commands/checklist-commands';
import { KNOWN_EVENTS } from '#libs/commands/event-types';
import { Evaluations } from '#libs/commands/evaluation/evaluations';
import { EvidenceCommands } from '#libs/commands/evidence/evidence-commands';
import { openEvidenceStore } from '#libs/commands/evidence/open-evidence-store';
import { InspectionCommands } from '#libs/commands/inspection-commands';
import { ItemCommands } from '#libs/commands/item-commands';
import { Office } from '#libs/commands/office';
import { openClock } from '#libs/commands/open-clock';
import { KeptPapers } from '#libs/commands/papers/kept-papers';
import { PlanCommands } from '#libs/commands/plan-commands';
import { Proceedings } from '#libs/commands/proceedings';
import { References } from '#libs/commands/references';
import { RosterCommands } from '#libs/commands/roster-commands';
import { Substitutions } from '#libs/commands/substitutions';
import { WatchedLog } from '#libs/commands/watched-log';
import type { EventStore } from '#libs/event-store/event-store';
import { createIdentity } from '#libs/identity/create-identity';
import { PersonalData } from '#libs/identity/personal/personal-data';
import type { Identity } from '#libs/identity/identity';
import { isJudge } from '#libs/identity/reading';
import { delegated, standingIn } from '#libs/identity/standing-in';
import type { Accounts } from '#libs/identity/accounts/accounts';
import type { Feeds } from '#libs/identity/feeds/feeds';
import type { Sessions } from '#libs/identity/sessions/sessions';
import type { Configuration } from '#libs/platform/configuration';
import { connectionLimits, openPool } from '#libs/platform/open-pool';
import { BoundedReader } from '#libs/documents/reading/bounded.reader';
import { ENTITIES } from '#libs/projections/entities/entities';
import { plansServed } from '#libs/projections/queries/serving.query';

/** People wait: a statement that takes longer is answered by 503, to be sent again under the same key. */
const ANSWER_MS = 8_000;

/** What the controllers stand on; made once for the process. */
export class Core {
  /** Files that others sent are read aside: no file holds up the process. */
  readonly documents = new BoundedReader();

  private constructor(
    readonly configuration: Configuration,
    readonly pool: Pool,
    readonly source: DataSource,
    readonly store: EventStore,
    readonly clock: Clock,
    readonly watch: ClockWatch,
    readonly references: References,
    readonly items: ItemCommands,
    readonly plans: PlanCommands,
    readonly proceedings: Proceedings,
    readonly checklists: ChecklistCommands,
    readonly inspections: InspectionCommands,
    readonly roster: RosterCommands,
    readonly office: Office,
    readonly evidence: EvidenceCommands,
    readonly accounts: Accounts,
    readonly sessions: Sessions,
    readonly feeds: Feeds,
    readonly personal: PersonalData,
    readonly evaluations: Evaluations,
    readonly substitutions: Substitutions,
    readonly papers: KeptPapers,
    readonly briefings: BriefingCommands,
  ) {}

  /** Opens everything without waiting for PostgreSQL: until it is there the API is alive and not ready. */
  static async open(configuration: Configuration, clock?: Clock): Promise<Core> {
    const url = configuration.database!.url;
    const pool = openPool({ url, max: 24, name: 'duban-api', answerMs: ANSWER_MS });
    // Read models lie in memory: with the price of a disk for each page the planner would go through a whole index instead of the pages that it names.
    const reading = { max: 8, ...connectionLimits({ name: 'duban-api-read', answerMs: ANSWER_MS }), options: '-c random_page_cost=1.1' };
    const source = new DataSource({ type: 'postgres', url, entities: ENTITIES, synchronize: false, extra: reading });
    const watch = new ClockWatch(pool, configuration);
    watch.start();
    const store = new WatchedLog(pool, KNOWN_EVENTS, watch);
    // Whether the database is driven by the machine's clock is found out when it answers.
    const time = clock ?? (configuration.clock === 'system' ? systemClock : await openClock(pool, configuration));
    const references = new References(store);
    const { accounts, sessions, feeds } = createIdentity(pool);
    const items = new ItemCommands(store, references, time);
    const plans = new PlanCommands(store, references, time);
    const proceedings = new Proceedings(store, references, time);
    const checklists = new ChecklistCommands(store, time);
    const evidenceStore = openEvidenceStore(configuration);
    return new Core(
      configuration,
      pool,
      source,
      store,
      time,
      watch,
      references,
      items,
      plans,
      proceedings,
      checklists,
      InspectionCommands.on({ store, references, clock: time, items, plans, proceedings, checklists }),
      new RosterCommands(store, references, time),
      new Office(store, references, time, items, plans, proceedings),
      new EvidenceCommands(items, proceedings, evidenceStore),
      accounts,
      sessions,
      feeds,
      new PersonalData(pool, configuration.masterKey),
      new Evaluations(store, time, items, plans, proceedings),
      new Substitutions(store, time),
      new KeptPapers(store, evidenceStore, time),
      new BriefingCommands(store, time),
    );
  }

  /** The caller with those whom they stand in for now: a substitution begins and ends within seconds, in running sessions too. */
  async standingIn(own: Identity): Promise<Identity> {
    const persons = await this.substitutions.inForce(own.personId, own.unitId);
    if (persons.length === 0) return own;
    const roles = own.units.flatMap((u) => u.roles);
    return standingIn(own, await Promise.all(persons.map(async (id) => delegated(id, own.unitId, await this.sessions.heldBy(id), roles))));
  }

  /** The caller with the plans whose evaluations ask their unit to judge. */
  async serving(identity: Identity): Promise<Identity> {
    return isJudge(identity) ? { ...identity, serves: await plansServed(await this.reading(), identity.unitId) } : identity;
  }

  /** The connection for read models, opened when first asked for. */
  async reading(): Promise<DataSource> {
    if (!this.source.isInitialized) await this.source.initialize();
    return this.source;
  }

  async close(): Promise<void> {
    this.watch.stop();
    if (this.source.isInitialized) await this.source.destroy();
    await this.pool.end();
  }
}
