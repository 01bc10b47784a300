import type { ImageConfig } from '../../../images/image-config.ts';
import { covers } from '../../../images/paths.ts';
import type { Container } from '../../../kubernetes/pod.ts';
import { field, textOf } from '../../../yaml/value.ts';
import { code } from '../describe.ts';
import {
  isForeignFolder,
  isPlainPath,
  optionsOf,
  variablesOf,
  wordsOf,
} from '../container-settings.ts';
import type { Place } from './place.ts';

/** A place that the settings of a container name. */
export interface Hint extends Place {
  /** What names it: `TMPDIR`, `--data-dir`. */
  readonly by: string;
  /** The language whose programs keep temporary files there; `by` only shows that it is one. */
  readonly language?: 'Java' | 'Python';
  /** The file or the directory that is named; `path` is the directory. */
  readonly target: string;
  /** Whether the image names it, and not the manifest. */
  readonly ofImage?: true;
  /** Whether what names it writes there. */
  readonly isWrite?: true;
  /** Whether a recorded run of the image wrote there. */
  readonly isObserved?: true;
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
/** The variables by which Python's `tempfile` finds its directory, in their order. */
const PYTHON_TEMPORARY = ['TMPDIR', 'TEMP', 'TMP'];
const JVM_TEMPORARY = /-Djava\.io\.tmpdir=(\S+)/;

/** What a flag names by the last word of its name; the form tells a file from a directory. */
const FLAG_WORD =
  /(?:^|-)(?<what>tmp|temp|cache|logs?|pid|socket|data|storage|storage-tsdb|db(?=-?path$))-?(?<form>dir|directory|folder|path|file)?$/;

const KINDS: Readonly<Record<string, Place['kind']>> = {
  tmp: 'scratch',
  temp: 'scratch',
  cache: 'cache',
  log: 'log',
  logs: 'log',
  pid: 'run',
  socket: 'run',
  data: 'data',
  db: 'data',
  storage: 'data',
  'storage-tsdb': 'data',
};

/** Where the hierarchy of Linux has files that may be lost. */
export const SCRATCH_FOLDERS: readonly (readonly [folder: string, kind: Place['kind']])[] = [
  ['/tmp', 'scratch'],
  ['/run', 'run'],
  ['/var/cache', 'cache'],
  ['/var/log', 'log'],
];

/** Directories that are there for such files. */
const FOR_WRITING = /\/(?:var|run|te?mp|cache|logs?|pids?|sockets?|spool|scratch)(?:\/|$)/;

const KERNEL = /^\/(?:dev|proc|sys|(?:var\/)?run\/secrets)(?:\/|$)/;

/**
 * The places that a container's environment, command and arguments name for what it writes.
 *
 * @param config of its image, whose variables and working folder hold where the container has no others
 */
export function hintsOf(container: Container, config?: ImageConfig): Hint[] {
  const own = variablesOf(container);
  const variables = new Map([...Object.entries(config?.env ?? {}), ...own]);
  const named = fromVariables(variables).map((hint): Hint =>
    own.has(hint.by) ? hint : { ...hint, ofImage: true },
  );
  const hints = [
    ...named,
    ...fromFlags(container, config?.workingDir),
    ...fromProgram(container, variables),
  ];
  const usable = hints.filter(({ path }) => isPlainPath(path) && !isForeignFolder(path));
  // One place may be named twice.
  return [...new Map(usable.map((hint) => [hint.path, hint])).values()];
}

/** Images have a handful; each becomes a volume. */
const MAX_VOLUMES = 32;

/** The places that an image declares as volumes: scratch files where such are kept, else data. */
export function declaredVolumes({ volumes }: ImageConfig): Hint[] {
  return volumes
    .filter((path) => isFolderName(path) && isPlainPath(path) && !KERNEL.test(path))
    .slice(0, MAX_VOLUMES)
    .map((path) => {
      const [, kind = 'data'] = SCRATCH_FOLDERS.find(([folder]) => covers(folder, path)) ?? [];
      return { ...directory(path, kind, 'VOLUME'), ofImage: true };
    });
}

/** As long as Linux has paths and names in them (PATH_MAX, NAME_MAX; limits.h). */
const MAX_PATH = 4096;
const MAX_NAME = 255;

/** Not the name of a socket: what an image declares so is mounted from the node, and no directory. */
export function isFolderName(path: string): boolean {
  return (
    path.length < MAX_PATH &&
    path.split('/').every((name) => name.length <= MAX_NAME) &&
    !/\.sock(?:et)?\/*$/i.test(path)
  );
}

/** Options that name a file or a directory which the program reads: `--config.file`, `--tls-cert-dir`. */
const INPUT =
  /(?:^|-)(?:config|conf|kubeconfig|certs?|certificate|key|ca|cacert|token|rules?|templates?)-?(?:file|path|dir|directory)?$/;

/** Settings whose paths are parts of addresses: `QUERY_BASE_PATH`, `--web.telemetry-path`, `--route-prefix`. */
const ADDRESS =
  /(?:^|-)(?:url|uri|http|web|ui|api|query|server|servlet|context|route|ingress|metrics|telemetry|health|healthz|ping|liveness|readiness|probe)-(?:(?:base|root|context|route|telemetry|url|check)-)?(?:path|prefix|base)$/;

function isNotWritten({ name }: { readonly name: string }): boolean {
  return INPUT.test(asWords(name)) || ADDRESS.test(asWords(name));
}

/** The paths that a container's environment and arguments name for what it may write. */
export function namedPaths(container: Container): Pick<Hint, 'path' | 'by'>[] {
  const variables = [...variablesOf(container)]
    .filter(([name]) => !ADDRESS.test(asWords(name)))
    .map(([by, path]) => ({ by: code(by), path }));
  const options = optionsOf(container)
    .filter((option) => !isNotWritten(option))
    .map(({ name, value }) => ({ by: code(name), path: value }));
  const inputs = optionsOf(container)
    .filter(isNotWritten)
    .map(({ value }) => value);
  // The first word is the program.
  const words = wordsOf(container)
    .slice(1)
    .filter((word) => word.startsWith('/') && !word.startsWith('/etc/') && !inputs.includes(word))
    .map((path) => ({ by: 'An argument', path }));
  const named = [...variables, ...options, ...words].filter(
    ({ path }) => isPlainPath(path) && !KERNEL.test(path),
  );
  return [...new Map(named.toReversed().map((one) => [one.path, one])).values()].toReversed();
}

/** The places that variables name whose value is a directory for files that may be lost. */
export function namedByVariables(variables: ReadonlyMap<string, string>): Hint[] {
  return Object.entries(SCRATCH_VARIABLES).flatMap(([by, kind]): Hint[] => {
    const path = variables.get(by);
    return path ? [directory(path, kind, by)] : [];
  });
}

function fromVariables(variables: ReadonlyMap<string, string>): Hint[] {
  const named = namedByVariables(variables);
  // Both keep temporary files in /tmp unless they are told otherwise.
  const jvm =
    JVM_VARIABLES.find((name) => JVM_TEMPORARY.test(variables.get(name) ?? '')) ??
    JVM_VARIABLES.find((name) => variables.has(name));
  const python = PYTHON_VARIABLES.find((name) => variables.has(name));
  const temporary = JVM_TEMPORARY.exec(variables.get(jvm ?? '') ?? '')?.[1];
  const isTold = PYTHON_TEMPORARY.some((name) => variables.get(name));
  return [
    ...named,
    ...(jvm === undefined
      ? []
      : [{ ...directory(temporary ?? '/tmp', 'scratch', jvm), language: 'Java' as const }]),
    ...(python === undefined || isTold
      ? []
      : [{ ...directory('/tmp', 'scratch', python), language: 'Python' as const }]),
  ];
}

function fromFlags(container: Container, usual = ''): Hint[] {
  const workingDir = textOf(field(container.value, 'workingDir')?.value) ?? usual;
  return optionsOf(container).flatMap(({ name, value }): Hint[] => {
    const temporary = JVM_TEMPORARY.exec(`${name}=${value}`)?.[1];
    if (temporary !== undefined) return [directory(temporary, 'scratch', 'java.io.tmpdir')];
    const groups = FLAG_WORD.exec(asWords(name))?.groups;
    const kind = KINDS[groups?.['what'] ?? ''];
    // A level (`--log=debug`) is no path.
    if (!kind || !value.includes('/') || value.includes('://')) return [];
    const target = value.startsWith('/') ? value : `${workingDir}/${value.replace(/^\.\//, '')}`;
    const isFile = groups?.['form'] === 'file' || /\.\w+$/.test(target);
    const path = isFile ? target.replace(/\/[^/]*$/, '') : target;
    // An empty volume must not hide the program that writes the file.
    if (covers(path, workingDir) || (isFile && !FOR_WRITING.test(path))) return [];
    return [{ ...directory(path, kind, name), target }];
  });
}

/**
 * The workers of gunicorn each keep a file in Python's temporary directory, and don't start without
 * (benoitc/gunicorn:gunicorn/workers/workertmp.py).
 */
function fromProgram(container: Container, variables: ReadonlyMap<string, string>): Hint[] {
  const [program = '', option, module] = wordsOf(container);
  const name = option === '-m' ? (module ?? '') : program.replace(/^.*\//, '');
  const isTold =
    optionsOf(container).some((one) => one.name === '--worker-tmp-dir') ||
    PYTHON_TEMPORARY.some((variable) => variables.get(variable));
  if (name !== 'gunicorn' || isTold) return [];
  return [{ ...directory('/tmp', 'scratch', name), isWrite: true }];
}

/** A flag's name in one spelling: `log-dir` for `--logDir`, `-log.dir` and `--log_dir`. */
function asWords(name: string): string {
  return name
    .replace(/^-+/, '')
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[._]/g, '-');
}

function directory(path: string, kind: Place['kind'], by: string): Hint {
  const trimmed = path.replace(/(?<!\/)\/+$/, '') || '/';
  return { path: trimmed, target: trimmed, kind, by };
}
