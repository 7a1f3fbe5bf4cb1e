import type { Words } from '../shape';

export const onBehalf: Words['onBehalf'] = {
  title: 'Record on behalf',
  help: 'Nobody of these units is registered. What they tell by telephone, message or in person the office records for them; the day told decides whether it was late.',
  act: 'Record for {{unit}}',
  what: 'What to record',
  whats: { receive: 'Receipt', report: 'Progress', submit: 'Submission for review' },
  date: 'Day on which it was told',
  dateMissing: 'Give the day on which it was told',
  channel: 'How',
  channels: { paper: 'On paper', phone: 'Telephone', message: 'Message', inPerson: 'In person' },
  caller: 'Told by',
  callerMissing: 'Say who told it',
  scan: 'Scan of the original',
  scanMissing: 'A paper needs its scan',
  addScan: 'Add the scan',
  text: 'What was told',
  textMissing: 'Say what was told',
  step: 'Step',
  stepMissing: 'Choose the step',
  percent: 'Share done (%)',
  done: 'Recorded; the timeline says that it was on behalf',
};
