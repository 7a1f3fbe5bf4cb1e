import { hash, parseOptions, verify, type Options } from '@node-rs/argon2';
import { normalisePassword } from './password-rules';

export interface HashingCost {
  readonly memoryKiB: number;
  readonly passes: number;
  readonly lanes: number;
}

/** argon2id at the first recommendation of OWASP's Password Storage Cheat Sheet: 19 MiB, two passes, one lane. */
export const HASHING_COST: HashingCost = { memoryKiB: 19_456, passes: 2, lanes: 1 };

/** Hashes and checks passwords with argon2id; the salt and the cost are in the hash. */
export class PasswordHasher {
  private readonly options: Options;
  private decoy: Promise<string> | undefined;

  /** @param cost cheaper in tests alone */
  constructor(private readonly cost: HashingCost = HASHING_COST) {
    // The library's default algorithm is argon2id; its constant is not importable without the compiler's own inlining.
    this.options = { memoryCost: cost.memoryKiB, timeCost: cost.passes, parallelism: cost.lanes };
  }

  hash(password: string): Promise<string> {
    return hash(normalisePassword(password), this.options);
  }

  /**
   * Without a hash (no such account) the same work is done against a decoy and the answer is no: the time tells nothing.
   */
  async verify(stored: string | null, password: string): Promise<boolean> {
    const matches = await verify(stored ?? (await this.decoyHash()), normalisePassword(password));
    return matches && stored !== null;
  }

  /** Called at start-up, so that not even the first unknown login takes longer. */
  async decoyHash(): Promise<string> {
    this.decoy ??= hash('no account has this password', this.options);
    return this.decoy;
  }

  /** Whether a stored hash was made at another cost: then it is made anew at the next sign-in. */
  isOutdated(stored: string): boolean {
    const made = parseOptions(stored);
    return made.memoryCost !== this.cost.memoryKiB || made.timeCost !== this.cost.passes || made.parallelism !== this.cost.lanes;
  }
}
