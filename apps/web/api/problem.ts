import { language } from '../words/language';

/** What the API answers where it refuses (RFC 9457), in the words of the reader's language. */
export interface Problem {
  status: number;
  code: string;
  detail: { zh: string; en: string };
  fields?: { field: string; zh: string; en: string }[];
  /** Tells operators which failure it was. */
  reference?: string;
}

/** A refusal, or an answer that never came: then the status is 0. */
export class Refused extends Error {
  constructor(readonly problem: Problem) {
    super(`${problem.status} ${problem.code}`);
  }

  /** The sentence of the API. */
  get words(): string {
    return this.problem.detail[language()];
  }

  /** Nothing was answered: it may be sent again under the same key. */
  get unanswered(): boolean {
    return this.problem.status === 0 || this.problem.status === 502 || this.problem.status === 503 || this.problem.status === 504;
  }
}

const AWAY: Problem = { status: 0, code: 'away', detail: { zh: '未能连接服务器，已填内容保留，请稍后重试', en: 'The server cannot be reached. What you typed is kept; try again in a while' } };

/** Any failure as a refusal with a sentence. */
export function asRefused(error: unknown): Refused {
  if (error instanceof Refused) return error;
  if (error instanceof DOMException && error.name === 'AbortError') throw error;
  return new Refused(AWAY);
}

function isProblem(found: unknown): found is Problem {
  const told = found as Partial<Problem> | null;
  return typeof told?.code === 'string' && typeof told.detail?.zh === 'string';
}

/** The refusal of an answer that is no success. */
export function refusedBy(status: number, body: unknown): Refused {
  if (isProblem(body)) return new Refused({ ...body, status });
  return new Refused({ status, code: 'unknown', detail: { zh: `服务器返回了无法识别的错误（${status}）`, en: `The server answered with an error that is not known (${status})` } });
}
