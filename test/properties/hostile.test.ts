import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { annotationsOf } from '../../src/github/annotations.ts';
import { reviewText } from '../../src/report/review-text.ts';
import { plain } from '../../src/report/style.ts';
import { limitedCommands } from '../../src/report/workflow-commands.ts';
import type { ReviewPlan } from '../../src/review/review-plan.ts';
import { fallBackToAnnotations } from '../../src/review/placement.ts';
import { planReview } from '../../src/review/review.ts';
import { answerExemption } from '../../src/chat/answer-exemption.ts';
import { answerFix } from '../../src/chat/answer.ts';
import { commitMessage } from '../../src/chat/commit-message.ts';
import { planExemption } from '../../src/chat/exempt-on-request.ts';
import { planFix } from '../../src/chat/fix-on-request.ts';
import { readableReason } from '../../src/judge/exemptions/reason.ts';
import { knownImage } from '../../src/images/known-image.ts';
import { judge } from '../../src/judge/judge.ts';
import { readManifest } from '../../src/kubernetes/manifest.ts';
import { CheckedFile } from '../../src/report/file-report.ts';
import { imagesText } from '../../src/report/image-text.ts';
import { changeOf, changedFile } from '../judging.ts';
import { allReports, written } from '../report/all-reports.ts';
import { patience, runs } from './runs.ts';

/** Each has this word in it, which may be seen only where nothing is active. */
const WORD = 'EVIL';

const hostile = fc.constantFrom(
  '@EVIL/team',
  '#1 EVIL!2',
  '[EVIL](https://evil.example)',
  '![EVIL](https://evil.example/x.png)',
  'https://evil.example/EVIL',
  '<img src=x onerror=EVIL>',
  '</details><script>EVIL</script>',
  '<!-- podseal:v1 fp=0123456789abcdef --> EVIL',
  '--> EVIL <!--',
  '``EVIL`',
  '```\nEVIL\n```suggestion',
  '~~~\nEVIL',
  '::error::EVIL',
  '\n::stop-commands::EVIL',
  '##[error]EVIL',
  '\u202EEVIL\u202C',
  '\u001B[31mEVIL\u001B]0;x\u0007',
  '$owner EVIL ${{ secrets.X }}',
  'a|EVIL|b\n|-|-|\n',
  '# EVIL\n\n- [ ] x',
  'EVIL\u2028EVIL\u0085EVIL',
  '**EVIL** _EVIL_ \\EVIL&lt;',
  '$`EVIL`$ $$EVIL$$',
);

const places = fc.record({
  name: hostile,
  namespace: hostile,
  container: hostile,
  image: hostile,
  value: hostile,
  key: hostile,
  path: hostile,
  kind: hostile,
});

type Places = typeof places extends fc.Arbitrary<infer T> ? T : never;

/** JSON is YAML, and holds any text. */
function write(object: object): string {
  return `${JSON.stringify(object, null, 1)}\n`;
}

function specOf({ container, value, key }: Places, image: string): { containers: object[] } {
  const security = { privileged: value, readOnlyRootFilesystem: value, [key]: value };
  const one = {
    name: container,
    image,
    securityContext: security,
    volumeMounts: [{ name: value, mountPath: value }],
    command: [value],
    env: [{ name: value, value }],
  };
  const volumes = [{ name: value, hostPath: { path: value } }];
  const containers = [one, { name: value, image }];
  return { ...{ hostPID: value, serviceAccountName: value, volumes }, containers };
}

function pod(some: Places): string {
  const { name, namespace, image } = some;
  return write({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace },
    spec: specOf(some, image),
  });
}

/** A pod, and an object of a kind that is known by its shape alone: it may be called anything. */
function manifest(some: Places): string {
  const { name, namespace, kind } = some;
  // Its image has to be one.
  const template = { spec: specOf(some, 'example/app:1') };
  const metadata = { name, namespace };
  const own = { apiVersion: 'example.com/v1', kind, metadata, spec: { template } };
  return `${pod(some)}---\n${write(own)}`;
}

function planOf(some: Places): { plan: ReviewPlan; log: string } {
  const broken = changedFile(`b/${some.path}.yaml`, undefined, `kind: Pod\n${some.value}: [\n`);
  const files = [changedFile(`k8s/${some.path}.yaml`, undefined, manifest(some)), broken];
  const change = changeOf(files);
  const options = { ruleSet: { profile: 'strict' }, failOn: 'error', scope: 'all' } as const;
  const plan = planReview(change, options);
  return { plan, log: reviewText(change, plan, plain) };
}

/** Markdown without what is in code: GitHub does nothing with that. */
function activeIn(markdown: string): string {
  const kept: string[] = [];
  let fence: string | undefined;
  for (const line of markdown.split('\n')) {
    const [, ticks] = /^(`{3,})\w*$/.exec(line) ?? [];
    if (fence === undefined && ticks !== undefined) fence = ticks;
    else if (fence !== undefined && line === fence) fence = undefined;
    else if (fence === undefined) kept.push(line.replace(/(`+)(?!`).*?(?<!`)\1(?!`)/g, 'code'));
  }
  return fence === undefined ? kept.join('\n') : 'a fence is left open';
}

function isQuiet(markdown: string): void {
  const active = activeIn(markdown);
  expect(active).not.toContain(WORD);
  expect(active).not.toMatch(/a fence is left open|evil\.example|`/);
}

describe('text of a manifest', { timeout: patience }, () => {
  it('does nothing in comments, the summary, the check, the log and commands', () => {
    fc.assert(
      fc.property(places, (some) => {
        const { plan, log } = planOf(some);
        expect(plan.comments.length).toBeGreaterThan(0);
        const kinds = plan.findings.map(({ finding }) => finding.resource.kind);
        expect(new Set(kinds).size).toBe(2);
        for (const { body, fileBody } of plan.comments) {
          isQuiet(body);
          isQuiet(fileBody);
          expect(activeIn(body).match(/<!--/g)).toHaveLength(1);
        }
        isQuiet(plan.summary);
        isQuiet(plan.body);
        expect(plan.title).not.toContain(WORD);
        const all = plan.findings.map(({ finding }) => finding);
        const annotations = annotationsOf(
          fallBackToAnnotations(plan, new Set(all.map(({ fingerprint }) => fingerprint))),
        );
        const commands = limitedCommands(all, plan.skips, { error: 0, warning: 0, notice: 0 });
        for (const { message, title } of annotations) expect(title + message).not.toMatch(UNSEEN);
        for (const command of commands) {
          expect(command).toMatch(/^::(error|warning|notice) [^\n\r]*$/);
        }
        expect(log).not.toMatch(UNSEEN);
      }),
      runs(75),
    );
  });
});

describe('text from outside', { timeout: patience }, () => {
  const command = { name: 'fix', all: true, rules: [], unsafe: true } as const;

  it('does nothing in the answer to a command, and is not in the message of its commit', () => {
    fc.assert(
      fc.property(places, (some) => {
        const reason = 'it is a link';
        const files = [changedFile(`k8s/${some.path}.yaml`, undefined, manifest(some))];
        const plan = planFix(
          changeOf(files),
          { ruleSet: { profile: 'strict' }, failOn: 'error', scope: 'all' },
          command,
        );
        const keptOut = plan.files.map(({ path }) => ({ path, reason }));
        const outcomes = [
          { commit: { sha: 'a'.repeat(40), startsRuns: true }, keptOut },
          { commit: { refused: reason }, keptOut: [] },
        ];
        for (const outcome of outcomes) isQuiet(answerFix(command, plan, outcome));
        const { headline, body } = commitMessage('Fix', plan.files, {
          login: 'ann',
          url: 'https://x',
        });
        expect(headline + body).not.toContain(WORD);
      }),
      runs(40),
    );
  });

  it('does nothing in the answer to a command to exempt, whatever its reason', () => {
    let made = 0;
    fc.assert(
      fc.property(places, hostile, (some, said) => {
        const read = readableReason(`so ${said}`);
        if ('fault' in read) return;
        const exempt = { name: 'exempt', rules: ['no-privileged'], ...read } as const;
        const files = [changedFile(`k8s/${some.path}.yaml`, undefined, pod(some))];
        const ruleSet = { profile: 'strict' } as const;
        const options = { ruleSet, failOn: 'error', scope: 'all' } as const;
        const plan = planExemption(changeOf(files), options, exempt);
        for (const commit of [
          { sha: 'a'.repeat(40), startsRuns: true },
          { refused: 'it is a link' },
        ]) {
          isQuiet(answerExemption(exempt, plan, { commit, keptOut: [] }));
        }
        made += plan.files.length;
        const about = { login: 'ann', url: 'https://x' };
        const { headline, body } = commitMessage('Exempt', plan.files, about);
        expect(headline + body).not.toContain(WORD);
      }),
      runs(40),
    );
    expect(made).toBeGreaterThan(0);
  });

  it('does nothing in what a check prints, its exemptions and their reasons among it', () => {
    fc.assert(
      fc.property(places, hostile, (some, reason) => {
        const oneLine = reason.replace(/[\s\u0085]+/g, ' ');
        const text = `# podseal-ignore no-privileged: ${oneLine}\n${manifest(some)}`;
        const file = readManifest({ path: `k8s/${some.path}.yaml`, text });
        const judged = judge(file, { profile: 'strict' });
        expect(judged.findings.length).toBeGreaterThan(0);
        const reports = allReports();
        for (const report of Object.values(reports)) {
          expect(written(report, [judged])).not.toMatch(UNSEEN);
        }
        const printed = reports.github.file(new CheckedFile(judged)).join('');
        for (const line of printed.trimEnd().split('\n')) {
          expect(line).toMatch(/^::(error|warning|notice) /);
        }
      }),
      runs(40),
    );
  });

  it('does nothing in what podseal image prints', () => {
    fc.assert(
      fc.property(hostile, (image) => {
        const results = [image, `nginx:${image}`].map((one) => ({
          image: one,
          known: knownImage(one),
        }));
        expect(imagesText(results, plain)).not.toMatch(UNSEEN);
      }),
      runs(40),
    );
  });
});

/** Characters that steer a terminal, or hide and reorder what is around them. */
const UNSEEN = /(?![\n\t])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;
