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

/** The texts of a document without changes, and with some. */
export interface Texts {
  readonly before: string;
  readonly after: string;
}

/**
 * Whether the text with some of the changes that were made in an edited document is the edited text without the
 * others, and so is read as these changes make it; false where that does not show without reading it.
 */
export function isEditedInPart(
  before: ParsedDocument,
  whole: EditedDocument,
  changes: readonly ValueChange[],
  texts: Texts,
): boolean {
  return partOf(before, whole, changes, texts) !== undefined;
}

/** The document with some of the changes, where the same shows; undefined otherwise. */
export function changedInPart(
  before: ParsedDocument,
  whole: EditedDocument,
  changes: readonly ValueChange[],
  texts: Texts,
): ParsedDocument | undefined {
  const part = partOf(before, whole, changes, texts);
  return part && documentWith(before, part);
}

function partOf(
  before: ParsedDocument,
  { edited, changed }: EditedDocument,
  changes: readonly ValueChange[],
  texts: Texts,
): ReadNode | undefined {
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
  return isLeft === true ? part : undefined;
}

/** A document with other nodes, some of which are its own. */
function documentWith(before: ParsedDocument, root: ReadNode): ParsedDocument {
  const changed = { ...before, root, toData: () => dataOf(root) };
  shareValues(before, changed);
  return changed;
}
