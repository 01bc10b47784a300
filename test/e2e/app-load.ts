import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readMarker } from '../../src/review/marker.ts';
import { makeRepository } from '../double/git-repository.ts';
import { type GitHubDouble, type Webhook, signWebhook } from '../double/github/index.ts';
import { addPoison, commitsOf, makeGitHub } from './app-load-github.ts';
import { type RedisServer, startRedis } from '../queue/redis-server.ts';
import { type RunningApp, SECRET, runApp, until } from './run-app.ts';

export interface LoadOptions {
  readonly installations: number;
  readonly pulls: number;
  /** How often each pull request is pushed to, its opening included. */
  readonly pushes: number;
  readonly workers: number;
  readonly concurrency: number;
  /** How long GitHub takes for an answer, at most; half of it at least. */
  readonly latencyMs: number;
  /** The part of requests that GitHub spoils. */
  readonly faults: number;
  /** How many workers are killed on the way. */
  readonly kills: number;
  /** Whether Redis and the web process are killed once each, and Redis is paused longer than a lease lasts. */
  readonly restarts: boolean;
  readonly limitMs: number;
  /** Whether there is one more pull request, with a file that the judge never gets done with. */
  readonly poison?: boolean;
}

/** What came of it. */
export interface LoadResult {
  readonly webhooks: number;
  /** In milliseconds, of those that were accepted at once, as their sender saw it. */
  readonly accepted: { readonly p50: number; readonly p95: number; readonly p99: number };
  /** The mean that the web process measured itself, in milliseconds. */
  readonly acceptedMean: number;
  /** Webhooks that failed when they first came, and were delivered again until they were taken. */
  readonly redelivered: number;
  readonly seconds: number;
  readonly killed: number;
  /** Pull requests without a concluded check, or without all comments, on their newest head. */
  readonly lost: readonly number[];
  /** Pull requests with a comment, or a concluded check on their newest head, that is there twice. */
  readonly doubled: readonly number[];
  /** Pull requests with a check that lets them be merged, though each has findings. */
  readonly falseGreen: readonly number[];
  /** What the check of the pull request with the poison says, and its job's time in seconds. */
  readonly poisoned: { readonly check: string; readonly seconds: number } | undefined;
  /** Seconds from the last webhook of a pull request to the end of its last job, the poison's left out. */
  readonly slowest: number;
  readonly requests: number;
  readonly states: Readonly<Record<string, number>>;
  /** The memory of the workers in megabytes, each second. */
  readonly memory: readonly number[];
}

/** A burst of pushes to many pull requests, on a GitHub and a Redis with faults. */
export async function runLoad(options: LoadOptions): Promise<LoadResult> {
  const folder = mkdtempSync(join(tmpdir(), 'podseal-load-'));
  const redis = await startRedis();
  const heads = makeRepository(folder, commitsOf(options.pushes));
  const github = await makeGitHub(options, folder, heads);
  await addPoison(options, folder, heads[0] ?? '', github);
  const run = new Run(options, redis, github, heads);
  try {
    return await run.perform();
  } finally {
    await run.close();
    await github.close();
    await redis.close();
    rmSync(folder, { recursive: true });
  }
}

/** What lets a pull request be merged. */
const PASSING: readonly string[] = ['success', 'neutral', 'skipped'];

/** The pull request with the poison, as the log names it without its number. */
const POISONED = 'org-0/poison';

/** The jobs that a process ended, and when. */
function jobsOf({ log }: RunningApp): { pull: string; seconds: number; at: number }[] {
  return log
    .filter(({ msg }) => msg === 'job')
    .map(({ pull, seconds, time }) => ({
      pull: String(pull).replace(/#\d+$/, ''),
      seconds: Number(seconds),
      at: Date.parse(String(time)),
    }));
}

type Verdict = Pick<LoadResult, 'lost' | 'doubled' | 'falseGreen'>;

class Run {
  readonly #options: LoadOptions;
  readonly #redis: RedisServer;
  readonly #github: GitHubDouble;
  readonly #heads: readonly string[];
  #web: RunningApp | undefined;
  readonly #workers: RunningApp[] = [];
  readonly #logs: RunningApp[] = [];
  readonly #latencies: number[] = [];
  /** When the last webhook of a pull request was sent. */
  readonly #told = new Map<string, number>();
  #redelivered = 0;
  #killed = 0;
  readonly #memory: number[] = [];
  #isOver = false;

  constructor(
    options: LoadOptions,
    redis: RedisServer,
    github: GitHubDouble,
    heads: readonly string[],
  ) {
    this.#options = options;
    this.#redis = redis;
    this.#github = github;
    this.#heads = heads;
  }

  async perform(): Promise<LoadResult> {
    const { workers } = this.#options;
    this.#web = await this.#start('web');
    for (let at = 0; at < workers; at++) this.#workers.push(await this.#start('worker'));
    const started = performance.now();
    if (workers === 0) return this.#acceptOnly();
    if (this.#options.poison === true) await this.#push(this.#options.pulls + 1, 0);
    const chaos = Promise.all([this.#killWorkers(), this.#restart()]);
    const sampling = this.#sample();
    await this.#burst();
    await chaos;
    await until(async () => this.#isDrained(), this.#options.limitMs);
    const seconds = (performance.now() - started) / 1000;
    this.#isOver = true;
    await sampling;
    return this.#result(seconds, this.#verdict());
  }

  /** Nothing but webhooks, made beforehand, so that their sender has little else to do. */
  async #acceptOnly(): Promise<LoadResult> {
    const { pulls, pushes } = this.#options;
    const webhooks: Webhook[] = [];
    for (let push = 0; push < pushes; push++) {
      for (let number = 1; number <= pulls; number++) {
        const event = await this.#github.event(number, push === 0 ? 'opened' : 'synchronize');
        webhooks.push(signWebhook(SECRET, 'pull_request', event));
      }
    }
    const started = performance.now();
    await Promise.all(
      Array.from({ length: 20 }, async () => {
        for (let next = webhooks.pop(); next; next = webhooks.pop()) {
          const from = performance.now();
          const status = await this.#web?.deliver(next);
          if (status === 202) this.#latencies.push(performance.now() - from);
        }
      }),
    );
    const verdict = { lost: [], doubled: [], falseGreen: [] };
    return this.#result((performance.now() - started) / 1000, verdict);
  }

  async #result(seconds: number, verdict: Verdict): Promise<LoadResult> {
    this.#isOver = true;
    const { text } = (await this.#web?.get('/metrics').catch(() => undefined)) ?? { text: '' };
    const sum = /podseal_webhook_seconds_sum\{status="202"\} (\S+)/.exec(text)?.[1];
    const count = /podseal_webhook_seconds_count\{status="202"\} (\S+)/.exec(text)?.[1];
    return {
      webhooks: this.#options.pulls * this.#options.pushes,
      accepted: { p50: this.#percentile(50), p95: this.#percentile(95), p99: this.#percentile(99) },
      acceptedMean: (Number(sum) / Number(count)) * 1000,
      redelivered: this.#redelivered,
      seconds,
      killed: this.#killed,
      ...verdict,
      poisoned: this.#poisoned(),
      slowest: this.#slowest(),
      requests: this.#github.requests.length,
      states: this.#states(),
      memory: this.#memory,
    };
  }

  async close(): Promise<void> {
    this.#isOver = true;
    await Promise.all([this.#web, ...this.#workers].map(async (app) => app?.kill()));
  }

  async #start(role: 'web' | 'worker'): Promise<RunningApp> {
    const env = {
      PODSEAL_ROLE: role,
      REDIS_URL: this.#redis.url,
      PODSEAL_PACE: 'none',
      PODSEAL_SILENCE_SECONDS: '3',
      PODSEAL_CONCURRENCY: String(this.#options.concurrency),
    };
    const app = await runApp(this.#github.url, env, this.#options.poison);
    this.#logs.push(app);
    return app;
  }

  /** All pushes, those of one pull request in their order, as fast as they are taken. */
  async #burst(): Promise<void> {
    const { pulls, pushes } = this.#options;
    for (let push = 0; push < pushes; push++) {
      const numbers = Array.from({ length: pulls }, (_, at) => at + 1);
      await Promise.all(
        Array.from({ length: 20 }, async () => {
          for (let number = numbers.shift(); number !== undefined; number = numbers.shift()) {
            await this.#push(number, push);
          }
        }),
      );
    }
  }

  async #push(number: number, push: number): Promise<void> {
    if (push > 0) await this.#github.setHead(number, this.#heads[push + 1] ?? '');
    const event = await this.#github.event(number, push === 0 ? 'opened' : 'synchronize');
    const webhook = signWebhook(SECRET, 'pull_request', event);
    const { installations, pulls } = this.#options;
    if (number <= pulls)
      this.#told.set(`org-${number % installations}/manifests-${number}`, Date.now());
    const started = performance.now();
    let status = (await this.#web?.deliver(webhook)) ?? 0;
    if (status === 202) this.#latencies.push(performance.now() - started);
    else this.#redelivered += 1;
    // GitHub lists it as failed, and whoever runs the app has it delivered again.
    while (status !== 202) {
      await sleep(200);
      status = (await this.#web?.deliver(webhook)) ?? 0;
    }
    // Once in a while GitHub delivers twice.
    if (Math.random() < 0.05) await this.#web?.deliver(webhook);
  }

  async #killWorkers(): Promise<void> {
    for (let left = this.#options.kills; left > 0 && !this.#isOver; left--) {
      await sleep(300 + Math.random() * 1500);
      const at = Math.floor(Math.random() * this.#workers.length);
      await this.#workers[at]?.kill();
      this.#killed += 1;
      this.#workers[at] = await this.#start('worker');
    }
  }

  async #restart(): Promise<void> {
    if (!this.#options.restarts) return;
    await sleep(1000 + Math.random() * 1000);
    await this.#redis.kill();
    await this.#redis.start();
    await sleep(1000);
    await this.#redis.pause(4000);
    await sleep(1000);
    await this.#web?.kill();
    this.#web = await this.#start('web');
  }

  async #sample(): Promise<void> {
    while (!this.#isOver) {
      await sleep(1000);
      const texts = await Promise.all(
        // One that was just killed has nothing to say.
        this.#workers.map(async (app) => app.get('/metrics').catch(() => ({ text: '' }))),
      );
      const bytes = texts.map(({ text }) => /process_resident_memory_bytes (\d+)/.exec(text)?.[1]);
      this.#memory.push(...bytes.flatMap((one) => (one === undefined ? [] : Number(one) / 1e6)));
    }
  }

  async #isDrained(): Promise<boolean> {
    await sleep(200);
    // A connection that was kept may be closed in this moment: it is asked again.
    const { text } = (await this.#web?.get('/metrics').catch(() => undefined)) ?? { text: '' };
    return /state="waiting"\} 0\n.*state="active"\} 0\n/.test(text);
  }

  #verdict(): Verdict {
    const head = this.#heads.at(-1) ?? '';
    const numbers = Array.from({ length: this.#options.pulls }, (_, at) => at + 1);
    const lost: number[] = [];
    const doubled: number[] = [];
    const falseGreen: number[] = [];
    const checks = this.#github.checkRuns(head);
    for (const number of numbers) {
      const comments = this.#github.comments(number);
      const said = comments.flatMap(({ body }) => {
        return readMarker(body.replace(/\n<!-- podseal:by=.*$/, ''))?.fingerprints ?? [];
      });
      const files = new Set(comments.map(({ path }) => path));
      const owner = `org-${number % this.#options.installations}`;
      const { repository } = this.#github.common(owner, `manifests-${number}`);
      const { id } = repository as { id: number };
      const own = checks.filter((check) => check.repositoryId === id);
      const concluded = own.filter(
        ({ conclusion, title }) => conclusion === 'failure' && title !== 'The review failed',
      );
      if (concluded.length === 0 || files.size < this.#options.pushes) lost.push(number);
      if (new Set(said).size < said.length || concluded.length > 1) doubled.push(number);
      const isGreen = this.#heads.some((sha) =>
        this.#github
          .checkRuns(sha)
          .some((one) => one.repositoryId === id && PASSING.includes(one.conclusion ?? '')),
      );
      if (isGreen) falseGreen.push(number);
    }
    return { lost, doubled, falseGreen };
  }

  #poisoned(): LoadResult['poisoned'] {
    if (this.#options.poison !== true) return undefined;
    const checks = this.#github.checkRuns(this.#github.head(this.#options.pulls + 1));
    const told = checks.map(({ conclusion, title, summary }) => {
      const text = summary ?? '';
      const [why = text] = /^.*(?:slow\.yaml.*took|ended or hung).*$/m.exec(text) ?? [];
      return `${conclusion}: ${title} (${why})`;
    });
    const jobs = this.#logs.flatMap(jobsOf).filter(({ pull }) => pull === POISONED);
    return { check: told.join('; ') || 'no check', seconds: jobs.at(-1)?.seconds ?? 0 };
  }

  #slowest(): number {
    const ended = new Map<string, number>();
    for (const { pull, at } of this.#logs.flatMap(jobsOf)) {
      ended.set(pull, Math.max(ended.get(pull) ?? 0, at));
    }
    const waits = [...this.#told].map(([pull, at]) => ((ended.get(pull) ?? 0) - at) / 1000);
    return waits.reduce((most, wait) => Math.max(most, wait), 0);
  }

  #states(): Record<string, number> {
    const states: Record<string, number> = {};
    for (const { state, msg } of this.#logs.flatMap(({ log }) => log)) {
      if (msg === 'job') states[String(state)] = (states[String(state)] ?? 0) + 1;
    }
    return states;
  }

  #percentile(part: number): number {
    const sorted = this.#latencies.toSorted((a, b) => a - b);
    return sorted[Math.floor((sorted.length * part) / 100)] ?? 0;
  }
}
