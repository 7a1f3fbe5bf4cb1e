let taking: ((said: string) => void) | null = null;

/** Whoever takes reports, until the returned is called: what is below every page. */
export function takeReports(take: (said: string) => void): () => void {
  taking = take;
  return () => {
    taking = null;
  };
}

/** Opens the form that goes to whoever runs the system, with what is to be said. */
export const report = (said: string): void => taking?.(said);
