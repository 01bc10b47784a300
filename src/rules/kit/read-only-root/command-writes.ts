import { covers } from '../../../images/paths.ts';
import type { Container } from '../../../kubernetes/pod.ts';
import { commandsOf } from '../shell/container-commands.ts';
import type { Hint } from './inferred-writes.ts';

/** Folders for files that may be lost, and which an image has nothing in that a command would miss. */
const FOLDERS: readonly (readonly [folder: string, kind: Hint['kind']])[] = [
  ['/tmp', 'scratch'],
  ['/var/tmp', 'scratch'],
  ['/run', 'run'],
];

/** The folders for temporary files that a container's own commands write to. */
export function commandHints(container: Container): Hint[] {
  if (container.partial) return [];
  return commandsOf(container).flatMap(({ writes }) =>
    writes.flatMap(({ by, path }): Hint[] => {
      const [folder, kind] = FOLDERS.find(([one]) => covers(one, path)) ?? [];
      return folder === undefined || kind === undefined
        ? []
        : [{ path: folder, kind, by, target: path, isWrite: true }];
    }),
  );
}
