import { UnreadableStream } from '#libs/commands/fold-cache';
import type { SubscriptionOptions } from '#libs/event-store/subscription.options';

/** A stream that cannot be acted on, since it or what it rests on cannot be read, is set aside with its reason, and the others go on. */
export const SETS_ASIDE: Pick<SubscriptionOptions, 'parksOn' | 'parksFailing'> = {
  parksOn: (error) => error instanceof UnreadableStream,
  parksFailing: (error, { version, type }) => {
    const why = error instanceof UnreadableStream ? error.stream : String(error);
    return { zh: `自第 ${version} 版（${type ?? ''}）起无法办理：${why} 读不通`, en: `cannot be acted on from version ${version} (${type ?? ''}) on: ${why} cannot be read` };
  },
};
