import { Injectable } from '@nestjs/common';
import type { Identity } from '#libs/identity/identity';
import { REFORM_UNIT } from '#libs/supervision/reform-unit/reform-unit';
import { ItemDesk } from '../items/item.desk';
import { ProblemError } from '../problems/problem';
import { rejected } from '../problems/rejection.table';
import { kindNamed } from './kind-named';
import { ProceedingDesk } from './proceeding.desk';

/** What a difficulty or an instruction refers to must be there, and the caller's to see; whoever may not see it is told the same. */
@Injectable()
export class SourceCheck {
  constructor(
    private readonly items: ItemDesk,
    private readonly proceedings: ProceedingDesk,
  ) {}

  /** @throws ProblemError where there is no such item for the caller */
  item(itemId: string | null, identity: Identity, field: string): Promise<unknown> {
    return found(itemId, field, (id) => this.items.read(id, identity));
  }

  /** @throws ProblemError where there is no such visit for the caller: named by reform unit and visit, joined by a slash */
  async visit(ref: string | null, identity: Identity, field: string): Promise<void> {
    const [, id, visitId] = /^([^/]+)\/([^/]+)$/.exec(ref ?? '') ?? [];
    const { state } = await found(id ?? null, field, (known) => this.proceedings.read(REFORM_UNIT, known, identity), ref);
    if (visitId === undefined || !Object.hasOwn(state.visits, visitId)) throw rejected({ code: 'source-unknown', field, details: { ref: ref ?? '' } });
  }

  /** @throws ProblemError where there is no such proceeding for the caller */
  proceeding(kind: string, id: string | null, identity: Identity, field: string): Promise<unknown> {
    return found(id, field, (known) => this.proceedings.read(kindNamed(kind), known, identity));
  }
}

async function found<T>(ref: string | null, field: string, read: (ref: string) => Promise<T>, said: string | null = ref): Promise<T> {
  try {
    if (ref !== null && ref !== '') return await read(ref);
  } catch (error) {
    if (!(error instanceof ProblemError) || error.problem.status !== 404) throw error;
  }
  throw rejected({ code: 'source-unknown', field, details: { ref: said ?? '' } });
}
