import { readParts } from '#libs/documents/docx/docx.parts';
import { docxOf, table } from '#libs/documents/testing/docx.make';
import { addDays, dayOf, startOfDay } from '#libs/supervision/time/day';
import { Lane } from '../load/lane';
import type { Bench } from '../part';
import { rebuildRate } from '../rebuild-rate';
import { spreadOf } from '../statistics';
import { registerPeople } from '../system/people';
import { migrated, runSystem } from '../system/running-system';
import { ALONE, fillLevels, LEVELS, ON_A_LEVEL, TOP } from './levels-log';

const REPEATS = { quick: 20, full: 100 };
const ITEMS_OF_A_PAPER = 500;

/** What plans cost by their size: a figure rolled up through ten levels, and a paper of five hundred items read. */
export async function plansPart({ machine, report, quick }: Bench): Promise<void> {
  const from = addDays(dayOf(new Date().toISOString()), -60);
  const log = await migrated(machine, 'bench_plans', startOfDay(from));
  const system = await runSystem(machine, log, null);
  try {
    const people = await registerPeople(system);
    await fillLevels(log.store, { office: people.office, units: people.units.map((u) => u.id), from });
    await rebuildRate(log.store, log.database.ownerUrl);
    const token = (await people.signIn()).get(people.office)!;
    const lane = new Lane(system.port);
    const p95 = async (itemId: string, targets: number): Promise<number> => {
      const took: number[] = [];
      for (let n = 0; n < REPEATS[quick ? 'quick' : 'full'] + 3; n++) {
        const asked = performance.now();
        const answer = await lane.ask({ method: 'GET', path: `/items/${itemId}/roll-up`, token });
        if (n >= 3) took.push(performance.now() - asked);
        const counted = answer.status === 200 ? (JSON.parse(answer.body) as { targets: unknown[] }).targets.length : answer.body;
        if (counted !== targets) throw new Error(`the roll-up of ${itemId} has not ${targets} targets: ${counted}`);
      }
      return spreadOf(took).p95;
    };
    const alone = await p95(ALONE, 1);
    report.add({ name: `roll-up over HTTP, ${LEVELS * ON_A_LEVEL} items in ${LEVELS} levels (an item by itself): p95`, value: await p95(TOP, 1 + LEVELS * ON_A_LEVEL), unit: 'ms', baseline: alone, target: { of: 'value', atMost: 100 } });
    lane.close();
    await paper(system.port, token, report);
  } finally {
    await system.stop();
  }
}

/** Read by the API in its thread, as when somebody tries a paper out; beside it the same file unpacked and its XML read, in this process. */
async function paper(port: number, token: string, report: Bench['report']): Promise<void> {
  const rows = Array.from({ length: ITEMS_OF_A_PAPER }, (_, i) => [String(i + 1), `第${i + 1}件事`, `办好第${i + 1}件事，培训${i + 10}人次以上，6月底前完成。`, '市总工会', '6月底前']);
  const bytes = docxOf({ body: table([['序号', '项目名称', '主要内容', '牵头单位', '完成时限'], ...rows]) });
  const began = performance.now();
  readParts(bytes);
  const unpacked = performance.now() - began;
  const asked = performance.now();
  const answer = await fetch(`http://127.0.0.1:${port}/plans/import?fileName=plan.docx&dryRun=true`, { method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream', 'idempotency-key': 'bench-paper' }, body: bytes });
  const { items } = (await answer.json()) as { items?: unknown[] };
  const took = performance.now() - asked;
  if (items?.length !== ITEMS_OF_A_PAPER) throw new Error(`the paper has ${items?.length} items: ${answer.status}`);
  report.add({ name: `docx of ${ITEMS_OF_A_PAPER} items read over HTTP (unpacked and parsed)`, value: took, unit: 'ms', baseline: unpacked, target: { of: 'value', atMost: 10_000 } });
}
