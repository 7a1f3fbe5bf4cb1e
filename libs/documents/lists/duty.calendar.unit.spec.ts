import { dutyCalendar, type CalendarDuty, type CalendarFacts } from './duty.calendar';

const DUTY: CalendarDuty = {
  stream: 'item/p-1', duty: 'step:a1-1', unitId: 'u-1', unit: '市总工会', kind: 'deliver', number: '1', title: '技能培训', due: '2026-03-31', origin: '文件确定2026年3月31日', address: 'https://duban.example/items/p-1',
};
const written = (duties: CalendarDuty[], more: Partial<CalendarFacts> = {}): string => dutyCalendar({ name: '督办 市总工会', duties, more: 0, at: '2026-03-02T01:00:00.000Z', ...more });
/** The content lines, put together again as a calendar program does (RFC 5545, 3.1). */
const unfolded = (text: string): string[] => text.replace(/\r\n[ \t]/g, '').split('\r\n');
const valueOf = (text: string, name: string): string | undefined => unfolded(text).find((l) => l.startsWith(name))?.slice(name.length);

it('is an entry of the whole day, up to the day after, that blocks no time', () => {
  const text = written([DUTY]);
  expect(unfolded(text)).toEqual(expect.arrayContaining(['BEGIN:VCALENDAR', 'VERSION:2.0', 'DTSTART;VALUE=DATE:20260331', 'DTEND;VALUE=DATE:20260401', 'TRANSP:TRANSPARENT', 'DTSTAMP:20260302T010000Z', 'SUMMARY:【办理报送】第1项 技能培训', 'URL;VALUE=URI:https://duban.example/items/p-1', 'END:VCALENDAR']));
  expect(valueOf(text, 'DESCRIPTION:')).toContain('期限：2026-03-31（含当日）\\n期限说明：文件确定2026年3月31日\\nhttps://duban.example/items/p-1');
});

it('calls what has no number by its title alone', () => {
  for (const number of [null, '', ' ']) expect(valueOf(written([{ ...DUTY, number }]), 'SUMMARY:')).toBe('【办理报送】技能培训');
});

it('keeps its name when its day moves, and has another for another duty or unit', () => {
  const uid = (more: Partial<CalendarDuty>): string | undefined => valueOf(written([{ ...DUTY, ...more }]), 'UID:');
  expect(uid({ due: '2026-06-30', title: '技能培训（调整）' })).toBe(uid({}));
  expect(new Set([uid({}), uid({ duty: 'step:a1-2' }), uid({ unitId: 'u-2' }), uid({ stream: 'item/p-2' })]).size).toBe(4);
});

it('has one entry for a duty that comes twice', () => {
  expect(written([DUTY, { ...DUTY, due: '2026-05-31' }]).match(/BEGIN:VEVENT/g)).toHaveLength(1);
});

it('lets no title add lines of its own, and folds long lines by octets', () => {
  const text = written([{ ...DUTY, title: `甲\r\nEND:VEVENT\r\nBEGIN:VEVENT\u2028乙;,\\${'长'.repeat(300)}` }]);
  expect(unfolded(text).filter((l) => l === 'BEGIN:VEVENT')).toHaveLength(1);
  expect(valueOf(text, 'SUMMARY:')).toMatch(/^【办理报送】第1项 甲 END:VEVENT BEGIN:VEVENT 乙\\;\\,\\\\长+$/);
  expect(Math.max(...text.split('\r\n').map((l) => Buffer.byteLength(l)))).toBeLessThanOrEqual(75);
});

it('says how many did not fit, and calls what it does not know simply owed', () => {
  expect(valueOf(written([DUTY], { more: 7 }), 'X-WR-CALDESC:')).toContain('另有 7 项');
  expect(valueOf(written([{ ...DUTY, kind: 'somethingNew', number: null }]), 'SUMMARY:')).toBe('【应办】技能培训');
});
