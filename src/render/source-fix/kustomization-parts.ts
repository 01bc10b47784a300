import { dequal } from 'dequal/lite';
import { whyNotToEdit } from '../../kubernetes/made-elsewhere.ts';
import { headerOf } from '../../kubernetes/resource.ts';
import type { ParsedDocument } from '../../yaml/parse.ts';
import type { Data, ValueChange } from '../../yaml/value-change.ts';
import {
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
import type { RenderedManifest, SourcePlace } from '../rendered-source.ts';
import type { Fault } from './compare-renderings.ts';
import { dataAt } from './data-at.ts';
import type { EditableSource } from './editable-source.ts';
import { generatorOptions } from './generator-options.ts';
import { addingOperations, removingOperations } from './json-patches.ts';
import { KustomizationDocuments, type WrittenField } from './kustomization-documents.ts';
import type { Part, ValuesOption } from './option.ts';
import { pathByNames } from './path-by-names.ts';

/** Which files of kustomizations may be edited. */
export interface EditedKustomizations {
  /** Texts by their path from the root of the repository. */
  readonly files: Readonly<Record<string, string>>;
  readonly canEdit: (path: string) => boolean;
  /** Which files are edited before others, such as those of a change. */
  readonly isPreferred?: (path: string) => boolean;
}

/** Each costs a build of all kustomizations that share it when the ones before it come to nothing. */
const MAX_OPTIONS = 4;

/** What can be edited of kustomizations: where a value is written, or beside what is written there. */
export function editableKustomizations(by: EditedKustomizations): EditableSource {
  const documents = new KustomizationDocuments(by.files);
  const isEditable = (path: string): boolean => {
    const text = by.files[path];
    return text !== undefined && by.canEdit(path) && whyNotToEdit({ path, text }) === undefined;
  };
  const rank = (path: string): number => (by.isPreferred?.(path) === false ? 1 : 0);
  return {
    files: by.files,
    canEdit: isEditable,
    partsOf: (rendered, document, changes) =>
      changes.map((change): Part => {
        const found = optionsFor({ rendered, document, documents }, change);
        const options = distinct(found.filter(({ path }) => isEditable(path)));
        const ordered = options.toSorted((a, b) => rank(a.path) - rank(b.path));
        return { changes: [change], options: ordered.slice(0, MAX_OPTIONS) };
      }),
    isReadAt,
    words: {
      tooMany: 'the kustomizations would have to be built too often to prove a fix for each',
      notRendered: "Kustomize can't build it with any edit of its files",
      noEdit: 'no edit of its files changes only this',
      noPlace: () => 'none of the files that may be edited has a place for it',
    },
  };
}

function distinct(options: readonly ValuesOption[]): ValuesOption[] {
  return [
    ...new Map(options.map((one) => [JSON.stringify([keyOf(one), one.changes]), one])).values(),
  ];
}

/** Whether an object has something from the file of an option. */
function isReadAt({ rendering, document: index }: Fault, option: ValuesOption): boolean {
  const { sources, manifest } = rendering?.rendered ?? {};
  const document = manifest?.documents.find((one) => one.index === index);
  if (!sources || !manifest || !document) return false;
  const first = manifest.lines.position(document.span.start).line - 1;
  const last = manifest.lines.position(Math.max(0, document.span.end - 1)).line - 1;
  for (let line = first; line <= last; line++) {
    if (sources.valueAt(line)?.path === option.path) return true;
  }
  return false;
}

const OPTION = { kind: 'values', pointer: '', mergesItems: true } as const;

/** An object of a build, with the documents that it may come from. */
export interface Built {
  readonly rendered: RenderedManifest;
  readonly document: ParsedDocument;
  readonly documents: KustomizationDocuments;
}

/**
 * The ways to make a change, the best first: where the value is written; beside what is written in the same
 * mapping, or in one around it. What names a container comes first there, which is the base.
 */
export function optionsFor(built: Built, change: ValueChange): ValuesOption[] {
  const { document } = built;
  const root = rootOf(document);
  const [first] = ownFields(root);
  const made = generatorOptions(change, first ? fieldsOf(built, first.key.start) : []);
  const own = [
    ...writtenOptions(built, change),
    ...made.map((option): ValuesOption => ({ ...OPTION, ...option })),
  ];
  if (change.kind === 'remove' || change.kind === 'rename') return own;
  const seen = new Set(own.map((one) => keyOf(one)));
  const beside: ValuesOption[] = [];
  for (let depth = change.path.length - 1; depth >= 0; depth--) {
    const around = valueAt(root, change.path.slice(0, depth));
    if (!around) continue;
    for (const { path, document: source, parent } of besideFields(built, around)) {
      const key = keyOf({ path, document: source });
      if (seen.has(key)) continue;
      const moved = pathByNames(parent, around, change, change.path.slice(depth));
      if (!moved) continue;
      seen.add(key);
      beside.push({ ...OPTION, path, document: source, changes: [moved] });
    }
  }
  // Where an operation removes what is changed, an edit of what stands there comes to nothing.
  const [nearest, ...others] = beside;
  return [
    ...own,
    ...(nearest ? [nearest] : []),
    ...operationOptions(built, change, removingOperations),
    ...others,
    ...operationOptions(built, change, addingOperations),
  ];
}

function operationOptions(
  { document, documents }: Built,
  change: ValueChange,
  operations: typeof addingOperations,
): ValuesOption[] {
  const root = rootOf(document);
  const { kind } = headerOf(root);
  const name = textOf(valueAt(root, ['metadata', 'name'])) ?? '';
  const found = operations(change, { root, kind, name }, documents.jsonPatches());
  return found.map((option) => ({ ...OPTION, ...option }));
}

function keyOf({ path, document }: Pick<ValuesOption, 'path' | 'document'>): string {
  return JSON.stringify([path, document.index, document.span.start]);
}

/** Where the value that changes is written, if it is. */
function writtenOptions(built: Built, change: ValueChange): ValuesOption[] {
  const { document } = built;
  const name = change.path.at(-1);
  const parent = valueAt(rootOf(document), change.path.slice(0, -1));
  const found = change.kind === 'append' ? undefined : field(parent, String(name));
  if (!found || !isMapping(parent)) return [];
  const data = dataAt(document.toData(), change.path);
  return fieldsOf(built, found.key.start)
    .filter((one) => isSame(one, found.name, data))
    .map(({ path, document: source, field: written }) => ({
      ...{ ...OPTION, path, document: source },
      changes: [{ ...change, path: written.value.path }],
    }));
}

/** Whether a key has a value of a build: itself, or as the value of an operation on its path. */
function isSame(
  { document, parent, field: written }: WrittenField,
  name: string,
  data: Data | undefined,
): boolean {
  if (!dequal(dataAt(document.toData(), written.value.path), data)) return false;
  if (written.name === name) return true;
  const pointer = textOf(field(parent, 'path')?.value) ?? '';
  return written.name === 'value' && pointer.endsWith(`/${name}`);
}

/** The keys of files that what is in a mapping or a list of a build comes from, the name of a container first. */
function besideFields(built: Built, around: Value): WrittenField[] {
  if (isList(around)) {
    return items(around)
      .slice(0, MAX_BESIDE)
      .flatMap((item) => listsOf(besideFields(built, item)));
  }
  const fields = ownFields(around).slice(0, MAX_BESIDE);
  const sorted = [...fields.filter(isName), ...fields.filter((one) => !isName(one))];
  return sorted.flatMap(({ name, key }) =>
    fieldsOf(built, key.start).filter(({ field: written }) => written.name === name),
  );
}

/** More keys of a mapping, or items of a list, name no other document. */
const MAX_BESIDE = 40;

function isName({ name }: { readonly name: string }): boolean {
  return name === 'name';
}

/** The lists that have the mappings of fields as items, each as if it were their mapping. */
function listsOf(fields: readonly WrittenField[]): WrittenField[] {
  return fields.flatMap((one) => {
    const { document, parent } = one;
    const list = valueAt(rootOf(document), parent.path.slice(0, -1));
    return typeof parent.path.at(-1) === 'number' && isList(list) && list
      ? [{ ...one, parent: list }]
      : [];
  });
}

function fieldsOf({ rendered, documents }: Built, offset: number): WrittenField[] {
  const { sources, manifest } = rendered;
  const place: SourcePlace | undefined = sources.valueAt(manifest.lines.position(offset).line - 1);
  return place ? documents.fieldsAt(place) : [];
}
