/** Why a file cannot be imported: expected failures, told in both languages. */

const FAILURES = {
  empty: { zh: '文件是空的', en: 'The file is empty' },
  unreadable: { zh: '文件损坏或不完整（可能没有传完）：请重新获取文件后再导入', en: 'The file is damaged or cut off: get it again, then import it' },
  'too-large': { zh: '文件过大', en: 'The file is too large' },
  'unknown-format': { zh: '不支持的文件格式：请提供 txt、csv 或 xlsx（doc、docx、pdf 请先另存为文本）', en: 'The format is not supported: give txt, csv or xlsx (save doc, docx and pdf as text first)' },
  classified: {
    zh: '文件标有密级：不得上传涉密文件，内容未保存；请使用脱密版本',
    en: 'The file bears a secrecy mark: classified papers must not be uploaded, and nothing of it was kept; use a declassified version',
  },
  binary: { zh: '这不是文本文件', en: 'This is not a text file' },
  'wrong-encoding': { zh: '文字编码无法识别：请另存为 UTF-8、GB18030 或带 BOM 的 UTF-16', en: 'The encoding is not recognised: save as UTF-8, GB 18030 or UTF-16 with a byte order mark' },
  'no-items': { zh: '没有找到督办事项：这似乎不是工作要点、方案或任务清单', en: 'No items were found: this does not seem to be a plan or a task list' },
  'too-many-rows': { zh: '行数或事项过多', en: 'There are too many lines or items' },
} as const;

export type ImportFailureCode = keyof typeof FAILURES;

export interface ImportFailure {
  ok: false;
  code: ImportFailureCode;
  zh: string;
  en: string;
}

export function importFailure(code: ImportFailureCode, detail = ''): ImportFailure {
  const { zh, en } = FAILURES[code];
  return { ok: false, code, zh: detail === '' ? zh : `${zh}（${detail}）`, en: detail === '' ? en : `${en} (${detail})` };
}
