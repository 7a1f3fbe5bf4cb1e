/** The values of one statement, numbered as they are named. */
export class Statement {
  readonly values: unknown[] = [];

  /** @param type its type in PostgreSQL, without which the planner takes a guess */
  p(value: unknown, type: string): string {
    return `$${this.values.push(value)}::${type}`;
  }
}
