import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readable, ruleReason, wordsOfReason } from './rule-reason';

describe('a reason that the rules give', () => {
  it('is kept as a code, with what a person said, and read in both languages', () => {
    expect(ruleReason('nothing-to-report')).toBe('rule:nothing-to-report');
    expect(readable(ruleReason('nothing-to-report'))).toBe('没有可以报送的事项 / nothing is left to report on');
    const said = ruleReason('plan-withdrawn', '市委〔2031〕12号', '并入“全市”工作 ] "');
    expect(wordsOfReason(said)).toEqual({ zh: '计划撤回（市委〔2031〕12号）：并入“全市”工作 ] "', en: 'the plan was withdrawn (市委〔2031〕12号): 并入“全市”工作 ] "' });
  });

  it('leaves alone what a person wrote, whatever it looks like', () => {
    for (const text of ['数据有误', 'rule:unknown', 'rule:constructor', 'rule:plan-withdrawn[1]', 'rule:plan-withdrawn["a"', ' rule:nothing-to-report']) expect(readable(text)).toBe(text);
  });

  it('is the only way in which a decision gives a reason of its own: no sentence in one language is written into the log', () => {
    // A literal with Chinese, or an English sentence, as reason, basis or because: persons write those, or `ruleReason` does.
    const literal = /\b(?:reason|basis|because)\s*[:=]\s*['`](?:[^'`]*[\u4e00-\u9fff]|[A-Za-z]+ [^'`]*)|dropDrafts\((?!state:)[^)]*,\s*['`]|dropSteps\([^)]*,\s*['`]/;
    const found: string[] = [];
    const look = (folder: string): void => {
      for (const entry of readdirSync(folder, { withFileTypes: true })) {
        const path = join(folder, entry.name);
        if (entry.isDirectory()) {
          // What simulated people write in a demonstration is a person's word.
          if (entry.name !== 'testing' && entry.name !== 'habits') look(path);
        } else if (entry.name.endsWith('.ts') && !entry.name.includes('.spec.')) {
          readFileSync(path, 'utf8').split('\n').forEach((line, i) => void (literal.test(line) && found.push(`${path}:${i + 1}`)));
        }
      }
    };
    for (const room of ['libs/supervision', 'libs/commands', 'libs/loop']) look(join(__dirname, '../..', room));
    // What a fresh system is set up with says where its first rules come from, in the language of their papers.
    expect(found.filter((f) => !/libs\/commands\/seed\.ts:/.test(f))).toEqual([]);
    expect(literal.test("reason: '考核结果已变动'") && literal.test("dropDrafts(state, which, 'the result')") && literal.test('const basis = `报送`')).toBe(true);
  });
});
