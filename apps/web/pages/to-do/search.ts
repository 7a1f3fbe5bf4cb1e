/** What the address of the to-do list says; anything else in it is dropped. */
export interface ToDoSearch {
  mine?: true;
}

export function readToDoSearch(found: Record<string, unknown>): ToDoSearch {
  return found['mine'] === true || found['mine'] === 'true' ? { mine: true } : {};
}
