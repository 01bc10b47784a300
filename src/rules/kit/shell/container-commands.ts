import type { Container } from '../../../kubernetes/pod.ts';
import { type Value, field, itemAt, items, textOf, valueAt } from '../../../yaml/value.ts';
import { variablesOf } from '../container-settings.ts';
import {
  type CommandEffects,
  type Surroundings,
  readCommand,
  readScript,
  shellOf,
} from './read-command.ts';
import { isShell, nameOf } from './wrappers.ts';
import { mountedText, mountsConfigMap } from './mounted-text.ts';
import { volumesOfKind } from './volumes-of-kind.ts';
import { kept } from '../../../yaml/kept.ts';

/** A word of a command, with the field of the container that it stands in. */
export interface CommandWord {
  /** `command`, `args`, `lifecycle.postStart`. */
  readonly field: string;
  readonly value: Value;
}

/** A command that a manifest has a container run. */
export interface ContainerCommand extends CommandEffects {
  /** The field that it starts in. */
  readonly field: string;
  readonly words: readonly CommandWord[];
}

/** Where a container has commands beside its own. */
const HANDLERS = [
  ['livenessProbe'],
  ['readinessProbe'],
  ['startupProbe'],
  ['lifecycle', 'postStart'],
  ['lifecycle', 'preStop'],
] as const;

const commands = kept<Container, readonly ContainerCommand[]>();

/** The commands of a container: its own, to which `args` belongs, and those of probes and hooks. */
export function commandsOf(container: Container): readonly ContainerCommand[] {
  const known = commands.get(container);
  if (known) return known;
  const read = readCommands(container);
  commands.set(container, read);
  return read;
}

function readCommands(container: Container): ContainerCommand[] {
  const { value } = container;
  const own = ['command', 'args'].flatMap((name) => wordsOf(name, field(value, name)?.value));
  const handlers = HANDLERS.map((path) =>
    wordsOf(path.join('.'), valueAt(value, [...path, 'exec', 'command'])),
  );
  let around: Surroundings | undefined;
  // Most containers have no command.
  const surroundings = (): Surroundings => (around ??= surroundingsOf(container));
  const script = readOwnScript(container, surroundings);
  const read = [own, ...handlers].flatMap((words) => {
    const [first] = words;
    if (!first) return [];
    const effects = readCommand(
      words.map((word) => textOf(word.value)),
      surroundings(),
    );
    return [{ ...pick(effects), field: first.field, words }];
  });
  return script ? [script, ...read] : read;
}

/** The script of a step of Tekton, and of a template of Argo, which its command runs. */
function readOwnScript(
  { value, pod }: Container,
  surroundings: () => Surroundings,
): ContainerCommand | undefined {
  const name = { 'tekton.dev': 'script', 'argoproj.io': 'source' }[pod.resource.group];
  const script = name === undefined ? undefined : field(value, name)?.value;
  const text = textOf(script);
  if (name === undefined || !script || text === undefined) return undefined;
  const program = textOf(itemAt(field(value, 'command')?.value, 0));
  const shell = name === 'script' ? shellOf(text) : nameOf(program ?? '');
  if (shell === undefined || !isShell(shell)) return undefined;
  const words = [{ field: name, value: script }];
  return { ...pick(readScript(text, shell, surroundings())), field: name, words };
}

/** Without the reader that they come from. */
function pick({ changes, uses, writes, scripts }: CommandEffects): CommandEffects {
  return { changes, uses, writes, scripts };
}

function wordsOf(name: string, list: Value | undefined): CommandWord[] {
  return items(list).map((value) => ({ field: name, value }));
}

function surroundingsOf(container: Container): Surroundings {
  const { value, partial } = container;
  const mounts = [
    ...items(field(value, 'volumeMounts')?.value).flatMap(
      (mount) => textOf(field(mount, 'mountPath')?.value) ?? [],
    ),
    ...volumesOfKind(container),
  ];
  return {
    workingDir: textOf(field(value, 'workingDir')?.value),
    mounts: partial ? undefined : mounts,
    variables: () => knownVariables(container),
    ...(mountsConfigMap(container) && { textAt: (path) => mountedText(container, path) }),
  };
}

/** Those whose values are in the manifest, and need no look at others. */
function knownVariables(container: Container): ReadonlyMap<string, string> {
  return new Map([...variablesOf(container)].filter(([, value]) => /^[^$]+$/.test(value)));
}
