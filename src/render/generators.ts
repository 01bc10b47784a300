import { parseDocumentAt } from '../yaml/parse.ts';
import { indexLines } from '../yaml/lines.ts';
import { splitDocuments } from '../yaml/split.ts';
import { field, items, rootOf, textOf } from '../yaml/value.ts';
import type { KustomizationSources } from './collect-kustomization.ts';
import { KUSTOMIZATION_FILES, inFolder } from './kustomization-references.ts';
import type { SourcePlace } from './rendered-source.ts';

const KEYS = { ConfigMap: 'configMapGenerator', Secret: 'secretGenerator' } as const;

/** An entry that makes a ConfigMap or a Secret. */
export interface Generator {
  readonly kind: string;
  readonly name: string;
  readonly place: SourcePlace;
  /** Whether it adds to what another one makes: of that, Kustomize keeps the data, and not the options. */
  readonly isAddition: boolean;
}

/** The entry that makes an object of a build, whose name can have got a prefix, a suffix and a hash. */
export function generatorOf(
  text: string,
  generators: readonly Generator[],
): SourcePlace | undefined {
  const [, kind] = /^kind: (\w+)$/m.exec(text) ?? [];
  const name = nameIn(text.split('\n'));
  const [found] = generators
    .filter((one) => one.kind === kind && name?.includes(one.name) === true)
    .toSorted(
      (a, b) => b.name.length - a.name.length || Number(b.isAddition) - Number(a.isAddition),
    );
  return found?.place;
}

/** The name of an object, as Kustomize prints objects: two blanks are one level. */
function nameIn(lines: readonly string[]): string | undefined {
  const start = lines.indexOf('metadata:') + 1;
  for (const line of start === 0 ? [] : lines.slice(start)) {
    if (!line.startsWith('  ')) return undefined;
    if (line.startsWith('  name: ')) return line.slice('  name: '.length);
  }
  return undefined;
}

/** The entries of a kustomization, and of those that it uses. */
export function generatorsIn({ files, folders }: KustomizationSources): Generator[] {
  const paths = folders.flatMap((folder) =>
    KUSTOMIZATION_FILES.map((name) => inFolder(folder, name)),
  );
  return paths.flatMap((path) => {
    const text = files[path];
    return text === undefined || !text.includes('Generator:') ? [] : readGenerators(path, text);
  });
}

function readGenerators(path: string, text: string): Generator[] {
  const [span] = splitDocuments(text);
  const document = span && parseDocumentAt(text, span, 0);
  if (!document || !('root' in document)) return [];
  const lines = indexLines(text);
  return Object.entries(KEYS).flatMap(([kind, key]) =>
    items(field(rootOf(document), key)?.value).flatMap((entry) => {
      const name = textOf(field(entry, 'name')?.value);
      if (name === undefined || name === '') return [];
      const { line } = lines.position(entry.span.start);
      const behavior = textOf(field(entry, 'behavior')?.value);
      return { kind, name, place: { path, line }, isAddition: behavior === 'merge' };
    }),
  );
}
