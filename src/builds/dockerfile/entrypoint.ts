import { readCommand } from '../../rules/kit/shell/read-command.ts';
import { nameOf, unwrap } from '../../rules/kit/shell/wrappers.ts';
import { joinPath } from '../paths.ts';
import type { Tree } from '../links/build-link.ts';
import type { ImageState } from './image-state.ts';

const SCRIPT = /\.sh$|entrypoint|(?:^|\/)(?:run|start|init|launch)[\w-]*$/i;

/** The words that an image starts with, its entrypoint before its command. */
export function startWords({ entrypoint, cmd }: ImageState): readonly string[] {
  // The shell form of an entrypoint takes no arguments.
  return entrypoint?.isShell
    ? entrypoint.words
    : [...(entrypoint?.words ?? []), ...(cmd?.words ?? [])];
}

/** The scripts of the repository that an image starts with, by the paths that they were copied from. */
export function startScripts(state: ImageState, context: string, tree: Tree): string[] {
  const words = startWords(state).flatMap((word) => word.split(/\s+/));
  return words
    .filter((word) => SCRIPT.test(word) && !word.startsWith('-'))
    .slice(0, 3)
    .flatMap((word) => sourceOf(word, state, context).find((path) => tree.has(path)) ?? []);
}

/** Where in the build context a file of an image may come from, the last `COPY` first. */
function sourceOf(word: string, { copies, workdir }: ImageState, context: string): string[] {
  const path = word.includes('/') ? (joinPath(workdir, word) ?? '') : undefined;
  const file = word.startsWith('/') ? (joinPath('', word) ?? '') : path;
  return copies
    .toReversed()
    .flatMap(({ from, sources, target, isFolder, context: own = context }) => {
      if (from !== undefined) return [];
      const folder = joinPath('', target) ?? '';
      return sources.flatMap((source) => {
        const name = source.replace(/^.*\//, '');
        // Without a folder, it is found along the `PATH`.
        const isFile =
          file === undefined ? name === word : [folder, inside(folder, name)].includes(file);
        if (
          isFile &&
          (isFolder || file === undefined || folder === file || name === nameOf(word))
        ) {
          return joinPath(own, source) ?? [];
        }
        const rest = file === undefined ? word : below(folder, file);
        return rest === undefined ? [] : (joinPath(own, `${source}/${rest}`) ?? []);
      });
    });
}

function inside(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

function below(folder: string, path: string): string | undefined {
  if (folder === '') return path;
  return path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : undefined;
}

/** The names of the programs that an image starts, without shells and what wraps them. */
export function startPrograms(state: ImageState): string[] {
  const words = startWords(state);
  const { uses } = readCommand(words, { workingDir: state.workdir, mounts: [] });
  const [first] = unwrap(words.map((text) => ({ text })));
  const names = [nameOf(first?.text ?? ''), ...uses.map(({ program }) => program)];
  return [
    ...new Set(names.filter((name) => /^[\w.-]+$/.test(name) && !/^(?:ba|da|a)?sh$/.test(name))),
  ].slice(0, 10);
}
