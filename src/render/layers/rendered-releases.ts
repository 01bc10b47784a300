import { documentKey } from '../../kubernetes/unseen/unseen.ts';
import { splitDocuments } from '../../yaml/split.ts';
import { documentOn } from './document-on.ts';
import type { PlacedText } from './read-layers.ts';

/** Where objects of a build come from, and which documents of files are judged by what their charts become. */
interface Rendered {
  readonly documents: ReadonlySet<string>;
  /** The text of a file, by its path from the root of the repository. */
  textOf(path: string): string | undefined;
  /** Its path as reports name it. */
  reported(path: string): string;
}

const RELEASE = /^kind: (?:HelmRelease|Application(?:Set)?)$/m;

/** The releases in what was built whose charts are rendered, by their numbers from 0. */
export function renderedReleases({ text, placeOf }: PlacedText, rendered: Rendered): Set<number> {
  const found = new Set<number>();
  if (rendered.documents.size === 0) return found;
  let line = 1;
  for (const [index, { start, end }] of splitDocuments(text).entries()) {
    const object = text.slice(start, end);
    const lines = object.split('\n').map((_, at) => placeOf(line + at));
    const place = lines.find((one) => one !== undefined);
    line += lines.length - 1;
    const source = place && rendered.textOf(place.path);
    if (!place || source === undefined || !RELEASE.test(object)) continue;
    const key = documentKey(rendered.reported(place.path), documentOn(source, place.line));
    if (rendered.documents.has(key)) found.add(index);
  }
  return found;
}
