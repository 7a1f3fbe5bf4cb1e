const PAPERS: Record<string, string> = { bluePaper: '蓝色督办单', yellowPaper: '黄色督办单', redPaper: '红色督办单', admonition: '约谈通知' };

export function isPaperKind(rung: string): boolean {
  return rung in PAPERS;
}

/** A rung in the field's words; one that has none is shown as it is. */
export function rungWords(rung: string): string {
  const paper = PAPERS[rung];
  if (paper !== undefined) return paper;
  const [, kind, n] = /^(T|stop|weekly)-(\d+)$/.exec(rung) ?? [];
  if (kind === 'T') return `提前 ${n} 个工作日提醒`;
  if (kind === 'stop') return `提级第 ${n} 级`;
  return kind === 'weekly' ? `每周提醒第 ${n} 次` : rung;
}
