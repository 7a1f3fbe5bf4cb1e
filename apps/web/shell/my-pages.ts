import { useSetUp } from '../api/set-up';
import { rolesOf, useIdentity } from '../api/use-session';
import { pagesFor, type PageEntry } from './pages';

/** The pages of the menu: that of the first steps until all are done. */
export function useMyPages(): readonly PageEntry[] {
  const pages = pagesFor(rolesOf(useIdentity()));
  const { data } = useSetUp(pages.some(({ key }) => key === 'setUp'));
  return data?.done !== false ? pages.filter(({ key }) => key !== 'setUp') : pages;
}
