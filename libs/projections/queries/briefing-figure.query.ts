import type { DataSource } from 'typeorm';
import { endOfDay, startOfDay, type Day } from '#libs/supervision/time/day';

/** What a briefing may count: events of a type in what the plan supervises, each counted once by its stream where that says so. */
const FIGURES = [
  { name: 'meetingsHeld', zh: '召开会议', unit: '次', prefix: 'meeting/', type: 'MeetingHeld' },
  { name: 'difficultiesRaised', zh: '收集困难问题', unit: '个', prefix: 'difficulty/', type: 'DifficultyRaised' },
  { name: 'difficultiesSolved', zh: '解决困难问题', unit: '个', prefix: 'difficulty/', type: 'DifficultySolved' },
  { name: 'difficultiesToConference', zh: '提交联席会议研究', unit: '个', prefix: 'difficulty/', type: 'CarriedToConference' },
  { name: 'inspectionsReported', zh: '完成督查', unit: '次', prefix: 'inspection/', type: 'InspectionReported' },
  { name: 'findingsRecorded', zh: '发现问题', unit: '个', prefix: 'inspection/', type: 'FindingRecorded' },
  { name: 'findingsStruckOff', zh: '整改销号', unit: '个', prefix: 'inspection/', type: 'FindingStruckOff' },
  { name: 'itemsClosed', zh: '办结事项', unit: '项', prefix: 'item/', type: 'ItemClosed' },
  { name: 'papersSigned', zh: '签发督办文书', unit: '份', prefix: 'item/', type: 'PaperSigned' },
] as const;

export const BRIEFING_FIGURES = FIGURES.map((f) => f.name);

/** The number of some events, with which they are. */
export interface CountedEvents {
  /** 召开会议13次 */
  text: string;
  value: number;
  sources: { stream: string; version: number }[];
}

/** A figure with the events that it counts: as many as it says. */
export interface BriefingFigure extends CountedEvents {
  name: string;
  /** What it is made up of, each with its own events: of meetings their kinds, in the place's own words; of others nothing. */
  parts: CountedEvents[];
}

interface CountedRow {
  stream: string;
  version: string;
  type: string;
  /** Of a meeting. */
  part: string | null;
}

/** Figures of a period, of one plan or of all: each is the number of its events. A meeting counts on the day on which it was held, the others when they were recorded. */
export async function briefingFigures(source: DataSource, period: { from: Day; to: Day }, planId: string | null): Promise<BriefingFigure[]> {
  const rows = await source.query<CountedRow[]>(
    `with concerned as (
       select 'item/' || i.item_id as stream, null::text as part from read.item i where i.known_to = 'infinity' and ($1::text is null or i.plan_id = $1)
       union all select p.kind || '/' || p.proceeding_id, p.facts->>'meetingKind' from read.proceeding p where p.known_to = 'infinity' and ($1::text is null or p.plan_id = $1))
     select e.stream, e.version, e.type, c.part from concerned c join log.events e on e.stream = c.stream
      where e.type = any($2) and e.recorded_at >= $3
        and case e.type when 'MeetingHeld' then e.data->>'day' between $5 and $6 else e.recorded_at < $4 end
        and (e.type <> 'ItemClosed' or e.data->>'how' = 'completed')
      order by e.stream, e.version`,
    [planId, FIGURES.map((f) => f.type), startOfDay(period.from), endOfDay(period.to), period.from, period.to],
  );
  return FIGURES.map(({ name, zh, unit, prefix, type }) => {
    const counted = rows.filter((r) => r.type === type && r.stream.startsWith(prefix));
    const kinds = [...new Set(counted.flatMap((r) => r.part ?? []))].sort();
    return { name, ...told(zh, unit, counted), parts: kinds.map((kind) => told(kind, unit, counted.filter((r) => r.part === kind))) };
  });
}

function told(words: string, unit: string, rows: readonly CountedRow[]): CountedEvents {
  return { text: `${words}${rows.length}${unit}`, value: rows.length, sources: rows.map((r) => ({ stream: r.stream, version: Number(r.version) })) };
}

/** Surveys of a plan, in the order in which they were opened. */
export async function surveysOf(source: DataSource, planId: string): Promise<string[]> {
  const rows = await source.query<{ id: string }[]>(`select proceeding_id as id from read.proceeding where kind = 'survey' and plan_id = $1 and known_to = 'infinity' order by opened_at, proceeding_id`, [planId]);
  return rows.map((r) => r.id);
}
