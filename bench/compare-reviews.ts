/**
 * Reviews commits of clones with two builds of Podseal, as pull requests, and prints what the second says otherwise:
 * comments, what is introduced, and what is not analyzed. Without a second build, it prints what the first says.
 *
 *   node bench/compare-reviews.ts [--count N] [--paths GLOB] PROGRAM[,PROGRAM] CLONE...
 *
 * A program is a built `dist/cli.js`. A clone is a git directory; nothing is fetched. Of each clone, the last N commits
 * count whose files are in the folder of a kustomization, or below one; `--paths` leaves out what git's glob does not
 * match.
 */
import { spawnSync } from 'node:child_process';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    count: { type: 'string', default: '10' },
    paths: { type: 'string', default: '*.y*ml' },
  },
});

const KUSTOMIZATIONS = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];
/** Larger commits move whole repositories. */
const MAX_FILES = 60;
/** So many commits are looked at for each that counts. */
const LOOKED_AT = 30;
const REVIEW_MS = 120_000;
const MAX_BUFFER = 256 * 1024 * 1024;

/** What `podseal review --format json` prints, as far as it is compared. */
interface Review {
  readonly conclusion: string;
  readonly comments: readonly { path: string; line: number; body: string }[];
  readonly findings: readonly {
    readonly file: string;
    readonly line: number;
    readonly rule: string;
    readonly container: string | null;
    readonly introduced: boolean;
  }[];
  readonly skipped: readonly { readonly file: string; readonly reason: string }[];
}

function git(clone: string, ...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync('git', ['-C', clone, ...args], {
    encoding: 'utf8',
    maxBuffer: MAX_BUFFER,
  });
  if (status !== 0) throw new Error(`git ${args.join(' ')} in ${clone}: ${stderr}`);
  return stdout;
}

/** The folders of a file, from its own up to the root. */
function foldersOf(path: string): string[] {
  const folder = dirname(path);
  return folder === '.' ? ['.'] : [folder, ...foldersOf(folder)];
}

function* commitsOf(clone: string, count: number): Generator<string> {
  const limit = `-${count * LOOKED_AT}`;
  const list = ['log', '--first-parent', '--no-merges', '--format=%H', limit, '--', values.paths];
  let found = 0;
  for (const commit of git(clone, ...list)
    .split('\n')
    .filter(Boolean)) {
    const changed = git(clone, 'diff-tree', '-r', '--no-commit-id', '--name-only', commit);
    const paths = changed.split('\n').filter((path) => /\.ya?ml$/.test(path));
    if (paths.length === 0 || paths.length > MAX_FILES) continue;
    const tree = new Set(git(clone, 'ls-tree', '-r', '--name-only', commit).split('\n'));
    const isBelow = (path: string): boolean =>
      foldersOf(path).some((folder) =>
        KUSTOMIZATIONS.some((name) => tree.has(folder === '.' ? name : `${folder}/${name}`)),
      );
    if (!paths.some(isBelow)) continue;
    yield commit;
    if (++found === count) return;
  }
}

function review(program: string, clone: string, commit: string): Review | string {
  const range = ['--base', `${commit}^`, '--head', commit];
  const args = [program, 'review', '--repo', clone, ...range, '--format', 'json'];
  const { stdout, stderr } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    timeout: REVIEW_MS,
    maxBuffer: MAX_BUFFER,
  });
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Our own program's output.
    return JSON.parse(stdout) as Review;
  } catch {
    return stderr.slice(-300) || 'no answer in time';
  }
}

/** What a review says, a line each. */
function said(result: Review | string): string[] {
  if (typeof result === 'string') return [`failed: ${result}`];
  const { conclusion, comments, findings, skipped } = result;
  return [
    `check ${conclusion}`,
    ...comments.map(({ path, line, body }) => {
      const [verdict = ''] = body.split('\n');
      const kind = body.includes('```suggestion') ? 'suggestion' : 'text';
      return `comment ${path}:${line} ${verdict} (${body.includes('```diff') ? 'patch' : kind})`;
    }),
    ...findings
      .filter(({ introduced }) => introduced)
      .map((one) => `new ${one.file}:${one.line} ${one.rule} ${one.container ?? ''}`),
    ...skipped.map(({ file, reason }) => `not analyzed ${file}: ${reason}`),
  ];
}

const [programs = '', ...clones] = positionals;
const [first = '', second] = programs.split(',');
const counts = { commits: 0, comments: 0, suggestions: 0, differ: 0 };
for (const clone of clones) {
  for (const commit of commitsOf(clone, Number(values.count))) {
    const now = said(review(second ?? first, clone, commit));
    const before = second === undefined ? [] : said(review(first, clone, commit));
    counts.commits++;
    const comments = now.filter((line) => line.startsWith('comment '));
    counts.comments += comments.length;
    counts.suggestions += comments.filter((line) => /\((?:suggestion|patch)\)$/.test(line)).length;
    const gone = before.filter((line) => !now.includes(line));
    const come = now.filter((line) => !before.includes(line));
    if (gone.length + come.length === 0) continue;
    counts.differ++;
    const lines = [...gone.map((line) => `  - ${line}`), ...come.map((line) => `  + ${line}`)];
    process.stdout.write(`${clone} ${commit.slice(0, 9)}\n${lines.join('\n')}\n`);
  }
}
process.stdout.write(`${JSON.stringify(counts)}\n`);
