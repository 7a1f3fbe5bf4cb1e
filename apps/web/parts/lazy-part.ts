/** A file of the page that did not come: a newer version has others, or the server is away. */
export class PartMissing extends Error {}

/** What browsers, and the build's own loader of styles, say of that. */
const MISSING = /dynamically imported module|importing a module script failed|unable to preload css/i;

/** Loads a part of the page when it is wanted. @throws PartMissing where its file does not come */
export function part<T>(load: () => Promise<T>): () => Promise<T> {
  return () =>
    load().catch((cause: unknown) => {
      throw cause instanceof Error && MISSING.test(cause.message) ? new PartMissing(cause.message, { cause }) : cause;
    });
}

/** Whether the server has another version of the page than this one; null where it does not answer. */
export async function isNewer(): Promise<boolean | null> {
  const own = document.querySelector('script[type=module][src]')?.getAttribute('src');
  const served = await fetch('/app/', { cache: 'no-store' }).catch(() => null);
  return served?.ok && own != null ? !(await served.text()).includes(own) : null;
}
