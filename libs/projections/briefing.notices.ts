import type { EventStore } from '#libs/event-store/event-store';
import type { RecordedEvent } from '#libs/event-store/event';
import { BRIEFING_STREAM, evolveBriefings, type BriefingEvent, type BriefingSeries } from '#libs/supervision/briefing/briefing';
import { noticesOfBriefings } from '#libs/supervision/briefing/briefing.notices';
import type { BrakeSpans } from './brake.spans';
import type { NoticeWriter } from './notice.writer';

/** Takes in what the offices' briefings of a batch tell. Issues are few: the stream is read anew for each that is published. */
export async function addBriefingNotices(store: EventStore, events: readonly RecordedEvent[], spans: BrakeSpans, notices: NoticeWriter): Promise<void> {
  for (const event of events) {
    if (!event.stream.startsWith(BRIEFING_STREAM) || !event.known) continue;
    const officeUnitId = event.stream.slice(BRIEFING_STREAM.length);
    const happened = event as unknown as BriefingEvent;
    if (happened.type === 'NoticeRead') notices.briefingRead(happened, officeUnitId);
    if (happened.type !== 'BriefingPublished') continue;
    let series: BriefingSeries | null = null;
    for (const e of await store.readStream(event.stream)) if (e.version <= event.version) series = evolveBriefings(series, e as unknown as BriefingEvent, officeUnitId);
    if (series) notices.addBriefing(event.cursor, event.recordedAt, series, noticesOfBriefings(happened, series), spans);
  }
}
