import { KUSTOMIZATION_NAMES } from '../kubernetes/kustomization/kustomization.ts';
import type { SourceFile } from '../kubernetes/manifest.ts';

/** A file that is read beside the changed ones, because what it says counts for them. */
export interface BesidePath {
  readonly path: string;
  /** Where it is read: what a change must not decide about itself, on the base. */
  readonly side: 'base' | 'head';
}

/** The same, with its text. */
export interface BesideFile extends BesidePath, SourceFile {}

/** The outer folders come first, because their files say something of more files. */
const MAX_FOLDERS = 100;

/** Where there may be such files for these changed files: each once, in a fixed order, bounded. */
export function pathsBeside(changed: readonly string[]): BesidePath[] {
  const attributes = foldersAbove(changed)
    .slice(0, MAX_FOLDERS)
    .map((folder): BesidePath => ({ path: `${folder}.gitattributes`, side: 'base' }));
  return [...attributes, ...kustomizationsBeside(changed), ...sourcesBeside(changed)];
}

/** With two names each, less than what one request to GitHub can ask for. */
const MAX_KUSTOMIZED = 40;

/** The kustomizations that may list these files; one that is changed itself is among them already. */
function kustomizationsBeside(changed: readonly string[]): BesidePath[] {
  const known = new Set(changed);
  const folders = new Set(changed.map(folderOf));
  return [...folders]
    .slice(0, MAX_KUSTOMIZED)
    .flatMap((folder) => KUSTOMIZATION_NAMES.map((name) => folder + name))
    .filter((path) => !known.has(path))
    .map((path) => ({ path, side: 'head' }));
}

/** As people name the file that says where the chart of the release beside it is. */
const SOURCE_NAMES = ['ocirepository.yaml', 'oci-repository.yaml'];
const RELEASE_NAME = /helm-?release/i;

function isRelease(path: string): boolean {
  return /\.ya?ml$/i.test(path) && RELEASE_NAME.test(path.slice(path.lastIndexOf('/') + 1));
}

/** Where the charts of releases are said to be; a file that is changed itself is among them already. */
function sourcesBeside(changed: readonly string[]): BesidePath[] {
  const known = new Set(changed);
  const folders = new Set(changed.filter(isRelease).map(folderOf));
  return [...folders]
    .slice(0, MAX_KUSTOMIZED)
    .flatMap((folder) => SOURCE_NAMES.map((name) => folder + name))
    .filter((path) => !known.has(path))
    .map((path) => ({ path, side: 'head' }));
}

/** The folder of a file, with a `/` at its end; the root is empty. */
export function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

/** The folders that these files are in, at any depth, each with a `/` at its end; the root is empty. */
function foldersAbove(paths: readonly string[]): string[] {
  const folders = new Map<string, number>();
  for (const path of paths) {
    folders.set('', 0);
    const names = path.split('/').slice(0, -1);
    for (const depth of names.keys()) {
      folders.set(`${names.slice(0, depth + 1).join('/')}/`, depth + 1);
    }
  }
  return [...folders].toSorted(([, one], [, other]) => one - other).map(([folder]) => folder);
}
