import type * as v from 'valibot';
import { indexLines } from '../yaml/lines.ts';
import type { SourceFile } from '../kubernetes/manifest.ts';
import { type ParsedDocument, type Unparsable, parseDocumentAt } from '../yaml/parse.ts';
import { splitDocuments } from '../yaml/split.ts';
import { type Value, isList, items, rootOf, textOf, valueAt } from '../yaml/value.ts';
import type { ImageFacts } from './facts.ts';
import { canonicalReference } from './reference.ts';
import { type SchemaFault, checkYaml } from '../schema/faults.ts';
import { quoted } from '../schema/quoted.ts';
import { type imageEntry, imageList } from './schema/entry.ts';

/** What a project knows of images itself, by their canonical names. */
export type ProjectImages = ReadonlyMap<string, ImageFacts>;

/** In characters. A list that people keep has some hundred entries; this is room for thousands. */
export const MAX_PROJECT_FILE = 1024 * 1024;

/** What is wrong on a line of a project's own facts. */
export interface ProjectFault {
  readonly line: number;
  readonly message: string;
}

/** Why a project's own facts can't be used. */
export interface ProjectFaults {
  readonly faults: readonly ProjectFault[];
}

/** A project's own facts as they are written, checked. */
export interface ProjectFile {
  /** Undefined for a file without content. */
  readonly document: ParsedDocument | undefined;
  readonly images: ProjectImages;
}

/**
 * Reads a project's own facts about images: a list, each entry of the form of `data/images`. Never
 * throws.
 */
export function readProjectImages(file: SourceFile): ProjectFile | ProjectFaults {
  const lines = indexLines(file.text);
  const at = (offset: number, message: string): ProjectFault => ({
    line: lines.position(offset).line,
    message,
  });
  if (file.text.length > MAX_PROJECT_FILE) {
    return { faults: [at(0, 'it is larger than 1 MiB, which no list of images needs to be')] };
  }
  const [span, second] = splitDocuments(file.text);
  if (second) return { faults: [at(second.start, 'it has to be one YAML document')] };
  const parsed: ParsedDocument | Unparsable | undefined =
    span && parseDocumentAt(file.text, span, 0);
  if (!parsed) return { document: undefined, images: new Map() };
  if ('reason' in parsed) return { faults: [at(parsed.offset, parsed.reason)] };
  const read = readEntries(parsed);
  if ('entries' in read) return { document: parsed, images: imagesOf(read.entries) };
  return { faults: read.faults.map(({ offset, message }) => at(offset, message)) };
}

function readEntries(
  document: ParsedDocument,
): { readonly entries: readonly OwnEntry[] } | { readonly faults: readonly SchemaFault[] } {
  const root = rootOf(document);
  const offset = root.span.start;
  const data = document.toData();
  if (data === undefined) return { faults: [{ offset, message: 'its aliases lead nowhere' }] };
  if (!isList(root)) {
    const message = 'it must be a list of entries: "- images: [registry.example.com/shop/web]"';
    return { faults: [{ offset, message }] };
  }
  const checked = checkYaml(imageList, root, data, 'the entry');
  if ('faults' in checked) return checked;
  const faults = nameFaults(items(root).flatMap(namesOf));
  return faults.length > 0 ? { faults } : { entries: checked.output };
}

/** The place in the list of the entry that is about an image with a canonical name. */
export function projectEntryIndex(document: ParsedDocument, name: string): number | undefined {
  const index = items(rootOf(document)).findIndex((entry) =>
    namesOf(entry).some((value) => canonicalReference(textOf(value) ?? '')?.name === name),
  );
  return index === -1 ? undefined : index;
}

function namesOf(entry: Value): readonly Value[] {
  return items(valueAt(entry, ['images']));
}

/** A name may be short, but has no tag, and only one entry has it. */
function nameFaults(names: readonly Value[]): SchemaFault[] {
  const seen = new Set<string>();
  return names.flatMap((value) => {
    const text = textOf(value) ?? '';
    const offset = value.span.start;
    const reference = canonicalReference(text);
    if (!reference || reference.tag !== undefined || reference.digest !== undefined) {
      const message = `${quoted(text)} is no name of an image: write it without a tag, which "versions" has room for`;
      return [{ offset, message }];
    }
    const isRepeated = seen.has(reference.name);
    seen.add(reference.name);
    return isRepeated
      ? [{ offset, message: `${quoted(text)} is there twice: make it one entry` }]
      : [];
  });
}

/** An entry as it is written: with the text of its sources, where facts have their places. */
type OwnEntry = v.InferOutput<typeof imageEntry>;
type OwnNeeds = Pick<OwnEntry, 'writes'>;

function imagesOf(entries: readonly OwnEntry[]): ProjectImages {
  return new Map(
    entries.flatMap((entry) => {
      const facts = factsOf(entry);
      return entry.images.map(
        (image) => [canonicalReference(image)?.name ?? image, facts] as const,
      );
    }),
  );
}

function factsOf({ sources = [], variants, ...entry }: OwnEntry): ImageFacts {
  const written = [entry, ...(variants ?? [])].flatMap(({ writes = [] }) => writes);
  const all = [...new Set([...written.map(({ source }) => source), ...sources])];
  const placed = <Part extends OwnNeeds>({ writes, ...part }: Part) => ({
    ...part,
    ...(writes && {
      writes: writes.map((write) => ({ ...write, source: all.indexOf(write.source) })),
    }),
  });
  return { ...placed(entry), ...(variants && { variants: variants.map(placed) }), sources: all };
}
