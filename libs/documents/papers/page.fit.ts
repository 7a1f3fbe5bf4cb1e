import { drawFlow } from './flow.draw';
import { fillPages } from './page.fill';
import type { Paper } from './paper';

/** What rules and roundings may take of a page, in twips. */
const SLACK = 120;

/** Whether a paper stands on its first page, wherever a program that draws it breaks its lines. */
export function firstPageHolds(paper: Paper): boolean {
  const { page, left } = fillPages(drawFlow(paper));
  return page === 1 && left >= SLACK;
}
