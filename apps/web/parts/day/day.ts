const FORMS: readonly RegExp[] = [/^(\d{4})-(\d{1,2})-(\d{1,2})$/, /^(\d{4})[/.](\d{1,2})[/.](\d{1,2})$/, /^(\d{4})年(\d{1,2})月(\d{1,2})日$/, /^(\d{4})(\d{2})(\d{2})$/];

/** The day that was typed, as it is kept: 2026-06-08, 2026/6/8, 2026.6.8, 20260608 and 2026年6月8日 are the same. Null where it is no day of the calendar. */
export function dayIn(typed: string): string | null {
  for (const form of FORMS) {
    const found = form.exec(typed.replace(/\s/g, ''));
    if (found === null) continue;
    const [year, month, day] = found.slice(1).map(Number) as [number, number, number];
    const at = new Date(Date.UTC(year, month - 1, day));
    return at.getUTCMonth() === month - 1 && at.getUTCDate() === day ? at.toISOString().slice(0, 10) : null;
  }
  return null;
}

/** What a form is told of what was typed, beside what it was told last: the day, or, once it was told one, what is none, so that it never holds another day than is seen. Null where there is nothing new to tell. */
export function toTell(typed: string, last: string): string | null {
  const day = typed === '' ? '' : (dayIn(typed) ?? (last === '' ? null : typed));
  return day === last ? null : day;
}
