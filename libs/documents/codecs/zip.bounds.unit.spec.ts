import { deflateRawSync } from 'node:zlib';
import ExcelJS from 'exceljs';
import { importPlan } from '../import-plan';
import { checkZip } from './zip.bounds';

/** An archive of one entry that may lie about its size. */
function archive(content: Buffer, stated: number): Uint8Array {
  const name = Buffer.from('xl/workbook.xml');
  const packed = deflateRawSync(content);
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(packed.length, 18);
  local.writeUInt32LE(stated, 22);
  local.writeUInt16LE(name.length, 26);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt16LE(8, 10);
  central.writeUInt32LE(packed.length, 20);
  central.writeUInt32LE(stated, 24);
  central.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length + name.length, 12);
  end.writeUInt32LE(local.length + name.length + packed.length, 16);
  return Buffer.concat([local, name, packed, central, name, end]);
}

describe('archives within bounds', () => {
  const bomb = Buffer.alloc(2_000_000);

  it('passes a workbook', async () => {
    const workbook = new ExcelJS.Workbook();
    workbook.addWorksheet('a').addRow(['b']);
    expect(checkZip(new Uint8Array(await workbook.xlsx.writeBuffer()))).toBe('ok');
  });

  it('refuses by the stated size, and by the true size where the stated one lies', () => {
    expect(checkZip(archive(bomb, bomb.length), 1_000_000)).toBe('too-large');
    expect(checkZip(archive(bomb, 10), 1_000_000)).toBe('too-large');
    expect(checkZip(archive(bomb, bomb.length), 3_000_000)).toBe('ok');
  });

  it('calls a torn archive damaged', () => {
    expect(checkZip(archive(bomb, 10).subarray(0, 60))).toBe('damaged');
  });

  it('is what an import meets first', async () => {
    const outcome = await importPlan(archive(Buffer.alloc(120 * 1024 * 1024), 10), { fileName: 'a.xlsx', today: '2031-01-01' });
    expect(outcome).toMatchObject({ ok: false, code: 'too-large' });
  });
});
