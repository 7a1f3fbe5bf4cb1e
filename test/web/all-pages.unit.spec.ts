import { allPages } from '../../apps/web/api/all-pages';

describe('a list that comes page by page', () => {
  it('is read to its end, each page after the last row of the one before', async () => {
    const logins = ['a', 'b', 'c', 'd', 'e'];
    const asked: (string | undefined)[] = [];
    const all = await allPages(
      async (after) => {
        asked.push(after);
        return logins.filter((login) => after === undefined || login > after).slice(0, 2);
      },
      (login) => login,
    );
    expect(all).toEqual(logins);
    expect(asked).toEqual([undefined, 'b', 'd', 'e']);
  });
});
