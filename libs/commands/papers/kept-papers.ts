import { buffer } from 'node:stream/consumers';
import type { RecordedEvent } from '#libs/event-store/event';
import type { EventStore } from '#libs/event-store/event-store';
import type { Clock } from '../clock';
import { EvidenceDamaged, type EvidenceStore } from '../evidence/evidence-store';

/** What the log says of the bytes of an issued paper: what was given out can be had again, and be told from anything else. */
export type PaperKept = {
  /** The notice that it is: `<item>/<paper>`, `inspection/<id>/<paper>`; of a note on a light `<item>/light/<as of>/v<version>/<sight>`. */
  noticeId: string;
  name: string;
  sha256: string;
  bytes: number;
  /** Which layout drew it: by the same one it is drawn again to the same bytes. */
  drawnBy: string;
};

/** Streams that begin so hold what was given out of a paper. */
export const PAPER_STREAM = 'paper/';

/** Times that a number is tried for: each time somebody else was given it. */
const ATTEMPTS = 20;

/** A paper as it was just drawn. */
export interface DrawnBytes {
  name: string;
  bytes: Uint8Array;
  drawnBy: string;
}

/**
 * Bytes of issued papers: drawn when first asked for, then kept for good under their digest, with an event that says so. Whoever asks later gets
 * what was given out first, whatever program runs by then.
 */
export class KeptPapers {
  constructor(
    private readonly store: EventStore,
    private readonly bytes: EvidenceStore,
    private readonly clock: Clock,
  ) {}

  /** What was given out of the paper; null before anybody asked. */
  async of(noticeId: string): Promise<PaperKept | null> {
    const [first] = await this.store.readStream(PAPER_STREAM + noticeId);
    return first === undefined ? null : (first.data as PaperKept);
  }

  /** @throws EvidenceDamaged where the bytes are gone or are not what was given out */
  async read(kept: PaperKept): Promise<Uint8Array> {
    const found = await this.bytes.get(kept.sha256);
    if (found === null) throw new EvidenceDamaged(kept.sha256);
    return buffer(found);
  }

  /** What was given out first: of two that ask at once both get the same. */
  async keep(noticeId: string, drawn: DrawnBytes): Promise<PaperKept> {
    const data = await this.put(noticeId, drawn);
    if (await this.append(PAPER_STREAM + noticeId, null, data, 'kept')) return data;
    const before = await this.of(noticeId);
    if (before === null) throw new Error(`${noticeId} was kept by nobody, and could not be kept`);
    return before;
  }

  /**
   * What was given out under a key of a series, whose papers are numbered from 1 up as they are given out, without gaps; drawn and
   * numbered now where nobody asked for that key before.
   *
   * @param series as of a notice, such as `plan1-3/light`
   * @param draw the paper under the number that it gets
   */
  async inSeries(series: string, key: string, draw: (number: number) => Promise<DrawnBytes>): Promise<PaperKept> {
    const noticeId = `${series}/${key}`;
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const events = await this.store.readStream(PAPER_STREAM + series);
      const before = events.map((e) => e.data as PaperKept).find((p) => p.noticeId === noticeId);
      if (before) return before;
      const data = await this.put(noticeId, await draw(events.length + 1));
      if (await this.append(PAPER_STREAM + series, events.at(-1) ?? null, data, key)) return data;
    }
    throw new Error(`somebody else keeps giving out papers of ${series}`);
  }

  /** Bytes first, synced, then the event: a crash between them leaves bytes that nothing refers to. */
  private async put(noticeId: string, drawn: DrawnBytes): Promise<PaperKept> {
    const { sha256, bytes } = await this.bytes.put(once(drawn.bytes));
    return { noticeId, name: drawn.name, sha256, bytes, drawnBy: drawn.drawnBy };
  }

  /** False where another was first. @param last of the stream, as it was read */
  private async append(stream: string, last: Pick<RecordedEvent, 'version' | 'hash'> | null, data: PaperKept, agendaKey: string): Promise<boolean> {
    const now = this.clock.now();
    const meta = { actor: { kind: 'system', name: 'papers' }, occurredAt: now, recordedAt: now, rules: { policy: 0, calendar: 0, roster: 0 } };
    const outcome = await this.store.append({ command: null, guards: [], streams: [{ stream, expectedVersion: last?.version ?? 0, headHash: last?.hash ?? null, events: [{ type: 'PaperKept', schemaVersion: 1, data, agendaKey, meta }] }] });
    return outcome.kind === 'appended';
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
