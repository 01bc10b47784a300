import type { ImageConfig } from '../images/image-config.ts';
import { knownImage } from '../images/known-image.ts';

/** More paths than images name. */
const MAX_PATHS = 200;

/**
 * The paths of an image to look at in its layers; undefined where the catalog already tells all that they
 * could.
 */
export function wantedLayers(
  reference: string,
  { volumes, env, workingDir, platform }: ImageConfig,
): readonly string[] | undefined {
  if (platform.startsWith('windows/')) return undefined;
  const known = knownImage(reference);
  const isTold =
    known?.isVersionChecked === true &&
    known.writes?.every(({ hidesFiles }) => hidesFiles !== undefined) === true &&
    (known.user?.declared !== 'name' || known.user.uid !== undefined);
  if (isTold) return undefined;
  const named = Object.values(env).filter((value) => /^(?:\/[\w.@+-]+)+\/?$/.test(value));
  const paths = [
    ...(known?.writes ?? []).map(({ path }) => path),
    ...volumes,
    ...named,
    workingDir,
  ];
  return [...new Set(paths)].filter((path) => path.startsWith('/')).slice(0, MAX_PATHS);
}
