import { isScalar } from 'yaml';
import { type Span, endOfLine } from '../yaml/lines.ts';
import type { Value } from '../yaml/value.ts';
import { code } from './kit/describe.ts';
import { type Found, defineContainerRule } from './kit/rule.ts';
import { type CommandWord, commandsOf } from './kit/shell/container-commands.ts';
import type { RuntimeChange } from './kit/shell/read-command.ts';

export const noRuntimeInstall = defineContainerRule({
  id: 'no-runtime-install',
  summary: 'a container that installs or downloads software, or changes system files, at run time',
  headline: 'changes after its image was built',
  severity: { immutable: 'warning', strict: 'error' },
  dependsOn: ['volumes'],
  check(container, report) {
    const seen = new Set<string>();
    for (const { changes, words } of commandsOf(container)) {
      for (const change of changes) {
        const word = words[change.word];
        const found = word && describe(word, change);
        // A script that installs ten things has one fault.
        if (!found?.detail || seen.has(found.detail)) continue;
        seen.add(found.detail);
        report(found);
      }
    }
  },
});

function describe({ field: name, value }: CommandWord, change: RuntimeChange): Found {
  const where = change.script ?? name;
  return {
    at: placeOf(value, change.offset),
    message: `${code(change.by)} in ${code(where)} ${effectOf(change)}`,
    detail: `${where} ${change.by}`,
  };
}

function effectOf({ kind, path = '' }: RuntimeChange): string {
  if (kind === 'install') return 'installs software at run time: build it into the image';
  if (kind === 'remote') return 'runs downloaded code: build it into the image';
  return `writes to ${code(path)}, a file of the image: change it in the Dockerfile, or mount a volume`;
}

/** The line of a literal block that an offset of its text is on; for other values all of it. */
function placeOf({ node, span, document: { text } }: Value, offset: number | undefined): Span {
  if (offset === undefined || !isScalar(node) || node.type !== 'BLOCK_LITERAL') return span;
  const lines = String(node.value).slice(0, offset).split('\n').length;
  let start = span.start;
  for (let line = 0; line < lines; line += 1) start = text.indexOf('\n', start) + 1;
  const end = endOfLine(text, start);
  const indentation = text.slice(start, end).search(/\S/);
  return { start: start + Math.max(indentation, 0), end };
}
