import { setImmediate as turn } from 'node:timers/promises';
import { BroadcastChannel } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Judge } from '../../src/run/judge-apart.ts';
import { imagesOfChange } from '../../src/review/change-images.ts';
import type { Change } from '../../src/review/change.ts';
import type { ReviewPlan } from '../../src/review/review-plan.ts';
import { planReview } from '../../src/review/review.ts';
import { FEW_RULES, changeOf, changedFile, deployment, threadOf } from '../judging.ts';

const PROGRAM = new URL('../hostile/slow-judge.ts', import.meta.url);
const OPTIONS = { ruleSet: FEW_RULES, failOn: 'error', scope: undefined } as const;

const [SHORT, LONG] = [1000, 2000];

let judge = new Judge();
let channel: BroadcastChannel | undefined;

// Time stands still until a file takes forever: how fast this machine is makes no difference.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
  // Whenever time passes, this process works.
  vi.spyOn(process, 'cpuUsage').mockImplementation(() => ({
    user: performance.now() * 1000,
    system: 0,
  }));
});

afterEach(async () => {
  channel?.close();
  vi.restoreAllMocks();
  vi.useRealTimers();
  await judge.close();
});

/** A judge with so much time, of which the files that are called slow use up the shorter one. */
function withLimits(fileMs: number, totalMs: number): void {
  judge = new Judge({ fileMs, totalMs, heapMegabytes: 128 }, PROGRAM);
  channel = new BroadcastChannel('podseal-slow');
  // The judge has named the file before; its message is read in the next turn at the latest.
  const isSlow = async (): Promise<unknown> =>
    turn()
      .then(async () => turn())
      .then(() => vi.advanceTimersByTime(SHORT));
  channel.addEventListener('message', () => void isSlow());
}

function changing(...paths: readonly string[]): Change {
  return changeOf(paths.map((path) => changedFile(path, undefined, deployment('web'))));
}

async function review(change: Change): Promise<ReviewPlan> {
  return judge.judge({ kind: 'review', change, options: OPTIONS, next: undefined });
}

function outcome({ findings, skips, conclusion }: ReviewPlan) {
  const judged = new Set(findings.map(({ finding }) => finding.file));
  return {
    judged: [...judged],
    skips: skips.map(({ file, reason }) => `${file}: ${reason}`),
    conclusion,
  };
}

describe('a thread', () => {
  it('plans what the judge itself plans', async () => {
    judge = new Judge();
    const change = changing('a.yaml', 'b.yaml');
    expect(await review(change)).toEqual(planReview(change, OPTIONS));
    const images = await judge.judge({ kind: 'images', change });
    expect(images).toEqual(imagesOfChange(change));
    expect(images).toHaveLength(1);
    const fix = await judge.judge({
      kind: 'fix',
      change,
      options: OPTIONS,
      command: { name: 'fix', all: true, rules: [], unsafe: true },
      asked: {},
    });
    expect(fix.files.map(({ path }) => path)).toEqual(['a.yaml', 'b.yaml']);
  });

  it('leaves out a file that takes too long, and judges the others', async () => {
    withLimits(SHORT, LONG);
    expect(outcome(await review(changing('a.yaml', 'slow.yaml', 'b.yaml')))).toEqual({
      judged: ['a.yaml', 'b.yaml'],
      skips: ['slow.yaml: took too long to analyze: split it'],
      conclusion: 'failure',
    });
  });

  it('does not wait again for a file that took too long in an earlier task', async () => {
    withLimits(SHORT, LONG);
    const change = changing('slow.yaml', 'b.yaml');
    let started = 0;
    channel?.addEventListener('message', () => started++);
    expect(await judge.judge({ kind: 'images', change })).toEqual(imagesOfChange(change));
    expect(outcome(await review({ ...change }))).toEqual({
      judged: ['b.yaml'],
      skips: ['slow.yaml: took too long to analyze: split it'],
      conclusion: 'failure',
    });
    expect(started).toBe(1);
  });

  it('leaves out a removed file that takes too long, and says nothing of it', async () => {
    withLimits(SHORT, LONG);
    const removed = [
      { path: 'slow.yaml', text: deployment('web') },
      { path: 'old.yaml', text: deployment('api') },
    ];
    const files = [
      changedFile('a.yaml', undefined, deployment('web')),
      changedFile('b.yaml', undefined, deployment('api')),
    ];
    const { findings, skips } = await review(changeOf(files, { removed }));
    expect(skips).toEqual([]);
    const fresh = findings.filter(({ introduced }) => introduced);
    expect(new Set(fresh.map(({ finding }) => finding.file))).toEqual(new Set(['a.yaml']));
  });

  it('leaves out a file that takes too much memory, and judges the others', async () => {
    withLimits(SHORT, LONG);
    expect(outcome(await review(changing('a.yaml', 'fat.yaml', 'b.yaml')))).toEqual({
      judged: ['a.yaml', 'b.yaml'],
      skips: ['fat.yaml: took too much memory to analyze: split it'],
      conclusion: 'failure',
    });
  });

  it('judges none where too many are like this, and passes nothing', async () => {
    withLimits(SHORT, LONG);
    const { judged, skips, conclusion } = outcome(
      await review(changing('a.yaml', 'slow1.yaml', 'slow2.yaml', 'slow3.yaml', 'b.yaml')),
    );
    expect({ judged, conclusion }).toEqual({ judged: [], conclusion: 'neutral' });
    expect(skips.toSorted()).toEqual([
      'a.yaml: this change took too long to analyze: split it',
      'b.yaml: this change took too long to analyze: split it',
      ...['slow1', 'slow2', 'slow3'].map(
        (name) => `${name}.yaml: took too long to analyze: split it`,
      ),
    ]);
  });

  it('judges what there is time for', async () => {
    withLimits(LONG, SHORT);
    const { skips, judged } = outcome(await review(changing('a.yaml', 'slow.yaml', 'b.yaml')));
    expect(judged).toEqual(['a.yaml']);
    expect(skips).toEqual([
      'slow.yaml: this change took too long to analyze: split it',
      'b.yaml: this change took too long to analyze: split it',
    ]);
  });

  it('has others judged before it tries again', async () => {
    withLimits(SHORT, LONG);
    const ended: string[] = [];
    await Promise.all([
      review(changing('slow.yaml', 'a.yaml')).then(() => ended.push('slow')),
      review(changing('b.yaml')).then(() => ended.push('other')),
    ]);
    expect(ended).toEqual(['other', 'slow']);
  });

  it('keeps no comment on a file that was not judged from standing', async () => {
    withLimits(SHORT, LONG);
    const change = changing('slow.yaml');
    const thread = threadOf(['0123456789abcdef'], { path: 'slow.yaml' });
    const plan = await review({ ...change, threads: [thread] });
    expect(plan.resolutions).toEqual([]);
  });

  it('says what fails in it', async () => {
    judge = new Judge();
    const broken: unknown = { ...changing('a.yaml'), threads: null };
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    await expect(review(broken as Change)).rejects.toThrow('Cannot read properties of null');
  });
});
