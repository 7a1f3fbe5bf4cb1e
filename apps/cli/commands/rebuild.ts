import { rebuild } from '#libs/projections/rebuild';
import { withContext } from '../context';
import { asOwner, progressLine } from './owner';
import { printParked } from './print-parked';

/** Rebuilds the read models from the log while the system serves. */
export async function rebuildCommand(): Promise<void> {
  await withContext('reads', (context) =>
    asOwner(context, async (owner) => {
      const done = await rebuild(context.store, owner, progressLine('重建 rebuilding, events'));
      console.log(`已重建：读模型由日志中 ${done.events} 个有关事件组成，${(done.milliseconds / 1000).toFixed(1)} 秒 / rebuilt from the ${done.events} events of the log that read models are made of, in ${(done.milliseconds / 1000).toFixed(1)} s`);
      printParked(done.parked);
    }),
  );
}
