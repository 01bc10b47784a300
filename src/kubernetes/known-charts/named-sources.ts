import { ParseBudget } from '../../yaml/parse-budget.ts';
import { parseDocumentAt } from '../../yaml/parse.ts';
import { splitDocuments } from '../../yaml/split.ts';
import { rootOf } from '../../yaml/value.ts';
import { documentKey } from '../unseen/unseen.ts';
import { type SourceReference, readReleases } from './release.ts';
import { type ReleaseSource, findSource, mayNeedSources } from './release-sources.ts';

/** What a release names as the object that says where its chart is. */
export interface NamedSource {
  readonly reference: SourceReference;
  /** The folder of the release's file, with a `/` at its end. */
  readonly folder: string;
}

/** What the releases in a file name. */
export function namedSourcesIn({
  path,
  text,
}: {
  readonly path: string;
  readonly text: string;
}): NamedSource[] {
  if (!mayNeedSources(text)) return [];
  const budget = new ParseBudget();
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  return splitDocuments(text).flatMap((span, index): NamedSource[] => {
    if (!mayNeedSources(text.slice(span.start, span.end))) return [];
    const document = parseDocumentAt(text, span, index, budget);
    const releases = document && 'root' in document ? readReleases(rootOf(document)) : undefined;
    return (releases ?? []).flatMap(({ source }) =>
      source && 'kind' in source ? [{ reference: source, folder }] : [],
    );
  });
}

/**
 * The documents that releases name, by `documentKey`. Such an object deploys nothing by itself: where its release is
 * judged, or is named as not analyzed with the reason, there is nothing to say of it.
 */
export function namedDocuments(
  named: readonly NamedSource[],
  sources: readonly ReleaseSource[],
): string[] {
  return named.flatMap(({ reference, folder }) => {
    const found = findSource(sources, reference, folder);
    return found ? [documentKey(found.path, found.document)] : [];
  });
}
