import { calendarOf } from '#libs/supervision/calendar/calendar';
import { letterOf, type MailedNotice } from './letter';
import { isAddress, isUrgent, sendAt, STANDARD_SETTINGS, wrongSetting, type MailboxSettings } from './mailbox';
import { backOffSeconds, MOST_ATTEMPTS } from './sending';

/** In Shanghai. */
const at = (text: string): string => new Date(`${text.replace(' ', 'T')}:00+08:00`).toISOString();
/** 5–7 March 2026 are Thursday to Saturday; that Saturday is worked, the Monday after is free. */
const calendar = calendarOf(1, 2026, [{ day: '2026-03-07', kind: 'workday', name: '调休' }, { day: '2026-03-09', kind: 'holiday', name: '假' }]);
const goes = (urgent: boolean, when: string, settings: Partial<MailboxSettings> = {}): string => sendAt(urgent, at(when), { ...STANDARD_SETTINGS, ...settings }, calendar);

describe('a notice for a mailbox', () => {
  it('goes at once where it is urgent and somebody is there, else when the hours begin', () => {
    expect(goes(true, '2026-03-05 10:00')).toBe(at('2026-03-05 10:00'));
    expect(goes(true, '2026-03-05 17:30')).toBe(at('2026-03-05 17:30'));
    expect(goes(true, '2026-03-05 00:00')).toBe(at('2026-03-05 08:30'));
    expect(goes(true, '2026-03-05 17:31')).toBe(at('2026-03-06 08:30'));
    expect(goes(true, '2026-03-06 23:00')).toBe(at('2026-03-07 08:30'));
    expect(goes(true, '2026-03-08 12:00')).toBe(at('2026-03-10 08:30'));
    expect(goes(true, '2026-03-08 12:00', { urgentAnyTime: true })).toBe(at('2026-03-08 12:00'));
    expect(goes(true, '2026-03-08 12:00', { hours: null })).toBe(at('2026-03-08 12:00'));
  });

  it('waits for the next daily mail where it can: one over a weekend, and over a holiday', () => {
    expect(goes(false, '2026-03-05 08:29')).toBe(at('2026-03-05 08:30'));
    expect(goes(false, '2026-03-05 08:31')).toBe(at('2026-03-06 08:30'));
    for (const when of ['2026-03-07 10:00', '2026-03-08 03:00', '2026-03-09 08:30', '2026-03-09 23:59']) expect(goes(false, when)).toBe(at('2026-03-10 08:30'));
    expect(goes(false, '2026-03-09 10:00', { hours: null, digestAt: '18:00' })).toBe(at('2026-03-09 18:00'));
    expect(goes(false, '2026-03-05 10:00', { digest: 'none' })).toBe(at('2026-03-05 10:00'));
    expect(goes(false, '2026-03-05 20:00', { digest: 'none' })).toBe(at('2026-03-06 08:30'));
  });

  it('is urgent where something is overdue, escalated, urged or on paper', () => {
    for (const kind of ['escalation', 'urging', 'bluePaper', 'yellowPaper', 'redPaper', 'admonition']) expect(isUrgent(kind, null, at('2026-03-05 10:00'))).toBe(true);
    expect(isUrgent('reminder', '2026-03-04', at('2026-03-05 10:00'))).toBe(true);
    expect(isUrgent('reminder', '2026-03-05', at('2026-03-05 23:59'))).toBe(false);
    for (const kind of ['assigned', 'accepted', 'closed', 'reminder']) expect(isUrgent(kind, null, at('2026-03-05 10:00'))).toBe(false);
  });
});

describe('settings of a mailbox', () => {
  it('are refused where they mean nothing', () => {
    expect(wrongSetting(STANDARD_SETTINGS)).toBeNull();
    expect(wrongSetting({ ...STANDARD_SETTINGS, digestAt: '8:30' })).toBe('digestAt');
    expect(wrongSetting({ ...STANDARD_SETTINGS, digestAt: '18:00' })).toBe('digestAt');
    expect(wrongSetting({ ...STANDARD_SETTINGS, digestAt: '18:00', digest: 'none' })).toBeNull();
    expect(wrongSetting({ ...STANDARD_SETTINGS, hours: { from: '17:00', to: '09:00' } })).toBe('hours');
    expect(wrongSetting({ ...STANDARD_SETTINGS, hours: { from: '08:00', to: '24:00' } })).toBe('hours');
  });

  it('take plain addresses alone', () => {
    for (const good of ['hr@city.example', 'a.b+c@x', 'o_1@a-b.c']) expect(isAddress(good)).toBe(true);
    for (const bad of ['', 'hr', 'a@b@c', 'a b@c', 'a@b,c@d', 'A <a@b>', 'a@b\r\nBcc: x@y', 'a@-b', `${'x'.repeat(65)}@y`]) expect(isAddress(bad)).toBe(false);
  });
});

describe('a letter', () => {
  const notice = (change: Partial<MailedNotice> = {}): MailedNotice => ({ noticeId: 'n', itemId: 'p1-3', proceeding: null, planId: null, itemNumber: '3', title: '建好示范课堂', kind: 'reminder', why: 'assignee', deadline: '2026-06-30', text: null, ...change });
  const link = (path: string): string => `https://duban.example/${path}`;

  it('says what, why, until when and where, in both languages', () => {
    const { subject, body } = letterOf([notice({ text: '请抓紧\n办理' })], '请查收。', link);
    expect(subject).toBe('【督办】提醒：建好示范课堂');
    const ofProceeding = letterOf([notice({ itemId: null, proceeding: 'difficulty/d1', itemNumber: null, kind: 'circular', why: 'informed', deadline: null })], '', link);
    expect(ofProceeding.subject).toBe('【督办】通报：建好示范课堂');
    expect(letterOf([notice({ itemId: null, planId: 'p1', itemNumber: null, kind: 'requested', why: 'ruling', deadline: null })], '', link).body).toContain('https://duban.example/plans/p1');
    for (const part of ['【通报】建好示范课堂\n', 'https://duban.example/proceedings/difficulty/d1']) expect(ofProceeding.body).toContain(part);
    for (const part of ['请查收。', '【提醒】3 建好示范课堂（期限 2026-06-30）', '  请抓紧\n  办理', '收到原因：您单位承办', 'reminder, due 2026-06-30; your unit is assigned', 'https://duban.example/items/p1-3']) expect(body).toContain(part);
  });

  it('counts several in its subject, and lets no text of an item end a header', () => {
    expect(letterOf([notice(), notice()], '', link).subject).toBe('【督办】今日 2 件通知');
    const { subject } = letterOf([notice({ title: `甲\r\nBcc: all@example\u2028${'长'.repeat(200)}` })], '', link);
    expect(subject).not.toMatch(/[\r\n\u2028]/);
    expect([...subject].length).toBeLessThan(80);
    expect(letterOf(Array.from({ length: 250 }, () => notice()), '', link).body).toContain('另有 50 件');
  });
});

describe('tries', () => {
  it('back off to an hour and end after some two days', () => {
    expect([1, 2, 3, 20].map(backOffSeconds)).toEqual([15, 30, 60, 3_600]);
    const seconds = Array.from({ length: MOST_ATTEMPTS - 1 }, (_, i) => backOffSeconds(i + 1)).reduce((a, b) => a + b);
    expect(seconds / 3_600).toBeGreaterThan(47);
    expect(seconds / 3_600).toBeLessThan(50);
  });
});
