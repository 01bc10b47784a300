import { covers } from '../../images/paths.ts';
import type { ScriptEffects } from '../../rules/kit/shell/read-scripts.ts';
import { code } from '../../text/markdown.ts';
import { joinPath } from '../paths.ts';
import { startWords } from './entrypoint.ts';
import type { ImageState } from './image-state.ts';

/** Closed to others in usual images. */
const HOME = '/root';

/**
 * Why an image that starts as root starts as no other user, a sentence; undefined where nothing tells.
 *
 * @param script the path of the script that it starts with
 */
export function whyOnlyRoot(
  state: ImageState,
  { becomes, asksUser }: ScriptEffects,
  script: string | undefined,
): string | undefined {
  const path = startedInHome(state);
  if (path !== undefined)
    return `The image starts ${code(path)}, which is in the home of root: move it elsewhere in the image.`;
  if (script === undefined || becomes === undefined || asksUser) return undefined;
  const what = `The script ${code(script, Infinity)} changes to the user ${code(becomes)}`;
  return `${what}, which takes root: start the program as that user with \`USER\` instead.`;
}

/** What it starts there, or the folder that it starts in. */
function startedInHome(state: ImageState): string | undefined {
  if (state.owned.some(({ path }) => covers(path, HOME))) return undefined;
  const words = startWords(state).flatMap((word) => word.split(/\s+/));
  const paths = words
    .filter((word) => word.includes('/') && /^[\w./]/.test(word))
    .map((word) => `/${joinPath(word.startsWith('/') ? '' : state.workdir, word) ?? ''}`);
  return [...paths, state.workdir].find((path) => covers(HOME, path));
}
