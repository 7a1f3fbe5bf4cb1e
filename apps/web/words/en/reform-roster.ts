import type { Words } from '../shape';

export const reformRoster: Words['reformRoster'] = {
  out: 'Give the roster out',
  in: 'Read a roster in',
  take: 'Take it over',
  taken: 'Taken over: {{listed}} listed, {{left}} left',
  found: '{{listed}} would be listed, {{left}} would leave, {{same}} stay as they are. Nothing changes before you take it over.',
  wrong: 'Something is wrong with the list: mend the file as the table says and read it in again. No row is taken before that.',
  unknown: 'Columns that were not read: {{columns}}',
  rows: 'Rows of the list',
  line: 'Line',
  comes: 'What comes of it',
  acts: { list: 'Listed', leave: 'Leaves', same: 'As it is' },
  problems: 'Problems',
};
