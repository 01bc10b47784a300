import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { analyzedFiles } from './analyzed-files.ts';

/**
 * Replays commits of clones that touch charts or kustomizations through the built program, and checks what it says:
 *
 *     node bench/replay.ts [--new] [--unseen] [--count N] FOLDER CLONE...
 *
 * The commits are spread evenly over the newest 300 of a clone; with --new, of those that add such files. The folder gets a
 * file for each commit, to read; a commit that has one is not replayed again. With --unseen, the changed files are named
 * that are neither analyzed nor named, which takes as long again. Nothing is posted and nothing of the clones is executed; a
 * commit with the applied suggestions is made in a repository of its own.
 */

const NEWEST = 300;
/** Larger commits move whole repositories. */
const MAX_FILES = 60;
const REVIEW_MS = 180_000;
const MAX_BUFFER = 1024 * 1024 * 1024;
const PROGRAM = join(import.meta.dirname, '../dist/cli.js');

/** What charts and kustomizations are made of. */
const PATHS = [
  ...['*Chart.yaml', '*values*.yaml', '*values*.yml', '*/templates/*', '*/overlays/*'],
  ...['*kustomization.yaml', '*kustomization.yml', '*Kustomization', '*patch*.yaml'],
];

/** What a file that ends up as a container has in it, whatever it is written in. */
const WORDS =
  /security_?context|containers["']?\s*:|\bimage["']?\s*:|\brepository["']?\s*:|host(?:Network|PID|IPC|Path)\b|newTag\s*:|\bchart["']?\s*:/i;
const TEXT = /\.(?:ya?ml|json|tpl|tmpl)$|(?:^|\/)Kustomization$/;
/** Files of charts and of kustomizations, whatever is in them. */
const SOURCES =
  /(?:^|\/)(?:templates\/.*|overlays\/.*|[Kk]ustomization(?:\.ya?ml)?|[^/]*values[^/]*\.ya?ml)$/;
/** Files of kustomizations. */
const KUSTOMIZATIONS =
  /(?:^|\/)(?:[Kk]ustomization(?:\.ya?ml)?|(?:overlays|components)\/.*|[^/]*patch[^/]*\.ya?ml)$/;
/** Of other programs, such as CI, Task, Docker Compose and test suites of Helm. */
const OTHERS =
  /(?:^|\/)(?:(?:\.github|\.circleci|\.buildkite|\.ci|\.gitlab[^/]*|\.?taskfiles?|node_modules|vendor)\/|[^/]*(?:compose[^/]*|_test|dockercloud)\.ya?ml$)/i;

/** The parts of `docs/json.md` that are read here. */
interface Review {
  readonly conclusion: string;
  readonly comments: readonly Comment[];
  readonly findings: readonly Finding[];
  readonly skipped: readonly { readonly file: string; readonly reason: string }[];
  readonly exempted: readonly { readonly file: string }[];
}

interface Finding {
  readonly file: string;
  readonly line: number;
  readonly rule: string;
  readonly fingerprint: string;
}

interface Comment {
  readonly path: string;
  readonly subject: 'line' | 'file';
  readonly line: number;
  readonly startLine?: number;
  readonly body: string;
  readonly suggestion: string | null;
  readonly findings: readonly string[];
}

/** What is counted of a commit. */
const NONE = {
  kustomizations: 0,
  commented: 0,
  comments: 0,
  onDiff: 0,
  onFile: 0,
  /** On another line than that of a finding which the diff shows. */
  misplaced: 0,
  suggestions: 0,
  /** Whose findings are gone once they are applied, and nothing new came. */
  proved: 0,
  wholeBefore: 0,
  wholeAfter: 0,
  /** Changed files that may end up as containers, and are neither analyzed nor named as not analyzed. */
  unseen: 0,
};

type Counts = Record<keyof typeof NONE, number>;

/** What the file of a commit has. */
interface Kept {
  readonly counts: Counts;
  readonly told: readonly string[];
}

interface Replayed {
  readonly clone: string;
  readonly commit: string;
  readonly shown: ReadonlyMap<string, readonly Hunk[]>;
  readonly counts: Counts;
}

/** The first and the last line that the diff shows. */
type Hunk = readonly [number, number];

function git(folder: string, args: readonly string[], input = '', env = {}): string {
  const options = { encoding: 'utf8', maxBuffer: MAX_BUFFER, input } as const;
  const own = { ...process.env, GIT_NO_LAZY_FETCH: '1', ...env };
  return execFileSync('git', ['-C', folder, ...args], { ...options, env: own });
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    new: { type: 'boolean', default: false },
    unseen: { type: 'boolean', default: false },
    count: { type: 'string', default: '10' },
  },
});

async function main([folder = '', ...clones]: readonly string[]): Promise<void> {
  if (clones.length === 0) throw new Error('Usage: node bench/replay.ts [--new] FOLDER CLONE...');
  mkdirSync(folder, { recursive: true });
  const all: Counts[] = [];
  let failed = 0;
  for (const clone of clones) {
    const name = basename(clone) === 'repo' ? basename(dirname(clone)) : basename(clone);
    for (const commit of commitsOf(clone, Number(values.count))) {
      try {
        // oxlint-disable-next-line no-await-in-loop
        all.push(await replayOnce(clone, commit, join(folder, `${name}-${commit}.json`)));
      } catch (error) {
        failed++;
        process.stderr.write(`${name} ${commit}: ${String(error).slice(0, 300)}\n`);
      }
    }
  }
  process.stdout.write(`${figures(clones.length, all, failed).join('\n')}\n`);
}

async function replayOnce(clone: string, commit: string, file: string): Promise<Counts> {
  // oxlint-disable-next-line no-unsafe-type-assertion
  if (existsSync(file)) return (JSON.parse(readFileSync(file, 'utf8')) as Kept).counts;
  const kept = await replay(clone, commit);
  writeFileSync(file, JSON.stringify(kept, undefined, 1));
  return kept.counts;
}

function figures(repositories: number, all: readonly Counts[], failed: number): string[] {
  const sum = (name: keyof Counts): number =>
    all.reduce((total, { [name]: count }) => total + count, 0);
  const part = (some: keyof Counts, whole: number): string =>
    `${sum(some)} of ${whole} (${Math.round((100 * sum(some)) / Math.max(1, whole))} %)`;
  return [
    `${repositories} repositories, ${all.length} commits, ${failed} failed`,
    `commits that touch kustomizations: ${sum('kustomizations')}, with comments: ${sum('commented')}`,
    `comments on a line of the diff: ${part('onDiff', sum('comments'))}, on a file: ${sum('onFile')}`,
    `comments beside a line that the diff shows: ${sum('misplaced')}`,
    `suggestions that apply and leave nothing of their findings: ${part('proved', sum('suggestions'))}`,
    `wholly analyzed with --no-render: ${part('wholeBefore', all.length)}`,
    `wholly analyzed: ${part('wholeAfter', all.length)}`,
    ...(values.unseen
      ? [
          `changed files of charts, kustomizations or containers, neither analyzed nor named: ${sum('unseen')}`,
        ]
      : []),
  ];
}

function commitsOf(clone: string, count: number): string[] {
  const log = ['log', '--first-parent', '--min-parents=1', `--max-count=${NEWEST}`];
  const only = values.new ? ['--diff-filter=A'] : [];
  const args = [...log, '--full-diff', '--name-only', '--no-renames', '--format=%x00%H', ...only];
  const commits = git(clone, [...args, '--', ...PATHS])
    .split('\0')
    .map((told) => told.split('\n').filter(Boolean))
    .flatMap(([commit, ...paths]) => (commit && paths.length <= MAX_FILES ? [commit] : []));
  const step = Math.max(1, Math.floor(commits.length / count));
  return commits.filter((_, index) => index % step === 0).slice(0, count);
}

function filesOf(clone: string, commit: string): string[] {
  const args = ['-c', 'core.quotePath=false', 'diff', '--name-only', `${commit}^`, commit];
  return git(clone, args).split('\n').filter(Boolean);
}

async function replay(clone: string, commit: string): Promise<Kept> {
  const one = { clone, commit, shown: shownLines(clone, commit), counts: { ...NONE } };
  const { counts } = one;
  const before = review(one, commit, '--no-render');
  const after = review(one, commit);
  if (filesOf(clone, commit).some((path) => KUSTOMIZATIONS.test(path))) counts.kustomizations++;
  counts.comments = after.comments.length;
  if (after.comments.length > 0) counts.commented++;
  if (before.skipped.length === 0) counts.wholeBefore++;
  if (after.skipped.length === 0) counts.wholeAfter++;
  const told = [`${before.conclusion} -> ${after.conclusion}`];
  for (const comment of after.comments) told.push(...tell(one, comment, after.findings));
  told.push(...tryOut(one, after));
  for (const { file, reason } of after.skipped) told.push(`not analyzed ${file}: ${reason}`);
  const unseen = values.unseen ? await unseenFiles(one, after) : [];
  counts.unseen = unseen.length;
  told.push(...unseen.map((path) => `NEITHER ANALYZED NOR NAMED ${path}`));
  return { counts, told };
}

function review({ clone, commit }: Replayed, head: string, ...more: readonly string[]): Review {
  const range = ['--repo', clone, '--base', `${commit}^`, '--head', head];
  const args = [PROGRAM, 'review', ...range, '--format', 'json', '--fail-on', 'never', ...more];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    maxBuffer: MAX_BUFFER,
    timeout: REVIEW_MS,
  });
  if (status !== 0) throw new Error(stderr.trim());
  // oxlint-disable-next-line no-unsafe-type-assertion
  return JSON.parse(stdout) as Review;
}

/** What git's own diff shows of the new side of each file. */
function shownLines(clone: string, commit: string): Map<string, Hunk[]> {
  const args = ['-c', 'core.quotePath=false', 'diff', '--unified=3', '-M'];
  const shown = new Map<string, Hunk[]>();
  let hunks: Hunk[] = [];
  for (const line of git(clone, [...args, `${commit}^`, commit]).split('\n')) {
    const [, path] = /^\+\+\+ b\/(.*?)\t?$/.exec(line) ?? [];
    if (path !== undefined) shown.set(path, (hunks = []));
    const [, start, length = '1'] = /^@@ -\S+ \+(\d+)(?:,(\d+))? @@/.exec(line) ?? [];
    if (start !== undefined) hunks.push([Number(start), Number(start) + Number(length) - 1]);
  }
  return shown;
}

function isShown({ shown }: Replayed, path: string, first: number, last = first): boolean {
  return (shown.get(path) ?? []).some(([start, end]) => first >= start && last <= end);
}

function tell(one: Replayed, comment: Comment, findings: readonly Finding[]): string[] {
  const { path, line, startLine = line, subject, body } = comment;
  const isOnDiff = subject === 'line' && isShown(one, path, startLine, line);
  if (isOnDiff) one.counts.onDiff++;
  if (subject === 'file') one.counts.onFile++;
  const own = findings.filter(({ fingerprint }) => comment.findings.includes(fingerprint));
  const isThere = own.some(({ file, line: at }) => file === path && at >= startLine && at <= line);
  const missed = own.filter(({ file, line: at }) => isShown(one, file, at));
  const isMisplaced = missed.length > 0 && !isThere;
  if (isMisplaced) one.counts.misplaced++;
  const notes = [
    ...(subject === 'line' && !isOnDiff ? [' NOT IN THE DIFF'] : []),
    ...(isMisplaced ? missed.map(({ file, line: at }) => ` BESIDE ${file}:${at}`) : []),
  ];
  return [`--- ${path}:${startLine}-${line} ${subject}${notes.join('')}`, body];
}

/** Applies the suggestions, as their author would, and reviews the result. */
function tryOut(one: Replayed, { comments, findings }: Review): string[] {
  const suggesting = comments.filter(({ suggestion }) => suggestion !== null);
  if (suggesting.length === 0) return [];
  one.counts.suggestions += suggesting.length;
  const folder = mkdtempSync(join(tmpdir(), 'podseal-replay-'));
  try {
    const head = commitWith(one, suggesting, folder);
    const again = review({ ...one, clone: folder }, head);
    const old = new Set(findings.map(({ fingerprint }) => fingerprint));
    const now = new Set(again.findings.map(({ fingerprint }) => fingerprint));
    const came = again.findings.filter(({ fingerprint }) => !old.has(fingerprint));
    const lines = came.map(({ file, line, rule }) => `CAME ${file}:${line} ${rule}`);
    for (const { path, line, findings: own } of suggesting) {
      const open = own.filter((fingerprint) => now.has(fingerprint)).length;
      if (open < own.length && came.length === 0) one.counts.proved++;
      lines.push(`applied ${path}:${line}: ${own.length - open} of ${own.length} findings gone`);
    }
    return lines;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function commitWith(
  { clone, commit }: Replayed,
  comments: readonly Comment[],
  folder: string,
): string {
  git(folder, ['init', '--quiet', '--bare']);
  const objects = git(clone, ['rev-parse', '--path-format=absolute', '--git-path', 'objects']);
  writeFileSync(join(folder, 'objects/info/alternates'), objects);
  git(folder, ['read-tree', commit]);
  for (const path of new Set(comments.map((comment) => comment.path))) {
    const lines = git(folder, ['show', `${commit}:${path}`]).split('\n');
    const own = comments.filter((comment) => comment.path === path);
    for (const { line, startLine = line, suggestion } of own.toSorted((a, b) => b.line - a.line)) {
      const fresh = suggestion === '' ? [] : (suggestion ?? '').split('\n');
      lines.splice(startLine - 1, line - startLine + 1, ...fresh);
    }
    const blob = git(folder, ['hash-object', '-w', '--stdin'], lines.join('\n')).trim();
    git(folder, ['update-index', '--cacheinfo', `100644,${blob},${path}`]);
  }
  const author = { NAME: 'bench', EMAIL: 'bench@example.com' };
  const names = Object.entries(author).flatMap(([key, value]) => [
    [`GIT_AUTHOR_${key}`, value],
    [`GIT_COMMITTER_${key}`, value],
  ]);
  const tree = git(folder, ['write-tree']).trim();
  const message = ['commit-tree', '-m', 'Apply the suggestions', '-p', commit, tree];
  return git(folder, message, '', Object.fromEntries(names)).trim();
}

/** What may end up as a container, and is neither analyzed nor named as not analyzed. */
async function unseenFiles(
  one: Replayed,
  { findings, skipped, exempted }: Review,
): Promise<string[]> {
  const told = new Set([...findings, ...skipped, ...exempted].map(({ file }) => file));
  // A chart that can't be rendered is named by its own file.
  const charts = [...told].filter((path) => basename(path) === 'Chart.yaml').map(dirname);
  const isOfNamed = (path: string): boolean => charts.some((chart) => path.startsWith(`${chart}/`));
  const quiet = [...one.shown.keys()].filter((path) => {
    if (told.has(path) || !TEXT.test(path) || OTHERS.test(path) || isOfNamed(path)) return false;
    const text = git(one.clone, ['show', `${one.commit}:${path}`]);
    const isSource = SOURCES.test(path) || WORDS.test(text);
    return isSource && !/^kind: CustomResourceDefinition/m.test(text);
  });
  const analyzed = quiet.length > 0 ? await analyzedFiles(one.clone, one.commit) : new Set();
  return quiet.filter((path) => !analyzed.has(path));
}

await main(positionals);
