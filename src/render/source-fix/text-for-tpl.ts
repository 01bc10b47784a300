import { blockText } from '../../yaml/edit/layout.ts';
import type { ValueChange } from '../../yaml/value-change.ts';
import type { Path } from '../../yaml/value.ts';

const TEMPLATE = /(?:^|\/)templates\//;
const MAX_LENGTH = 100_000;

/** Whether a template of a chart gives a value to `tpl`, by its name there or on the line above: `with`. */
export function isGivenToTpl(pointer: string, files: Readonly<Record<string, string>>): boolean {
  const name = `.${pointer.slice(pointer.lastIndexOf('/') + 1)}`;
  return Object.entries(files).some(
    ([path, text]) =>
      TEMPLATE.test(path) && text.length <= MAX_LENGTH && isGiven(text.split('\n'), name),
  );
}

function isGiven(lines: readonly string[], name: string): boolean {
  return lines.some((line, index) => {
    const isNamed = line.includes(name) || (lines[index - 1] ?? '').includes(name);
    return isNamed && /\btpl\b(?! *\( *toYaml)/.test(line);
  });
}

/** Elements that are added to a list which the values have as a text. */
export function asText(changes: readonly ValueChange[], path: Path): readonly ValueChange[] {
  const items = changes.flatMap((one) =>
    one.kind === 'append' && one.path.length === path.length ? [one.value] : [],
  );
  if (items.length < changes.length) return changes;
  const layout = { indent: 0, step: 2, listIndent: 2, eol: '\n' };
  return [{ kind: 'set', path, value: `${blockText(items, layout)}\n` }];
}
