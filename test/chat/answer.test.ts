import { describe, expect, it } from 'vitest';
import { answerFix } from '../../src/chat/answer.ts';
import { commitMessage } from '../../src/chat/commit-message.ts';
import type { FixCommand } from '../../src/chat/command.ts';
import { type FixPlan, sourceFixesAsked, planFix } from '../../src/chat/fix-on-request.ts';
import { code, md } from '../../src/text/markdown.ts';
import { changeOf, changedFile, deployment } from '../judging.ts';
import { SAFE, chartChange, editedChart } from '../rendering.ts';

const FIX: FixCommand = { name: 'fix', all: false, rules: [], unsafe: false };
const ONE_RULE = {
  ruleSet: { profile: 'immutable', only: ['run-as-non-root'] },
  failOn: 'error',
  scope: undefined,
} as const;
const REFUSED = { commit: { refused: 'GitHub is closed today.' }, keptOut: [] };
/** GitHub takes no more in a comment. */
const LIMIT = 65_536;

function half(name: string): string {
  return deployment(name, 'securityContext:', '  runAsUser: 1000');
}

function planOf(files: Record<string, string>, command: FixCommand = FIX): FixPlan {
  const changed = Object.entries(files).map(([path, text]) => changedFile(path, undefined, text));
  return planFix(changeOf(changed), ONE_RULE, command);
}

describe('a plan to fix', () => {
  it('changes the files of the change, and no other', () => {
    const plan = planOf({ 'a.yaml': half('a'), 'b.yaml': 'a: 1\n', 'c.yaml': half('c') });
    expect(plan.files.map(({ path }) => path)).toEqual(['a.yaml', 'c.yaml']);
    expect(plan.notFixed).toEqual([]);
  });

  it('is about what the change brings, or about all that is there', () => {
    const file = changedFile('a.yaml', half('a'), half('a').replace('app:1', 'app:2'));
    const fixed = (all: boolean): number =>
      planFix(changeOf([file]), ONE_RULE, { ...FIX, all }).files.length;
    expect([fixed(false), fixed(true)]).toEqual([0, 1]);
  });

  it('is about other rules, and then about nothing', () => {
    const plan = planOf({ 'a.yaml': half('a') }, { ...FIX, rules: ['no-privileged'] });
    expect([plan.files, plan.notFixed]).toEqual([[], []]);
  });
});

describe('a plan to fix a chart', () => {
  const options = { ...ONE_RULE, ruleSet: { profile: 'immutable' } } as const;
  const head = editedChart('values.yaml', 'privileged: false', 'privileged: true');
  const change = chartChange('charts/web', { base: SAFE, head });
  const unsafe = { ...FIX, unsafe: true };

  it('asks for what the change brings, as far as it may be fixed', () => {
    const [finding, ...more] = planFix(change, options, unsafe).notFixed;
    expect(more).toEqual([]);
    const fingerprint = finding?.finding.fingerprint;
    const rendered = [{ fingerprint, set: undefined }];
    expect(sourceFixesAsked(change, options, unsafe)).toEqual([
      { folder: 'charts/web', fingerprints: [fingerprint], rendered },
    ]);
    expect(sourceFixesAsked(change, options, FIX)).toEqual([]);
    const other = { ...unsafe, rules: ['run-as-non-root'] };
    expect(sourceFixesAsked(change, options, other)).toEqual([]);
  });

  it('has the files that were proved to fix it, each once', () => {
    const [{ fingerprints } = { fingerprints: [] }] = sourceFixesAsked(change, options, unsafe);
    const path = 'charts/web/values.yaml';
    const texts = { before: head['values.yaml'] ?? '', after: SAFE['values.yaml'] ?? '' };
    const fix = {
      files: [{ path, ...texts }],
      ...{ applies: fingerprints, resolves: fingerprints, verify: [md`Look.`] },
    };
    const charts = change.charts?.map((chart) => ({ ...chart, fixes: [fix] })) ?? [];
    const plan = planFix({ ...change, charts }, options, unsafe);
    expect(plan.notFixed).toEqual([]);
    expect(plan.files).toMatchObject([
      { path, before: texts.before, text: texts.after, verify: ['Look.'] },
    ]);
    expect(plan.files[0]?.fixed.map(({ rule }) => rule)).toEqual(['no-privileged']);
  });
});

describe('an answer', () => {
  it('has room for thousands of files', () => {
    const names = Array.from({ length: 1000 }, (_, index) => `f${index}`);
    const files = Object.fromEntries(names.map((name) => [`${name}.yaml`, half(name)]));
    const plan = planOf(files);
    const refused = answerFix(FIX, plan, REFUSED);
    expect(refused.length).toBeLessThan(LIMIT);
    expect(refused).toContain('`podseal fix` in a clone writes the same changes.');
    const commit = { sha: 'a'.repeat(40), startsRuns: undefined };
    const done = answerFix(FIX, plan, { commit, keptOut: [] });
    expect(done).toContain('**Fixed 1000 findings in 1000 files');
    expect(done).toMatch(/^- and \d+ more$/m);
    expect(done).toContain('If it was made with `GITHUB_TOKEN`, this commit starts no workflow');
    const { body } = commitMessage('Fix', plan.files, { login: 'ann', url: 'https://example.com' });
    expect(body).toContain('\n- and 900 more files\n');
  });

  it('fits where each of its parts is as long as it gets', () => {
    const one = planOf({ 'a.yaml': half('a') });
    const [file] = one.files;
    const long = (at: number): string => `${'長い名前'.repeat(60)}-${at}.yaml`;
    const rows = Array.from({ length: 500 }, (_, at) => at);
    const change = `# ${'x'.repeat(20_000)}\n`;
    const plan: FixPlan = {
      ...one,
      files: rows.map((at) => ({
        ...file!,
        path: at === 0 ? 'a.yaml' : long(at),
        before: at === 0 ? '' : 'a: 1\r\n',
        text: at === 0 ? change : 'a: 2\r\n',
        verify: [md`Check ${at}: ${code('é'.repeat(60))}.`],
      })),
      notFixed: rows.map((at) => ({
        finding: { ...file!.fixed[0]!, file: long(at) },
        reason: md`it is number ${at}`,
      })),
    };
    const keptOut = rows.map((at) => ({ path: long(at), reason: 'it is a link' }));
    const answer = answerFix(FIX, plan, { ...REFUSED, keptOut });
    expect(answer.length).toBeLessThan(LIMIT);
    expect(answer).toContain(change.trimEnd());
    expect(answer).toContain('Not committed');
    expect(answer).toContain('Check before you merge');
    expect(answer).toContain('Not in it, for their line ends');
  });

  it('says whether it is known that nothing was committed', () => {
    const plan = planOf({ 'a.yaml': half('a') });
    const headingOf = (commit: { refused: string } | { unknown: string }): string =>
      answerFix(FIX, plan, { commit, keptOut: [] }).split('\n')[0] ?? '';
    expect(headingOf({ refused: 'GitHub is closed.' })).toBe(
      '**1 finding could be fixed, and nothing was committed.** GitHub is closed.',
    );
    expect(headingOf({ unknown: 'GitHub hung up.' })).toBe(
      '**1 finding can be fixed, and the commit is not certain.** GitHub hung up.',
    );
  });

  it('names the files that its patch can’t have, and only those', () => {
    const crlf = half('b').replaceAll('\n', '\r\n');
    const plain = answerFix(FIX, planOf({ 'a.yaml': half('a') }), REFUSED);
    expect(plain).toContain('git apply podseal.patch');
    expect(plain).not.toContain('for their line ends');
    const both = answerFix(FIX, planOf({ 'a.yaml': half('a'), 'b.yaml': crlf }), REFUSED);
    expect(both).toContain('Not in it, for their line ends: `b.yaml`. `podseal fix` in a clone');
  });

  it('is broken out of by no name', () => {
    const name = '"` </details> @everyone ```"';
    const text = half('a').replace('name: a\n', `name: ${name}\n`);
    const answer = answerFix(FIX, planOf({ '`**x**`.yaml': text }), REFUSED);
    // All that the manifest says stands in the patch, behind a fence that is longer than any in it.
    const outside = answer.replace(/^(`{4,})diff\n[^]*?\n\1$/m, '');
    expect(outside).not.toContain('@everyone');
    expect(outside.match(/<\/details>/g)).toHaveLength(1);
  });

  it('tells who asks without --unsafe that there is more', () => {
    const plan = planOf({ 'a.yaml': deployment('a') });
    expect(plan.files).toEqual([]);
    const answer = answerFix(FIX, plan, REFUSED);
    expect(answer).toMatch(
      /^\*\*Nothing could be fixed\.\*\*\n\nNot fixed:\n\n- `a\.yaml` `app` of/,
    );
    expect(answer).toContain('`/podseal fix --unsafe` fixes those too');
  });
});

describe('the message of a commit', () => {
  const WHO = { login: 'ann', url: 'https://example.com/1' };

  it('has rules and plain names, and no word of a stranger', () => {
    const { files } = planOf({ 'a/b-c.yaml': half('a'), '[skip ci].yaml': half('b') });
    expect(commitMessage('Fix', files, WHO)).toEqual({
      headline: 'Fix 2 findings in 2 files',
      body:
        '- a/b-c.yaml: run-as-non-root\n- a file whose name is not plain: run-as-non-root\n\n' +
        'Asked for by ann in https://example.com/1',
    });
  });

  it('lists 100 files, and counts the others', () => {
    const [file] = planOf({ 'a.yaml': half('a') }).files;
    const rowsOf = (length: number): string[] => {
      const files = Array.from({ length }, () => file ?? expect.fail('no file'));
      return commitMessage('Fix', files, WHO).body.split('\n').slice(0, -2);
    };
    expect(rowsOf(100).filter((row) => row.startsWith('- a.yaml'))).toHaveLength(100);
    expect(rowsOf(101)).toHaveLength(101);
    expect(rowsOf(101).at(-1)).toBe('- and 1 more file');
  });
});

it('a commit of some files is told apart from what was kept out', () => {
  const plan = planOf({ 'a.yaml': half('a'), 'b.yaml': half('b') });
  const keptOut = [{ path: 'b.yaml', reason: 'it is executable' }];
  const commit = { sha: 'a'.repeat(40), startsRuns: true };
  const answer = answerFix(FIX, plan, { commit, keptOut });
  expect(answer).toContain('**Fixed 1 finding in 1 file');
  expect(answer).toContain('- `a.yaml` `app` of');
  expect(answer).not.toContain('- `b.yaml` `app` of');
  expect(answer).toContain('- `b.yaml`: it is executable');
  expect(answer).toContain('--- a/b.yaml');
  expect(answer).not.toContain('--- a/a.yaml');
  expect(answer).not.toContain('starts no workflow');
  const ofWorkflow = answerFix(FIX, plan, { commit: { ...commit, startsRuns: false }, keptOut });
  expect(ofWorkflow).toContain('This commit starts no workflow');
});
