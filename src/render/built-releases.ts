import { dequal } from 'dequal/lite';
import {
  type ReleaseSource,
  mayHaveSources,
  sourcesIn,
} from '../kubernetes/known-charts/release-sources.ts';
import type { SourceFile } from '../kubernetes/manifest.ts';
import { documentKey } from '../kubernetes/unseen/unseen.ts';
import { dataAt } from '../yaml/change-data.ts';
import { parseDocumentAt } from '../yaml/parse.ts';
import { splitDocuments } from '../yaml/split.ts';
import { indexLines } from '../yaml/lines.ts';
import { type Data, isDataMap } from '../yaml/value-change.ts';
import { type ChartRelease, chartReleasesIn } from './chart-releases.ts';
import { documentOn } from './layers/document-on.ts';
import type { PlacedText } from './layers/read-layers.ts';
import type { SourcePlace } from './rendered-source.ts';

/** What a kustomization becomes, with the files that it is built from. */
export interface BuiltText extends PlacedText {
  /** The kustomization, or the object that deploys it, as reports name it. */
  readonly name: string;
  /** The text of a file, by its path from the root of the repository. */
  textOf(path: string): string | undefined;
  /** Its path as reports name it. */
  reported(path: string): string;
}

/** A release of a chart as a kustomization builds it. */
export interface BuiltRelease<Release extends ChartRelease = ChartRelease> {
  /** The document that it is written in. */
  readonly key: string;
  /** What it is, where that is other than its document says. */
  readonly release: Release | undefined;
}

/** What is known of an object that was built. */
export interface BuiltObject {
  /** Where its lines come from, from 1, in files as reports name them. */
  readonly placeOf: (line: number) => SourcePlace | undefined;
  /** The objects that say where charts are, as far as they were built with it. */
  readonly sources: readonly ReleaseSource[];
}

/** Reads the releases in the text of an object. */
export type ReadsReleases<Release extends ChartRelease> = (
  object: SourceFile,
  built: BuiltObject,
) => readonly Release[];

const RELEASE = /^kind: (?:HelmRelease|Application)$/m;

/** The releases of charts in the repository. */
export const readsChartReleases: ReadsReleases<ChartRelease> = (object) => chartReleasesIn(object);

/**
 * The releases in what was built.
 *
 * @param isWhole whether those are told as well that are as their documents have them
 */
export function builtReleasesIn<Release extends ChartRelease>(
  built: BuiltText,
  reads: ReadsReleases<Release>,
  isWhole = false,
): BuiltRelease<Release>[] {
  const all = objectsIn(built);
  const sources = all.flatMap((one) => sourcesOf(one, built));
  // Where the object is changed that says where a chart is, so is the release.
  const isOther =
    isWhole || all.some((one) => mayHaveSources(one.text) && !isAsWritten(one, built));
  return all.flatMap((one): BuiltRelease<Release>[] => {
    const { text, places } = one;
    const home = RELEASE.test(text) ? homeOf(places, built) : undefined;
    if (!home) return [];
    const key = documentKey(home.file.path, home.document);
    if (!isOther && isAsWritten(one, built)) return [{ key, release: undefined }];
    const release = builtRelease(one, home, built, { reads, sources });
    return release ? [{ key, release }] : [];
  });
}

/** An object of what was built, and where its lines come from. */
interface ObjectText {
  readonly text: string;
  readonly places: readonly (SourcePlace | undefined)[];
}

function isAsWritten({ text, places }: ObjectText, built: BuiltText): boolean {
  const home = homeOf(places, built);
  return home === undefined || (isOfOneFile(text, places) && isAsIn(home, text));
}

function objectsIn({ text, placeOf }: BuiltText): ObjectText[] {
  const lines = indexLines(text);
  return splitDocuments(text).map(({ start, end }) => {
    const object = text.slice(start, end);
    const first = lines.position(start).line;
    return { text: object, places: object.split('\n').map((_, at) => placeOf(first + at)) };
  });
}

/** What an object that was built says of where charts are, at its places in files. */
function sourcesOf({ text, places }: ObjectText, built: BuiltText): ReleaseSource[] {
  if (!mayHaveSources(text)) return [];
  const home = homeOf(places, built);
  if (!home) return [];
  return sourcesIn({ path: home.file.path, text }).map((one) => ({
    ...one,
    document: home.document,
    line: places[one.line - 1]?.line ?? one.line,
  }));
}

/** A document, with its file as reports name it. */
interface Home {
  readonly file: SourceFile;
  readonly document: number;
}

/** The document that an object comes from: that of its first line. */
function homeOf(places: readonly (SourcePlace | undefined)[], built: BuiltText): Home | undefined {
  const place = places.find((one) => one !== undefined);
  const text = place && built.textOf(place.path);
  if (!place || text === undefined) return undefined;
  const document = documentOn(text, place.line);
  return document === -1
    ? undefined
    : { file: { path: built.reported(place.path), text }, document };
}

/** The fields that decide what a release becomes; others, such as `interval` or `install`, are for its operator. */
const DECIDING = new Set([
  ...['chart', 'chartRef', 'values', 'valuesFrom', 'postRenderers', 'releaseName'],
  ...['targetNamespace', 'source', 'sources', 'destination', 'url', 'ref'],
]);

function isAsIn({ file, document }: Home, object: string): boolean {
  return dequal(decidingIn(specIn(object, 0)), decidingIn(specIn(file.text, document)));
}

/** What decides what the object in a text deploys; the same where that is the same. */
export function decidingText(object: string): string {
  const spec = specIn(object, 0);
  return JSON.stringify(RELEASE.test(object) ? decidingIn(spec) : (spec ?? null));
}

function decidingIn(spec: Data | undefined): [string, Data][] {
  const entries = isDataMap(spec) ? Object.entries(spec) : [];
  return entries
    .filter(([name]) => DECIDING.has(name))
    .toSorted(([one], [other]) => (one < other ? -1 : 1));
}

/** Whether no patch has a line of what decides, be it that of the release itself: who edits that would change nothing. */
function isOfOneFile(object: string, places: readonly (SourcePlace | undefined)[]): boolean {
  const files = new Set<string>();
  let [isSpec, isDeciding] = [false, false];
  for (const [at, line] of object.split('\n').entries()) {
    if (/^[^\s#-]/.test(line)) isSpec = line.startsWith('spec:');
    const name = /^ {2}(?<name>\w+):/.exec(line)?.groups?.['name'];
    if (name !== undefined) isDeciding = isSpec && DECIDING.has(name);
    const path = isSpec && isDeciding ? places[at]?.path : undefined;
    if (path !== undefined) files.add(path);
  }
  return files.size <= 1;
}

function specIn(text: string, index: number): Data | undefined {
  const span = splitDocuments(text)[index];
  const document = span && parseDocumentAt(text, span, index);
  return document && 'root' in document ? dataAt(document.toData(), ['spec']) : undefined;
}

/** A release of an object that was built: each line of its values has a place of its own. */
function builtRelease<Release extends ChartRelease>(
  { text, places }: ObjectText,
  { file, document }: Home,
  built: BuiltText,
  by: { readonly reads: ReadsReleases<Release>; readonly sources: BuiltObject['sources'] },
): Release | undefined {
  const shown = places.map((place) => place && { ...place, path: built.reported(place.path) });
  const placeOf: BuiltObject['placeOf'] = (line) => shown[line - 1];
  const [release] = by.reads({ path: file.path, text }, { placeOf, sources: by.sources });
  if (!release) return undefined;
  const paths = new Set(places.flatMap((place) => place?.path ?? []));
  const beside = [...paths].flatMap((path): SourceFile[] => {
    const own = built.textOf(path);
    return own === undefined ? [] : [{ path: built.reported(path), text: own }];
  });
  const patches = patchesOf(places, built).filter(
    (one) => one.path !== file.path || one.document !== document,
  );
  const object = release.name.slice(0, release.name.indexOf(' in '));
  return {
    ...{ ...release, name: `${object} in ${built.name}`, file, document, beside, patches },
    inline: release.inline.map((one) => ({
      ...one,
      from: { text, places: shown, home: document },
    })),
    post: release.post.map((lines) =>
      lines.map((line) => ({ ...line, place: line.place && placeOf(line.place.line) })),
    ),
  };
}

const OBJECT = /^kind: *["']?(?:HelmRelease|Application)\b/m;

/** The documents of files that lines come from, as far as these are such objects, or patches of such. */
function patchesOf(
  places: readonly (SourcePlace | undefined)[],
  built: BuiltText,
): NonNullable<ChartRelease['patches']> {
  const found = new Map<string, { readonly path: string; readonly document: number }>();
  for (const place of places) {
    const text = place && built.textOf(place.path);
    const document = place && text !== undefined ? documentOn(text, place.line) : -1;
    const span = text === undefined ? undefined : splitDocuments(text)[document];
    if (!place || text === undefined || !span) continue;
    const path = built.reported(place.path);
    if (OBJECT.test(text.slice(span.start, span.end))) {
      found.set(documentKey(path, document), { path, document });
    }
  }
  return [...found.values()];
}

/**
 * The releases that count: one that kustomizations build counts as it is built, in each of them that changes it,
 * and as its file has it only where one of them leaves it as it is.
 */
export function withBuilt<Release extends ChartRelease>(
  written: readonly Release[],
  built: readonly BuiltRelease<Release>[],
): Release[] {
  const same = new Set(built.flatMap(({ key, release }) => (release ? [] : [key])));
  const all = new Set(built.map(({ key }) => key));
  const patches = new Set(
    built.flatMap(({ release }) =>
      (release?.patches ?? []).map(({ path, document }) => documentKey(path, document)),
    ),
  );
  const kept = written.filter((one) => {
    const key = documentKey(one.file.path, one.document);
    // A patch may have all that a release has, and is none.
    return same.has(key) || (!all.has(key) && !patches.has(key));
  });
  const byName = new Map(
    built.flatMap(({ release }) => (release ? [[release.name, release] as const] : [])),
  );
  // Kustomizations are built at the same time: which is first is chance.
  const changed = [...byName.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const counted = [...kept, ...changed];
  return counted.map((one) => {
    const key = documentKey(one.file.path, one.document);
    if (!all.has(key)) return one;
    const siblings = counted.filter(
      (other) => documentKey(other.file.path, other.document) === key,
    );
    return { ...one, siblings: siblings.length };
  });
}
