import { execFile, execFileSync } from 'node:child_process';
import { appendFileSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { promisify } from 'node:util';

/**
 * Replays the commits of cloned repositories that touch charts as pull requests, with the built program,
 * and measures how much of them is analyzed with and without rendering:
 *
 *     node bench/charts.ts <commits per repository> <file for the reviews> <clone>...
 *
 * Nothing is posted, nothing of the clones is executed. Results are written as they come.
 */

const PROGRAM = 'dist/cli.js';

/** What is read of `podseal review --format json`. */
interface Review {
  readonly conclusion: string;
  readonly comments: readonly {
    readonly path: string;
    readonly subject: string;
    readonly line: number;
    readonly body: string;
  }[];
  readonly findings: readonly { readonly introduced: boolean; readonly placement: string }[];
  readonly skipped: readonly { readonly file: string; readonly reason: string }[];
}

interface Totals {
  commits: number;
  failed: number;
  comments: number;
  onDiff: number;
  onFile: number;
  wholeBefore: number;
  wholeAfter: number;
}

async function main([count = '10', output = '', ...clones]: readonly string[]): Promise<void> {
  const totals: Totals = {
    ...{ commits: 0, failed: 0, comments: 0, onDiff: 0, onFile: 0 },
    ...{ wholeBefore: 0, wholeAfter: 0 },
  };
  writeFileSync(output, '');
  for (const clone of clones) {
    const name = basename(clone) === 'repo' ? basename(dirname(clone)) : basename(clone);
    for (const commit of commitsOf(clone, Number(count))) {
      await replay(clone, commit, { name, output, totals });
    }
    process.stderr.write(`${name}: ${JSON.stringify(totals)}\n`);
  }
  const { commits, failed, comments, onDiff, onFile, wholeBefore, wholeAfter } = totals;
  const part = (some: number, all: number): string =>
    `${some} of ${all} (${Math.round((100 * some) / Math.max(1, all))} %)`;
  process.stdout.write(
    [
      `${clones.length} repositories, ${commits} commits, ${failed} failed, ${comments} comments`,
      `comments on a line of the diff: ${part(onDiff, comments)}, on a file: ${onFile}`,
      `wholly analyzed without rendering: ${part(wholeBefore, commits)}`,
      `wholly analyzed with rendering: ${part(wholeAfter, commits)}`,
      '',
    ].join('\n'),
  );
}

/** The newest commits that touch what charts are made of. */
function commitsOf(clone: string, count: number): string[] {
  const paths = ['*Chart.yaml', '*values*.yaml', '*/templates/*'];
  const log = ['log', '--first-parent', '--min-parents=1', `--max-count=${count}`, '--format=%H'];
  try {
    const args = ['-C', clone, ...log, '--', ...paths];
    return execFileSync('git', args, { encoding: 'utf8' }).split('\n').filter(Boolean);
  } catch (error) {
    process.stderr.write(`${clone}: ${String(error)}\n`);
    return [];
  }
}

async function replay(
  clone: string,
  commit: string,
  { name, output, totals }: { name: string; output: string; totals: Totals },
): Promise<void> {
  const before = await review(clone, commit, ['--no-render']);
  const after = await review(clone, commit, []);
  if (!before || !after) {
    totals.failed++;
    return;
  }
  totals.commits++;
  totals.comments += after.comments.length;
  if (before.skipped.length === 0) totals.wholeBefore++;
  if (after.skipped.length === 0) totals.wholeAfter++;
  const lines = [`===== ${name} ${commit} ${before.conclusion} -> ${after.conclusion}`];
  for (const comment of after.comments) {
    const isOnDiff = comment.subject === 'line' && isInDiff(clone, commit, comment);
    if (isOnDiff) totals.onDiff++;
    if (comment.subject === 'file') totals.onFile++;
    const place = `${comment.path}:${comment.line} ${comment.subject}`;
    lines.push(`--- ${place}${isOnDiff || comment.subject === 'file' ? '' : ' NOT IN THE DIFF'}`);
    lines.push(comment.body);
  }
  for (const { file, reason } of after.skipped) lines.push(`skipped ${file}: ${reason}`);
  appendFileSync(output, `${lines.join('\n')}\n\n`);
}

async function review(
  folder: string,
  commit: string,
  more: readonly string[],
): Promise<Review | undefined> {
  const range = ['--repo', folder, '--base', `${commit}^`, '--head', commit];
  const args = [PROGRAM, 'review', ...range, '--format', 'json', ...more];
  const limits = { maxBuffer: 256 * 1024 * 1024, timeout: 600_000 };
  const run = promisify(execFile)(process.execPath, args, limits);
  const stdout = await run.then(
    (done) => done.stdout,
    (error: { stdout?: string; stderr?: string }) => {
      if (error.stdout?.startsWith('{') === true) return error.stdout;
      process.stderr.write(`${folder} ${commit}: ${error.stderr ?? String(error)}\n`);
      return '';
    },
  );
  return stdout === '' ? undefined : (JSON.parse(stdout) as Review);
}

/** Whether git's own diff shows a line on its new side. */
function isInDiff(
  clone: string,
  commit: string,
  { path, line }: { readonly path: string; readonly line: number },
): boolean {
  const args = ['-C', clone, 'diff', '--unified=3', '-M', `${commit}^`, commit, '--', path];
  const diff = execFileSync('git', args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  return [...diff.matchAll(/^@@ -\S+ \+(\d+)(?:,(\d+))? @@/gm)].some(([, start, length = '1']) => {
    const first = Number(start);
    return line >= first && line < first + Number(length);
  });
}

await main(process.argv.slice(2));
