import { dequal } from 'dequal/lite';
import { changeData } from './change-data.ts';
import type { ParsedDocument } from './parse.ts';
import { differsBy } from './quick/differs-by.ts';
import { isRead } from './quick/nodes.ts';
import type { ValueChange } from './value-change.ts';

/** Whether the data of one document is that of another one with some changes made, and nothing else. */
export function isChangedBy(
  before: ParsedDocument,
  after: ParsedDocument,
  changes: readonly ValueChange[],
): boolean {
  const hasRepeated = before.repeatedKeys > 0 || after.repeatedKeys > 0;
  if (!hasRepeated && isRead(before.root) && isRead(after.root)) {
    return differsBy(before.root, after.root, changes);
  }
  const data = before.toData();
  return data !== undefined && dequal(changeData(data, changes), after.toData());
}
