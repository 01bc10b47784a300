import { type Release, readReleases } from '../kubernetes/known-charts/release.ts';
import type { SourceFile } from '../kubernetes/manifest.ts';
import type { GeneratorTree } from '../kubernetes/argo/generators.ts';
import { headerOf } from '../kubernetes/resource.ts';
import { documentKey } from '../kubernetes/unseen/unseen.ts';
import { ParseBudget } from '../yaml/parse-budget.ts';
import { type ParsedDocument, parseDocumentAt } from '../yaml/parse.ts';
import { splitDocuments } from '../yaml/split.ts';
import { type Value, rootOf, textOf, valueAt } from '../yaml/value.ts';
import type { UsedRelease, ValueSet } from './chart-sources.ts';
import type { PlacedLine } from './placed-line.ts';
import { EMPTY_VALUES, type InlineValues, inlineText } from './inline-values.ts';
import { postLines } from './post-lines.ts';

/** A release of a chart that is in the same repository. */
export interface ChartRelease {
  /** As reports name it, each by another name: `HelmRelease/web in apps/web.yaml`. */
  readonly name: string;
  readonly file: SourceFile;
  /** Which document of the file it is, from 0, and how many releases that document makes. */
  readonly document: number;
  readonly siblings: number;
  /** The chart's folder, from the root of the repository. */
  readonly folder: string;
  /** From the chart's folder; the later ones count over the earlier. */
  readonly valueFiles: readonly string[];
  /** Whether those that are not there are passed over. */
  readonly ignoresMissing: boolean;
  /** The release's name, and its namespace; empty where they are not known. */
  readonly releaseName: string;
  readonly namespace: string;
  readonly inline: readonly Omit<InlineValues, 'path'>[];
  /** Kustomizations that change what the chart becomes; their lines stand in files from the repository's root. */
  readonly post: readonly (readonly PlacedLine[])[];
  /** The files that it is built from, where a kustomization makes it. */
  readonly beside?: readonly SourceFile[];
  /** The documents with patches of it, by their files. */
  readonly patches?: readonly { readonly path: string; readonly document: number }[];
}

const RELEASE = /\bkind["']?[ \t]*:[ \t]*["']?(?:HelmRelease|HelmChart|Application(?:Set)?)\b/;

/** Longer files with releases are generated. */
const MAX_LENGTH = 1_000_000;

/** The releases in a file whose chart and values are all in the repository. */
export function chartReleasesIn(file: SourceFile, tree?: GeneratorTree): ChartRelease[] {
  return releasesIn(file, tree).flatMap((one): ChartRelease[] => {
    const { folder } = one.release;
    return folder === undefined ? [] : [{ ...one.written, folder: plainFolder(folder) }];
  });
}

/** A release whose values are all in its object. */
export interface WrittenRelease {
  readonly written: Omit<ChartRelease, 'folder'>;
  readonly release: Release;
  readonly parsed: ParsedDocument;
}

/** The releases in a file whose values are all there. */
export function releasesIn(file: SourceFile, tree?: GeneratorTree): WrittenRelease[] {
  const { text } = file;
  if (text.length > MAX_LENGTH || !RELEASE.test(text)) return [];
  const budget = new ParseBudget();
  return splitDocuments(text).flatMap((span, index): WrittenRelease[] => {
    if (!RELEASE.test(text.slice(span.start, span.end))) return [];
    const parsed = parseDocumentAt(text, span, index, budget);
    if (!parsed || !('root' in parsed)) return [];
    const releases = readReleases(rootOf(parsed), tree) ?? [];
    const siblings = releases.length;
    return releases.flatMap((release) => {
      const read = toWritten(release, release.filledIn?.document ?? parsed, file);
      const name = `${read?.name}${release.label ?? ''} in ${file.path}`;
      const written = read && { ...read, name, file, document: index, siblings };
      return written ? [{ written, release, parsed }] : [];
    });
  });
}

/** The kinds and names of the objects in a file that install charts, whatever is known of these. */
export function releaseObjectsIn({ text }: SourceFile): string[] {
  if (text.length > MAX_LENGTH || !RELEASE.test(text)) return [];
  const budget = new ParseBudget();
  return splitDocuments(text).flatMap((span, index) => {
    const parsed = parseDocumentAt(text, span, index, budget);
    if (!parsed || !('root' in parsed)) return [];
    const root = rootOf(parsed);
    return readReleases(root) ? [nameOfObject(root)] : [];
  });
}

function nameOfObject(root: Value): string {
  return `${headerOf(root).kind}/${textOf(valueAt(root, ['metadata', 'name'])) ?? ''}`;
}

type Place = Pick<InlineValues, 'kind' | 'at'>;
type Read = Omit<ChartRelease, 'file' | 'document' | 'siblings' | 'folder'>;

function toWritten(release: Release, document: ParsedDocument, file: SourceFile): Read | undefined {
  const { unread, unknown, values, parameters, name, namespace, valueFiles } = release;
  const { filledIn, valuesAt } = release;
  const isKnown = unread === undefined && unknown === undefined;
  if (!isKnown || !valueFiles.every(isPlain)) return undefined;
  const { kind } = headerOf(rootOf(document));
  const places: Place[] = [
    ...(values ? [{ kind: 'values' as const, at: values.at }] : []),
    ...(parameters ? [{ kind: 'parameters' as const, at: parameters }] : []),
  ];
  const read = places.map((place) => ({ ...place, text: inlineText(document, place) }));
  const from = filledIn && { text: document.text, filledWith: filledIn.parameters };
  const own = { document: document.index, from };
  const added = !values && valuesAt ? [{ kind: 'values' as const, at: valuesAt }] : [];
  const inline = [
    ...added.map((one) => ({ ...one, ...own, text: EMPTY_VALUES })),
    ...read.flatMap(({ text, ...one }) => (text === undefined ? [] : { ...one, ...own, text })),
  ];
  if (inline.length < added.length + read.length) return undefined;
  const post = postLines(release.post ?? [], file);
  const object = textOf(valueAt(rootOf(document), ['metadata', 'name'])) ?? name;
  const { ignoresMissing = false } = release;
  return {
    ...{ name: `${kind}/${object}`, releaseName: name, namespace },
    ...{ valueFiles, ignoresMissing, inline, post },
  };
}

/** Not in another repository, and not an address. */
function isPlain(path: string): boolean {
  return !path.startsWith('$') && !path.includes('://');
}

/**
 * The files of values of a release as they are from its chart's folder.
 *
 * @param folder the chart's, from the root that paths with a `/` at their start are from
 */
export function valueFilesFrom(folder: string, valueFiles: readonly string[]): string[] {
  return valueFiles.map((path) =>
    path.startsWith('/') ? pathFrom(folder, plainFolder(path)) : path,
  );
}

function plainFolder(path: string): string {
  return path
    .split('/')
    .filter((step) => step !== '' && step !== '.')
    .join('/');
}

/** What releases add to a chart. */
export interface ReleaseSets {
  readonly sets: readonly ValueSet[];
  readonly inline: Readonly<Record<string, InlineValues>>;
  /** The texts of the files of releases, by their path from the chart's folder. */
  readonly files: Readonly<Record<string, string>>;
  /** The releases that the sets are for. */
  readonly releases: readonly UsedRelease[];
}

/** More releases of one chart than a person looks at. */
const MAX_RELEASES = 20;

/**
 * The value sets of the releases of a chart.
 *
 * @param folder the chart's folder, as reports name it
 * @param isThere whether the chart has a file of values
 */
export function releaseSets(
  folder: string,
  releases: readonly ChartRelease[],
  isThere: (path: string) => boolean,
): ReleaseSets {
  const inline: Record<string, InlineValues> = {};
  const files: Record<string, string> = {};
  const used = releases
    .map((one) => {
      const all = valueFilesFrom(one.folder, one.valueFiles);
      return { ...one, valueFiles: one.ignoresMissing ? all.filter(isThere) : all };
    })
    .filter(({ valueFiles }) => valueFiles.every(isThere))
    .slice(0, MAX_RELEASES);
  const sets = used.map((one): ValueSet => {
    const { name, releaseName, namespace, file, valueFiles, inline: own, post, beside } = one;
    const path = pathFrom(folder, file.path);
    for (const each of [file, ...(beside ?? [])]) files[pathFrom(folder, each.path)] = each.text;
    const keys = own.map((values) => {
      const place = JSON.stringify([values.document, ...values.at]);
      // One place in a set stands for the values of each application.
      const key = `${path}#${beside || values.from ? name : ''}${place}`;
      inline[key] = { ...values, path, from: movedFrom(folder, values.from) };
      return key;
    });
    return {
      name,
      values: [...valueFiles, ...keys],
      ...(namespace !== '' && { namespace }),
      ...(beside && { builtFrom: beside.map((each) => pathFrom(folder, each.path)) }),
      // Patches name the objects as the release names them.
      ...(post.length > 0 && {
        release: releaseName || undefined,
        post: post.map((lines) => movedTo(folder, lines)),
        ...(!beside && { postFrom: { path, document: one.document } }),
      }),
    };
  });
  return { sets, inline, files, releases: used.flatMap(usedDocuments) };
}

function usedDocuments(release: ChartRelease): UsedRelease[] {
  const { name, file, document, siblings, patches = [] } = release;
  const own = { name, path: file.path, document, siblings };
  return [own, ...patches.map((one) => ({ name, ...one, siblings: 1 }))];
}

function movedFrom(folder: string, from: InlineValues['from']): InlineValues['from'] {
  const places = from?.places?.map(
    (place) => place && { ...place, path: pathFrom(folder, place.path) },
  );
  return from && { ...from, places };
}

/** Lines whose places are from a folder. */
function movedTo(folder: string, lines: readonly PlacedLine[]): PlacedLine[] {
  return lines.map(({ text, place }) => ({
    text,
    place: place && { ...place, path: pathFrom(folder, place.path) },
  }));
}

/** A path as it is from a folder. */
export function pathFrom(folder: string, path: string): string {
  const [from, to] = [folder === '' ? [] : folder.split('/'), path.split('/')];
  const differs = from.findIndex((step, index) => step !== to[index]);
  const common = differs === -1 ? from.length : differs;
  return [...from.slice(common).map(() => '..'), ...to.slice(common)].join('/');
}

/** The documents all of which is rendered that they deploy: the name of each file with the document's index. */
export function renderedDocuments(used: readonly UsedRelease[]): Set<string> {
  const counts = new Map<string, number>();
  const whole = new Set<string>();
  for (const { path, document, siblings } of used) {
    const key = documentKey(path, document);
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    if (count === siblings) whole.add(key);
  }
  return whole;
}
