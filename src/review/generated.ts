import type { SourceFile } from '../kubernetes/manifest.ts';
import { madeElsewhere } from '../kubernetes/made-elsewhere.ts';
import { type Markdown, code, codePath, md } from '../text/markdown.ts';

/** Where a file is made and is to be changed, if not here: the end of a sentence about it. */
export function describeElsewhere(file: SourceFile): Markdown | undefined {
  const elsewhere = madeElsewhere(file);
  switch (elsewhere?.kind) {
    case 'rendered':
      return md`rendered from the chart ${code(elsewhere.chart)}: change it there`;
    case 'generated':
      return elsewhere.by === undefined
        ? md`generated: change what it is made from`
        : md`generated (${codePath(elsewhere.by)}): change what it is made from`;
    case 'copy':
      return 'from' in elsewhere
        ? md`a copy from ${code(elsewhere.from)}: change it there`
        : md`a copy from another project (${codePath(elsewhere.by)}): change it there`;
    case undefined:
      return undefined;
  }
}
