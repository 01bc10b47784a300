import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { Job } from '../queue/job.ts';
import type { Counts } from '../queue/queue.ts';

const KINDS: readonly Job['kind'][] = ['review', 'merge-group', 'commit', 'command'];

/** What the app counts, for Prometheus. No name of a repository or a person is in it. */
export class Metrics {
  readonly registry = new Registry();
  readonly #registers = [this.registry];
  readonly accepted = new Histogram({
    name: 'podseal_webhook_seconds',
    help: 'How long webhooks took to be answered, by status',
    labelNames: ['status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
    registers: this.#registers,
  });
  readonly jobs = new Histogram({
    name: 'podseal_job_seconds',
    help: 'How long jobs took, by kind and by how they ended',
    labelNames: ['kind', 'state'],
    buckets: [0.1, 0.5, 1, 2, 5, 10, 30, 60, 300],
    registers: this.#registers,
  });
  readonly requests = new Counter({
    name: 'podseal_github_requests_total',
    help: 'Answers of GitHub, by status; 0 where there was none',
    labelNames: ['method', 'status'],
    registers: this.#registers,
  });
  readonly rateLimit = new Gauge({
    name: 'podseal_github_rate_limit_remaining',
    help: 'What is left of the rate limit, of the installation that was last served',
    registers: this.#registers,
  });
  readonly findings = new Counter({
    name: 'podseal_findings_total',
    help: 'Findings that pull requests brought, by rule',
    labelNames: ['rule'],
    registers: this.#registers,
  });

  /** @param counts asks the queue; where it can't be reached, its figures are left out */
  constructor(counts: () => Promise<Counts>) {
    collectDefaultMetrics({ register: this.registry });
    // A gauge begins with 0, which would say that nothing is left.
    this.rateLimit.remove();
    // What is worth an alarm begins with 0, since the first that is counted would be no increase.
    for (const status of [401, 503]) this.accepted.zero({ status });
    for (const kind of KINDS) this.jobs.zero({ kind, state: 'dead' });
    addQueueGauges(counts, this.#registers);
  }
}

function addQueueGauges(counts: () => Promise<Counts>, registers: Registry[]): readonly Gauge[] {
  // All gauges are collected at the same time, and share one answer.
  let asked: Promise<Counts | undefined> | undefined;
  const ask = async (): Promise<Counts | undefined> => {
    asked ??= counts()
      .catch(() => undefined)
      .finally(() => {
        asked = undefined;
      });
    return asked;
  };
  const jobs = new Gauge({
    name: 'podseal_queue_jobs',
    help: 'Jobs in the queue, by state',
    labelNames: ['state'],
    registers,
    async collect() {
      const now = await ask();
      this.reset();
      if (!now) return;
      this.set({ state: 'waiting' }, now.waiting);
      this.set({ state: 'active' }, now.active);
      this.set({ state: 'dead' }, now.dead);
    },
  });
  const overdue = new Gauge({
    name: 'podseal_queue_overdue_seconds',
    help: 'For how long the job has waited that should have been begun first',
    registers,
    async collect() {
      const now = await ask();
      this.remove();
      if (now) this.set(now.overdueMs / 1000);
    },
  });
  return [jobs, overdue];
}
