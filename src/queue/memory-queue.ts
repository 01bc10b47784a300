import { type Job, isNewer, jobId, queueKeyOf } from './job.ts';
import {
  BROKEN,
  type Counts,
  type Handler,
  type JobQueue,
  MAX_DEAD,
  REMEMBERED_MS,
  type Verdict,
} from './queue.ts';

interface Entry {
  readonly job: Job;
  readonly delivery: string;
  due: number;
  tries: number;
}

/** The jobs of a queue key by their ids, in the order in which they came. */
interface KeyedJobs {
  readonly entries: Map<string, Entry>;
  isBusy: boolean;
}

/** A queue in this process: when the process ends, waiting jobs are lost. */
export class MemoryQueue implements JobQueue {
  readonly #concurrency: number;
  readonly #keys = new Map<string, KeyedJobs>();
  /** When each delivery arrived. */
  readonly #seen = new Map<string, number>();
  readonly #dead: { readonly job: Job; readonly reason: string }[] = [];
  /** Until when installations wait. */
  readonly #paused = new Map<number, number>();
  readonly #running = new Set<Promise<void>>();
  #handler: Handler | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(concurrency: number) {
    this.#concurrency = concurrency;
  }

  async add(job: Job, delivery: string): Promise<boolean> {
    this.#forget();
    if (this.#seen.has(delivery)) return false;
    this.#seen.set(delivery, Date.now());
    const name = queueKeyOf(job);
    const key = this.#keys.get(name) ?? { entries: new Map<string, Entry>(), isBusy: false };
    this.#keys.set(name, key);
    const waiting = key.entries.get(jobId(job));
    if (!waiting || !isNewer(waiting.job, job)) {
      // The new job keeps the place of the job that it replaces.
      const due = Math.min(Date.now(), waiting?.due ?? Number.POSITIVE_INFINITY);
      key.entries.set(jobId(job), { job, delivery, due, tries: 0 });
    }
    this.#pump();
    return true;
  }

  async work(handler: Handler): Promise<void> {
    this.#handler = handler;
    this.#pump();
  }

  async counts(): Promise<Counts> {
    const keys = [...this.#keys.values()];
    const all = keys.reduce((sum, { entries }) => sum + entries.size, 0);
    const idle = keys
      .filter(({ isBusy }) => !isBusy)
      .flatMap(({ entries }) => [...entries.values()]);
    return {
      waiting: all - this.#running.size,
      active: this.#running.size,
      dead: this.#dead.length,
      overdueMs: idle.reduce((most, { due }) => Math.max(most, Date.now() - due), 0),
    };
  }

  async close(graceMs: number): Promise<void> {
    this.#handler = undefined;
    clearTimeout(this.#timer);
    const grace = new Promise<void>((resolve) => {
      this.#timer = setTimeout(resolve, graceMs);
    });
    await Promise.race([Promise.all(this.#running), grace]);
    clearTimeout(this.#timer);
  }

  #forget(): void {
    const limit = Date.now() - REMEMBERED_MS;
    for (const [delivery, at] of this.#seen) {
      if (at > limit) return;
      this.#seen.delete(delivery);
    }
  }

  /** Starts the jobs that can start. A queue key whose job was started goes to the end. */
  #pump(): void {
    const handler = this.#handler;
    if (!handler) return;
    clearTimeout(this.#timer);
    let next = Number.POSITIVE_INFINITY;
    for (const [name, key] of [...this.#keys]) {
      if (key.isBusy || this.#running.size >= this.#concurrency) continue;
      const [id, entry] = first(key);
      if (id === undefined || entry === undefined) {
        this.#keys.delete(name);
        continue;
      }
      const due = Math.max(entry.due, this.#paused.get(entry.job.installation) ?? 0);
      if (due > Date.now()) next = Math.min(next, due);
      else {
        this.#keys.delete(name);
        this.#keys.set(name, key);
        this.#begin(handler, key, id, entry);
      }
    }
    if (next === Number.POSITIVE_INFINITY) return;
    this.#timer = setTimeout(() => this.#pump(), Math.max(1, next - Date.now()));
  }

  #begin(handler: Handler, key: KeyedJobs, id: string, entry: Entry): void {
    key.isBusy = true;
    entry.tries++;
    const run = this.#run(handler, key, id, entry).finally(() => {
      key.isBusy = false;
      this.#running.delete(run);
      this.#pump();
    });
    this.#running.add(run);
  }

  async #run(handler: Handler, key: KeyedJobs, id: string, entry: Entry): Promise<void> {
    const isCurrent = async (): Promise<boolean> => key.entries.get(id) === entry;
    const { job, tries } = entry;
    // The queue ends with its process, so no job has survived the end of a process.
    const verdict = await handler({ job, tries, losses: 0, isCurrent }).catch(() => BROKEN);
    if (await isCurrent()) this.#settle(key, id, entry, verdict);
  }

  #settle(key: KeyedJobs, id: string, entry: Entry, verdict: Verdict): void {
    if (verdict.state === 'later') {
      entry.due = Date.now() + verdict.afterMs;
      return;
    }
    if (verdict.state === 'pause') {
      this.#paused.set(entry.job.installation, Date.now() + verdict.afterMs);
      entry.tries--;
      return;
    }
    key.entries.delete(id);
    if (verdict.state === 'done') return;
    this.#dead.unshift({ job: entry.job, reason: verdict.reason });
    this.#dead.length = Math.min(this.#dead.length, MAX_DEAD);
    this.#seen.delete(entry.delivery);
  }
}

/** The entry of a queue key that is due earliest. */
function first(key: KeyedJobs): [string, Entry] | [undefined, undefined] {
  const [soonest] = [...key.entries].sort(([, a], [, b]) => a.due - b.due);
  return soonest ?? [undefined, undefined];
}
