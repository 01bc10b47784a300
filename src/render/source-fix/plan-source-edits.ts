import { dequal } from 'dequal/lite';
import { groupBy } from '../../judge/grouping.ts';
import { applyEdits, doOverlap } from '../../yaml/edit/edit.ts';
import { type Refusal, planEdits } from '../../yaml/edit/plan-edits.ts';
import { distinctChanges } from '../../yaml/distinct-changes.ts';
import { type Data, type ValueChange, isDataMap } from '../../yaml/value-change.ts';
import type { Option } from './option.ts';
import { type SourceEdit, templateEdits } from './template-edits.ts';

const CONFLICT: Refusal = { refused: 'its edits conflict with those of another fix' };

/**
 * Makes the edits of several options together: changes of one document are planned at once, and what one
 * template writes several times is edited once.
 *
 * @param files the source's texts by their path
 * @returns the texts that change
 */
export function planSourceEdits(
  options: readonly Option[],
  files: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> | Refusal {
  const edits = sourceEdits(options, files);
  if ('refused' in edits) return edits;
  const texts: Record<string, string> = {};
  for (const group of groupBy(edits, ({ path }) => path)) {
    const path = group[0]?.path ?? '';
    texts[path] = applyEdits(files[path] ?? '', group);
  }
  return texts;
}

/** The edits of several options, none overlapping. */
export function sourceEdits(
  options: readonly Option[],
  files: Readonly<Record<string, string>>,
): readonly SourceEdit[] | Refusal {
  const edits: SourceEdit[] = [];
  for (const group of groupBy(options, documentOf)) {
    const made = editsOf(group, files);
    if ('refused' in made) return made;
    for (const edit of made) edits.push(edit);
  }
  const distinct = mergedInsertions([
    ...new Map(edits.map((edit) => [JSON.stringify(edit), edit])).values(),
  ]);
  const isConflict = groupBy(distinct, ({ path }) => path).some(doOverlap);
  return isConflict ? CONFLICT : distinct;
}

/**
 * Several renderings of a template may need some of the same new lines at one place, such as the same key of a pod: what
 * one of them has already is not written again.
 */
function mergedInsertions(edits: readonly SourceEdit[]): SourceEdit[] {
  const groups = groupBy(edits, (edit) =>
    JSON.stringify([edit.path, edit.start, edit.end, columnIn(edit)]),
  );
  return groups.flatMap((group) => {
    const [first] = group;
    const isInsertion = first?.start === first?.end;
    if (!first || group.length === 1 || !isInsertion) return group;
    const blocks = new Set(group.flatMap(blocksOf));
    return [{ ...first, text: [...blocks].join('') }];
  });
}

/** The column of the first new line; undefined where a line goes on. */
function columnIn({ text }: SourceEdit): number | undefined {
  const [, blanks] = /^\r?\n( *)\S/.exec(text) ?? [];
  return blanks?.length;
}

/** New lines by the entries of the mapping or list that they are added to. */
function blocksOf(edit: SourceEdit): string[] {
  const column = columnIn(edit);
  if (column === undefined) return [edit.text];
  const blocks: string[] = [];
  for (const line of edit.text.split(/(?=\r?\n)/)) {
    const isEntry = line.replace(/^\r?\n/, '').search(/\S/) === column;
    if (isEntry || blocks.length === 0) blocks.push(line);
    else blocks[blocks.length - 1] += line;
  }
  return blocks;
}

/** Each value set has read the files of values for itself. */
function documentOf({ kind, document, ...option }: Option): unknown {
  return kind === 'values' && 'path' in option
    ? JSON.stringify([option.path, document.index, document.span.start])
    : document;
}

function editsOf(
  group: readonly Option[],
  files: Readonly<Record<string, string>>,
): readonly SourceEdit[] | Refusal {
  const [first] = group;
  if (!first) return [];
  const changes = distinctChanges(group.flatMap((option) => option.changes));
  if (first.kind === 'template') {
    return templateEdits(first.rendered, first.document, changes, files);
  }
  const plan = planEdits(first.document, first.mergesItems ? mergeItems(changes) : changes);
  return 'refused' in plan ? plan : plan.edits.map((edit) => ({ ...edit, path: first.path }));
}

/** New items of a list that have the same name as one. */
function mergeItems(changes: readonly ValueChange[]): ValueChange[] {
  const merged = new Map<unknown, ValueChange>();
  for (const change of changes) {
    const name =
      change.kind === 'append' && isDataMap(change.value) ? change.value['name'] : undefined;
    const key = name === undefined ? change : JSON.stringify([change.path, name]);
    const known = merged.get(key);
    merged.set(
      key,
      known?.kind === 'append' && change.kind === 'append'
        ? { ...known, value: mergeData(known.value, change.value) }
        : change,
    );
  }
  return [...merged.values()];
}

function mergeData(one: Data, other: Data): Data {
  if (Array.isArray(one) && Array.isArray(other)) return mergeLists(one, other);
  if (!isDataMap(one) || !isDataMap(other)) return other;
  const merged: Record<string, Data> = { ...one };
  for (const [key, value] of Object.entries(other)) {
    const known = Object.hasOwn(merged, key) ? merged[key] : undefined;
    merged[key] = known === undefined ? value : mergeData(known, value);
  }
  return merged;
}

function mergeLists(one: readonly Data[], other: readonly Data[]): Data[] {
  return [...one, ...other.filter((item) => !one.some((known) => dequal(known, item)))];
}
