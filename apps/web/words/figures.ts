let figures: Intl.NumberFormat | undefined;
const SIGN: Readonly<Record<string, string>> = { '>=': '≥', '<=': '≤', '=': '' };

/** A figure with its thousands apart. What writes it is made with the first one: it takes a while. */
export const figure = (value: number): string => (figures ??= new Intl.NumberFormat('zh-CN')).format(value);

/** What a target asks for, as it is read: ≥ 40,000. */
export const asked = ({ comparison, value }: { comparison: string; value: number }): string => `${SIGN[comparison] ?? comparison} ${figure(value)}`.trim();
