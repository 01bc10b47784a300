import { dequal } from 'dequal/lite';
import { changeData } from './change-data.ts';
import type { ParsedDocument } from './parse.ts';
import { changeNodes } from './quick/change-nodes.ts';
import { dataOf } from './quick/data.ts';
import { isSame } from './quick/is-same.ts';
import { type ReadNode, isRead } from './quick/nodes.ts';
import { shareValues } from './tree-value.ts';
import type { ValueChange } from './value-change.ts';

/**
 * The edited document, if it is the one before with some changes made and nothing else; undefined otherwise. Where
 * the quick reader read both, it has the values of the one before, so that who knows that finds again what he has
 * found there. Its text is that of the one before, too. In any case it stands among the texts of the one before.
 */
export function changedDocument(
  before: ParsedDocument,
  edited: ParsedDocument,
  changes: readonly ValueChange[],
): ParsedDocument | undefined {
  const hasRepeated = before.repeatedKeys > 0 || edited.repeatedKeys > 0;
  if (!hasRepeated && isRead(before.root) && isRead(edited.root)) {
    const root = changeNodes(before.root, changes);
    return isSame(root, edited.root) ? documentWith(before, root) : undefined;
  }
  const data = before.toData();
  const isChanged = data !== undefined && dequal(changeData(data, changes), edited.toData());
  return isChanged ? { ...edited, together: before.together ?? [before.text] } : undefined;
}

/**
 * The document before, with some changes made, for who knows that its text has them. Undefined where nodes can't be
 * changed.
 */
export function documentOfChanges(
  before: ParsedDocument,
  changes: readonly ValueChange[],
): ParsedDocument | undefined {
  if (before.repeatedKeys > 0 || !isRead(before.root)) return undefined;
  return documentWith(before, changeNodes(before.root, changes));
}

/** A document with other nodes, some of which are its own. */
function documentWith(before: ParsedDocument, root: ReadNode): ParsedDocument {
  const changed = { ...before, root, toData: () => dataOf(root) };
  shareValues(before, changed);
  return changed;
}
