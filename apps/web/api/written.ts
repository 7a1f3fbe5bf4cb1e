/** Where in the log the last act of this page lies: lists are asked to know at least that, so that a writer reads what they wrote. */
let position: string | undefined;
/** Where the newest acts of this page lie: what is told of them live is no news here. */
const own: string[] = [];
/** An act on as many items as may be selected at once, and some more. */
const MOST_OWN = 200;

export function noteWritten(at: string): void {
  position = at;
  own.push(at);
  if (own.length > MOST_OWN) own.shift();
}

export const isOwn = (at: string): boolean => own.includes(at);

/** For the `after` of a list. */
export function after(): { after?: string } {
  return position === undefined ? {} : { after: position };
}
