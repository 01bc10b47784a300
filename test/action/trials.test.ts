import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { digestOf, fixContainer } from '../../src/fix/fix-container.ts';
import { judge } from '../../src/judge/judge.ts';
import { readManifest } from '../../src/kubernetes/manifest.ts';
import { deployment } from '../judging.ts';
import { stage } from './run-here.ts';
import type { Stage } from './stage.ts';

let pr: Stage;
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'podseal-trials-'));
});
afterEach(async () => {
  rmSync(folder, { recursive: true });
  await pr.close();
});

const CONTAINER = { kind: 'Deployment', namespace: '', name: 'web', container: 'app' };

/** A run of the fix of the container, as `podseal try --suggested --format json` tells of it. */
function trialOf(text: string, more: object = {}) {
  const rules = { profile: 'immutable' } as const;
  const fixed = fixContainer(judge(readManifest({ path: 'web.yaml', text }), rules), {
    ...CONTAINER,
  });
  expect(fixed).not.toBe(text);
  const { container, ...resource } = CONTAINER;
  const ran = { file: 'web.yaml', container, resource, fixedDigest: digestOf(fixed) };
  return { ...ran, starts: true, why: null, ...more };
}

/** Runs the Action with what a job wrote; the summaries of its check and of the job. */
async function reviewed(trials: (head: string) => unknown) {
  pr = await stage({ 'README.md': 'a\n' }, { 'web.yaml': deployment('web') });
  const file = join(folder, 'try.json');
  const written = trials(pr.head);
  writeFileSync(file, typeof written === 'string' ? written : JSON.stringify(written));
  const { summary, log, code } = await pr.run({ 'trials-file': file });
  const [check] = pr.github.checkRuns(pr.head);
  return { summary, log, code, check };
}

const WHO =
  'A job of this pull request ran these, not Podseal: it runs code of the pull request, which could make up the results.';

describe('what a job of the pull request says of the suggestions that it ran', () => {
  it('is in the check, with who ran them', async () => {
    const trial = trialOf(deployment('web'));
    const { check, summary } = await reviewed((commit) => ({
      ...{ version: 1, commit, trials: [trial] },
    }));
    const said =
      '### The suggestion was run\n\n- `web.yaml`: Deployment `web`, container `app`: the suggestion was run: starts\n\n' +
      WHO;
    expect(check?.summary).toContain(said);
    expect(summary).toContain(said);
    // It changes nothing of what is judged.
    expect(check?.conclusion).toBe('failure');
  });

  it('has a reason where it did not start, escaped and bounded', async () => {
    const why = `exit code 1 \`](https://evil.example) @ann ${'x'.repeat(5000)}`;
    const trial = trialOf(deployment('web'), { starts: false, why });
    const { check } = await reviewed((commit) => ({ version: 1, commit, trials: [trial] }));
    const text = check?.summary ?? '';
    const line = text.split('\n').find((one) => one.includes('the suggestion was run'));
    expect(line).toMatch(/the suggestion was run: did not start: `exit code 1 '\]\([^`]*…`$/);
    expect(line?.length).toBeLessThan(400);
  });

  it('does not count for another commit, or for another fix', async () => {
    const trial = trialOf(deployment('web'));
    const old = await reviewed(() => ({ version: 1, commit: 'c'.repeat(40), trials: [trial] }));
    expect(old.check?.summary).toContain(
      `Suggestions were run on ${'c'.repeat(40)}, which is not the commit of this review: the results do not count.`,
    );
    expect(old.check?.summary).not.toContain('starts');
    await pr.close();
    const others = [
      { ...trial, fixedDigest: digestOf('another') },
      { ...trial, file: 'gone.yaml' },
      { ...trial, container: 'gone' },
      { ...trial, fixedDigest: null },
    ];
    const { check } = await reviewed((commit) => ({ version: 1, commit, trials: others }));
    const lines = check?.summary?.split('\n').filter((one) => one.includes('container `'));
    expect(lines).toEqual([
      '- `web.yaml`: Deployment `web`, container `app`: another fix was run than is suggested here, so that its result does not count',
    ]);
  });

  it.each<[string, unknown, string]>([
    ['of another shape', { version: 1, trials: 'x' }, 'is not what podseal try'],
    ['no JSON', 'starts', 'is no JSON'],
    [
      'longer than it can be',
      { version: 1, commit: null, trials: Array.from({ length: 51 }, () => ({})) },
      'is not what podseal try',
    ],
  ])('is refused where it is %s', async (_, written, fault) => {
    const { log, code } = await reviewed(() => written);
    expect(code).toBe(1);
    expect(log).toContain(fault);
    expect(pr.github.checkRuns(pr.head)).toEqual([]);
  });
});
