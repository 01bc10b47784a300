import {
  type ReadOptions,
  type Skip,
  type SourceFile,
  readManifest,
} from '../kubernetes/manifest.ts';
import { CHECK_BUILT, CHECK_RENDERED } from '../kubernetes/check-output.ts';
import { canMatter } from '../kubernetes/prefilter.ts';
import type { Build, KustomizationAnswer, KustomizationRequest, LeftOut } from './kustomization.ts';
import { type Generator, generatorOf, generatorsIn } from './generators.ts';
import { mayBringOthers } from '../kubernetes/unseen/candidates.ts';
import {
  type NamedSource,
  namedDocuments,
  namedSourcesIn,
} from '../kubernetes/known-charts/named-sources.ts';
import { sourcesIn } from '../kubernetes/known-charts/release-sources.ts';
import { lineOfParent } from './base-line.ts';
import type { KustomizationSources } from './collect-kustomization.ts';
import { KUSTOMIZATION_FILES, folderOf, inFolder, pathFrom } from './kustomization-references.ts';
import { layeredText } from './layers/layered-build.ts';
import {
  type LineSources,
  type RenderedManifest,
  type RenderedSource,
  type SourcePlace,
  reportedPath,
} from './rendered-source.ts';

/** A kustomization with its files. */
export interface ReadKustomization {
  /** The root of the repository, as reports name it; empty for the folder that the command runs in. */
  readonly folder: string;
  readonly sources: KustomizationSources;
}

/** What the engine is asked for a kustomization. */
export function buildRequestFor({ sources }: ReadKustomization): KustomizationRequest {
  const { root, files, binaries, layered } = sources;
  if (!layered) return { root, files, binaries };
  return { root, files: { ...files, [layered.path]: layeredText(layered) }, binaries };
}

/** The file of a kustomization, from the root of the repository. */
export function mainOf({
  root,
  files,
  layered,
}: Pick<KustomizationSources, 'root' | 'files' | 'layered'>): string {
  if (layered?.isThere === false) return layered.madeBy;
  const paths = KUSTOMIZATION_FILES.map((name) => inFolder(root, name));
  return paths.find((path) => Object.hasOwn(files, path)) ?? paths[0] ?? root;
}

/** How what was built is read. */
export interface ReadBuiltOptions extends Pick<ReadOptions, 'kinds' | 'releaseSources'> {
  /**
   * Which objects of the build are judged elsewhere, by their numbers from 0. Without it, objects that bring others
   * along are judged in their own files.
   */
  readonly elsewhere?: ReadonlySet<number> | undefined;
}

/** Reads what a kustomization becomes. */
export function readBuilt(
  read: ReadKustomization,
  answer: KustomizationAnswer,
  options: ReadBuiltOptions = {},
): RenderedSource {
  const { kinds } = options;
  const { folder, sources } = read;
  const kind = 'kustomization' as const;
  const source = { kind, folder, files: sources.files, main: mainOf(sources) };
  if (!('text' in answer)) {
    const why =
      'reason' in answer ? answer.reason : `Kustomize can't build it: ${short(answer.error)}`;
    const skips = [{ file: reportedPath(source, source.main), reason: why }];
    return { source, manifests: [], values: undefined, skips, unused: [] };
  }
  const files = [...new Set(answer.left.filter(isJudgedAsText).map(({ file }) => file))];
  return {
    source,
    manifests: manifestsIn(read, answer, options),
    values: files.map((path) =>
      readManifest(
        { path: reportedPath(source, path), text: sources.files[path] ?? '' },
        { kinds },
      ),
    ),
    skips: leftOutOf(read, answer, (one) => one.kind !== 'patch' || mayMatter(read, one, options)),
    unused: [],
  };
}

/** What a build lacks, with the reasons. */
export function leftOutOf(
  read: ReadKustomization,
  { left }: Build,
  isWanted: (one: LeftOut) => boolean = () => true,
): Skip[] {
  return left.filter(isWanted).map(({ file, ...one }) => ({
    file: reportedPath(read, file),
    reason: `line ${one.line}: ${reasonFor(one)}`,
  }));
}

/** Whether a patch of an object that is left out could change something that is judged. */
function mayMatter(
  { sources }: ReadKustomization,
  { file, name }: LeftOut,
  { kinds }: ReadBuiltOptions,
): boolean {
  const path = pathFrom(folderOf(file), name);
  const text = path === undefined ? undefined : sources.files[path];
  return text === undefined || canMatter(text, kinds);
}

/** Of what is left out, the values that the kustomization itself has are known. */
function isJudgedAsText({ kind, name }: LeftOut): boolean {
  return kind === 'helm' || (kind === 'patch' && name === '');
}

/**
 * The files whose objects and patches show in a build: they need no look by themselves. Of an object that brings
 * others along, such as a release of a chart, more is known from its own file.
 */
export function shownIn(
  read: ReadKustomization,
  answer: KustomizationAnswer,
  { elsewhere }: Pick<ReadBuiltOptions, 'elsewhere'> = {},
): string[] {
  if (!('sources' in answer)) return [];
  return [...answer.sources, ...(read.sources.plugged ?? [])].flatMap((path) =>
    !elsewhere && bringsOthers(read, path) ? [] : reportedPath(read, path),
  );
}

function bringsOthers({ sources }: ReadKustomization, path: string): boolean {
  const text = sources.files[path] ?? '';
  const isKustomization = KUSTOMIZATION_FILES.includes(path.slice(path.lastIndexOf('/') + 1));
  return mayBringOthers(text) && (!isKustomization || PATCH_TEXT.test(text));
}

/** What a kustomization has of an object by itself; else it only says which one a file patches. */
const PATCH_TEXT = /\bpatch["']?[ \t]*:|[|>][-+]?[ \t]*$/m;

function reasonFor({ kind, name }: Omit<LeftOut, 'file'>): string {
  const what = name === '' ? 'this patch' : name;
  return {
    remote: `${what} is not in the repository: ${CHECK_BUILT}`,
    missing: `${what} does not exist`,
    helm: `the Helm chart ${what}: ${CHECK_RENDERED}`,
    plugin: `the plugin ${what} is not run: ${CHECK_BUILT}`,
    patch: `the object of ${what} is not in the repository`,
  }[kind];
}

/** Kustomize repeats in an error where it came through; the end says what is wrong, and in which folder. */
function short(error: string): string {
  const whole = error.replaceAll(/\s+/g, ' ').trim();
  const start = INTO_FOLDER.reduce((last, words) => {
    const at = whole.lastIndexOf(words);
    return at === -1 ? last : Math.max(last, at + words.length);
  }, 0);
  const text = causeOf(whole.slice(start));
  return text.length > MAX_ERROR ? `… ${text.slice(-MAX_ERROR)}` : text;
}

/** Of a resource that is a file, it also says that the file is no folder: what is wrong is before that. */
function causeOf(text: string): string {
  const end = text.endsWith(NO_FOLDER) ? text.lastIndexOf(AS_FOLDER) : -1;
  const start = end === -1 ? -1 : text.lastIndexOf(AS_FILE, end);
  return start === -1 ? text : text.slice(start + AS_FILE.length, end);
}

/** What stands before a folder and what is wrong in it. */
const INTO_FOLDER = ['recursed accumulation of path ', "couldn't make target for path "];
const AS_FILE = "accumulation err='";
const AS_FOLDER = "': must build at directory: '";
const NO_FOLDER = 'file is not directory';
const MAX_ERROR = 300;

/** The places of the lines of a text; undefined where one is not known. */
type Places = readonly (BuiltPlace | undefined)[];

/** A place, with what else has a say in its line. */
interface BuiltPlace extends SourcePlace {
  readonly causes?: readonly SourcePlace[] | undefined;
}

/** An object in a build. */
interface BuiltObject {
  readonly text: string;
  readonly places: Places;
}

/** The objects of a build that come from one file. */
interface ObjectsOfFile {
  readonly path: string;
  readonly objects: readonly BuiltObject[];
  /** They alone, as a file that reports name. */
  readonly file: SourceFile;
}

/**
 * What a kustomization becomes, by the files that its objects come from: an object is known by its file, as if
 * it were judged there.
 */
function manifestsIn(
  read: ReadKustomization,
  build: Build,
  { elsewhere, kinds, releaseSources }: ReadBuiltOptions,
): RenderedManifest[] {
  const { files, named } = objectsByFile(read, build, elsewhere);
  const own = files.flatMap(({ file }) => sourcesIn(file));
  const options = {
    kinds,
    releaseSources: releaseSources && [...own, ...releaseSources],
    renderedDocuments: new Set(namedDocuments(named, own)),
    isRendered: true,
    together: [build.text],
  };
  return files.map(({ path, objects, file }) => {
    const places = objects.flatMap((one, index) =>
      index === 0 ? one.places : [undefined, ...one.places],
    );
    return {
      set: { name: undefined },
      sources: new BuiltLines(places, { path, text: file.text }, build.deployedBy),
      manifest: readManifest(file, options),
    };
  });
}

/** The objects that are judged in a build, and what the releases among all of its objects name. */
function objectsByFile(
  read: ReadKustomization,
  build: Build,
  elsewhere: ReadBuiltOptions['elsewhere'],
): { readonly files: readonly ObjectsOfFile[]; readonly named: readonly NamedSource[] } {
  const { folder, sources } = read;
  const byFile = new Map<string, BuiltObject[]>();
  const named: NamedSource[] = [];
  for (const [index, object] of objectsIn(build, generatorsIn(sources)).entries()) {
    const path = object.places.find((place) => place !== undefined)?.path ?? mainOf(sources);
    const own = namedSourcesIn({ path: reportedPath({ folder }, path), text: object.text });
    for (const one of own) named.push(one);
    if (elsewhere ? elsewhere.has(index) : bringsOthers(read, path)) continue;
    const there = byFile.get(path);
    if (there) there.push(object);
    else byFile.set(path, [object]);
  }
  const files = [...byFile].map(([path, objects]) => {
    const text = objects.map((one) => one.text).join('---\n');
    return { path, objects, file: { path: reportedPath({ folder }, path), text } };
  });
  return { files, named };
}

/** The way back from a build as a whole. */
export function builtLines({ sources }: ReadKustomization, build: Build): LineSources {
  const objects = objectsIn(build, generatorsIn(sources));
  const places = objects.flatMap((one, index) =>
    index === 0 ? one.places : [undefined, ...one.places],
  );
  return new BuiltLines(places, { path: mainOf(sources), text: build.text });
}

/** The objects of a build. All of what an entry of the kustomization makes is at that entry. */
function objectsIn(build: Build, generators: readonly Generator[]): BuiltObject[] {
  const all = build.lines.map((_, index) => placeAt(build, index));
  let line = 0;
  return build.text
    .split(/^---\n/m)
    .filter((text) => text !== '')
    .map((text) => {
      const count = text.split('\n').length - 1;
      const places = all.slice(line, line + count);
      line += count + 1;
      if (places.some((place) => place !== undefined)) return { text, places };
      const made = generatorOf(text, generators);
      return { text, places: Array.from({ length: count }, () => made) };
    });
}

function placeAt({ files, lines, causes }: Build, index: number): BuiltPlace | undefined {
  const [file, line] = lines[index] ?? [];
  const path = file === undefined ? undefined : files[file];
  return path === undefined || line === undefined
    ? undefined
    : { path, line, causes: causes?.get(index) };
}

/** Leads from the lines of a build's objects to those of their files. */
class BuiltLines implements LineSources {
  readonly path: string;
  readonly deployedBy: SourcePlace | undefined;
  readonly #places: Places;
  readonly #text: readonly string[];

  /** @param places of the lines of the text */
  constructor(places: Places, { path, text }: SourceFile, deployedBy?: SourcePlace) {
    this.path = path;
    this.deployedBy = deployedBy;
    this.#places = places;
    this.#text = text.split('\n');
  }

  valueAt(line: number): SourcePlace | undefined {
    const { path, line: at } = this.#places[line] ?? {};
    return path === undefined || at === undefined ? undefined : { path, line: at };
  }

  textAt(line: number): SourcePlace | undefined {
    return this.valueAt(line);
  }

  causesAt(line: number): readonly SourcePlace[] {
    return this.#places[line]?.causes ?? [];
  }

  /**
   * A field that is missing stands at the securityContext, where that is in the file of its container or pod;
   * else at the container itself. What is set there counts wherever a patch adds to it.
   */
  contextFor(from: number): SourcePlace | undefined {
    const key = [from, from - 1].find((line) => CONTEXT.test(this.#text[line] ?? ''));
    const parent = key === undefined ? undefined : lineOfParent(this.#text, key);
    if (key === undefined || parent === undefined) return undefined;
    const [own, above] = [this.valueAt(key), this.valueAt(parent)];
    return above && own?.path !== above.path ? above : own;
  }
}

const CONTEXT = /^ *(?:- )?securityContext:/;
