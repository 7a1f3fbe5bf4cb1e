/** Why a file cannot be imported: expected failures, told in both languages with what to do. */

const FAILURES = {
  empty: { zh: '文件是空的：请核对后重新选择', en: 'The file is empty: check it and choose it again' },
  unreadable: { zh: '文件损坏或不完整（可能没有传完）：请重新获取文件后再导入', en: 'The file is damaged or cut off: get it again, then import it' },
  'too-large': { zh: '文件过大：请拆分后分别导入', en: 'The file is too large: split it and import the parts' },
  'unknown-format': { zh: '不支持的文件格式：请提供 docx、pdf（有文字层）、xlsx、csv 或 txt', en: 'The format is not supported: give docx, pdf with a text layer, xlsx, csv or txt' },
  'old-format': { zh: '旧版文档格式（doc、xls、wps、et、rtf）：请用 Word 或 WPS 打开，另存为 docx 或 xlsx 后再导入', en: 'An old document format (doc, xls, wps, et, rtf): open it, save it as docx or xlsx, then import that' },
  locked: { zh: '文件有密码：请用密码打开，取消密码另存后再导入', en: 'The file is protected by a password: open it, save it without one, then import that' },
  macros: { zh: '文件含有宏或控件，未打开：请另存为不含宏的 docx 或 xlsx 后再导入', en: 'The file bears macros or controls and was not opened: save it as docx or xlsx without them, then import that' },
  scanned: { zh: '这是没有文字层的扫描件：请先做文字识别（OCR）并核对，或提供 docx、txt', en: 'A scan without a text layer: recognise its text (OCR) and check it first, or give docx or txt' },
  'too-slow': { zh: '文件解析超过时限，已停止：请拆分文件，或另存为 txt、csv 后再导入', en: 'Reading the file took longer than it may and was stopped: split it, or save it as txt or csv, then import that' },
  'too-demanding': { zh: '文件解析占用内存过多，已停止：请拆分文件，或另存为 txt、csv 后再导入', en: 'Reading the file took more memory than it may and was stopped: split it, or save it as txt or csv, then import that' },
  failed: { zh: '解析时出错，文件未能读取：请另存为 txt 或 csv 后再导入，并将此文件报告管理员', en: 'Reading the file failed by a fault of the program: save it as txt or csv and import that, and report the file' },
  busy: { zh: '正在解析的文件过多：请稍后重试', en: 'Too many files are being read: try again in a moment' },
  classified: {
    zh: '文件标有密级：不得上传涉密文件，内容未保存；请使用脱密版本',
    en: 'The file bears a secrecy mark: classified papers must not be uploaded, and nothing of it was kept; use a declassified version',
  },
  binary: { zh: '这不是文本文件：请另存为文本或表格后再导入', en: 'This is not a text file: save it as text or as a workbook, then import that' },
  'wrong-encoding': { zh: '文字编码无法识别：请另存为 UTF-8、GB18030 或带 BOM 的 UTF-16', en: 'The encoding is not recognised: save as UTF-8, GB 18030 or UTF-16 with a byte order mark' },
  'no-items': {
    zh: '没有找到督办事项：这似乎不是工作要点、方案或任务清单；请提供列有任务、责任单位的文件',
    en: 'No items were found: this does not seem to be a plan or a task list; give a plan or a list that names tasks and units',
  },
  'too-many-rows': { zh: '行数或事项过多：请拆分后分别导入', en: 'There are too many lines or items: split the file and import the parts' },
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
