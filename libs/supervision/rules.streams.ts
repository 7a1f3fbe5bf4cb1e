/** The streams that decide how items are judged: one calendar, one roster, and a stream for each policy. */
export const CALENDAR_STREAM = 'calendar/cn';
export const ROSTER_STREAM = 'roster/main';
export const POLICY_STREAM = 'policy/';
/** Says when versions that were set ahead of their time began to decide. */
export const EFFECT_STREAM = 'rules/effect';

/** Whether a stream decides how items are judged. */
export function isOfRules(stream: string): boolean {
  return stream === ROSTER_STREAM || stream === CALENDAR_STREAM || stream === EFFECT_STREAM || stream.startsWith(POLICY_STREAM);
}

/** `RulesTookEffect`: versions that were set for a later moment decide from now on. */
export interface RulesTookEffectData {
  /** Versions whose moment lies after this one, up to `until`, are meant. */
  after: string;
  until: string;
  policies: string[];
  calendar: boolean;
}
