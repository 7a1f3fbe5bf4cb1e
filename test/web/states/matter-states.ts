import type { Looker, State } from './state';

/** Somebody signed what was counted anew since, and somebody may not score their own house: both are said. */
async function evaluation(at: Looker): Promise<void> {
  await at.go(`/proceedings/evaluation/${at.known.evaluationId}`);
  await at.page.getByText(at.said('材料已变，需重签', 'Changed since: to be signed anew')).waitFor();
  await at.page.getByText(at.said('同址合署', 'under one roof')).waitFor();
}

/** Rounds, evaluations, and what every page has: who may not see it, what is not there, how it is seen. */
export const MATTER_STATES: readonly State[] = [
  { name: '17-round-missing', stage: 'monday', login: 'office', reach: (at) => at.go(`/proceedings/reporting-round/${at.known.roundId}`) },
  { name: '21-evaluation', tested: true, stage: 'monday', login: 'office', reach: evaluation },
  { name: '21-evaluation-signer', stage: 'monday', login: 'audithead', reach: (at) => at.go(`/proceedings/evaluation/${at.known.evaluationId}`) },
  { name: '24-forbidden', tested: true, stage: 'monday', login: 'hr', reach: async (at) => (await at.go('/audit'), at.page.getByText(at.said('审计由安全审计员查看', 'The audit is the security auditor’s to read')).waitFor()) },
  { name: '24-not-found', stage: 'monday', login: 'hr', reach: (at) => at.go('/nowhere') },
  { name: '24-first-run', stage: 'empty', login: 'sysadmin', reach: (at) => at.go('/set-up') },
  { name: '24-first-run-office', stage: 'empty', login: 'office', reach: (at) => at.go('/workbench') },
  {
    name: '24-connection-lost',
    tested: true,
    stage: 'monday',
    login: 'office',
    screen: true,
    reach: async (at) => {
      await at.page.clock.install();
      await at.page.route('**/live', (route) => route.abort('connectionreset'));
      await at.go('/ledger');
      for (let turn = 0; turn < 20 && (await at.page.getByText(at.said('连接中断', 'connection lost')).count()) === 0; turn++) await at.page.clock.runFor(5_000);
      await at.page.getByText(at.said('连接中断', 'connection lost')).waitFor();
    },
  },
  { name: '24-operations', stage: 'monday', login: 'operator', reach: (at) => at.go('/operations') },
  { name: '25-deuteranopia', stage: 'monday', login: 'office', sizes: ['desktop'], languages: ['zh'], reach: async (at) => (await at.go('/overview'), at.seenAs('deuteranopia')) },
  { name: '25-greyscale', stage: 'monday', login: 'office', sizes: ['desktop'], languages: ['zh'], reach: async (at) => (await at.go('/ledger'), at.seenAs('achromatopsia')) },
  {
    name: '25-at-200-percent',
    tested: true,
    stage: 'monday',
    login: 'office',
    sizes: ['desktop'],
    reach: async (at) => {
      await at.page.setViewportSize({ width: 720, height: 450 });
      await at.go(`/items/${at.known.item(1)}`);
    },
  },
  {
    name: '25-focus',
    stage: 'monday',
    login: 'office',
    sizes: ['desktop'],
    screen: true,
    reach: async (at) => {
      await at.go('/ledger');
      for (let stop = 0; stop < 12; stop++) await at.page.keyboard.press('Tab');
    },
  },
];
