import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '#libs/platform/project-root';

interface LockedPackage {
  version?: string;
  resolved?: string;
  optionalDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
}

const TEXT = readFileSync(join(projectRoot(__dirname), 'package-lock.json'), 'utf8');

/** Optional packages that a package of the lock names and that the lock does not hold, from where Node would look for them. */
function missingOptionals(packages: Record<string, LockedPackage>): string[] {
  return Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !placesOf(path).some((place) => `${place}node_modules/${name}` in packages))
      .map((name) => `${path} → ${name}`),
  );
}

/** The folder itself and every one above it that may hold a node_modules. */
function placesOf(path: string): string[] {
  const places = [''];
  for (let at = path.indexOf('node_modules/'); at !== -1; at = path.indexOf('/node_modules/', at + 1)) {
    const next = path.indexOf('/node_modules/', at + 1);
    places.push(`${next === -1 ? path : path.slice(0, next)}/`);
  }
  return places;
}

describe('the lock file', () => {
  const packages = (JSON.parse(TEXT) as { packages: Record<string, LockedPackage> }).packages;

  it('names no host, so that any registry may serve it', () => {
    expect(Object.entries(packages).filter(([, p]) => p.resolved !== undefined).map(([path]) => path)).toEqual([]);
    expect(TEXT).not.toMatch(/"(resolved|integrity)": "[a-z+]+:\/\//);
  });

  // `npm install` passes over an optional package that cannot be had; `npm ci` on another machine then stops.
  it('holds every optional package that it names', () => {
    expect(missingOptionals(packages)).toEqual([]);
  });

  it('would notice one that is missing', () => {
    const without = Object.fromEntries(Object.entries(packages).filter(([path]) => path !== 'node_modules/@swc/core-linux-x64-gnu'));
    expect(missingOptionals(without)).toEqual(['node_modules/@swc/core → @swc/core-linux-x64-gnu']);
  });
});
