import type { Middleware } from 'openapi-fetch';
import { KNOWN_ON_A_DAY } from '../../../dist/web-client/known-on-a-day';
import { shownDay } from './as-of';
import { Refused, type Problem } from './problem';

/** Of no day: who somebody is, names of persons, files that are kept as they are, what names its days itself, and what the program means by its words. */
const TIMELESS = /^\/(session$|set-up$|people$|jobs\/|dashboard\/trend|schemes\/figures)|\/people$|\/preview$|\/evidence\/[^/]+$|\/papers\/[^/]+\/document$|^\/briefings\/.+\/document$/;
const ON_A_DAY: readonly RegExp[] = [...KNOWN_ON_A_DAY].map((path) => new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/]+')}$`));

/** What the API knows of now alone is not shown on a page of the past. */
const PRESENT_ONLY: Problem = { status: 409, code: 'present-only', detail: { zh: '这一部分只有现在的情况，历史日期不显示。要看，请先回到现在。', en: 'Only the present is known of this part, so it is not shown for a past day. To see it, go back to now first.' } };

/** An address of the API as of a day; null where it tells of now alone. What says itself of when it is asked stays as it is. */
export function asOfDay(address: URL, day: string): URL | null {
  if (address.searchParams.has('asOf') || TIMELESS.test(address.pathname)) return address;
  if (!ON_A_DAY.some((path) => path.test(address.pathname))) return null;
  const then = new URL(address);
  then.searchParams.delete('after');
  then.searchParams.set('asOf', day);
  return then;
}

/**
 * On a page of a past day every question is asked as of that day, whoever asks it. What the API cannot tell of a day is refused here, and
 * its part of the page says so: nothing of today stands under a past day in silence.
 */
export const asOfTheDay: Middleware = {
  onRequest({ request }) {
    const day = shownDay();
    if (day === undefined || request.method !== 'GET') return undefined;
    const then = asOfDay(new URL(request.url), day);
    if (then === null) throw new Refused(PRESENT_ONLY);
    return new Request(then, request);
  },
};
