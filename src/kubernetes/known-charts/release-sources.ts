import { indexLines } from '../../yaml/lines.ts';
import { ParseBudget } from '../../yaml/parse-budget.ts';
import { parseDocumentAt } from '../../yaml/parse.ts';
import { splitDocuments } from '../../yaml/split.ts';
import { field, rootOf, textOf, valueAt } from '../../yaml/value.ts';
import { namedKinds } from '../named-kinds.ts';
import { headerOf } from '../resource.ts';
import type { SourceReference } from './release.ts';

/** Where an object of Flux says that charts are. */
export interface ReleaseSource extends SourceReference {
  /** The folder of its file, with a `/` at its end. */
  readonly folder: string;
  /** Its file, and which document of that it is, from 0. */
  readonly path: string;
  readonly document: number;
  /** The line of its version, else of its address. */
  readonly line: number;
  readonly url: string;
  readonly version: string | undefined;
}

function isSource(kind: string): boolean {
  return kind === 'OCIRepository' || kind === 'HelmRepository';
}

/** Whether a text may name such an object. */
export function mayNeedSources(text: string): boolean {
  return namedKinds(text).includes('HelmRelease');
}

/** Longer files with such objects are generated, and have many: nobody waits for them. */
const MAX_LENGTH = 1_000_000;

/** Whether a text may have objects that say where charts are. */
export function mayHaveSources(text: string): boolean {
  return text.length <= MAX_LENGTH && namedKinds(text).some(isSource);
}

/** The objects of Flux in a file that say where charts are. */
export function sourcesIn({
  path,
  text,
}: {
  readonly path: string;
  readonly text: string;
}): ReleaseSource[] {
  if (!mayHaveSources(text)) return [];
  const budget = new ParseBudget();
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  return splitDocuments(text).flatMap((span, index): ReleaseSource[] => {
    if (!namedKinds(text.slice(span.start, span.end)).some(isSource)) return [];
    const document = parseDocumentAt(text, span, index, budget);
    if (!document || !('root' in document)) return [];
    const root = rootOf(document);
    const { group, kind } = headerOf(root);
    const url = textOf(valueAt(root, ['spec', 'url']));
    if (group !== 'source.toolkit.fluxcd.io' || url === undefined) return [];
    const metadata = field(root, 'metadata')?.value;
    const ref = valueAt(root, ['spec', 'ref']);
    const version = field(ref, 'tag')?.value ?? field(ref, 'semver')?.value;
    const { start } = (version ?? valueAt(root, ['spec', 'url']) ?? root).span;
    return [
      {
        kind,
        name: textOf(valueAt(metadata, ['name'])) ?? '',
        namespace: textOf(valueAt(metadata, ['namespace'])) ?? '',
        ...{ folder, path, document: index, line: indexLines(text).position(start).line },
        url,
        version: textOf(version),
      },
    ];
  });
}

/**
 * The source that a release names: one in its own folder comes before those elsewhere. Undefined where
 * there is none, or where several say different addresses.
 */
export function findSource(
  sources: readonly ReleaseSource[],
  { kind, name, namespace }: SourceReference,
  folder: string,
): Pick<ReleaseSource, 'url' | 'version' | 'path' | 'document' | 'line'> | undefined {
  const named = sources.filter(
    (one) =>
      one.kind === kind &&
      one.name === name &&
      (namespace === '' || one.namespace === '' || one.namespace === namespace),
  );
  const near = named.filter((one) => one.folder === folder);
  const [first, ...others] = near.length > 0 ? near : named;
  if (!first || others.some(({ url }) => url !== first.url)) return undefined;
  const isSame = others.every(({ version }) => version === first.version);
  return { ...first, version: isSame ? first.version : undefined };
}
