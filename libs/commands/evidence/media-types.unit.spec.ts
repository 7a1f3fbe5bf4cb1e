import { mediaTypeOf, safeName } from './media-types';

const PDF = Buffer.from('%PDF-1.7\n');
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0]);
const ZIP = Buffer.from([0x50, 0x4b, 3, 4, 20, 0]);

describe('what is taken as evidence', () => {
  it.each([
    ['application/pdf', 'a.pdf', PDF, 'application/pdf'],
    ['application/pdf; charset=binary', 'a', PDF, 'application/pdf'],
    ['application/octet-stream', '名册.XLSX', ZIP, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    ['', '扫描.ofd', ZIP, 'application/ofd'],
    ['image/png', 'a.png', PNG, 'image/png'],
    ['text/plain', 'a.txt', Buffer.from('进展'), 'text/plain'],
  ])('%s %s', (declared, name, bytes, kept) => expect(mediaTypeOf(declared, name, bytes)).toBe(kept));

  it.each([
    ['text/html', 'a.html', Buffer.from('<script>')],
    ['image/svg+xml', 'a.svg', Buffer.from('<svg onload="x">')],
    ['application/pdf', 'a.pdf', Buffer.from('<script>alert(1)</script>')],
    ['image/png', 'a.png', PDF],
    ['application/zip', 'a.zip', ZIP],
    ['application/octet-stream', 'a.exe', Buffer.from('MZ')],
    ['application/octet-stream', 'noending', PDF],
    ['text/plain', 'a.txt', Buffer.from([0x41, 0, 0x42])],
    ['constructor', 'a.pdf', PDF],
  ])('not %s %s', (declared, name, bytes) => expect(mediaTypeOf(declared, name, bytes)).toBeNull());
});

describe('names', () => {
  it.each([
    ['培训名册.pdf', '培训名册.pdf'],
    ['../../etc/passwd', 'passwd.pdf'],
    ['C:\\扫描\\一季度.PDF', '一季度.pdf'],
    ['a\r\nSet-Cookie: x.pdf', 'aSet-Cookie_ x.pdf'],
    ['\u202Efdp.exe', 'fdp.exe.pdf'],
    ['..', '佐证材料.pdf'],
    ['"quoted"; x.pdf', '_quoted__ x.pdf'],
    [`${'长'.repeat(500)}.pdf`, `${'长'.repeat(120)}.pdf`],
  ])('%j', (given, safe) => expect(safeName(given, 'application/pdf')).toBe(safe));
});
