import type { FoundFolder, ImageFiles, OpenPath, Owner } from '../images/image-files.ts';
import type { ImageConfig } from '../images/image-config.ts';
import { realPath } from '../images/paths.ts';
import { readAccounts, readGroups } from './accounts.ts';
import { type Folder, MAX_EXAMPLES, type TreeFile, nodeAt } from './file-tree.ts';
import type { Steps } from './steps.ts';

/** Folders so many names below the root are told of one by one: `/usr/src/app`, `/var/lib/web`. */
const DEPTHS: readonly number[] = [3, 2, 1];
/** Debian has some 800 of them; what has more is told of less deep. */
const MAX_FOLDERS = 1500;
/** Images have a handful of paths that are not root's. */
const MAX_OPEN = 300;
/** Longer ones are nobody's. */
const MAX_PATH = 500;
const MAX_PRIVILEGED = 100;
const MAX_SCRIPTS = 3;

/** The owner of what has no other, with the mode that such files and folders have. */
const ROOT: Owner = { uid: 0, gid: 0, mode: 0o755 };

/** Where the kernel has its own. */
const KERNEL: ReadonlySet<string> = new Set(['/dev', '/proc', '/sys']);

/**
 * What of the files of an image a fix has to know.
 *
 * @param paths that somebody wants to know of, whatever their depth
 * @throws RegistryError when that takes too many steps
 */
export function imageFiles(
  root: Folder,
  config: ImageConfig,
  paths: readonly string[],
  steps: Steps,
): ImageFiles {
  const walk = new Walk(steps);
  walk.folder(root, '', '');
  const starts = startFiles(root, config, steps);
  return {
    ...foldersOf(root, walk, paths, steps),
    accounts: readAccounts(textAt(root, '/etc/passwd', steps)),
    groups: readGroups(textAt(root, '/etc/group', steps)),
    scripts: starts
      .flatMap(({ path, node: { text } }) => (text === undefined ? [] : [{ path, text }]))
      .slice(0, MAX_SCRIPTS),
    startCapabilities: [...new Set(starts.flatMap(({ node }) => toldCapabilities(node) ?? []))],
    privileged: walk.privileged,
    open: walk.open,
    canCopy: ['/bin/cp', '/usr/bin/cp'].some((path) => nodeAt(root, path.split('/'), steps)),
    isCut: walk.isCut,
  };
}

function foldersOf(
  root: Folder,
  walk: Walk,
  paths: readonly string[],
  steps: Steps,
): Pick<ImageFiles, 'folders' | 'depth' | 'links' | 'others'> {
  const depth = DEPTHS.find((one) => walk.foldersTo(one) <= MAX_FOLDERS) ?? 0;
  const told = new Map<string, FoundFolder>();
  const others = new Map<string, 'absent' | 'file'>();
  for (const { path, folder, depth: own } of walk.folders) {
    if (own <= depth) told.set(path, foundFolder(folder));
  }
  for (const path of paths) {
    const node = nodeAt(root, path.split('/'), steps);
    if (node?.kind === 'folder') told.set(realPath(path), foundFolder(node));
    else others.set(realPath(path), node ? 'file' : 'absent');
  }
  const within = walk.links.filter((one) => one.depth <= depth);
  return { folders: told, depth, others, links: within.map(({ path }) => path) };
}

function toldCapabilities({ capabilities }: TreeFile): readonly string[] | undefined {
  return capabilities === 'unknown' ? undefined : (capabilities ?? []);
}

/** The names of the permissions by which others than root may write, apart by a space. */
function writers({ uid, gid, mode }: Owner): string[] {
  return [
    ...(uid !== 0 ? [`user ${uid}`] : []),
    ...((mode & 0o020) !== 0 ? [`group ${gid}`] : []),
    ...((mode & 0o002) !== 0 ? ['others'] : []),
  ];
}

function foundFolder({ children, owner = ROOT }: Folder): FoundFolder {
  return { ...owner, names: [...children.keys()].slice(0, MAX_EXAMPLES).sort() };
}

interface Placed {
  readonly path: string;
  /** How many names below the root. */
  readonly depth: number;
}

/** Goes through all files of an image once. */
class Walk {
  readonly open: OpenPath[] = [];
  readonly privileged: ImageFiles['privileged'][number][] = [];
  readonly folders: (Placed & { readonly folder: Folder })[] = [];
  readonly links: Placed[] = [];
  isCut = false;
  readonly #steps: Steps;

  constructor(steps: Steps) {
    this.#steps = steps;
  }

  foldersTo(depth: number): number {
    return this.folders.filter((one) => one.depth <= depth).length;
  }

  /** @param above who may write to the folder around it */
  folder(folder: Folder, path: string, above: string, depth = 0): void {
    this.#steps.take(folder.children.size + 1);
    if (KERNEL.has(path)) return;
    if (depth > 0 && depth <= (DEPTHS[0] ?? 0)) this.folders.push({ path, folder, depth });
    const within = this.#owned(path, folder, above);
    for (const [name, node] of folder.children) {
      const at = `${path}/${name}`;
      if (node.kind === 'folder') this.folder(node, at, within, depth + 1);
      else if (node.kind === 'link') this.#link(at, depth + 1);
      else this.#file(at, node, within);
    }
  }

  #link(path: string, depth: number): void {
    if (depth <= (DEPTHS[0] ?? 0) && this.links.length < MAX_FOLDERS)
      this.links.push({ path, depth });
  }

  #file(path: string, node: TreeFile, above: string): void {
    this.#owned(path, node, above);
    const { owner = ROOT, capabilities } = node;
    const isSetUser = (owner.mode & 0o6000) !== 0 && (owner.mode & 0o111) !== 0;
    if (!isSetUser && capabilities === undefined) return;
    if (this.privileged.length === MAX_PRIVILEGED) this.isCut = true;
    else {
      this.privileged.push({ path, capabilities: toldCapabilities(node), isSetUser });
    }
  }

  /** Keeps what others may write to than those who may write to what is around it. */
  #owned(path: string, node: Folder | TreeFile, above: string): string {
    const { owner } = node;
    if (!owner) return above;
    const known = above.split(', ');
    const own = writers(owner).filter((one) => !known.includes(one));
    if (own.length === 0) return above;
    if (this.open.length === MAX_OPEN || path.length > MAX_PATH) this.isCut = true;
    else {
      const names = node.kind === 'folder' ? foundFolder(node).names : [];
      this.open.push({ ...owner, path: path || '/', kind: node.kind, names });
    }
    return [...known, ...own].join(', ');
  }
}

/** The `PATH` of images that set none (moby/moby, oci/defaults.go). */
const USUAL_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
/** More words than an image starts with, and folders than a `PATH` has. */
const MAX_WORDS = 20;

/** The files that the words of an image's entrypoint and command name. */
function startFiles(root: Folder, config: ImageConfig, steps: Steps) {
  const { entrypoint, cmd, env, workingDir } = config;
  const folders = (env['PATH'] ?? USUAL_PATH).split(':').slice(0, MAX_WORDS);
  return [...entrypoint, ...cmd]
    .slice(0, MAX_WORDS)
    .filter((word) => /^[\w./@+-]+$/.test(word) && !word.startsWith('-'))
    .flatMap((word) => {
      const places = word.includes('/')
        ? [word.startsWith('/') ? word : `${workingDir}/${word}`]
        : folders.map((folder) => `${folder}/${word}`);
      for (const path of places) {
        const node = nodeAt(root, path.split('/'), steps);
        if (node?.kind === 'file') return [{ path, node }];
      }
      return [];
    });
}

function textAt(root: Folder, path: string, steps: Steps): string {
  const node = nodeAt(root, path.split('/'), steps);
  return node?.kind === 'file' ? (node.text ?? '') : '';
}
