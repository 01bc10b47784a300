import { execFileSync } from 'node:child_process';
import { appendFileSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { Engine } from '../src/engine/engine.ts';
import { readCheckouts } from '../src/files/extended-files.ts';
import { readLocalChange } from '../src/git/read-change.ts';
import { DEFAULT_FILES } from '../src/options/options.ts';
import type { Change } from '../src/review/change.ts';
import type { PlannedComment, ReviewPlan } from '../src/review/review-plan.ts';
import { planReview } from '../src/review/review.ts';
import { renderCharts } from '../src/run/render-charts.ts';

/**
 * Replays the commits of cloned repositories that touch charts as pull requests, and measures how much of
 * them is analyzed with and without rendering:
 *
 *     node bench/charts.ts <commits per repository> <file for the reviews> <clone>...
 *
 * Nothing is posted, nothing of the clones is executed. Results are written as they come.
 */

/** A busy machine takes longer than one that runs reviews. */
const engine = new Engine({ deadlineMs: 300_000, megabytes: 384 });

interface Totals {
  commits: number;
  failed: number;
  comments: number;
  onDiff: number;
  onFile: number;
  wholeBefore: number;
  wholeAfter: number;
}

const totals: Totals = {
  ...{ commits: 0, failed: 0, comments: 0, onDiff: 0, onFile: 0 },
  ...{ wholeBefore: 0, wholeAfter: 0 },
};

async function main([count = '10', output = '', ...clones]: readonly string[]): Promise<void> {
  writeFileSync(output, '');
  for (const clone of clones) {
    const name = basename(clone) === 'repo' ? basename(dirname(clone)) : basename(clone);
    for (const commit of commitsOf(clone, Number(count))) {
      try {
        await replay(clone, commit, { name, output });
      } catch (error) {
        totals.failed++;
        const message = error instanceof Error ? error.message : JSON.stringify(error);
        process.stderr.write(`${name} ${commit}: ${message}\n`);
      }
    }
    process.stderr.write(`${name}: ${JSON.stringify(totals)}\n`);
  }
  const { commits, failed, comments, onDiff, onFile, wholeBefore, wholeAfter } = totals;
  const part = (some: number, all: number): string =>
    `${some} of ${all} (${Math.round((100 * some) / Math.max(1, all))} %)`;
  const rows = [
    `${clones.length} repositories, ${commits} commits, ${failed} failed, ${comments} comments`,
    `comments on a line of the diff: ${part(onDiff, comments)}, on a file: ${onFile}`,
    `wholly analyzed without rendering: ${part(wholeBefore, commits)}`,
    `wholly analyzed with rendering: ${part(wholeAfter, commits)}`,
  ];
  process.stdout.write(`${rows.join('\n')}\n`);
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
  { name, output }: { readonly name: string; readonly output: string },
): Promise<void> {
  const read = await readLocalChange({
    ...{ folder: clone, base: `${commit}^`, head: commit, worktree: false, charts: true },
    settle: () => ({ files: DEFAULT_FILES }),
    readElsewhere: readCheckouts(),
  });
  const before = plan({ ...read, charts: [] });
  const after = plan(await renderCharts(read, engine));
  totals.commits++;
  totals.comments += after.comments.length;
  if (before.skips.length === 0) totals.wholeBefore++;
  if (after.skips.length === 0) totals.wholeAfter++;
  const lines = [`===== ${name} ${commit} ${before.conclusion} -> ${after.conclusion}`];
  for (const comment of after.comments) {
    const isOnDiff = comment.subject === 'line' && isInDiff(clone, commit, comment);
    if (isOnDiff) totals.onDiff++;
    if (comment.subject === 'file') totals.onFile++;
    const isMisplaced = comment.subject === 'line' && !isOnDiff;
    const note = isMisplaced ? ' NOT IN THE DIFF' : '';
    lines.push(`--- ${comment.path}:${comment.line} ${comment.subject}${note}`, comment.body);
  }
  const isNew = ({ file, reason }: ReviewPlan['skips'][number]): boolean =>
    !before.skips.some((one) => one.file === file && one.reason === reason);
  for (const skip of after.skips) {
    lines.push(`not analyzed${isNew(skip) ? ', newly' : ''} ${skip.file}: ${skip.reason}`);
  }
  appendFileSync(output, `${lines.join('\n')}\n\n`);
}

function plan(change: Change): ReviewPlan {
  return planReview(change, {
    ...{ ruleSet: { profile: 'immutable' }, failOn: 'error', scope: undefined },
  });
}

/** Whether git's own diff shows a line on its new side. */
function isInDiff(clone: string, commit: string, { path, line }: PlannedComment): boolean {
  const args = ['-C', clone, 'diff', '--unified=3', '-M', `${commit}^`, commit, '--', path];
  const diff = execFileSync('git', args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  return [...diff.matchAll(/^@@ -\S+ \+(\d+)(?:,(\d+))? @@/gm)].some(([, start, length = '1']) => {
    const first = Number(start);
    return line >= first && line < first + Number(length);
  });
}

await main(process.argv.slice(2));
