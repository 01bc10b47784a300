import type { SourceFile } from '../kubernetes/manifest.ts';
import type { Change } from '../review/change.ts';
import type { Side } from './source-tree.ts';

/** The changed files with their texts, and what was read beside them. */
export type ChangedTexts = Pick<Change, 'files' | 'removed' | 'beside'>;

/** The texts of the changed files: those of before under the names of today. */
export function textsOf({
  files,
  removed = [],
}: ChangedTexts): Readonly<Record<Side, readonly SourceFile[]>> {
  return {
    base: [
      ...files.flatMap(({ path, base: text }) => (text === undefined ? [] : { path, text })),
      ...removed,
    ],
    head: files.map(({ path, head: text }) => ({ path, text })),
  };
}
