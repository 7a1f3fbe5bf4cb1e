const FIGURES = new Intl.NumberFormat('zh-CN');
const SIGN: Readonly<Record<string, string>> = { '>=': '≥', '<=': '≤', '=': '' };

export const figure = (value: number): string => FIGURES.format(value);

/** What a target asks for, as it is read: ≥ 40,000. */
export const asked = ({ comparison, value }: { comparison: string; value: number }): string => `${SIGN[comparison] ?? comparison} ${figure(value)}`.trim();
