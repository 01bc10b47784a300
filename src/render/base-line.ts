/**
 * The line of a printed object that stands for what a mapping is part of: the name of its container, or the key
 * of its pod. Kustomize prints mappings in blocks, with two spaces for each level.
 *
 * @param lines of the printed object
 * @param index the line of the mapping's key, from 0
 */
export function lineOfParent(lines: readonly string[], index: number): number | undefined {
  const indent = indentOf(lines[index]);
  const start = lines.findLastIndex((line, at) => at <= index && indentOf(line, '') < indent);
  if (start === -1 || !isItem(lines[start])) return start === -1 ? undefined : start;
  const end = lines.findIndex((line, at) => at > start && indentOf(line, '') < indent);
  const name = lines.findIndex(
    (line, at) =>
      at >= start &&
      (end === -1 || at < end) &&
      indentOf(line) === indent &&
      /^ *(?:- )?name: /.test(line),
  );
  return name === -1 ? start : name;
}

/** How far a line is indented; the mark of an item counts as blanks, unless it is told to count otherwise. */
function indentOf(line = '', item = '  '): number {
  const text = item === '' ? line : line.replace(/^( *)- /, `$1${item}`);
  return text.length - text.trimStart().length;
}

function isItem(line = ''): boolean {
  return /^ *- /.test(line);
}
