import type { Words } from '../shape';

export const acts: Words['acts'] = {
  title: 'What you can do',
  none: 'There is nothing for your unit to do here now.',
  receive: 'Acknowledge',
  received: 'Acknowledged',
  report: 'Report progress',
  reported: 'Progress reported',
  submit: 'Submit for review',
  submitted: 'Submitted for review',
  text: 'What was done',
  textHelp: 'Say what was done and how far it is; figures of targets go below.',
  percent: 'Share done (%)',
  value: '{{metric}} (cumulative, {{unit}})',
  valueHelp: 'Last {{last}}, asked {{asked}}',
  submission: 'What was achieved',
  draftKept: 'Draft kept on this device',
  missingText: 'Fill in what was done',
  changed: 'Something changed while you wrote: check, then send again. What you typed is kept.',
  clash: { title: 'Changes by others beside this form', what: 'What', before: 'Before', theirs: 'Theirs', mine: 'This form', keep: 'Everything typed is still here. Sent again, it is taken on top of their changes; change it first where it should differ.', none: 'Their change is about none of the facts of this page: see the timeline of the item.' },
  summary: '{{count}} to correct',
};
