import type { ImportFailure } from '#libs/documents/import.failure';
import { problem, type ProblemError } from './problem';

/** Why a file that was sent cannot be read; only where too many are being read it may be sent again as it is. */
export function fileProblem({ code, zh, en }: ImportFailure): ProblemError {
  return problem(code === 'busy' ? 503 : 422, `import-${code}`, zh, en);
}
