import type { DataSource } from 'typeorm';
import { countedFigures, EVENTS_THAT_COUNT, type BriefingFigure, type CountedEvent } from '#libs/supervision/briefing/counted-figures';
import { startOfDay, type Day } from '#libs/supervision/time/day';

interface CountedRow extends Omit<CountedEvent, 'version' | 'recordedAt'> {
  version: string;
  recordedAt: Date;
}

/** Figures of a period, of one plan or of all (see {@link countedFigures}). An item that closed otherwise than completed is none that counts. */
export async function briefingFigures(source: DataSource, period: { from: Day; to: Day }, planId: string | null): Promise<BriefingFigure[]> {
  const rows = await source.query<CountedRow[]>(
    `with concerned as (
       select 'item/' || i.item_id as stream, null::text as part from read.item i where i.known_to = 'infinity' and ($1::text is null or i.plan_id = $1)
       union all select p.kind || '/' || p.proceeding_id, p.facts->>'meetingKind' from read.proceeding p where p.known_to = 'infinity' and ($1::text is null or p.plan_id = $1))
     select e.stream, e.version, e.type, e.recorded_at as "recordedAt", c.part, case e.type when 'MeetingHeld' then e.data->>'day' end as day, coalesce(e.data->>'findingId', e.data->>'paperId') as subject
       from concerned c join log.events e on e.stream = c.stream
      where e.type = any($2) and e.recorded_at >= $3 and (e.type <> 'ItemClosed' or e.data->>'how' = 'completed')
      order by e.stream, e.version`,
    [planId, EVENTS_THAT_COUNT, startOfDay(period.from)],
  );
  return countedFigures(rows.map((r) => ({ ...r, version: Number(r.version), recordedAt: r.recordedAt.toISOString() })), period);
}

/** Surveys of a plan, in the order in which they were opened. */
export async function surveysOf(source: DataSource, planId: string): Promise<string[]> {
  const rows = await source.query<{ id: string }[]>(`select proceeding_id as id from read.proceeding where kind = 'survey' and plan_id = $1 and known_to = 'infinity' order by opened_at, proceeding_id`, [planId]);
  return rows.map((r) => r.id);
}
