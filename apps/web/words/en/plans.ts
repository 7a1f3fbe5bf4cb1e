import type { Words } from '../shape';

export const plans: Words['plans'] = {
  import: 'Import a file',
  columns: { title: 'Plan', status: 'Status', items: 'Items', open: 'Open', next: 'Next' },
  status: { draft: 'Draft', issuing: 'Being issued', issued: 'Issued', discarded: 'Discarded', withdrawn: 'Withdrawn', archived: 'Archived' },
  next: { draft: 'Check and issue', issuing: 'See how far', issued: 'See the ledger' },
  yearEnd: 'Year end',
  amendments: 'Amendments',
  empty: { title: 'No plan yet', help: 'Begin with a paper: import key points, a scheme or a table of tasks. The system reads the items out; check them and issue.' },
  upload: {
    title: 'Import a plan’s file',
    help: 'docx, pdf, xlsx, csv, txt and Markdown. It is read into a draft first, and issued after a check.',
    secrecy: 'Do not upload classified files. A file with a mark of secrecy is refused.',
    policy: 'Policy that it is supervised by',
    choose: 'Choose a file',
    drop: 'Choose a file, or drop it here',
    reading: 'Reading {{name}}',
    progress: { pages: '{{done}} of {{of}} pages read', lines: '{{done}} of {{of}} lines read', rows: '{{done}} of {{of}} rows read', items: '{{done}} of {{of}} items found' },
    again: 'Import it all the same',
    stopped: 'The reading was broken off: choose the file again',
  },
};
