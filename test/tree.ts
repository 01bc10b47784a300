import { deployingFiles } from '../src/reach/layer-files.ts';
import { type SourceSearch, readSources } from '../src/reach/read-sources.ts';
import type { FolderAt, Side, SourceTree, TreeFile } from '../src/reach/source-tree.ts';
import type { Change } from '../src/review/change.ts';
import { changeOf, changedFile } from './judging.ts';

/** Files of a repository by their path. */
type Files = Readonly<Record<string, string | Uint8Array>>;

/** A repository in memory, on both sides of a change. */
function treeOf(base: Files, head: Files): SourceTree {
  const sides: Record<Side, Files> = { base, head };
  const blobs = new Map<string, Uint8Array>();
  const list = ({ side, folder }: FolderAt): TreeFile[] =>
    Object.entries(sides[side])
      .filter(([path]) => folder === '' || path.startsWith(`${folder}/`))
      .map(([path, content]) => {
        const id = typeof content === 'string' ? content : `bytes of ${path} ${content.join()}`;
        blobs.set(id, typeof content === 'string' ? new TextEncoder().encode(content) : content);
        return { path, id, bytes: content.length, isLink: false };
      });
  return {
    texts: async (side, paths) => {
      const { [side]: files } = sides;
      return new Map(
        paths.flatMap((path) => {
          const { [path]: text } = files;
          return typeof text === 'string' ? [[path, text] as const] : [];
        }),
      );
    },
    list: async (folders) => folders.map(list),
    all: async (side) => list({ side, folder: '' }),
    read: async (files) =>
      new Map(files.map(({ id }) => [id, blobs.get(id) ?? new Uint8Array()] as const)),
  };
}

/** The change of a repository, with the charts and kustomizations that it reaches, not rendered yet. */
export async function readChange(
  base: Files,
  head: Files,
  search: Partial<SourceSearch> = {},
): Promise<Change> {
  const paths = [...new Set([...Object.keys(base), ...Object.keys(head)])].toSorted();
  const changed = paths.filter((path) => base[path] !== head[path]);
  const textIn = (side: Files, path: string): string | undefined => {
    const { [path]: content } = side;
    return typeof content === 'string' ? content : undefined;
  };
  const files = changed.flatMap((path) => {
    const text = textIn(head, path);
    return text === undefined ? [] : changedFile(path, textIn(base, path), text);
  });
  const gone = changed.filter((path) => head[path] === undefined);
  const removed = gone.map((path) => ({ path, text: textIn(base, path) ?? '' }));
  const texts = { files, removed };
  const { skips, ...sources } = await readSources(treeOf(base, head), {
    ...{ changed, removed: new Set(gone), configured: [], deployed: [], isWanted: () => true },
    deploying: deployingFiles({ files, removed }),
    texts,
    ...search,
  });
  return changeOf(files, { removed, ...sources, skips });
}
