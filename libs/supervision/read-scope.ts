/**
 * What lists are narrowed by; the one answer to who may read an item at all, for its page as for every list.
 *
 * - `all`: everything.
 * - `readers`: rows of which one of the words `words` is said (`readerWords`), or `standing` while the authorisation lasts.
 * - `none`: nothing.
 */
export type ReadScope =
  | { readonly kind: 'all' }
  | {
      readonly kind: 'readers';
      readonly words: readonly string[];
      /** The word of a person under a standing authorisation; counts to the authorisation's last day. */
      readonly standing: string;
      readonly inFull: FullSight;
    }
  | { readonly kind: 'none' };

/** Of which assignments of an item that is read the caller sees all: what concerns one of them alone is shown by this. */
export interface FullSight {
  /** Plans that are read whole, drafts too. */
  readonly planIds: readonly string[];
  /** The unit for which the caller scores, signs or approves, whatever the plan; null else. Plans for which they do so by a grant of its own. */
  readonly judges: string | null;
  readonly judgedPlanIds: readonly string[];
  /** An item of which one of these is said is read whole. */
  readonly whole: readonly string[];
  /** Whose assignments are the caller's own. */
  readonly ownUnitIds: readonly string[];
  /** An item of which one of these is said shows all assignments but those under one's own roof. */
  readonly watching: readonly string[];
  readonly roofUnitIds: readonly string[];
  /** The unit acted for, whatever the role: its proceedings are shown. */
  readonly unitId: string;
  /** The unit whose supervised proceedings are read whole: the caller's, where it is theirs to supervise; null else. */
  readonly supervises: string | null;
}
