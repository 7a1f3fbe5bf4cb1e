import type { RealClock } from '../clock';
import type { Identity } from '../identity';
import { PasswordHasher, type HashingCost } from '../passwords/password-hasher';
import type { Role } from '../roles';

/** The least that the library takes. */
export const CHEAP: HashingCost = { memoryKiB: 8, passes: 1, lanes: 1 };

/** A clock that moves when told. */
export class ManualClock implements RealClock {
  private ms = Date.parse('2026-06-08T01:00:00Z');

  now(): Date {
    return new Date(this.ms);
  }

  monotonicMs(): number {
    return this.ms;
  }

  advance(seconds: number): void {
    this.ms += seconds * 1000;
  }
}

/** Counts what is checked against what: the work done for an unknown login is to be the same. */
export class CountingHasher extends PasswordHasher {
  readonly checked: ('account' | 'decoy')[] = [];

  constructor() {
    super(CHEAP);
  }

  override verify(stored: string | null, password: string): Promise<boolean> {
    this.checked.push(stored === null ? 'decoy' : 'account');
    return super.verify(stored, password);
  }
}

export function identity(roles: readonly Role[], more: Partial<Identity> = {}): Identity {
  const unitId = more.unitId ?? 'u-1';
  return { personId: 'p-1', sessionId: 's-1', unitId, roles, planRoles: [], units: [{ unitId, roles }], mustChangePassword: false, ...more };
}
