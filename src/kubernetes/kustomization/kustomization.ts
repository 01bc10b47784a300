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
  /** The files that it names as patches, from its folder. */
  readonly patchFiles: ReadonlySet<string>;
  /** Whether it is meant for a file that it names as a patch. */
  readonly isOfPatch?: boolean;
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
    resources: new Set(items(field(root, 'resources')?.value).flatMap(pathOf)),
    patchFiles: new Set([
      ...items(field(root, 'patchesStrategicMerge')?.value).flatMap(pathOf),
      // Kustomize 1 had paths in `patches`.
      ...items(field(root, 'patches')?.value).flatMap((one) => [
        ...pathOf(one),
        ...pathOf(field(one, 'path')?.value),
      ]),
    ]),
    images: readImageChanges(root, lineOf),
    patches: [...readPatches(root, lineOf), ...(opaque ? [UNKNOWN] : [])],
  };
}

function pathOf(value: Value | undefined): string[] {
  return textOf(value)?.replace(/^\.\//, '').split('\n', 1) ?? [];
}

/**
 * What a kustomization is for a file: for one of its own folder that it lists, all that it says, and for a patch
 * nothing but that it is one.
 *
 * @param path from the folder of the kustomization
 */
export function kustomizationFor(found: Kustomization, path: string): Kustomization | undefined {
  if (!path.includes('/') && found.resources.has(path)) return found;
  return found.patchFiles.has(path)
    ? { ...found, images: [], patches: [], isOfPatch: true }
    : undefined;
}

const UNKNOWN: Patch = { kind: 'unread', line: 1, target: undefined };
