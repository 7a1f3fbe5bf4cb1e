import type { Words } from '../shape';

export const files: Words['files'] = {
  waiting: 'Files not sent yet',
  kept: 'Kept on this device; sent when there is a network',
  sending: 'Sending, {{percent}}%',
  progress: 'How far {{name}} is',
  remove: 'Remove',
  removeOne: 'Remove {{name}}',
  unsent: '{{count}} files not sent yet: wait for the network, or remove them first',
  unsent_one: '{{count}} file not sent yet: wait for the network, or remove it first',
};
