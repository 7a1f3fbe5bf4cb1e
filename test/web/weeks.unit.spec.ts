import { weekAt } from '../../apps/web/pages/workbench/weeks';

describe('the week of a report', () => {
  const monday = '2031-03-10';
  it('is the running one as it is now, and any week before as its Sunday left it', () => {
    expect(weekAt(undefined, monday)).toEqual({ monday, sunday: '2031-03-16', asOf: undefined });
    expect(weekAt('2031-03-09', monday)).toEqual({ monday: '2031-03-03', sunday: '2031-03-09', asOf: '2031-03-09' });
    expect(weekAt('2031-03-12', '2031-03-16')).toEqual({ monday, sunday: '2031-03-16', asOf: undefined });
    expect(weekAt('2031-12-31', monday).monday).toBe(monday);
  });
});
