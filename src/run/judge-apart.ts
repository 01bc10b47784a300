import { reportedPath } from '../render/rendered-source.ts';
import type { Change, ChangedFile } from '../review/change.ts';
import { rootFile } from '../review/judge-roots.ts';
import type { JudgeLimits, JudgeThread, Outcome } from './judge-thread.ts';
import type { JudgeResults, JudgeTask } from './judge-task.ts';

/**
 * What is below the bounds on files takes some seconds on an idle machine. With the rest of the
 * process, 300 MB of heap stay below 512 MB.
 */
const LIMITS: JudgeLimits = { fileMs: 20_000, totalMs: 120_000, heapMegabytes: 300 };

/** With so many files over a limit, none of a change is judged. */
const MAX_OVER = 3;

const REASONS = {
  time: 'took too long to analyze: split it',
  'total time': 'this change took too long to analyze: split it',
  memory: 'took too much memory to analyze: split it',
} as const;

type FileLimit = Exclude<keyof typeof REASONS, 'total time'>;

/**
 * Judges changes in a thread, so that no file of a stranger holds up or ends this process. Tasks wait
 * for each other: judging takes all of a processor, and the memory of one thread is bounded.
 */
export class Judge {
  readonly #start: () => Promise<JudgeThread>;
  #thread: Promise<JudgeThread> | undefined;
  #last: Promise<unknown> = Promise.resolve();
  /** Files that took too much: a run has several tasks for the same files. */
  readonly #tooMuch = new WeakMap<ChangedFile, FileLimit>();

  constructor(limits: JudgeLimits = LIMITS, program?: URL) {
    // What judges is loaded when there is something to judge: a run asks GitHub first.
    this.#start = async () => new (await import('./judge-thread.ts')).JudgeThread(limits, program);
  }

  /**
   * Does a task. A file that takes too much time or memory is left out and named as not analyzed, and
   * the others are judged without it.
   */
  async judge<Kind extends JudgeTask['kind']>(
    task: Extract<JudgeTask, { kind: Kind }>,
  ): Promise<JudgeResults[Kind]> {
    let change = this.#withoutKnown(task.change);
    for (let over = 1; ; over++) {
      // oxlint-disable-next-line no-await-in-loop
      const outcome = await this.#next({ ...task, change });
      // The thread answers a task with its result: judge-task.ts.
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      if (outcome.kind === 'done') return outcome.result as JudgeResults[Kind];
      if (change.files.length === 0) {
        throw new Error(`Judging took too much ${outcome.limit}, with no file to judge.`);
      }
      this.#remember(change, outcome);
      change = withoutFiles(change, outcome, over >= MAX_OVER);
    }
  }

  #remember({ files }: Change, { path, limit }: Extract<Outcome, { kind: 'over' }>): void {
    const file = files.find((one) => one.path === path);
    if (file && limit !== 'total time') this.#tooMuch.set(file, limit);
  }

  #withoutKnown(change: Change): Change {
    const known = change.files.flatMap((file) => {
      const limit = this.#tooMuch.get(file);
      return limit ? [{ file: file.path, reason: REASONS[limit] }] : [];
    });
    if (known.length === 0) return change;
    const files = change.files.filter((file) => !this.#tooMuch.has(file));
    return { ...change, files, skips: [...change.skips, ...known] };
  }

  async close(): Promise<void> {
    await (await this.#thread)?.end();
  }

  /** Whoever has to try again comes after those who wait. */
  async #next(task: JudgeTask): Promise<Outcome> {
    const outcome = this.#last.then(async () => (await (this.#thread ??= this.#start())).run(task));
    this.#last = outcome.catch(() => undefined);
    return outcome;
  }
}

/** The change without the file that took too much; without those behind it where all together did. */
function withoutFiles(
  change: Change,
  { path, limit }: Extract<Outcome, { kind: 'over' }>,
  isLast: boolean,
): Change {
  const without = isLast ? undefined : withoutSource(change, path, limit);
  if (without) return without;
  const removed = change.removed?.filter((file) => file.path !== path) ?? [];
  // Nothing is said of a file that is gone: what has moved out of it counts as new.
  if (!isLast && removed.length < (change.removed?.length ?? 0)) return { ...change, removed };
  // What says how images are built took it: they are judged without.
  if (path !== undefined && change.builds?.texts.has(path)) return { ...change, builds: undefined };
  const at = change.files.findIndex((file) => file.path === path);
  const limitOn = (index: number): keyof typeof REASONS | undefined => {
    if (index === at) return limit;
    const isBehind = limit === 'total time' && index > at;
    return isLast || at === -1 || isBehind ? 'total time' : undefined;
  };
  const skips = change.files.flatMap((file, index) => {
    const over = limitOn(index);
    return over ? [{ file: file.path, reason: REASONS[over] }] : [];
  });
  const files = change.files.filter((_, index) => limitOn(index) === undefined);
  const charts = isLast ? [] : change.charts;
  const roots = isLast ? [] : change.roots;
  const sources = { ...(charts && { charts }), ...(roots && { roots }) };
  return { ...change, files, ...sources, skips: [...change.skips, ...skips] };
}

/** The change without the chart or the kustomization that took too much. */
function withoutSource(
  change: Change,
  path: string | undefined,
  limit: keyof typeof REASONS,
): Change | undefined {
  const { charts = [], roots = [] } = change;
  const chart = charts.find(({ folder }) => chartFile(folder) === path);
  if (chart) {
    const reason = `what the chart renders to ${REASONS[limit]}`;
    const skips = [...change.skips, { file: chartFile(chart.folder), reason }];
    return { ...change, charts: charts.filter((one) => one !== chart), skips };
  }
  const root = roots.find((one) => rootFile(one) === path);
  if (!root) return undefined;
  const reason = `what the kustomization becomes ${REASONS[limit]}`;
  const skips = [...change.skips, { file: rootFile(root), reason }];
  return { ...change, roots: roots.filter((one) => one !== root), skips };
}

function chartFile(folder: string): string {
  return reportedPath({ folder }, 'Chart.yaml');
}
