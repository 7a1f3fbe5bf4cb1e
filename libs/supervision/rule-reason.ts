import type { Words } from './proceeding/proceeding';

/**
 * Reasons that the rules give, and no person: the log holds a code, and readers get its words in both languages at the edge
 * (`apps/api`, letters). What a person said is kept beside the code as they said it.
 */
const WORDS = {
  'result-changed': () => ({ zh: '考核结果已变动', en: 'the result has changed' }),
  'circular-replaced': () => ({ zh: '由更正通报代替', en: 'replaced by the corrected circular' }),
  'nothing-to-report': () => ({ zh: '没有可以报送的事项', en: 'nothing is left to report on' }),
  'linked-unit-dissolved': () => ({ zh: '挂钩联系的单位已撤销', en: 'the linked unit was dissolved' }),
  'recorded-in-time': () => ({ zh: '报送或者申请在期限之内，由代录补记', en: 'it was sent or asked for in time and recorded afterwards' }),
  /** How many lines of a form, and the titles of their items. */
  'lines-refused': (count: string, titles: string) => ({ zh: `${count} 项未能报入事项：${titles}。原因见调度表，请在事项中补报`, en: `${count} of its lines did not go into their items: ${titles}. The form says why: report them in the items` }),
  /** The basis and the reason that the office gave. */
  'plan-withdrawn': (basis: string, why: string) => ({ zh: `计划撤回（${basis}）：${why}`, en: `the plan was withdrawn (${basis}): ${why}` }),
} as const satisfies Record<string, (...said: string[]) => Words>;

type Code = keyof typeof WORDS;

/** A reason as the log holds it: `rule:nothing-to-report`, `rule:plan-withdrawn["市委〔2031〕12号","并入全市工作"]`. */
export function ruleReason<C extends Code>(code: C, ...said: Parameters<(typeof WORDS)[C]>): string {
  return `rule:${code}${said.length === 0 ? '' : JSON.stringify(said)}`;
}

/** The words of a reason that the rules gave; null for what a person wrote. */
export function wordsOfReason(text: string): Words | null {
  const [, code, said] = /^rule:([a-z-]+)(\[.*\])?$/s.exec(text) ?? [];
  if (code === undefined || !Object.hasOwn(WORDS, code)) return null;
  const parsed = said === undefined ? [] : saidIn(said);
  return parsed === null ? null : (WORDS[code as Code] as (...of: string[]) => Words)(...parsed);
}

/** A text for readers: both languages where the rules speak, else as it was written. */
export function readable(text: string): string {
  const words = text.startsWith('rule:') ? wordsOfReason(text) : null;
  return words === null ? text : `${words.zh} / ${words.en}`;
}

function saidIn(json: string): string[] | null {
  try {
    const said = JSON.parse(json) as unknown;
    return Array.isArray(said) && said.every((s) => typeof s === 'string') ? said : null;
  } catch {
    return null;
  }
}
