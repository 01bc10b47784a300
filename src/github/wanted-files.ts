import { BrokenConfiguration } from '../configuration/broken-configuration.ts';
import {
  BASELINE_PATH,
  CONFIGURATION_PATHS,
  type ConfiguredValues,
  onlyConfiguration,
} from '../configuration/configuration.ts';
import { UserError } from '../errors/user-error.ts';
import { PROJECT_IMAGES_PATH } from '../images/project-images-path.ts';
import type { SourceFile } from '../kubernetes/manifest.ts';
import { matcher } from '../options/globs.ts';
import { KEPT_INDEX } from '../reach/kept-folder.ts';
import { chartFilesAbove } from '../reach/chart-places.ts';
import { kustomizationFilesAbove } from '../reach/kustomization-places.ts';
import { type BesideFile, type BesidePath, pathsBeside } from '../review/beside.ts';
import type { Change, ConfigurationFiles } from '../review/change.ts';
import type { Blob, BlobName } from './blobs.ts';
import { type Listed, type ListedFile, touchedPaths } from './list-files.ts';
import { bytesFromPatch } from './patch-text.ts';
import { readRepair } from './read-repair.ts';
import {
  type ConfigurationSource,
  readExtendedOnGitHub,
  readNextOnGitHub,
} from './read-configuration.ts';
import type { RunIdentity } from './run-identity.ts';

/** How a change is looked at. */
export interface View {
  readonly globs: readonly string[];
  /** Which accounts and branches are those of programs, besides the known ones. */
  readonly automation?: readonly string[] | undefined;
  /** The value sets of charts; neither charts nor kustomizations are read where it is undefined. */
  readonly charts?: readonly ConfiguredValues[] | undefined;
  /** Whether charts may be pulled from where they are published. */
  readonly pullsCharts?: boolean | undefined;
  /** Globs of the folders of kustomizations that are deployed. */
  readonly kustomizations?: readonly string[] | undefined;
  readonly identity: RunIdentity;
}

/** The same, by what the repository says of itself. */
export type Look = (files: ConfigurationFiles) => View;

/** What a repository says of itself, as it is on the base: a pull request can't change it. */
export type ProjectFiles = Pick<
  Change,
  'configuration' | 'extended' | 'baseline' | 'projectImages' | 'next' | 'repairs'
>;

/** The files of a change that are looked at, and what is read beside them. */
export interface Wanted extends Listed {
  readonly project: ProjectFiles;
  readonly beside: readonly BesideFile[];
  readonly view: View;
}

type Commits = Pick<Change, 'base' | 'head'>;

/** Where all of it is read from. */
type Source = ConfigurationSource & Commits;

/**
 * Reads how the repository is judged, the new texts of the files that are looked at, and what is beside
 * them: in one request, unless the configuration wants files that the options alone do not.
 */
export async function readWanted(source: Source, listed: Listed, look: Look): Promise<Wanted> {
  const { store, base } = source;
  if (listed.files.length + listed.removed.length === 0) {
    return { files: [], removed: [], project: {}, beside: [], view: look({}) };
  }
  const first = likelyView(look);
  const likely = select(listed.files, first?.globs ?? []);
  const own = OWN.map((path) => ({ path, ...nameAt(base, path) }));
  await store.fetch([
    ...[...own, ...besideOf(likely, source), ...unread(likely)],
    ...(first?.charts ? sourceNames(source.head, listed) : []),
  ]);
  const found = own.map((name) => ({ path: name.path, blob: store.get(name) }));
  try {
    return await readByConfiguration(source, listed, look, found);
  } catch (error) {
    if (!(error instanceof BrokenConfiguration)) throw error;
    const there = found.filter(
      ({ path, blob }) => path !== PROJECT_IMAGES_PATH && blob !== 'missing',
    );
    const texts = there.map((one) => ({ path: one.path, ...textOf(one) }));
    const view = await readRepair({ broken: error, source, listed, found: texts, look });
    return { files: [], removed: [], project: { repairs: error.faults }, beside: [], view };
  }
}

/** @throws BrokenConfiguration where that of the base can't be used */
async function readByConfiguration(
  source: Source,
  listed: Listed,
  look: Look,
  found: readonly Read[],
): Promise<Wanted> {
  const { store } = source;
  const files = projectOf(found);
  const extended = await readExtendedOnGitHub(source, files);
  const view = look({ ...files, extended });
  const chosen = select(listed.files, view.globs);
  await store.fetch([...besideOf(chosen, source), ...unread(chosen)]);
  const beside = besideOf(chosen, source).flatMap((name) => {
    const blob = store.get(name);
    const file = blob instanceof Uint8Array ? textFile(name.path, blob) : undefined;
    return file ? [{ ...file, side: name.side }] : [];
  });
  const next = await readNextOnGitHub(source, { ...files, extended }, listed);
  const project = { ...files, extended, next };
  return { files: chosen, removed: select(listed.removed, view.globs), project, beside, view };
}

/** What is read of every repository. */
const OWN: readonly string[] = [PROJECT_IMAGES_PATH, BASELINE_PATH, ...CONFIGURATION_PATHS];

function nameAt(commit: string, path: string): BlobName & { readonly expression: string } {
  return { expression: `${commit}:${path}` };
}

/** What is beside these files, where it is in the repository. */
function besideOf(files: readonly ListedFile[], commits: Commits): (BlobName & BesidePath)[] {
  return pathsBeside(files.map(({ path }) => path)).map((beside) => ({
    ...beside,
    ...nameAt(commits[beside.side], beside.path),
    isMinor: true,
  }));
}

/** Where charts and kustomizations may be that the files are part of. */
function sourceNames(head: string, listed: Listed): BlobName[] {
  const touched = [...touchedPaths(listed)];
  const paths = [KEPT_INDEX, ...chartFilesAbove(touched), ...kustomizationFilesAbove(touched)];
  return paths.map((path) => nameAt(head, path));
}

/** What the options alone want; with the configuration they may fit together that do not alone. */
function likelyView(look: Look): View | undefined {
  try {
    return look({});
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

function select<File extends { readonly path: string }>(
  files: readonly File[],
  globs: readonly string[],
): File[] {
  const isWanted = globs.length > 0 ? matcher(globs) : () => false;
  return files.filter(({ path }) => isWanted(path));
}

/** The new texts that do not come with the list. */
function unread(files: readonly ListedFile[]): BlobName[] {
  return files
    .filter((file) => !file.isSubmodule && bytesFromPatch(file) === undefined)
    .map(({ oid }) => ({ oid }));
}

interface Read {
  readonly path: string;
  readonly blob: Blob;
}

function projectOf([images, baseline, ...configurations]: readonly Read[]): ProjectFiles {
  return {
    // Without its facts an image is unknown, which is safe.
    projectImages:
      images?.blob instanceof Uint8Array ? textFile(images.path, images.blob) : undefined,
    baseline: baseline && requireText(baseline),
    configuration: onlyConfiguration(configurations.map(requireText)),
  };
}

/** A file that says how the repository is judged is never passed over. */
function requireText(read: Read): SourceFile | undefined {
  const { path, blob } = read;
  if (blob === 'missing') return undefined;
  const file = textOf(read);
  if (file) return file;
  const message = "can't be read: save it as UTF-8, below 1 MiB";
  throw new BrokenConfiguration(
    [{ path, line: 1, column: 1, message: `it ${message}` }],
    `${path} on the base branch ${message}.`,
  );
}

function textOf({ path, blob }: Read): SourceFile | undefined {
  return blob instanceof Uint8Array ? textFile(path, blob) : undefined;
}

function textFile(path: string, bytes: Uint8Array): SourceFile | undefined {
  try {
    return { path, text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return undefined;
  }
}
