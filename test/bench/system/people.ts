import { systemClock } from '#libs/commands/clock';
import { References } from '#libs/commands/references';
import { RosterCommands } from '#libs/commands/roster-commands';
import { createIdentity } from '#libs/identity/create-identity';
import type { Role } from '#libs/identity/roles';
import type { Actor } from '#libs/supervision/actor';
import type { RunningSystem } from './running-system';

const UNITS = 20;
const OFFICE = '市产改办';
const PASSWORD = 'bench-password-of-one-run';
const SET_UP: Actor = { kind: 'system', name: 'bench' };

/** Units with their ids, and how somebody of each signs in. */
export interface People {
  readonly office: string;
  readonly units: readonly { readonly name: string; readonly id: string }[];
  /** Tokens by unit id; asked for anew before each part, since they last a quarter of an hour. */
  signIn(): Promise<ReadonlyMap<string, string>>;
}

/** Registers an office and twenty units, each with an account. */
export async function registerPeople({ store, pool, port }: Pick<RunningSystem, 'store' | 'pool' | 'port'>): Promise<People> {
  const names = [OFFICE, ...Array.from({ length: UNITS }, (_, i) => `承办单位${i + 1}`)];
  const registered = await new RosterCommands(store, new References(store), systemClock).register(names.map((name) => ({ name, staffed: true })), SET_UP, { scope: 'bench', commandId: 'bench/units' });
  if (registered.kind !== 'accepted') throw new Error(`units were not registered: ${registered.kind}`);
  const units = Object.values(registered.state.units).map(({ id, name }) => ({ id, name }));
  const { accounts } = createIdentity(pool);
  for (const [i, unit] of units.entries()) {
    const role: Role = unit.name === OFFICE ? 'office' : 'handler';
    const created = await accounts.create({ login: `bench${i}`, displayName: `经办 ${i}`, password: PASSWORD, mustChangePassword: false, personId: `p-bench-${i}` }, 'p-setup');
    if (created.kind !== 'created') throw new Error(`account not created: ${JSON.stringify(created)}`);
    await accounts.grant({ personId: created.personId, role, unitId: unit.id }, 'p-setup');
  }
  const office = units.find((u) => u.name === OFFICE)!.id;
  const signIn = async (): Promise<ReadonlyMap<string, string>> => {
    const tokens = new Map<string, string>();
    for (const [i, unit] of units.entries()) {
      const answer = await fetch(`http://127.0.0.1:${port}/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ login: `bench${i}`, password: PASSWORD }) });
      const body = (await answer.json()) as { accessToken?: string };
      if (body.accessToken === undefined) throw new Error(`sign-in: ${answer.status} ${JSON.stringify(body)}`);
      tokens.set(unit.id, body.accessToken);
    }
    return tokens;
  };
  return { office, units: units.filter((u) => u.id !== office), signIn };
}
