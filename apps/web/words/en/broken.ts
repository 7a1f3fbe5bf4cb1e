import type { Words } from '../shape';

export const broken: Words['broken'] = {
  fault: { title: 'This page cannot be shown', help: 'The program failed while it drew the page; what was sent before is not touched by that. Reload; report the problem if the page still does not come. Drafts on this device are kept.' },
  newer: { title: 'There is a new version: reload', help: 'The server has a newer version, and a part of this page comes with a reload only. Drafts on this device are untouched: you go on with them afterwards.' },
  away: { title: 'This part could not be loaded', help: 'The server did not give it; the network may be away. Check it, then reload. Drafts on this device are untouched.' },
  what: 'What failed: ',
  reload: 'Reload',
  report: 'Report the problem',
  reported: 'The page could not be shown: {{said}}',
  home: 'Go to the start',
};
