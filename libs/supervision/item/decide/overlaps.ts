import { reject } from '../../rejection';
import { addsUp } from '../../roll-up/adds-up';
import type { CommandOf } from '../item.commands';
import type { ItemState } from '../item.types';
import { isOffice, missingReason, sharesRoof, type DecideContext, type Decision } from './deciding';

/**
 * Whether values that several told of one target are one thing or add up: no machine can know, so the office says. Not one whose own
 * work is among them: bodies under one roof are one.
 */
export function settleOverlap(state: ItemState, command: CommandOf<'settleOverlap'>, context: DecideContext): Decision {
  if (!isOffice(state, context)) return reject('not-the-office');
  const { targetId, how, reason } = command;
  const target = state.targets.find((t) => t.id === targetId);
  if (target === undefined) return reject('target-not-found', { field: 'targetId' });
  if (how === 'apart' && !addsUp(target)) return reject('figure-never-adds-up', { field: 'how', details: { unit: target.unit } });
  const sources = [...new Set(command.sources)].sort();
  if (sources.length < 2) return reject('sources-too-few', { field: 'sources' });
  for (const [i, source] of sources.entries()) {
    if (source.includes('/')) continue;
    const a = Object.hasOwn(state.assignments, source) ? state.assignments[source] : undefined;
    if (!a) return reject('assignment-not-found', { field: `sources[${i}]` });
    if (how === 'apart' && sharesRoof(context, a.unitId)) return reject('own-work', { details: { unitId: a.unitId } });
  }
  return missingReason(reason) ?? [{ type: 'OverlapSettled', reason, data: { targetId, sources, how, reason } }];
}
