import { resolved, type Operation, type Schemas } from './operations';

/** Says of each good answer what it is: what its class says of itself, where the route says nothing of its own. */
export function describeAnswers(operations: readonly Operation[], schemas: Schemas): void {
  for (const { responses } of operations) {
    for (const [status, answer] of Object.entries(responses)) {
      if (!status.startsWith('2') || (answer.description ?? '') !== '') continue;
      const schema = Object.values(answer.content ?? {})[0]?.schema;
      answer.description = schema === undefined ? 'Done; there is nothing to tell' : (resolved(schema, schemas).description ?? '');
    }
  }
}
