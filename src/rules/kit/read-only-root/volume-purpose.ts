import type { Write } from '../../../images/known-image.ts';
import { covers } from '../../../images/paths.ts';

const PURPOSES: Readonly<Record<Write['kind'], string>> = {
  scratch: 'tmp',
  cache: 'cache',
  run: 'run',
  log: 'logs',
  config: 'config',
  data: 'data',
};

/** Folders whose names say what they hold. */
const FOLDERS: readonly (readonly [folder: string, purpose: string])[] = [
  ['/tmp', 'tmp'],
  ['/var/tmp', 'tmp'],
  ['/run', 'run'],
  ['/var/cache', 'cache'],
  ['/var/log', 'logs'],
];

/** What a volume holds: what its folder says, else what is known of it. */
export function purposeOf(path: string, kind: Write['kind']): string {
  const [, purpose] = FOLDERS.find(([folder]) => covers(folder, path)) ?? [];
  return purpose ?? PURPOSES[kind];
}
