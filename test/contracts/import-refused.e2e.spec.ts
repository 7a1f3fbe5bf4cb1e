import type { HttpClient, Reply, Told } from '../support/http-client';
import { apiInProcess, type ApiInProcess } from './api-in-process';
import { expectProblem } from './problems';

const MB = 1024 * 1024;
const PLAN = '某市工作要点\n一、甲\n1. 子事项。做。（市总工会负责）\n';

interface Refused {
  what: string;
  bytes: Uint8Array | string;
  fileName?: string;
  status: number;
  code: string;
  /** What is wrong and, after it, what to do. */
  zh: [wrong: RegExp, remedy: RegExp];
  en: [wrong: RegExp, remedy: RegExp];
}

const REFUSED: Refused[] = [
  { what: 'an empty file', bytes: new Uint8Array(0), status: 422, code: 'import-empty', zh: [/文件是空的/, /请.*重新/], en: [/is empty/, /again/] },
  { what: 'a file of blanks', bytes: ' \r\n\u3000\n', status: 422, code: 'import-empty', zh: [/文件是空的/, /请.*重新/], en: [/is empty/, /again/] },
  { what: 'a paper with a secrecy mark', bytes: `机密★10年\n${PLAN}`, status: 422, code: 'import-classified', zh: [/标有密级.*不得上传/, /请使用脱密版本/], en: [/secrecy mark/, /use a declassified version/] },
  { what: 'a table with a secrecy mark', bytes: '密级：秘密,,\n序号,项目名称,牵头单位\n1,技能培训,市总工会\n', fileName: 'a.csv', status: 422, code: 'import-classified', zh: [/标有密级/, /请使用脱密版本/], en: [/secrecy mark/, /use a declassified version/] },
  { what: 'prose that is no plan', bytes: '今天天气很好。\n我们去公园散步，看见了许多花，孩子们放风筝。\n', status: 422, code: 'import-no-items', zh: [/没有找到督办事项/, /请提供列有任务、责任单位的文件/], en: [/No items were found/, /give a plan/] },
  { what: 'no text under the name of a text', bytes: Uint8Array.from({ length: 4_000 }, (_, i) => (i * 7919) % 256), status: 422, code: 'import-binary', zh: [/不是文本文件/, /请/], en: [/not a text file/, /save/] },
  { what: 'more lines than anybody reads', bytes: '\n1'.repeat(300_000), status: 422, code: 'import-too-many-rows', zh: [/过多/, /请.*拆分/], en: [/too many/, /split/] },
  { what: 'a file that is too large', bytes: Buffer.alloc(21 * MB, 0x41), status: 413, code: 'too-large', zh: [/过大.*20 MB/, /请.*拆分/], en: [/Too large.*20 MB/, /split/] },
];

describe('files that are refused at import', () => {
  let api: ApiInProcess;
  let office: HttpClient;
  const count = async (table: string): Promise<number> => Number((await api.system.pool.query<{ n: string }>(`select count(*) as n from ${table}`)).rows[0]?.n);
  const kept = async (): Promise<number[]> => Promise.all(['log.events', 'log.commands'].map(count));
  const upload = ({ bytes, fileName = 'a.txt' }: Refused, query: Record<string, string> = {}): Promise<Reply<Told>> =>
    office.ask<Told>('POST', '/plans/import', { raw: bytes, query: { fileName, ...query }, headers: { 'content-type': 'application/octet-stream' } });

  beforeAll(async () => {
    api = await apiInProcess();
    office = (await api.signedIn('office', api.system.units['市产改办']!, ['office'])).client;
  });
  afterAll(() => api?.close());

  it.each(REFUSED)('$what: told with the remedy in both languages, shown or stored, and nothing is kept', async (refused) => {
    const before = await kept();
    for (const query of [{}, { dryRun: 'true' }] as Record<string, string>[]) {
      const reply = await upload(refused, query);
      expectProblem(reply, { status: refused.status, code: refused.code });
      for (const sentence of refused.zh) expect(reply.body.detail?.zh).toMatch(sentence);
      for (const sentence of refused.en) expect(reply.body.detail?.en).toMatch(sentence);
    }
    expect(await kept()).toEqual(before);
  });

  it('the same paper without its mark is taken', async () => {
    const reply = await upload({ ...REFUSED[2]!, bytes: PLAN }, { dryRun: 'true' });
    expect(reply.status).toBe(201);
  });
});
