import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { roomDatabase, type RoomDatabase } from '#libs/platform/testing/room-database';
import { REAL_CLOCK } from '../clock';
import { identityMigrations } from '../schema/identity.sql';
import { erasePerson } from './erase-person';
import { PersonalData } from './personal-data';
import { rotateMasterKey } from './rotate-master-key';

describe('personal data', () => {
  let database: RoomDatabase;
  let pool: Pool;
  let folder: string;
  const place = () => ({ file: join(folder, 'master.key'), mayMake: true });
  beforeEach(async () => {
    database = await roomDatabase(identityMigrations, 2);
    pool = database.appPool();
    folder = mkdtempSync(join(tmpdir(), 'duban-personal-'));
  });
  afterEach(async () => {
    await database.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  const opened = async (personal: PersonalData, ...values: Parameters<PersonalData['open']>[0][number][]) => (await personal.open(values)).map((o) => (o.kind === 'text' ? o.text : o.kind));
  const erase = (subject: string, noted: string[] = []) => erasePerson(pool, REAL_CLOCK, subject, 'p-admin', (s) => void noted.push(s), async () => undefined);

  it('finds the subject of a name again, from many processes at once, and keeps no name in the table', async () => {
    const many = await Promise.all(Array.from({ length: 12 }, () => new PersonalData(pool, place()).sealNamed('u-office', 'caller', '统计局 李某')));
    expect(new Set(many.map((s) => JSON.stringify(s))).size).toBe(1);
    const other = await new PersonalData(pool, place()).sealNamed('u-elsewhere', 'caller', '统计局 李某');
    expect(other.subject).not.toBe(many[0]!.subject);
    const { rows } = await pool.query<{ line: string }>('select k::text as line from auth.subject_keys k');
    expect(rows.map((r) => r.line).join()).not.toContain('李某');
    expect(await opened(new PersonalData(pool, place()), many[0]!, other)).toEqual(['统计局 李某', '统计局 李某']);
    expect((await new PersonalData(pool, place()).find('李某')).map((f) => f.subject).sort()).toEqual([many[0]!.subject, other.subject].sort());
  });

  it('is gone once erased: here at once, in another process within three seconds', async () => {
    let elsewhereMs = 0;
    const here = new PersonalData(pool, place());
    const elsewhere = new PersonalData(pool, place(), () => elsewhereMs);
    const sealed = await here.sealNamed('u-1', 'caller', '李某');
    expect([await opened(here, sealed), await opened(elsewhere, sealed)]).toEqual([['李某'], ['李某']]);
    const noted: string[] = [];
    expect(await erase(sealed.subject, noted)).toEqual({ kind: 'erased', again: false });
    expect(noted).toEqual([sealed.subject]);
    here.forget(sealed.subject);
    expect(await opened(here, sealed)).toEqual(['erased']);
    elsewhereMs = 3_000;
    expect(await opened(elsewhere, sealed)).toEqual(['erased']);
    expect(await erase(sealed.subject)).toEqual({ kind: 'erased', again: true });
    const { rows } = await pool.query('select what, by_id from auth.account_changes where account_id = $1', [sealed.subject]);
    expect(rows).toEqual([{ what: 'erased', by_id: 'p-admin' }]);
    // Who is named again is somebody new; the erased one stays erased, also for the database.
    expect((await here.sealNamed('u-1', 'caller', '李某')).subject).not.toBe(sealed.subject);
    await expect(database.pool.query('update auth.subject_keys set erased_at = null, wrapped = $2, master_id = $3 where subject_id = $1', [sealed.subject, randomBytes(8), 'x'])).rejects.toThrow(/erased/);
    await expect(pool.query(`select auth.erase_person('p-admin', 'p-admin', now(), '', '')`)).rejects.toMatchObject({ code: '42501' });
  });

  it('erases what an account says of a person, and its sessions; the id stays', async () => {
    await pool.query(`insert into auth.accounts (id, login, password_hash, display_name, phone, must_change_password, created_at, created_by, password_changed_at) values ('p-li', 'li', 'x', '李某', '138', false, now(), 'p-setup', now())`);
    expect(await erase('p-li')).toEqual({ kind: 'erased', again: false });
    const { rows } = await pool.query('select id, login, display_name, phone, status from auth.accounts');
    expect(rows).toEqual([{ id: 'p-li', login: 'erased-p-li', display_name: '已删除', phone: null, status: 'disabled' }]);
    expect(await erase('p-admin')).toEqual({ kind: 'refused', code: 'own-account' });
    expect(await erase('p-nobody')).toEqual({ kind: 'refused', code: 'subject-not-found' });
  });

  it('is under the new master key after a rotation, for processes that were there before too', async () => {
    const before = new PersonalData(pool, place());
    const sealed = await before.sealNamed('u-1', 'caller', '李某');
    const { rows: old } = await pool.query('select wrapped from auth.subject_keys');
    const { wrapped, oldFile } = await rotateMasterKey(pool, place());
    expect([wrapped, existsSync(oldFile), existsSync(`${place().file}.next`)]).toEqual([1, true, false]);
    expect((await pool.query('select wrapped from auth.subject_keys')).rows).not.toEqual(old);
    rmSync(oldFile);
    for (const process of [before, new PersonalData(pool, place())]) {
      expect(await opened(process, sealed)).toEqual(['李某']);
      expect(await process.sealNamed('u-1', 'caller', '李某')).toEqual(sealed);
    }
  });

  it('is rotated to the end by a second try where the first died before the file was put in place', async () => {
    const personal = new PersonalData(pool, place());
    const sealed = await personal.sealNamed('u-1', 'caller', '李某');
    const broken = { ...place(), file: join(folder, 'master.key') };
    const dying = rotateMasterKey(new Proxy(pool, { get: (target, name) => (name === 'connect' ? async () => { throw new Error('died'); } : Reflect.get(target, name)) }) as Pool, broken);
    await expect(dying).rejects.toThrow('died');
    expect(existsSync(`${broken.file}.next`)).toBe(true);
    expect(await opened(new PersonalData(pool, place()), sealed)).toEqual(['李某']);
    await rotateMasterKey(pool, place());
    expect(await opened(new PersonalData(pool, place()), sealed)).toEqual(['李某']);
  });

  it('says so where the master key is not the one that the database knows, and makes none in its place', async () => {
    const sealed = await new PersonalData(pool, place()).sealNamed('u-1', 'caller', '李某');
    const lost = { file: join(folder, 'another.key'), mayMake: true };
    expect(await new PersonalData(pool, lost).open([sealed])).toEqual([{ kind: 'unreadable', because: expect.stringMatching(/master key .* is not in/) as string }]);
    expect(await opened(new PersonalData(pool, place()), { ...sealed, subject: 's-lost' }, { ...sealed, ct: 'AAAAAAAAAAAAAAAAAAAAAAAA' })).toEqual(['unreadable', 'unreadable']);
    await expect(new PersonalData(pool, lost).sealNamed('u-1', 'caller', '王某')).rejects.toThrow(/master key .* is not in/);
    expect(existsSync(lost.file)).toBe(false);
  });
});
