import { ParseBudget } from '../../yaml/parse-budget.ts';
import { parseDocumentAt } from '../../yaml/parse.ts';
import { type Value, field, isSet, items, rootOf, textOf } from '../../yaml/value.ts';
import { indexLines } from '../../yaml/lines.ts';
import { splitDocuments } from '../../yaml/split.ts';
import type { SourceFile } from '../manifest.ts';
import { type ImageChange, readImageChanges } from './image-changes.ts';
import { type Patch, readPatches } from './patches.ts';

/** What a kustomization makes of the files that it lists, as far as its own text says it. */
export interface Kustomization {
  /** The name of its file; it is in the folder of what it is for. */
  readonly name: string;
  /** The files of its own folder that it lists, by their names. */
  readonly resources: ReadonlySet<string>;
  readonly images: readonly ImageChange[];
  /** In the order in which Kustomize applies them. */
  readonly patches: readonly Patch[];
}

/** The names that Kustomize looks for; `Kustomization` is one as well, which few use. */
export const KUSTOMIZATION_NAMES: readonly string[] = ['kustomization.yaml', 'kustomization.yml'];

/** Longer ones are generated; nobody has said what they are to be bounded by. */
const MAX_LENGTH = 100_000;

/** What changes objects in ways that only Kustomize itself knows. */
const OPAQUE = ['components', 'replacements', 'transformers'];

/** Reads a kustomization; undefined for what is none. Never throws. */
export function readKustomization({ path, text }: SourceFile): Kustomization | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const [span] = splitDocuments(text);
  const document = span && parseDocumentAt(text, span, 0, new ParseBudget());
  if (!document || !('root' in document)) return undefined;
  const root = rootOf(document);
  const lines = indexLines(text);
  const lineOf = ({ span: { start } }: Value): number => lines.position(start).line;
  const opaque = OPAQUE.some((name) => isSet(field(root, name)?.value));
  return {
    name: path.slice(path.lastIndexOf('/') + 1),
    resources: new Set(
      items(field(root, 'resources')?.value).flatMap(
        (one) => textOf(one)?.replace(/^\.\//, '') ?? [],
      ),
    ),
    images: readImageChanges(root, lineOf),
    patches: [...readPatches(root, lineOf), ...(opaque ? [UNKNOWN] : [])],
  };
}

const UNKNOWN: Patch = { kind: 'unread', line: 1, target: undefined };
