import type { RenderedFile, TracedLine } from './chart.ts';

/**
 * Helm ends a document at each line that starts with `---`, whatever follows; for YAML, `---kind:` is a key.
 * What follows is given a line of its own, with the same places.
 */
export function separated(file: RenderedFile): RenderedFile {
  const { text, lines, patched } = file;
  if (!/^---\S/m.test(text)) return file;
  const split = text.split('\n').flatMap((line, index) => {
    const from = { traced: lines[index] ?? NOWHERE, patch: patched?.[index] };
    const [, rest] = /^---(\S.*)$/.exec(line) ?? [];
    return rest === undefined
      ? [{ line, ...from }]
      : [
          { line: '---', ...from },
          { line: rest, ...from },
        ];
  });
  return {
    ...file,
    text: split.map(({ line }) => line).join('\n'),
    lines: split.map(({ traced }) => traced),
    ...(patched && { patched: split.map(({ patch }) => patch) }),
  };
}

/** A line that no template has. */
export const NOWHERE: TracedLine = { start: [], end: [], near: [], within: [] };
