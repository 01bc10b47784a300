import { groupBy } from '../../judge/grouping.ts';
import { applyEdits, doOverlap } from '../../yaml/edit/edit.ts';
import { type Refusal, distinctChanges, planEdits } from '../../yaml/edit/plan-edits.ts';
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
  const edits: SourceEdit[] = [];
  for (const group of groupBy(options, documentOf)) {
    const made = editsOf(group, files);
    if ('refused' in made) return made;
    for (const edit of made) edits.push(edit);
  }
  const distinct = [...new Map(edits.map((edit) => [JSON.stringify(edit), edit])).values()];
  const texts: Record<string, string> = {};
  for (const group of groupBy(distinct, ({ path }) => path)) {
    const path = group[0]?.path ?? '';
    if (doOverlap(group)) return CONFLICT;
    texts[path] = applyEdits(files[path] ?? '', group);
  }
  return texts;
}

/** Each value set has read the files of values for itself. */
function documentOf({ kind, document, ...option }: Option): unknown {
  return kind === 'values' && 'path' in option
    ? JSON.stringify([option.path, document.index])
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
  const plan = planEdits(first.document, changes);
  return 'refused' in plan ? plan : plan.edits.map((edit) => ({ ...edit, path: first.path }));
}
