import type { Change, ChangedFile } from '../review/change.ts';
import type { JudgeLimits, JudgeThread, Outcome } from './judge-thread.ts';
import type { JudgeResults, JudgeTask } from './judge-task.ts';
import type { FileLimit } from './without-files.ts';

/**
 * What is below the bounds on files takes some seconds on an idle machine. With the rest of the
 * process, 300 MB of heap stay below 512 MB.
 */
const LIMITS: JudgeLimits = { fileMs: 20_000, totalMs: 120_000, heapMegabytes: 300 };

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
    let change = await this.#withoutKnown(task.change);
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
      // Most changes need none of it, and it loads all that judges.
      // oxlint-disable-next-line no-await-in-loop
      const { withoutFiles } = await import('./without-files.ts');
      change = withoutFiles(change, outcome, over);
    }
  }

  #remember({ files }: Change, { path, limit }: Extract<Outcome, { kind: 'over' }>): void {
    const file = files.find((one) => one.path === path);
    if (file && limit !== 'total time') this.#tooMuch.set(file, limit);
  }

  async #withoutKnown(change: Change): Promise<Change> {
    if (!change.files.some((file) => this.#tooMuch.has(file))) return change;
    const { withoutKnown } = await import('./without-files.ts');
    return withoutKnown(change, (file) => this.#tooMuch.get(file));
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
