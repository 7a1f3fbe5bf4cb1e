/** An error as it leaves the system (RFC 9457), with its sentence in both languages and, for fields, what to mend. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  /** Stable code for programs. */
  code: string;
  detail: { zh: string; en: string };
  fields?: { field: string; zh: string; en: string }[];
  /** Given with unexpected failures: find it in the log. */
  reference?: string;
  [more: string]: unknown;
}

/** Thrown at the edge only, to leave a controller with a problem. */
export class ProblemError extends Error {
  constructor(
    readonly problem: Problem,
    readonly headers: Record<string, string> = {},
  ) {
    super(`${problem.status} ${problem.code}`);
  }
}

export function problem(status: number, code: string, zh: string, en: string, more: Partial<Problem> = {}): ProblemError {
  return new ProblemError({ type: `/problems/${code}`, title: en, status, code, detail: { zh, en }, ...more });
}
