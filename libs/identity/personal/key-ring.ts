import { existsSync } from 'node:fs';
import { ensureMasterKey, MasterKeyProblem, NEXT, readMasterKey, type MasterKey } from './master-key';

/** Where the master key is kept, and whether an installation without one may make it. */
export interface MasterKeyFile {
  readonly file: string;
  /** False where the operator named a file: a missing one is a mistake, not a beginning. */
  readonly mayMake: boolean;
}

/** The master keys that a process can reach: its file's, and the next one while a rotation is under way. */
export class KeyRing {
  private readonly known = new Map<string, MasterKey>();
  private newest: MasterKey | null = null;

  constructor(private readonly place: MasterKeyFile) {}

  /** The key that new subjects' keys are wrapped by. @param inUse id of the key that the database's keys are wrapped by */
  current(inUse: string | null): MasterKey {
    if (inUse !== null) return this.byId(inUse);
    this.newest ??= this.place.mayMake ? ensureMasterKey(this.place.file) : readMasterKey(this.place.file);
    return this.keep(this.newest);
  }

  /** @throws MasterKeyProblem where no file holds it: another one's key wrapped what is in the database */
  byId(id: string): MasterKey {
    const held = this.known.get(id);
    if (held) return held;
    for (const file of [this.place.file, this.place.file + NEXT]) if (existsSync(file)) this.keep(readMasterKey(file));
    const found = this.known.get(id);
    if (!found) throw new MasterKeyProblem(`the personal data of this database is under the master key ${id}, which is not in ${this.place.file}: put the right file there`);
    return found;
  }

  private keep(key: MasterKey): MasterKey {
    this.known.set(key.id, key);
    return key;
  }
}
