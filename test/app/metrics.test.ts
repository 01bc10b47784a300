import { expect, it } from 'vitest';
import { Metrics } from '../../src/app/metrics.ts';
import type { Counts } from '../../src/queue/queue.ts';

/** The lines of our own metrics that have a value. */
async function linesOf(metrics: Metrics): Promise<string[]> {
  const text = await metrics.registry.metrics();
  return text.split('\n').filter((line) => /^podseal_(?!.*_bucket)/.test(line));
}

it('the queue is counted when it is asked for, and left out while it is away', async () => {
  const answers: Counts[] = [{ waiting: 3, active: 2, dead: 1, overdueMs: 4500 }];
  const metrics = new Metrics(async () => {
    const answer = answers.shift();
    if (!answer) throw new Error('away');
    return answer;
  });
  const lines = await linesOf(metrics);
  expect(lines.filter((line) => line.startsWith('podseal_queue'))).toEqual([
    'podseal_queue_jobs{state="waiting"} 3',
    'podseal_queue_jobs{state="active"} 2',
    'podseal_queue_jobs{state="dead"} 1',
    'podseal_queue_overdue_seconds 4.5',
  ]);
  const away = await linesOf(metrics);
  expect(away.filter((line) => line.startsWith('podseal_queue'))).toEqual([]);
});

it('what is worth an alarm begins with 0, and a limit that nobody told is not there', async () => {
  const lines = await linesOf(new Metrics(async () => Promise.reject(new Error('away'))));
  expect(lines).toEqual(
    expect.arrayContaining([
      'podseal_webhook_seconds_count{status="401"} 0',
      'podseal_webhook_seconds_count{status="503"} 0',
      ...['review', 'merge-group', 'commit', 'command'].map((kind) => {
        return `podseal_job_seconds_count{kind="${kind}",state="dead"} 0`;
      }),
    ]),
  );
  expect(lines.filter((line) => line.startsWith('podseal_github'))).toEqual([]);
});

it('metrics of the process are there, too', async () => {
  const metrics = new Metrics(async () => ({ waiting: 0, active: 0, dead: 0, overdueMs: 0 }));
  expect(await metrics.registry.metrics()).toMatch(/^process_resident_memory_bytes \d+/m);
});
