import type { EventStore } from '#libs/event-store/event-store';
import { aYearAfter } from '#libs/supervision/inspection/decide/repetition';
import { INSPECTION } from '#libs/supervision/inspection/inspection';
import type { FoundEarlier } from '#libs/supervision/inspection/inspection.events';
import type { EarlierFinding, Finding, FindingName, InspectionState } from '#libs/supervision/inspection/inspection.types';
import { likenessPercent } from '#libs/supervision/text/similarity';
import { reject, type Rejection } from '#libs/supervision/rejection';
import { livingUnit } from '#libs/supervision/roster/roster';
import { dayOf, type Instant } from '#libs/supervision/time/day';
import type { Clock } from './clock';
import type { ItemCommands } from './item-commands';
import type { Guards } from './proceeding-commands';
import type { Proceedings } from './proceedings';
import type { References } from './references';

/** What a finding is about: by this an earlier one concerns the same. */
export interface FindingAbout {
  unitId: string;
  /** Its category stands for the finding's, whatever is named. */
  itemId: string | null;
  question: string | null;
  category: string | null;
  /** What was found, in words; null where nothing is written yet. */
  text: string | null;
}

/** From so alike, in percent, two findings may be one. */
const ALIKE_PERCENT = 50;

/** An earlier finding with what an inspector needs to know it by. */
export interface OfferedFinding extends EarlierFinding {
  title: string;
  text: string;
  severity: Finding['severity'];
}

/** Looks through the inspections of the same office for what was struck off within the year and may have come back. */
export class EarlierFindings {
  constructor(
    private readonly store: EventStore,
    private readonly references: References,
    private readonly clock: Clock,
    private readonly items: ItemCommands,
    private readonly proceedings: Proceedings,
  ) {}

  /** The category that a finding is about: that of its item, or the one named. */
  async categoryOf({ itemId, category }: Pick<FindingAbout, 'itemId' | 'category'>): Promise<string | null> {
    return itemId === null ? category : ((await this.items.load(itemId)).state?.category ?? category);
  }

  /** Newest first. @param inspection whose own findings are none of an earlier inspection */
  async like(inspection: Pick<InspectionState, 'id' | 'officeUnitId'>, about: FindingAbout): Promise<OfferedFinding[]> {
    const category = await this.categoryOf(about);
    const roster = (await this.references.roster()).state;
    const now = this.clock.now();
    const found: OfferedFinding[] = [];
    for (const id of await this.struckOffSince(aYearBefore(now))) {
      const { state } = id === inspection.id ? { state: null } : await this.proceedings.of(INSPECTION).load(id);
      if (state === null || state.officeUnitId !== inspection.officeUnitId) continue;
      for (const f of Object.values(state.findings)) {
        const since = f.status === 'struckOff' ? (f.ended?.at ?? null) : null;
        if (since === null || dayOf(now) > aYearAfter(dayOf(since))) continue;
        if (f.unitId !== about.unitId && (roster === null || livingUnit(roster, f.unitId) !== about.unitId)) continue;
        const by = likeness(f, { ...about, category });
        if (by !== null) found.push({ inspectionId: id, findingId: f.id, since, by, title: state.title, text: f.text, severity: f.severity });
      }
    }
    return found.sort((a, b) => (a.since < b.since ? 1 : -1));
  }

  /** The finding that somebody says has come back, and the version by which that is known: of the same office, and struck off. */
  async named(inspection: Pick<InspectionState, 'officeUnitId'>, name: FindingName): Promise<{ earlier: FoundEarlier; guards: Guards } | { rejected: Rejection }> {
    const inspections = this.proceedings.of(INSPECTION);
    const { state, version } = await inspections.load(name.inspectionId);
    const finding = state && state.officeUnitId === inspection.officeUnitId && Object.hasOwn(state.findings, name.findingId) ? state.findings[name.findingId] : undefined;
    if (!finding) return reject('finding-not-found', { field: 'repeatedOf' });
    if (finding.status !== 'struckOff' || !finding.ended) return reject('finding-not-so', { field: 'repeatedOf', details: { status: finding.status } });
    return { earlier: { ...name, unitId: finding.unitId, since: finding.ended.at }, guards: [{ stream: inspections.streamOf(name.inspectionId), version }] };
  }

  /** Inspections in which something was struck off since. */
  private async struckOffSince(since: Instant): Promise<string[]> {
    const { rows } = await this.store.pool.query<{ stream: string }>(
      `select distinct stream from log.events where stream > 'inspection/' and stream < 'inspection0' and type = 'FindingStruckOff' and recorded_at >= $1 order by stream`,
      [since],
    );
    return rows.map(({ stream }) => stream.slice('inspection/'.length));
  }
}

/** A day more than a year: the day itself decides. */
function aYearBefore(now: Instant): Instant {
  return new Date(Date.parse(now) - 367 * 86_400_000).toISOString();
}

/** Words decide where they say the same. Where no item, question or category tells what it is about, all of the unit's are offered: a person says which. */
function likeness(earlier: Finding, { itemId, question, category, text }: FindingAbout): EarlierFinding['by'] | null {
  if (question !== null && earlier.question === question) return 'question';
  if (category !== null && earlier.category === category) return 'category';
  if (itemId !== null && earlier.itemId === itemId) return 'item';
  if (text !== null && likenessPercent(text, earlier.text) >= ALIKE_PERCENT) return 'text';
  return itemId === null && question === null && category === null ? 'unit' : null;
}
