import { eventsOf } from '../../apps/web/api/event-stream';

const bytesOf = (...chunks: string[]): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start(stream) {
      for (const chunk of chunks) stream.enqueue(new TextEncoder().encode(chunk));
      stream.close();
    },
  });

describe('a stream of events', () => {
  it('says where it begins before anything changed, and each event whole however its bytes come', async () => {
    const found = [];
    for await (const { id, data } of eventsOf(bytesOf(': open\nid: p0\n\n: beat\n\nid: p1\nevent: item\nda', 'ta: {"itemId":"i1"}\n', '\nevent: progress\ndata: 3\n\n'))) found.push([id, data]);
    expect(found).toEqual([['p0', undefined], ['p1', { itemId: 'i1' }], [undefined, 3]]);
  });
});
