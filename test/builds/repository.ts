import { BuildIndex } from '../../src/builds/build-index.ts';
import type { BuiltImage } from '../../src/images/built-image.ts';
import type { ProjectImages } from '../../src/images/project-images.ts';

/** The files of a small repository, by their paths. */
export type Repository = Readonly<Record<string, string>>;

/** How an image is built by these files, all that is asked for given. */
export function builtOf(
  files: Repository,
  image: string,
  own?: ProjectImages,
): BuiltImage | undefined {
  const index = new BuildIndex({ paths: Object.keys(files), texts: new Map() });
  for (let step = 0; step < 5; step++) {
    const { built, wanted } = index.find([image], own);
    if (wanted.length === 0) return built.get(image);
    index.add(wanted, new Map(wanted.map((path) => [path, files[path] ?? ''])));
  }
  throw new Error('It asks for more and more files.');
}

/** The image of one Dockerfile, in a folder of its own, linked by that. */
export function builtBy(lines: readonly string[], more: Repository = {}): BuiltImage | undefined {
  return builtOf({ 'shop/Dockerfile': `${lines.join('\n')}\n`, ...more }, 'acme/shop');
}
