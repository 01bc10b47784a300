import { dequal } from 'dequal/lite';
import { type Edit, applyEdits } from '../yaml/edit/edit.ts';
import { blockText } from '../yaml/edit/layout.ts';
import { type Refusal, planEdits } from '../yaml/edit/plan-edits.ts';
import { changeData } from '../yaml/change-data.ts';
import {
  MAX_PROJECT_FILE,
  type ProjectFile,
  projectEntryIndex,
  readProjectImages,
} from '../images/project-images.ts';
import { realPath } from '../images/paths.ts';
import type { ValueChange, Data } from '../yaml/value-change.ts';
import type { SourceFile } from '../kubernetes/manifest.ts';
import type { ParsedDocument } from '../yaml/parse.ts';
import { items, rootOf } from '../yaml/value.ts';
import { ancestorsOf } from './observation.ts';
import type { LearnedPath } from './reduce.ts';
import { docPage } from '../text/doc-page.ts';

/** What was learned of one image. */
export interface LearnedImage {
  /** Its canonical name. */
  readonly name: string;
  readonly paths: readonly LearnedPath[];
  /** What was read, and the date. */
  readonly source: string;
}

const HEADER = `# What our own images need for a read-only root filesystem. Podseal reads it from the default branch:
# ${docPage('images')} says what the fields mean.
`;

/** Of what was learned, what a file does not have yet. */
export function newIn(own: ProjectFile, learned: LearnedImage): readonly LearnedPath[] {
  const writes = own.images.get(learned.name)?.writes ?? [];
  const there = new Set(writes.map(({ path }) => realPath(path)));
  return learned.paths.filter(({ path }) => {
    const place = realPath(path);
    return ![place, ...ancestorsOf(place)].some((above) => there.has(above));
  });
}

/**
 * Adds what was learned to a project's own facts, whose text is otherwise kept to the letter. Proved
 * by reading the result: it has what it had, and these additions.
 */
export function mergeImages(
  file: SourceFile,
  own: ProjectFile,
  learned: readonly LearnedImage[],
): string | Refusal {
  // What is too long to be read again is too long to be planned, too.
  if (lengthOf(own, learned) > MAX_PROJECT_FILE) return TOO_LONG;
  if (own.document) return mergeInto(own.document, file, own, learned);
  const text = begin(file.text, learned);
  return text.length > MAX_PROJECT_FILE ? TOO_LONG : text;
}

const TOO_LONG: Refusal = {
  refused:
    'the file would be larger than 1 MiB, which Podseal does not read. Give a shorter log, or one of fewer images',
};

/** What the keys of a path take at least. */
const MIN_KEYS = 'path: kind: run volume: emptyDir evidence: observed source:'.length;

/** A lower bound of what is added. */
function lengthOf(own: ProjectFile, learned: readonly LearnedImage[]): number {
  return learned
    .flatMap((image) => newIn(own, image).map((path) => [path.path, image.source]))
    .reduce((sum, [path = '', source = '']) => sum + MIN_KEYS + path.length + source.length, 0);
}

function mergeInto(
  document: ParsedDocument,
  file: SourceFile,
  own: ProjectFile,
  learned: readonly LearnedImage[],
): string | Refusal {
  const changes = learned.flatMap((image) => changesFor(document, own, image));
  const planned = isEmptyList(document)
    ? { edits: [fillRoot(document, learned)] }
    : planEdits(document, changes);
  if ('refused' in planned) return planned;
  const text = applyEdits(file.text, planned.edits.map(withReminders));
  if (text.length > MAX_PROJECT_FILE) return TOO_LONG;
  const before = document.toData();
  const after = readProjectImages({ ...file, text });
  const isProved =
    before !== undefined &&
    'images' in after &&
    dequal(changeData(before, changes), after.document?.toData());
  return isProved ? text : { refused: 'no edit could be proved to change this alone' };
}

function begin(before: string, learned: readonly LearnedImage[]): string {
  const eol = before.includes('\r\n') ? '\r\n' : '\n';
  const layout = { indent: 0, step: 2, listIndent: 2, eol };
  const block = blockText(learned.map(entryFor), layout) + eol;
  const head = before.trim() === '' ? HEADER : before;
  const margin = head.endsWith('\n') ? '' : eol;
  return head + margin + withReminders({ start: 0, end: 0, text: block }).text;
}

function isEmptyList(document: ParsedDocument): boolean {
  return items(rootOf(document)).length === 0;
}

function fillRoot(document: ParsedDocument, learned: readonly LearnedImage[]): Edit {
  const layout = { indent: 0, step: 2, listIndent: 2, eol: '\n' };
  return { ...rootOf(document).span, text: blockText(learned.map(entryFor), layout) };
}

function changesFor(
  document: ParsedDocument,
  own: ProjectFile,
  learned: LearnedImage,
): ValueChange[] {
  const index = projectEntryIndex(document, learned.name);
  if (index === undefined) return [{ kind: 'append', path: [], value: entryFor(learned) }];
  return newIn(own, learned).map((path) => ({
    kind: 'append',
    path: [index, 'writes'],
    value: writeFor(path, learned.source),
  }));
}

function entryFor({ name, paths, source }: LearnedImage): Data {
  return paths.length > 0
    ? { images: [name], writes: paths.map((path) => writeFor(path, source)) }
    : { images: [name], writes: [], sources: [source] };
}

function writeFor({ path, kind, volume, isNew }: LearnedPath, source: string): Data {
  return {
    path,
    kind,
    volume,
    ...(isNew && { hidesFiles: false }),
    evidence: 'observed',
    source,
  };
}

/** What looks like data is for a person to check; in flow style there is no room to say so. */
function withReminders(edit: Edit): Edit {
  const text = edit.text.replace(
    /(volume: persistent)(?=\r?\n|$)/g,
    '$1 # data, to judge by its name: check this',
  );
  return { ...edit, text };
}
