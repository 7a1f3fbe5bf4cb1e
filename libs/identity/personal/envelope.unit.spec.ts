import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { openField, sealField, unwrapKey, wrapKey } from './envelope';
import { ensureMasterKey, MasterKeyProblem, readMasterKey } from './master-key';

describe('a sealed field', () => {
  const key = randomBytes(32);

  it('is opened by its key alone, whatever was said', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        const sealed = sealField(key, 's-1', 'caller', text);
        expect(openField(key, sealed)).toBe(text);
        expect(() => openField(randomBytes(32), sealed)).toThrow();
      }),
    );
  });

  it('is the same for the same words, and shares its nonce with no others', () => {
    expect(sealField(key, 's-1', 'caller', '李某')).toEqual(sealField(key, 's-1', 'caller', '李某'));
    const nonces = [sealField(key, 's-1', 'caller', '李某'), sealField(key, 's-1', 'caller', '王某'), sealField(key, 's-1', 'phone', '李某'), sealField(key, 's-2', 'caller', '李某')].map((s) => s.iv);
    expect(new Set(nonces).size).toBe(4);
  });

  it('cannot be moved to another subject or field, nor changed by a bit', () => {
    const sealed = sealField(key, 's-1', 'caller', '李某');
    const bent = Buffer.from(sealed.ct, 'base64url');
    bent[0]! ^= 1;
    for (const other of [{ ...sealed, subject: 's-2' }, { ...sealed, field: 'phone' }, { ...sealed, ct: bent.toString('base64url') }]) expect(() => openField(key, other)).toThrow();
  });
});

describe('the master key', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'duban-key-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is made once, for its owner’s eyes alone', () => {
    const file = join(folder, 'deep', 'master.key');
    const made = ensureMasterKey(file);
    expect(ensureMasterKey(file)).toEqual(made);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('wraps a key for its subject, and no other key opens it', () => {
    const master = ensureMasterKey(join(folder, 'a'));
    const key = randomBytes(32);
    const wrapped = wrapKey(master, 's-1', key);
    expect(unwrapKey(master, 's-1', wrapped)).toEqual(key);
    expect(() => unwrapKey(master, 's-2', wrapped)).toThrow();
    expect(() => unwrapKey({ ...ensureMasterKey(join(folder, 'b')), id: master.id }, 's-1', wrapped)).toThrow();
  });

  it('is refused where the file is missing or holds something else, without saying what', () => {
    const file = join(folder, 'wrong');
    expect(() => readMasterKey(file)).toThrow(MasterKeyProblem);
    writeFileSync(file, 'hunter2hunter2');
    expect(() => readMasterKey(file)).toThrow(expect.objectContaining({ message: expect.not.stringContaining('hunter2') as string }) as Error);
  });
});
