/**
 * Reviews files one after the other as the app does, and prints for each as a line of JSON what that took
 * beyond the start of the program: `node bench/hostile-shape.ts PATH FILE...`, where PATH is where they
 * stand in the repository. It is a process of its own, because its peak memory is measured.
 */
import { readFileSync } from 'node:fs';
import { annotationsOf } from '../src/github/annotations.ts';
import { decodeFile } from '../src/kubernetes/decode-file.ts';
import type { Change } from '../src/review/change.ts';
import type { ReviewPlan } from '../src/review/review-plan.ts';
import { Judge } from '../src/run/judge-apart.ts';
import { changeOf, changedFile, deployment } from '../test/judging.ts';

const OPTIONS = { ruleSet: { profile: 'strict' }, failOn: 'error', scope: undefined } as const;
/** The heap is the app's; time is measured here, and a busy machine must not end the work. */
const LIMITS = { fileMs: 600_000, totalMs: 600_000, heapMegabytes: 300 };

const judge = new Judge(LIMITS);

async function review(change: Change): Promise<ReviewPlan> {
  return judge.judge({ kind: 'review', change, options: OPTIONS, next: undefined });
}

async function measure(name: string, path: string): Promise<void> {
  const started = process.cpuUsage();
  const file = decodeFile(path, readFileSync(name));
  if (!file || 'reason' in file) throw new Error(`${name}: not read`);
  const plan = await review(changeOf([changedFile(file.path, undefined, file.text)]));
  const annotations = annotationsOf(plan);
  const { user, system } = process.cpuUsage(started);
  const result = {
    seconds: (user + system) / 1e6,
    megabytes: process.resourceUsage().maxRSS / 1024,
    findings: plan.findings.length,
    annotations: annotations.length,
    reason: plan.skips[0]?.reason ?? '',
  };
  console.log(JSON.stringify(result));
}

const [, , path = '', ...names] = process.argv;
// The thread is started, and the program loaded in it.
await review(changeOf([changedFile('a.yaml', undefined, deployment('web'))]));
for (const name of names) await measure(name, path);
await judge.close();
