import type { Container } from '../manifest/pod.ts';
import { field, items, textOf } from '../manifest/value.ts';
import type { Place } from './scratch.ts';

/** A place that the settings of a container name. */
export interface Hint extends Place {
  /** What names it: `TMPDIR`, `--data-dir`. */
  readonly by: string;
}

/** Variables whose value is a directory for files that may be lost. */
const SCRATCH_VARIABLES: Readonly<Record<string, Place['kind']>> = {
  TMPDIR: 'scratch',
  TMP: 'scratch',
  TEMP: 'scratch',
  XDG_CACHE_HOME: 'cache',
  XDG_RUNTIME_DIR: 'run',
  GOCACHE: 'cache',
  HF_HOME: 'cache',
  MPLCONFIGDIR: 'cache',
  NUMBA_CACHE_DIR: 'cache',
  PIP_CACHE_DIR: 'cache',
  PROMETHEUS_MULTIPROC_DIR: 'scratch',
  PYTHONPYCACHEPREFIX: 'cache',
  npm_config_cache: 'cache',
};

/** Variables that a JVM reads, and those that people set for Python programs. */
const JVM_VARIABLES = ['JAVA_TOOL_OPTIONS', 'JDK_JAVA_OPTIONS', 'JAVA_OPTS', 'CATALINA_OPTS'];
const PYTHON_VARIABLES = ['PYTHONUNBUFFERED', 'PYTHONDONTWRITEBYTECODE', 'PYTHONPATH'];

/** A flag that names a file or a directory, by the last word of its name. */
const FLAG =
  /^--?(?<name>[\w.-]*?(?<what>tmp|temp|cache|log|logs|pid|socket|data|storage)(?:[._-]?(?<form>dir|directory|folder|path|file))?)(?:=(?<value>.+))?$/i;

const KINDS: Readonly<Record<string, Place['kind']>> = {
  tmp: 'scratch',
  temp: 'scratch',
  cache: 'cache',
  log: 'log',
  logs: 'log',
  pid: 'run',
  socket: 'run',
  data: 'data',
  storage: 'data',
};

/** Directories that hold what an image consists of, or what the kernel and the kubelet provide. */
const FOREIGN =
  /^\/(?:$|(?:bin|boot|dev|etc|home|lib\d*|opt|proc|root|run\/secrets|sbin|srv|sys|usr|var)(?:\/?$)|(?:dev|proc|sys)\/)/;

/** The places that a container's environment, command and arguments name for what it writes. */
export function hintsOf(container: Container): Hint[] {
  const variables = variablesOf(container);
  const hints = [...fromVariables(variables), ...fromFlags(container)];
  const usable = hints.filter(({ path }) => path.startsWith('/') && !FOREIGN.test(path));
  // One place may be named twice.
  return [...new Map(usable.map((hint) => [hint.path, hint])).values()];
}

function variablesOf({ value }: Container): Map<string, string> {
  const pairs = items(field(value, 'env')?.value).flatMap((variable): [string, string][] => {
    const name = textOf(field(variable, 'name')?.value);
    return name === undefined ? [] : [[name, textOf(field(variable, 'value')?.value) ?? '']];
  });
  return new Map(pairs);
}

function fromVariables(variables: ReadonlyMap<string, string>): Hint[] {
  const named = Object.entries(SCRATCH_VARIABLES).flatMap(([by, kind]): Hint[] => {
    const path = variables.get(by);
    return path ? [{ path: directory(path), kind, by }] : [];
  });
  const jvm = JVM_VARIABLES.find((name) => variables.has(name));
  const python = PYTHON_VARIABLES.find((name) => variables.has(name));
  const temporary = /-Djava\.io\.tmpdir=(\S+)/.exec(variables.get(jvm ?? '') ?? '')?.[1];
  const by = jvm ?? python;
  // Both keep temporary files in /tmp unless they are told otherwise.
  const isNamed = named.some((hint) => hint.kind === 'scratch') && temporary === undefined;
  if (by === undefined || isNamed) return named;
  return [...named, { path: directory(temporary ?? '/tmp'), kind: 'scratch', by }];
}

function fromFlags(container: Container): Hint[] {
  const { value } = container;
  const words = ['command', 'args'].flatMap((name) =>
    items(field(value, name)?.value).map((item) => textOf(item) ?? ''),
  );
  const workingDir = textOf(field(value, 'workingDir')?.value) ?? '';
  return words.flatMap((word, index): Hint[] => {
    const temporary = /^-Djava\.io\.tmpdir=(.+)$/.exec(word)?.[1];
    if (temporary) return [{ path: directory(temporary), kind: 'scratch', by: 'java.io.tmpdir' }];
    const groups = FLAG.exec(word)?.groups;
    const given = groups?.['value'] ?? words[index + 1] ?? '';
    const kind = KINDS[groups?.['what']?.toLowerCase() ?? ''];
    // A level (`--log=debug`) is no path.
    if (!groups || !kind || !given.includes('/') || given.includes('://')) return [];
    const path = given.startsWith('/') ? given : `${workingDir}/${given}`;
    const isFile = groups['form'] === 'file' || /\.\w+$/.test(path);
    const by = `--${groups['name'] ?? ''}`;
    return [{ path: directory(isFile ? path.replace(/\/[^/]*$/, '') : path), kind, by }];
  });
}

function directory(path: string): string {
  return path.replace(/\/+$/, '') || '/';
}
