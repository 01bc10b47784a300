import { type Path, rootOf, valueAt } from '../../yaml/value.ts';
import type { ParsedDocument } from '../../yaml/parse.ts';
import type { ChartManifest } from '../rendered-manifests.ts';

/** Lines of a rendering, both included, which count from 0. */
export interface LineRange {
  readonly from: number;
  readonly to: number;
}

/** The lines of a value, with the blank lines below: nodes of a template that wrote nothing stand there. */
export function linesOf(
  { manifest, file }: ChartManifest,
  document: ParsedDocument,
  path: Path,
): LineRange {
  const { start, end } = valueAt(rootOf(document), path)?.span ?? document.span;
  const [from, last] = [start, Math.max(start, end - 1)].map(
    (at) => manifest.lines.position(at).line - 1,
  );
  let to = last ?? 0;
  while (to + 1 < file.lines.length && textOfLine(manifest.file.text, manifest, to + 1) === '')
    to++;
  return { from: from ?? 0, to };
}

function textOfLine(text: string, { lines }: ChartManifest['manifest'], index: number): string {
  const { start, end } = lines.span(index + 1);
  return text.slice(start, end).trim();
}
