import { rebuild } from '#libs/projections/rebuild';
import { withContext } from '../context';
import { asOwner, progressLine } from './owner';

/** Rebuilds the read models from the log while the system serves. */
export async function rebuildCommand(): Promise<void> {
  await withContext('reads', (context) =>
    asOwner(context, async (owner) => {
      const done = await rebuild(context.store, owner, progressLine('重建 rebuilding, events'));
      console.log(`已重建：${done.events} 个事件，${(done.milliseconds / 1000).toFixed(1)} 秒 / rebuilt from ${done.events} events in ${(done.milliseconds / 1000).toFixed(1)} s`);
      if (done.parked.length === 0) return;
      console.log(`搁置 ${done.parked.length} 个流（含更新版本程序写入的记录），统计不完整：请升级系统后再重建 / ${done.parked.length} stream(s) hold entries of a newer program and are parked, counts are incomplete: upgrade, then rebuild again`);
      for (const stream of done.parked) console.log(`  ${stream}`);
    }),
  );
}
