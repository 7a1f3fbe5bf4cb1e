import type { OpenAPIObject } from '@nestjs/swagger';
import type { Answer, Operation } from './operations';

const PROBLEM_TYPE = 'application/problem+json';
const RESPONSES = '#/components/responses/';

/** Errors that only a body can have. */
const OF_BODIES = new Set(['413', '415']);
/** Errors that only a command can have, or a question without a session: who is signed in may ask as often as they like. */
const OF_COMMANDS = new Set(['429']);

function canGive(operation: Operation, status: string): boolean {
  if (OF_BODIES.has(status)) return operation.requestBody !== undefined;
  if (OF_COMMANDS.has(status)) return operation.method !== 'get' || operation.security?.length === 0;
  if (status === '412') return operation.parameters?.some((p) => p.in === 'header' && p.name === 'If-Match') ?? false;
  return true;
}

/**
 * Takes off each operation the errors that it cannot give, of those that `ApiProblems` names for its class, and names the rest once
 * for the whole document.
 */
export function nameProblems(document: OpenAPIObject, operations: readonly Operation[]): void {
  const named: Record<string, Answer> = {};
  for (const operation of operations) {
    for (const [status, answer] of Object.entries(operation.responses)) {
      if (answer.content?.[PROBLEM_TYPE] === undefined) continue;
      if (!canGive(operation, status)) {
        delete operation.responses[status];
        continue;
      }
      named[`Problem${status}`] = answer;
      operation.responses[status] = { $ref: `${RESPONSES}Problem${status}` };
    }
  }
  document.components = { ...document.components, responses: named as never };
}
