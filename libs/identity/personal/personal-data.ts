import { randomBytes } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import type { Sealed } from '#libs/supervision/sealed';
import { lookupOf, openField, sealField, unwrapKey, wrapKey } from './envelope';
import { KeyRing, type MasterKeyFile } from './key-ring';
import { derived } from './master-key';

/** How long a process goes on with a key that another one may have erased. */
const HELD_MS = 3_000;
const HELD_MOST = 5_000;
/** Of a subject that was named by name: what they are called, for who has to find them. */
const LABEL = 'label';

interface KeyRow {
  subject_id: string;
  master_id: string | null;
  wrapped: Buffer | null;
}

/**
 * What a sealed field says to a reader. `unreadable`: the master key is not the right one, the key's row was lost, or a byte was
 * changed; a defect of the installation that must not look like an erasure.
 */
export type Opened = { kind: 'text'; text: string } | { kind: 'erased' } | { kind: 'unreadable'; because: string };

/**
 * Seals personal fields before they go into the log, and opens them for who may see them. Keys are held for three seconds:
 * an erasure takes effect in every process within that.
 */
export class PersonalData {
  private readonly ring: KeyRing;
  private readonly held = new Map<string, { key: Key; until: number }>();

  constructor(
    private readonly pool: Pool,
    place: MasterKeyFile,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.ring = new KeyRing(place);
  }

  /**
   * Seals what names somebody who has no account. The same words in the same scope are the same subject.
   *
   * @param scope within which a name means one person: the unit that wrote it down
   */
  async sealNamed(scope: string, field: string, text: string): Promise<Sealed> {
    const { subject, key } = await this.subjectOf(scope, text);
    return sealField(key, subject, field, text);
  }

  /** A secret of 256 bits that nobody without the master key can work out, the same whenever it is asked for. */
  secretFor(purpose: string): string {
    return derived(this.ring.current(null).bytes, `secret ${purpose}`).toString('base64url');
  }

  /** Opens all of them with one look at the keys. */
  async open(values: readonly Sealed[]): Promise<Opened[]> {
    const keys = await this.keysOf([...new Set(values.map((v) => v.subject))]);
    return values.map((v) => {
      const key = keys.get(v.subject);
      if (key === undefined) return { kind: 'unreadable', because: `auth.subject_keys has no row for ${v.subject}` };
      if (key.kind !== 'key') return key;
      return attempt(() => ({ kind: 'text', text: openField(key.bytes, v) }));
    });
  }

  /** Subjects whose name holds the words, for who has to erase one. Opens every label: an act of administration, not of a page. */
  async find(words: string): Promise<{ subject: string; name: string; since: string }[]> {
    const { rows } = await this.pool.query<{ label: Sealed; created_at: Date }>('select label, created_at from auth.subject_keys where label is not null order by created_at, subject_id');
    const names = await this.open(rows.map((r) => r.label));
    return rows.flatMap((r, i) => {
      const name = names[i];
      return name?.kind === 'text' && name.text.includes(words) ? [{ subject: r.label.subject, name: name.text, since: r.created_at.toISOString() }] : [];
    });
  }

  /** Drops what is held of a subject: it was erased here. */
  forget(subject: string): void {
    this.held.delete(subject);
  }

  private async subjectOf(scope: string, text: string): Promise<{ subject: string; key: Buffer }> {
    const client = await this.pool.connect();
    let broken: Error | undefined;
    try {
      await client.query('begin');
      const master = this.ring.current(await masterInUse(client));
      const lookup = lookupOf(master, scope, text);
      const key = randomBytes(32);
      const subject = `s-${randomBytes(10).toString('hex')}`;
      const { rows } = await client.query<KeyRow>(
        `insert into auth.subject_keys (subject_id, master_id, wrapped, lookup, label) values ($1, $2, $3, $4, $5)
         on conflict (lookup) do update set lookup = excluded.lookup returning subject_id, master_id, wrapped`,
        [subject, master.id, wrapKey(master, subject, key), lookup, JSON.stringify(sealField(key, subject, `${LABEL}:${scope}`, text))],
      );
      await client.query('commit');
      const row = rows[0]!;
      return { subject: row.subject_id, key: unwrapKey(this.ring.byId(row.master_id!), row.subject_id, row.wrapped!) };
    } catch (error) {
      // A connection whose rollback fails is not given back.
      await client.query('rollback').catch((failed: Error) => (broken = failed));
      throw error;
    } finally {
      client.release(broken);
    }
  }

  private async keysOf(subjects: readonly string[]): Promise<Map<string, Key>> {
    const now = this.now();
    const found = new Map<string, Key>();
    const unknown: string[] = [];
    for (const subject of subjects) {
      const held = this.held.get(subject);
      if (held && held.until > now) found.set(subject, held.key);
      else unknown.push(subject);
    }
    if (unknown.length === 0) return found;
    const { rows } = await this.pool.query<KeyRow>('select subject_id, master_id, wrapped from auth.subject_keys where subject_id = any($1)', [unknown]);
    if (this.held.size > HELD_MOST) this.held.clear();
    for (const row of rows) {
      const key = this.unwrapped(row);
      this.held.set(row.subject_id, { key, until: now + HELD_MS });
      found.set(row.subject_id, key);
    }
    return found;
  }

  private unwrapped({ subject_id, master_id, wrapped }: KeyRow): Key {
    if (wrapped === null || master_id === null) return { kind: 'erased' };
    return attempt(() => ({ kind: 'key', bytes: unwrapKey(this.ring.byId(master_id), subject_id, wrapped) }));
  }
}

type Unreadable = Extract<Opened, { kind: 'unreadable' }>;
type Key = { kind: 'key'; bytes: Buffer } | { kind: 'erased' } | Unreadable;

function attempt<T>(work: () => T): T | Unreadable {
  try {
    return work();
  } catch (error) {
    return { kind: 'unreadable', because: error instanceof Error ? error.message : String(error) };
  }
}

/** The lock that makes a rotation wait for keys being made, and them for it. */
export const KEYS_LOCK = "hashtextextended('auth.subject_keys', 7)";

async function masterInUse(client: PoolClient): Promise<string | null> {
  await client.query(`select pg_advisory_xact_lock_shared(${KEYS_LOCK})`);
  return (await client.query<{ master_id: string }>('select master_id from auth.subject_keys where master_id is not null limit 1')).rows[0]?.master_id ?? null;
}
