import { dequal } from 'dequal/lite';
import { changeData } from './change-data.ts';
import { applyEdits, doOverlap } from './edit/edit.ts';
import type { ParsedDocument } from './parse.ts';
import { changeNodes } from './quick/change-nodes.ts';
import { dataOf } from './quick/data.ts';
import { isSame } from './quick/is-same.ts';
import { leaveOut } from './quick/leave-out.ts';
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

/** A document after edits: as its text was read, and as it is made of the one before. */
export interface EditedDocument {
  readonly edited: ParsedDocument;
  readonly changed: ParsedDocument;
}

/**
 * The document with some of the changes that were made in an edited one, if the text that has them is the edited
 * text without the others; undefined where that does not show without reading the text.
 *
 * @param texts the document's own text without the changes, and with these ones
 */
export function changedInPart(
  before: ParsedDocument,
  { edited, changed }: EditedDocument,
  changes: readonly ValueChange[],
  texts: { readonly before: string; readonly after: string },
): ParsedDocument | undefined {
  if (
    changed.root === edited.root ||
    !isRead(edited.root) ||
    !isRead(before.root) ||
    !isRead(changed.root)
  ) {
    return undefined;
  }
  const part = changeNodes(before.root, changes);
  const place = { edited: edited.root, whole: changed.root, part };
  const others = leaveOut(place, { before: texts.before, edited: edited.text });
  const isLeft = others && !doOverlap(others) && applyEdits(edited.text, others) === texts.after;
  return isLeft === true ? documentWith(before, part) : undefined;
}

/** A document with other nodes, some of which are its own. */
function documentWith(before: ParsedDocument, root: ReadNode): ParsedDocument {
  const changed = { ...before, root, toData: () => dataOf(root) };
  shareValues(before, changed);
  return changed;
}
