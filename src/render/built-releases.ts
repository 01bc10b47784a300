import { dequal } from 'dequal/lite';
import type { SourceFile } from '../kubernetes/manifest.ts';
import { documentKey } from '../kubernetes/unseen/unseen.ts';
import { dataAt } from '../yaml/change-data.ts';
import { parseDocumentAt } from '../yaml/parse.ts';
import { splitDocuments } from '../yaml/split.ts';
import { indexLines } from '../yaml/lines.ts';
import type { Data } from '../yaml/value-change.ts';
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
export interface BuiltRelease {
  /** The document that it is written in. */
  readonly key: string;
  /** What it is, where that is other than its document says. */
  readonly release: ChartRelease | undefined;
}

const RELEASE = /^kind: (?:HelmRelease|Application)$/m;

/**
 * The releases in what was built.
 *
 * @param isWhole whether those are told as well that are as their documents have them
 */
export function builtReleasesIn(built: BuiltText, isWhole = false): BuiltRelease[] {
  const { text, placeOf } = built;
  const lines = indexLines(text);
  return splitDocuments(text).flatMap(({ start, end }): BuiltRelease[] => {
    const object = text.slice(start, end);
    if (!RELEASE.test(object)) return [];
    const first = lines.position(start).line;
    const places = object.split('\n').map((_, at) => placeOf(first + at));
    const home = homeOf(places, built);
    if (!home) return [];
    const key = documentKey(home.file.path, home.document);
    if (!isWhole && isOfOneFile(object, places) && isAsIn(home, object)) {
      return [{ key, release: undefined }];
    }
    const release = builtRelease(object, places, home, built);
    return release ? [{ key, release }] : [];
  });
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

function isAsIn({ file, document }: Home, object: string): boolean {
  return dequal(specIn(object, 0), specIn(file.text, document));
}

/** Whether no patch has a line of its `spec`, be it that of the release itself: who edits that would change nothing. */
function isOfOneFile(object: string, places: readonly (SourcePlace | undefined)[]): boolean {
  const lines = object.split('\n');
  const from = lines.findIndex((line) => line.startsWith('spec:'));
  const after = lines.findIndex((line, at) => at > from && /^[^\s#-]/.test(line));
  const own = places.slice(from, after === -1 ? undefined : after);
  return new Set(own.flatMap((place) => place?.path ?? [])).size <= 1;
}

function specIn(text: string, index: number): Data | undefined {
  const span = splitDocuments(text)[index];
  const document = span && parseDocumentAt(text, span, index);
  return document && 'root' in document ? dataAt(document.toData(), ['spec']) : undefined;
}

/** A release of an object that was built: each line of its values has a place of its own. */
function builtRelease(
  text: string,
  places: readonly (SourcePlace | undefined)[],
  { file, document }: Home,
  built: BuiltText,
): ChartRelease | undefined {
  const [release] = chartReleasesIn({ path: file.path, text });
  if (!release) return undefined;
  const shown = places.map((place) => place && { ...place, path: built.reported(place.path) });
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
    inline: release.inline.map((one) => ({ ...one, from: { text, places: shown } })),
    post: release.post.map((lines) =>
      lines.map((line) => ({ ...line, place: line.place && shown[line.place.line - 1] })),
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
export function withBuilt(
  written: readonly ChartRelease[],
  built: readonly BuiltRelease[],
): ChartRelease[] {
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
