import { isScalar } from 'yaml';
import { type Span, endOfLine } from '../yaml/lines.ts';
import type { Container } from '../kubernetes/pod.ts';
import { type Value, field, items, textOf, valueAt } from '../yaml/value.ts';
import { code } from './kit/describe.ts';
import { type Found, defineContainerRule } from './kit/rule.ts';
import {
  type RuntimeChange,
  type Surroundings,
  runtimeChanges,
} from './kit/shell/runtime-changes.ts';

export const noRuntimeInstall = defineContainerRule({
  id: 'no-runtime-install',
  summary: 'a container that installs or downloads software, or changes system files, when it runs',
  headline: 'changes after its image was built',
  severity: { immutable: 'warning', strict: 'error' },
  check(container, report) {
    const surroundings = surroundingsOf(container);
    const seen = new Set<string>();
    for (const command of commandsOf(container)) {
      const changes = runtimeChanges(
        command.map(({ value }) => textOf(value)),
        surroundings,
      );
      for (const change of changes) {
        const word = command[change.word];
        const found = word && describe(word, change);
        // A script that installs ten things has one fault.
        if (!found?.detail || seen.has(found.detail)) continue;
        seen.add(found.detail);
        report(found);
      }
    }
  },
});

/** A word of a command, with the field of the container that it stands in. */
interface CommandWord {
  readonly field: string;
  readonly value: Value;
}

/** Where a container has commands beside its own. */
const HANDLERS = [
  ['livenessProbe'],
  ['readinessProbe'],
  ['startupProbe'],
  ['lifecycle', 'postStart'],
  ['lifecycle', 'preStop'],
] as const;

/** The commands of a container: its own, to which `args` belongs, and those of probes and hooks. */
function commandsOf({ value }: Container): CommandWord[][] {
  const own = ['command', 'args'].flatMap((name) => wordsOf(name, field(value, name)?.value));
  const handlers = HANDLERS.map((path) =>
    wordsOf(path.join('.'), valueAt(value, [...path, 'exec', 'command'])),
  );
  return [own, ...handlers];
}

function wordsOf(name: string, list: Value | undefined): CommandWord[] {
  return items(list).map((value) => ({ field: name, value }));
}

function surroundingsOf({ value, partial }: Container): Surroundings {
  const mounts = items(field(value, 'volumeMounts')?.value).flatMap(
    (mount) => textOf(field(mount, 'mountPath')?.value) ?? [],
  );
  return {
    workingDir: textOf(field(value, 'workingDir')?.value),
    mounts: partial ? undefined : mounts,
  };
}

function describe({ field: name, value }: CommandWord, change: RuntimeChange): Found {
  return {
    at: placeOf(value, change.offset),
    message: `${code(change.by)} in its \`${name}\` ${effectOf(change)}`,
    detail: `${name} ${change.by}`,
  };
}

function effectOf({ kind, path = '' }: RuntimeChange): string {
  if (kind === 'install') return 'installs software when it runs: build it into the image';
  if (kind === 'remote') return 'runs downloaded code: build it into the image';
  return `changes ${code(path)}, which belongs to its image: change it there, or mount a volume`;
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
