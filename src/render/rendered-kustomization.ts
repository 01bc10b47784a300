import { type ReadOptions, type SourceFile, readManifest } from '../kubernetes/manifest.ts';
import type { Build, KustomizationAnswer, KustomizationRequest, LeftOut } from './kustomization.ts';
import { mayBringOthers } from '../kubernetes/unseen/candidates.ts';
import { lineOfParent } from './base-line.ts';
import type { KustomizationSources } from './collect-kustomization.ts';
import { KUSTOMIZATION_FILES, inFolder } from './kustomization-references.ts';
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
  const { root, files, binaries } = sources;
  return { root, files, binaries };
}

/** The file of a kustomization, from the root of the repository. */
export function mainOf({ root, files }: Pick<KustomizationSources, 'root' | 'files'>): string {
  const paths = KUSTOMIZATION_FILES.map((name) => inFolder(root, name));
  return paths.find((path) => Object.hasOwn(files, path)) ?? paths[0] ?? root;
}

/** Reads what a kustomization becomes. */
export function readBuilt(
  read: ReadKustomization,
  answer: KustomizationAnswer,
  { kinds }: Pick<ReadOptions, 'kinds'> = {},
): RenderedSource {
  const { folder, sources } = read;
  const source = { folder, files: sources.files, main: mainOf(sources) };
  if (!('text' in answer)) {
    const why =
      'reason' in answer ? answer.reason : `Kustomize can't build it: ${short(answer.error)}`;
    const skips = [{ file: reportedPath(source, source.main), reason: why }];
    return { source, manifests: [], values: undefined, skips, unused: [] };
  }
  const files = [...new Set(answer.left.filter(isJudgedAsText).map(({ file }) => file))];
  return {
    source,
    manifests: manifestsIn(read, answer, { kinds }),
    values: files.map((path) =>
      readManifest(
        { path: reportedPath(source, path), text: sources.files[path] ?? '' },
        { kinds },
      ),
    ),
    skips: answer.left.map(({ file, ...left }) => ({
      file: reportedPath(source, file),
      reason: `line ${left.line}: ${reasonFor(left)}`,
    })),
    unused: [],
  };
}

/** Of what is left out, the values that the kustomization itself has are known. */
function isJudgedAsText({ kind, name }: LeftOut): boolean {
  return kind === 'helm' || (kind === 'patch' && name === '');
}

/**
 * The files whose objects and patches show in a build: they need no look by themselves. Of an object that brings
 * others along, such as a release of a chart, more is known from its own file.
 */
export function shownIn(read: ReadKustomization, answer: KustomizationAnswer): string[] {
  if (!('sources' in answer)) return [];
  return answer.sources.flatMap((path) =>
    bringsOthers(read, path) ? [] : reportedPath(read, path),
  );
}

function bringsOthers({ sources }: ReadKustomization, path: string): boolean {
  return mayBringOthers(sources.files[path] ?? '');
}

function reasonFor({ kind, name }: Omit<LeftOut, 'file'>): string {
  const what = name === '' ? 'a patch' : name;
  return {
    remote: `${what} is not in the repository, and is left out`,
    missing: `${what} is not there, and is left out`,
    helm: `the Helm chart ${what} is left out: render it with helm template`,
    plugin: `the plugin ${what} is not run: what it makes is left out`,
    patch: `${what} is left out, since its object is`,
  }[kind];
}

/** Kustomize repeats in an error where it came through; the end says what is wrong. */
function short(error: string): string {
  const text = error.replaceAll(/\s+/g, ' ').trim();
  return text.length > MAX_ERROR ? `… ${text.slice(-MAX_ERROR)}` : text;
}

const MAX_ERROR = 300;

/** An object in a build: its text, and the places of its lines. */
interface BuiltObject {
  readonly text: string;
  readonly lines: Build['lines'];
}

/**
 * What a kustomization becomes, by the files that its objects come from: an object is known by its file, as if
 * it were judged there.
 */
function manifestsIn(
  read: ReadKustomization,
  build: Build,
  options: Pick<ReadOptions, 'kinds'>,
): RenderedManifest[] {
  const { folder, sources } = read;
  const byFile = new Map<string, BuiltObject[]>();
  for (const object of objectsIn(build)) {
    const path = fileOf(object, build) ?? mainOf(sources);
    if (bringsOthers(read, path)) continue;
    const there = byFile.get(path);
    if (there) there.push(object);
    else byFile.set(path, [object]);
  }
  return [...byFile].map(([path, objects]) => {
    const text = objects.map((one) => one.text).join('---\n');
    const lines = objects.flatMap((one, index): Build['lines'] =>
      index === 0 ? one.lines : [NOWHERE, ...one.lines],
    );
    const file = { path: reportedPath({ folder }, path), text };
    const manifest = readManifest(file, { ...options, isRendered: true });
    return {
      set: { name: undefined },
      sources: new BuiltLines(build, lines, { path, text }),
      manifest,
    };
  });
}

const NOWHERE = [] as const;

/** The way back from a build as a whole. */
export function builtLines({ sources }: ReadKustomization, build: Build): LineSources {
  return new BuiltLines(build, build.lines, { path: mainOf(sources), text: build.text });
}

function objectsIn({ text, lines }: Build): BuiltObject[] {
  let line = 0;
  return text
    .split(/^---\n/m)
    .filter((part) => part !== '')
    .map((part) => {
      const count = part.split('\n').length - 1;
      const object = { text: part, lines: lines.slice(line, line + count) };
      line += count + 1;
      return object;
    });
}

/** The file that an object comes from: that of its first line that has a place. */
function fileOf({ lines }: BuiltObject, { files }: Build): string | undefined {
  const [file] = lines.find(([first]) => first !== undefined) ?? [];
  return file === undefined ? undefined : files[file];
}

/** Leads from the lines of a build's objects to those of their files. */
class BuiltLines implements LineSources {
  readonly path: string;
  readonly #build: Build;
  readonly #places: Build['lines'];
  readonly #text: readonly string[];

  /** @param places of the lines of the text */
  constructor(build: Build, places: Build['lines'], { path, text }: SourceFile) {
    this.path = path;
    this.#build = build;
    this.#places = places;
    this.#text = text.split('\n');
  }

  valueAt(line: number): SourcePlace | undefined {
    const [file, at] = this.#places[line] ?? [];
    const path = file === undefined ? undefined : this.#build.files[file];
    return path === undefined || at === undefined ? undefined : { path, line: at };
  }

  textAt(line: number): SourcePlace | undefined {
    return this.valueAt(line);
  }

  causesAt(): readonly SourcePlace[] {
    return [];
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
