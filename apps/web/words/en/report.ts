import type { Words } from '../shape';

export const report: Words['report'] = {
  noProgress: 'No new progress',
  noProgressReason: 'Why there is no new progress',
  noProgressHelp: 'Say why nothing moved and when it will; figures and the share done stay as they were told last.',
  reasonMissing: 'Fill in why there is no new progress',
  lookTitle: 'Before it is sent: {{count}} to look at',
  lookHelp: 'Change it first, or press once more to send it as it is; what was found stays with the report for whoever reviews it.',
  byRule: 'rules, version {{version}}',
  rules: {
    repeatsLast: '{{found}}% alike the last report; {{asked}}% and more is pointed out. Say what was done since.',
    figureMissing: 'The item has targets and no figure is given. Give what was reached so far.',
    evidenceMissing: 'It says that {{found}}% is done and nothing new shows it; from {{asked}}% evidence is expected. Add photographs or files.',
    saysNothing: 'Without set phrases {{found}} characters are left; at least {{asked}} are expected. Say what was done, how much, and when.',
  },
};
