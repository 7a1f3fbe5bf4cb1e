import { en } from '../../apps/web/words/en/en';
import { zh } from '../../apps/web/words/zh/zh';

type Tree = { readonly [key: string]: string | Tree };

/** Every text by its path, in both languages beside each other. */
function pairs(of: Tree, beside: Tree, path = ''): [path: string, zh: string, en: string][] {
  return Object.entries(of).flatMap(([key, said]) => {
    const other = beside[key];
    if (typeof said === 'string') return typeof other === 'string' ? [[path + key, said, other] as [string, string, string]] : [];
    return typeof other === 'object' ? pairs(said, other, `${path}${key}.`) : [];
  });
}

/** One English word for each of three that are easily mixed: docs/glossary.md. */
const WORDS = { 裁定: /\brul(e|es|ed|ing|ings)\b/i, 审核: /\breview/i, 签收: /\brecei(pt|pts|ve|ved|ves)\b/i } as const;
/** What the three were called beside it once. */
const OTHERS = /\backnowledg|\bverif/i;
/** 审核通过 is the acceptance that a review ends in; 提交审核时 is said of the submission. */
const ENDS_OTHERWISE: ReadonlySet<string> = new Set(['itemActs.names.verify', 'itemActs.confirm.verify', 'itemParts.noEvidence.help']);

const told = pairs(zh as unknown as Tree, en as unknown as Tree);

describe.each(Object.entries(WORDS))('%s', (term, word) => {
  const own = told.filter(([path, said]) => said.includes(term) && !ENDS_OTHERWISE.has(path));

  it('has its one word in English wherever it is said', () => {
    expect(own.length).toBeGreaterThan(5);
    expect(own.filter(([, , said]) => !word.test(said) || OTHERS.test(said))).toEqual([]);
  });

  it('is not called by the word of another', () => {
    const rest = Object.entries(WORDS).filter(([other]) => other !== term);
    const mixed = own.filter(([, said, other]) => rest.some(([another, theirs]) => !said.includes(another) && theirs.test(other) && !/复核|规则|名单/.test(said)));
    expect(mixed).toEqual([]);
  });
});
