import { REJECTIONS } from './rejection.table';

/** Details that name a thing by the program's own id; they stay in `details`, for programs. */
const IDS = /\{(?:\w+Id|id|unit|plan|review|subject|option)\}/;
/** Sentences to who sent the id, and has to see which. */
const SENT: readonly string[] = ['file-known', 'form-sheet-foreign', 'id-invalid'];

it('no refusal tells people of anything by its id', () => {
  const told = Object.entries(REJECTIONS).filter(([code, { zh, en }]) => !SENT.includes(code) && (IDS.test(zh) || IDS.test(en)));
  expect(told.map(([code]) => code)).toEqual([]);
});

it('no refusal gives as an example what its details name by an id', () => {
  // Places of a survey have names; scores, plans and drafts would show the id of a unit, a stream or a question.
  const examples = Object.entries(REJECTIONS).filter(([, { zh, en }]) => /\{first\}/.test(zh + en));
  expect(examples.map(([code]) => code)).toEqual(['places-open']);
});
