import type { State } from './state';

async function seenBy(at: Parameters<State['reach']>[0], type: 'deuteranopia' | 'achromatopsia'): Promise<void> {
  const cdp = await at.page.context().newCDPSession(at.page);
  await cdp.send('Emulation.setEmulatedVisionDeficiency', { type });
}

/** Rounds, evaluations, and what every page has: who may not see it, what is not there, how it is seen. */
export const MATTER_STATES: readonly State[] = [
  { name: '17-round-missing', stage: 'monday', login: 'office', reach: (at) => at.go(`/proceedings/reporting-round/${at.known.roundId}`) },
  { name: '21-evaluation', stage: 'monday', login: 'office', reach: (at) => at.go(`/proceedings/evaluation/${at.known.evaluationId}`) },
  { name: '21-evaluation-signer', stage: 'monday', login: 'audithead', reach: (at) => at.go(`/proceedings/evaluation/${at.known.evaluationId}`) },
  { name: '24-forbidden', stage: 'monday', login: 'hr', reach: (at) => at.go('/audit') },
  { name: '24-not-found', stage: 'monday', login: 'hr', reach: (at) => at.go('/nowhere') },
  { name: '24-first-run', stage: 'empty', login: 'sysadmin', reach: (at) => at.go('/set-up') },
  { name: '24-first-run-office', stage: 'empty', login: 'office', reach: (at) => at.go('/workbench') },
  { name: '24-operations', stage: 'monday', login: 'operator', reach: (at) => at.go('/operations') },
  { name: '25-deuteranopia', stage: 'monday', login: 'office', sizes: ['desktop'], languages: ['zh'], reach: async (at) => (await at.go('/overview'), seenBy(at, 'deuteranopia')) },
  { name: '25-greyscale', stage: 'monday', login: 'office', sizes: ['desktop'], languages: ['zh'], reach: async (at) => (await at.go('/ledger'), seenBy(at, 'achromatopsia')) },
  {
    name: '25-at-200-percent',
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
