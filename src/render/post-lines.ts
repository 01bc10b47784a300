import { readReleases } from '../kubernetes/known-charts/release.ts';
import { indexLines } from '../yaml/lines.ts';
import { parseDocumentAt } from '../yaml/parse.ts';
import { splitDocuments } from '../yaml/split.ts';
import { type Value, rootOf } from '../yaml/value.ts';
import { linesOfLists } from './layers/layered-kustomization.ts';
import { listsOf } from './layers/read-layers.ts';
import type { PlacedLine } from './placed-line.ts';
import type { SourcePlace } from './rendered-source.ts';

/** A text of a file, by the path that its lines are placed in. */
interface Source {
  readonly path: string;
  readonly text: string;
}

/** The lines of kustomizations that stand in an object, one after the other. */
export function postLines(
  post: readonly Value[],
  { path, text }: Source,
): readonly (readonly PlacedLine[])[] {
  if (post.length === 0) return [];
  const lines = indexLines(text);
  const at = {
    lineOf: ({ span }: Value): number => lines.position(span.start).line,
    placeOf: (line: number): SourcePlace => ({ path, line }),
  };
  return post
    .map((one) => linesOfLists({ lists: listsOf(one, at) }))
    .filter((one) => one.length > 0);
}

/** The same of the release in a document of a file; undefined where there is none. */
export function postLinesIn(
  source: Source,
  index: number,
): readonly (readonly PlacedLine[])[] | undefined {
  const span = splitDocuments(source.text)[index];
  const document = span && parseDocumentAt(source.text, span, index);
  if (!document || !('root' in document)) return undefined;
  const [release] = readReleases(rootOf(document)) ?? [];
  return release && postLines(release.post ?? [], source);
}
