import { headerOf } from '../../kubernetes/resource.ts';
import { documentKey } from '../../kubernetes/unseen/unseen.ts';
import { parseDocumentAt } from '../../yaml/parse.ts';
import { splitDocuments } from '../../yaml/split.ts';
import { rootOf, textOf, valueAt } from '../../yaml/value.ts';
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
    const lines = object.split('\n').map((_, at) => placeOf(line + at)?.path);
    const path = lines.find((one) => one !== undefined);
    line += lines.length - 1;
    const source = path === undefined ? undefined : rendered.textOf(path);
    if (path === undefined || source === undefined || !RELEASE.test(object)) continue;
    const name = nameOf(text, index);
    const own = splitDocuments(source).findIndex((_, at) => nameOf(source, at) === name);
    if (rendered.documents.has(documentKey(rendered.reported(path), own))) found.add(index);
  }
  return found;
}

function nameOf(text: string, index: number): string | undefined {
  const span = splitDocuments(text)[index];
  const document = span && parseDocumentAt(text, span, index);
  if (!document || !('root' in document)) return undefined;
  const root = rootOf(document);
  return `${headerOf(root).kind}/${textOf(valueAt(root, ['metadata', 'name'])) ?? ''}`;
}
