import { headerOf } from '../../kubernetes/resource.ts';
import { documentsIn } from '../../kubernetes/unseen/inline-document.ts';
import { type Lines, type Span, indexLines } from '../../yaml/lines.ts';
import { type ParsedDocument, parseDocumentAt } from '../../yaml/parse.ts';
import { ParseBudget } from '../../yaml/parse-budget.ts';
import { splitDocuments } from '../../yaml/split.ts';
import {
  type Field,
  type Value,
  field,
  isList,
  isMapping,
  items,
  ownFields,
  rootOf,
  textOf,
  valueAt,
} from '../../yaml/value.ts';
import { KUSTOMIZATION_FILES, folderOf, pathFrom } from '../kustomization-references.ts';
import type { SourcePlace } from '../rendered-source.ts';
import type { TargetedPatch } from './json-patches.ts';

/** A key in a file of a kustomization. */
export interface WrittenField {
  readonly path: string;
  readonly document: ParsedDocument;
  /** The mapping that has the key. */
  readonly parent: Value;
  readonly field: Field;
}

/** Longer ones are generated. */
const MAX_LENGTH = 2_000_000;
/** On one line there are more only in what no person reads. */
const MAX_ON_LINE = 100;

/** The documents of a kustomization's files, each read when it is asked for; of a kustomization with the patches in it. */
export class KustomizationDocuments {
  readonly #files: Readonly<Record<string, string>>;
  readonly #documents = new Map<string, readonly ParsedDocument[]>();
  readonly #lines = new Map<string, Lines>();
  #jsonPatches: readonly TargetedPatch[] | undefined;
  readonly #read: ReadDocuments;

  /** @param read which documents of a file count */
  constructor(files: Readonly<Record<string, string>>, read: ReadDocuments = withPatches) {
    this.#files = files;
    this.#read = read;
  }

  /** The keys with a name that are written on a line; those in patches within a kustomization, too. */
  fieldsAt({ path, line }: SourcePlace): WrittenField[] {
    const text = this.#files[path];
    if (text === undefined || text.length > MAX_LENGTH) return [];
    const lines = this.#lines.get(path) ?? indexLines(text);
    this.#lines.set(path, lines);
    if (line > lines.count) return [];
    const on = lines.span(line);
    return this.#in(path, text)
      .filter(({ span }) => span.start <= on.end && span.end >= on.start)
      .flatMap((document) =>
        fieldsOn(rootOf(document), on)
          .slice(0, MAX_ON_LINE)
          .map((one) => ({ ...one, path, document })),
      );
  }

  /** The patches that are lists of operations, each with what it is for. */
  jsonPatches(): readonly TargetedPatch[] {
    this.#jsonPatches ??= Object.entries(this.#files).flatMap(([path, text]) => {
      if (text.length > MAX_LENGTH || !/\bpatch(?:es)?(?:Json6902)?["']?\s*:/.test(text)) return [];
      return this.#in(path, text).flatMap((document) => {
        const entries = entriesOf(patchingIn(path, document));
        return entries.flatMap((entry) => this.#operationsIn(path, entry));
      });
    });
    return this.#jsonPatches;
  }

  #operationsIn(path: string, entry: Value): TargetedPatch[] {
    const target = field(entry, 'target')?.value;
    const text = field(entry, 'patch')?.value;
    const file = pathFrom(folderOf(path), textOf(field(entry, 'path')?.value) ?? '');
    const other = file === undefined ? undefined : this.#files[file];
    const own = text && isJsonPatch(textOf(text)) ? patchIn(text) : [];
    const elsewhere = file !== undefined && isJsonPatch(other) ? this.#in(file, other) : [];
    return [
      ...own.map((document) => ({ path, document, target })),
      ...elsewhere.map((document) => ({ path: file ?? path, document, target })),
    ];
  }

  #in(path: string, text: string): readonly ParsedDocument[] {
    const known = this.#documents.get(path);
    if (known) return known;
    const budget = new ParseBudget();
    const own = splitDocuments(text).flatMap((span, index) => {
      const document = parseDocumentAt(text, span, index, budget);
      return document && 'root' in document ? [document] : [];
    });
    const all = this.#read(own, path);
    this.#documents.set(path, all);
    return all;
  }
}

/** The documents that count, of those that are in a file. */
type ReadDocuments = (own: readonly ParsedDocument[], path: string) => readonly ParsedDocument[];

function withPatches(own: readonly ParsedDocument[], path: string): readonly ParsedDocument[] {
  return [...own.flatMap((document) => patchesIn(patchingIn(path, document))), ...own];
}

/**
 * The patches that releases of charts have for what their charts become: those in texts, and the release itself for those
 * that are no texts.
 */
export function postPatches(own: readonly ParsedDocument[]): readonly ParsedDocument[] {
  return own.flatMap((document) => {
    const post = items(valueAt(rootOf(document), ['spec', 'postRenderers']));
    const all = post.flatMap((one) => patchValuesIn(field(one, 'kustomize')?.value));
    const isInObject = all.some((one) => isMapping(one) || isList(one));
    return [...all.flatMap(patchIn), ...(isInObject ? [document] : [])];
  });
}

/** What has patches in a file: a kustomization, or what an object adds to one. */
function patchingIn(path: string, document: ParsedDocument): Value | undefined {
  const isKustomization = KUSTOMIZATION_FILES.includes(path.slice(path.lastIndexOf('/') + 1));
  return isKustomization ? rootOf(document) : layerIn(document);
}

/** What an object that deploys a folder adds to the kustomization there. */
function layerIn(document: ParsedDocument): Value | undefined {
  const root = rootOf(document);
  const { group, kind } = headerOf(root);
  if (group === 'kustomize.toolkit.fluxcd.io' && kind === 'Kustomization') {
    return field(root, 'spec')?.value;
  }
  if (group !== 'argoproj.io' || kind !== 'Application') return undefined;
  return valueAt(root, ['spec', 'source', 'kustomize']);
}

/** The patches that stand in a kustomization as texts, as far as they can be edited there. */
function patchesIn(kustomization: Value | undefined): ParsedDocument[] {
  return patchValuesIn(kustomization).flatMap(patchIn);
}

/** The patches that stand in a kustomization, as they are written. */
function patchValuesIn(kustomization: Value | undefined): readonly Value[] {
  return [
    ...items(field(kustomization, 'patchesStrategicMerge')?.value),
    ...entriesOf(kustomization).flatMap((one) => field(one, 'patch')?.value ?? []),
  ];
}

/** The patches that can have a target. */
function entriesOf(kustomization: Value | undefined): readonly Value[] {
  return ['patches', 'patchesJson6902'].flatMap((name) => items(field(kustomization, name)?.value));
}

/** Whether a text may be a list of operations; a build tells for certain. */
function isJsonPatch(text: string | undefined): text is string {
  return text !== undefined && /\bop["']?\s*:/.test(text);
}

/** What is written in another way than it is read has no places of its own. */
function patchIn(text: Value): ParsedDocument[] {
  return documentsIn(text).filter(({ span }) => span.start > text.span.start);
}

function fieldsOn(value: Value, on: Span): Pick<WrittenField, 'parent' | 'field'>[] {
  if (isMapping(value)) {
    return ownFields(value).flatMap((one) => [
      ...(one.key.start >= on.start && one.key.start <= on.end
        ? [{ parent: value, field: one }]
        : []),
      ...(touches(one.value, on) ? fieldsOn(one.value, on) : []),
    ]);
  }
  return items(value).flatMap((item) => (touches(item, on) ? fieldsOn(item, on) : []));
}

function touches({ span }: Value, on: Span): boolean {
  return span.start <= on.end && span.end >= on.start;
}
