import { describe, expect, it } from 'vitest';
import { answerExemption } from '../../src/chat/answer-exemption.ts';
import type { Asked } from '../../src/chat/asked.ts';
import type { ExemptCommand } from '../../src/chat/command.ts';
import { type ExemptPlan, planExemption } from '../../src/chat/exempt-on-request.ts';
import { planFix } from '../../src/chat/fix-on-request.ts';
import { type Allowed, NO_EXEMPTIONS } from '../../src/rules/kit/exemption.ts';
import { changeOf, changedFile, deployment, plan, threadOf } from '../judging.ts';

const RULES = { profile: 'immutable', only: ['no-privileged', 'run-as-non-root'] } as const;
const COMMAND: ExemptCommand = {
  ...{ name: 'exempt', rules: ['no-privileged'], reason: 'it mounts volumes' },
};
const PRIVILEGED = [
  ...['securityContext:', '  runAsNonRoot: true', '  runAsUser: 1000', '  privileged: true'],
];

const web = (name: string) => deployment(name, ...PRIVILEGED);

function planOf(
  files: Readonly<Record<string, string>>,
  more: { command?: Partial<ExemptCommand>; asked?: Asked; allowed?: Allowed } = {},
): ExemptPlan {
  const { command, asked, allowed = 'anywhere' } = more;
  const changed = Object.entries(files).map(([path, text]) => changedFile(path, undefined, text));
  const exemptions = { ...NO_EXEMPTIONS, allowed: { 'no-privileged': allowed } };
  const options = { ruleSet: { ...RULES, exemptions }, failOn: 'error', scope: undefined } as const;
  // The comments of the review, as threads of the numbers 1, 2, ...
  const { comments } = plan(changeOf(changed), options);
  const threads = comments.map(({ fingerprints, path }, index) =>
    threadOf(fingerprints, { number: index + 1, path }),
  );
  return planExemption(changeOf(changed, { threads }), options, { ...COMMAND, ...command }, asked);
}

function refusal(made: ExemptPlan): string {
  expect(made.files).toEqual([]);
  return 'refused' in made ? made.refused : '';
}

describe('a command to exempt', () => {
  it('in a thread is about its findings', () => {
    const files = { 'a.yaml': web('a'), 'b.yaml': web('b') };
    const made = planOf(files, { asked: { thread: 2 } });
    expect(made.files).toMatchObject([{ path: 'b.yaml', before: files['b.yaml'] }]);
    expect(made.files[0]?.text).toBe(
      files['b.yaml'].replace(
        'privileged: true',
        'privileged: true # podseal-ignore no-privileged: it mounts volumes',
      ),
    );
    expect(made.files[0]?.fixed).toMatchObject([{ rule: 'no-privileged', file: 'b.yaml' }]);
  });

  it('in the conversation is about the one place that has such a finding', () => {
    expect(planOf({ 'a.yaml': web('a') }).files).toHaveLength(1);
    expect(refusal(planOf({ 'a.yaml': web('a'), 'b.yaml': web('b') }))).toBe(
      'More than one container or object has such findings: answer in the thread of the one that you mean.',
    );
  });

  it('may name several rules', () => {
    const text = web('a').replace('runAsUser: 1000', 'runAsUser: 0');
    const rules = ['no-privileged', 'run-as-non-root'];
    const [file] = planOf({ 'a.yaml': text }, { command: { rules }, asked: { thread: 1 } }).files;
    expect(file?.fixed.map(({ rule }) => rule).toSorted()).toEqual(rules);
    expect(file?.text).toContain(
      '        # podseal-ignore run-as-non-root, no-privileged: it mounts volumes\n        - name: app\n',
    );
  });

  it('says so where there is no such finding', () => {
    const files = { 'a.yaml': web('a') };
    const command = { rules: ['run-as-non-root'] };
    expect(refusal(planOf(files, { command }))).toBe(
      'There is no finding of `run-as-non-root` in this pull request.',
    );
    expect(refusal(planOf(files, { command, asked: { thread: 1 } }))).toBe(
      'There is no finding of `run-as-non-root` in this thread.',
    );
  });

  it('does what the configuration allows', () => {
    const files = { 'a.yaml': web('a') };
    expect(refusal(planOf(files, { allowed: 'nowhere' }))).toBe(
      'The configuration forbids exemptions of `no-privileged`.',
    );
    expect(refusal(planOf(files, { allowed: 'configuration' }))).toMatch(
      /^Only the configuration may exempt `no-privileged`\. An entry for `\.github\/podseal\.yml`:\n\n```yaml\nexemptions:\n {2}- rule: no-privileged\n {4}path: a\.yaml\n[^]* {4}reason: it mounts volumes\n```$/,
    );
  });

  it('is refused where no text can hold the exemption', () => {
    const text = `${web('a')}sops:\n  mac: abc\n  version: 3.9.0\n`;
    expect(refusal(planOf({ 'a.yaml': text }))).toMatch(/^SOPS has a checksum over this document/);
  });
});

describe('its answer', () => {
  const one = () => planOf({ 'a.yaml': web('a') });

  it('says what was exempted, and where that is seen', () => {
    const commit = { sha: 'a'.repeat(40), startsRuns: true };
    expect(answerExemption(COMMAND, one(), { commit, keptOut: [] })).toBe(
      `**Exempted 1 finding in 1 file: ${'a'.repeat(40)}**\n\n` +
        '- `a.yaml` `app` of Deployment `a`: `no-privileged`\n\n' +
        "The check's summary lists the exemption with its reason: `it mounts volumes`.",
    );
  });

  it('has the patch where nothing was committed', () => {
    const commit = { refused: 'The branch is in a fork.' };
    const answer = answerExemption(COMMAND, one(), { commit, keptOut: [] });
    expect(answer).toMatch(
      /^\*\*1 finding could be exempted, and nothing was committed\.\*\* The branch is in a fork\./,
    );
    expect(answer).toContain(
      '+            privileged: true # podseal-ignore no-privileged: it mounts',
    );
    expect(answer).not.toContain('podseal fix');
  });

  it('does not deny a commit that may be there', () => {
    const commit = { unknown: 'GitHub hung up.' };
    const answer = answerExemption(COMMAND, one(), { commit, keptOut: [] });
    expect(answer).toMatch(
      /^\*\*1 finding can be exempted, and the commit is not certain\.\*\* GitHub hung up\./,
    );
    expect(answer).not.toContain("The check's summary lists");
    expect(answer).toContain('git apply podseal.patch');
  });

  it('is about the refusal', () => {
    const refused = planOf({ 'a.yaml': web('a') }, { allowed: 'nowhere' });
    expect(answerExemption(COMMAND, refused, { commit: { refused: '' }, keptOut: [] })).toBe(
      '**Nothing was exempted.** The configuration forbids exemptions of `no-privileged`.',
    );
  });

  it('is broken out of by no reason', () => {
    const reason = '`</details> @everyone ```';
    const made = planOf({ 'a.yaml': web('a') }, { command: { reason } });
    const commit = { sha: 'a'.repeat(40), startsRuns: true };
    const answer = answerExemption({ ...COMMAND, reason }, made, { commit, keptOut: [] });
    expect(answer).toContain("reason: `'</details> @everyone '''`.");
  });
});

it('a command to fix in a thread is about its findings', () => {
  const files = ['a', 'b'].map((name) =>
    changedFile(
      `${name}.yaml`,
      undefined,
      deployment(name, 'securityContext:', '  runAsUser: 1000'),
    ),
  );
  const options = { ruleSet: RULES, failOn: 'error', scope: undefined } as const;
  const threads = plan(changeOf(files), options).comments.map(({ fingerprints, path }, index) =>
    threadOf(fingerprints, { number: index + 1, path }),
  );
  const command = { name: 'fix', all: false, unsafe: false, rules: [] } as const;
  const fixed = (asked: Asked): string[] =>
    planFix(changeOf(files, { threads }), options, command, asked).files.map(({ path }) => path);
  expect(fixed({})).toEqual(['a.yaml', 'b.yaml']);
  expect(fixed({ thread: 2 })).toEqual(['b.yaml']);
  expect(fixed({ thread: 99 })).toEqual(['a.yaml', 'b.yaml']);
});
