import type { Choice } from './facts';
import { same } from './merge';

/** What stands in the field once its writer takes their own: what they had typed, else what the form began with, else what is there. */
export const ownIn = (choice: Choice, kept: { value: unknown } | undefined): unknown => (kept ? kept.value : choice.began ? choice.began.with : choice.now());

/** Whether a field follows the others: its writer left it as it was, and did not choose that. */
export const follows = ({ now, began }: Choice, chosen: boolean): boolean => began !== undefined && !chosen && same(now(), began.with);
