import type { Words } from '../shape';

export const briefings: Words['briefings'] = {
  title: 'Briefings',
  empty: { title: 'No briefing yet', help: 'Draw one up: title and paragraphs, with figures that the system counted; publishing gives it its number.' },
  emptyThen: { title: 'There was no briefing on that day', help: 'Choose a later day, or go back to now.' },
  setUp: { title: 'Set-up of the briefings', name: 'Name', report: 'Report to', send: 'Send to', issue: 'Issue to', listHelp: 'Several; Enter after each', save: 'Save the set-up', saved: 'Set-up saved', first: 'Set name and lists first, then draw one up.', nameMissing: 'Fill in the name' },
  draft: 'Draw up a briefing',
  edit: 'Edit',
  fields: { title: 'Title', from: 'Period from', to: 'To', heading: 'Heading', paragraph: 'Paragraph', addParagraph: 'Another paragraph', addSection: 'Another section', remove: 'Remove', titleMissing: 'Fill in the title', periodMissing: 'Fill in the period', textMissing: 'Fill in the paragraph' },
  figures: { title: 'Figures to use', help: 'Counted by the system; each brings its source.', use: 'Use it', none: 'No figure of this period.' },
  save: 'Save the draft',
  saved: 'Draft saved',
  publish: 'Publish',
  publishConfirm: 'It becomes issue {{issue}} (number {{total}} in all) and stays as it is.',
  published: 'Published: {{year}}, issue {{issue}} (number {{total}} in all)',
  discard: 'Discard',
  discardConfirm: 'It cannot be edited afterwards.',
  discardReason: 'Discarded by who drew it up',
  discarded: 'Discarded',
  document: 'Download docx',
  status: { draft: 'Draft', published: 'Published', discarded: 'Discarded' },
  corrected: 'Corrected by a later issue',
};
