/** One event of a stream of server-sent events. */
export interface StreamEvent {
  event: string;
  /** Its place, where the stream has places; an event may say that alone, without data. */
  id: string | undefined;
  data: unknown;
}

/** The events of an answer as they arrive; comments, and what has neither data nor a place, are left out. */
export async function* eventsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<StreamEvent> {
  const reader = body.pipeThrough(new TextDecoderStream() as unknown as TransformStream<Uint8Array, string>).getReader();
  let held = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    held += value;
    const parts = held.split('\n\n');
    held = parts.pop() ?? '';
    for (const part of parts) {
      const event = eventIn(part);
      if (event !== undefined) yield event;
    }
  }
}

function eventIn(part: string): StreamEvent | undefined {
  const lines = part.split('\n');
  const event = lines.find((line) => line.startsWith('event:'))?.slice(6).trim() ?? 'message';
  const data = lines.filter((line) => line.startsWith('data:')).map((line) => line.slice(5).trim());
  const id = lines.find((line) => line.startsWith('id:'))?.slice(3).trim();
  return data.length === 0 && id === undefined ? undefined : { event, id, data: data.length === 0 ? undefined : (JSON.parse(data.join('\n')) as unknown) };
}
