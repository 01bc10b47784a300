import { groupBy } from '../../judge/grouping.ts';
import type { ValueChange } from '../../yaml/value-change.ts';
import { type Built, optionsFor } from './kustomization-parts.ts';
import type { ValuesOption } from './option.ts';

/** More of them are not the patch that a person would edit. */
const MAX_OPTIONS = 2;

/**
 * The ways to make changes in the patches that a release has for what its chart becomes, each in one of them for
 * all of the changes.
 */
export function patchOptions(
  built: Built,
  changes: readonly ValueChange[],
  canEdit: (path: string) => boolean,
): ValuesOption[] {
  const all = changes.flatMap((change, index) =>
    optionsFor(built, change).map((option) => ({ option, index })),
  );
  const groups = groupBy(all, ({ option }) => option.document).flatMap((group): ValuesOption[] => {
    const [first] = group;
    const each = changes.map((_, index) => group.find((one) => one.index === index)?.option);
    const isForAll = each.every((option) => option !== undefined);
    if (!first || !isForAll || !canEdit(first.option.path)) return [];
    return [{ ...first.option, changes: each.flatMap((option) => option.changes) }];
  });
  return groups.slice(0, MAX_OPTIONS);
}
