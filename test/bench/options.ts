export const PARTS = ['log', 'readers', 'raw', 'system', 'plans', 'large'] as const;
export type Part = (typeof PARTS)[number];

export interface Options {
  /** File for the figures. */
  readonly json: string | undefined;
  readonly quick: boolean;
  readonly parts: readonly Part[];
}

/** @throws with the usage for arguments that are not understood */
export function readOptions(argv: readonly string[]): Options {
  let json: string | undefined;
  let quick = false;
  let parts: readonly Part[] = PARTS;
  for (let i = 0; i < argv.length; i++) {
    const argument = argv[i];
    const value = argv[i + 1];
    if (argument === '--quick') quick = true;
    else if (argument === '--json' && value !== undefined) json = argv[++i];
    else if (argument === '--only' && value !== undefined) {
      const wanted = (argv[++i] ?? '').split(',');
      parts = PARTS.filter((p) => wanted.includes(p));
      if (parts.length !== wanted.length) throw usage(value);
    } else throw usage(argument);
  }
  return { json, quick, parts };
}

function usage(what: string | undefined): Error {
  return new Error(`not understood: ${what}\nnpm run bench -- [--quick] [--json FILE] [--only ${PARTS.join(',')}]`);
}
