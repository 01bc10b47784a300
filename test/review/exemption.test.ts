import { describe, expect, it } from 'vitest';
import { judge } from '../../src/judge/judge.ts';
import { readManifest } from '../../src/kubernetes/manifest.ts';
import type { PlannedComment } from '../../src/review/review-plan.ts';
import { NO_EXEMPTIONS, type Allowed } from '../../src/rules/kit/exemption.ts';
import type { RuleSet } from '../../src/rules/kit/rule.ts';
import { applySuggestion, changeOf, changedFile, plan, threadOf } from '../judging.ts';

const ONLY: RuleSet = { profile: 'immutable', only: ['no-privileged', 'no-host-namespaces'] };

const pod = (image: string, more = '', top = '') => `${top}apiVersion: v1
kind: Pod
metadata: {name: builder, namespace: ci}
spec:
  containers:
    - name: daemon
      image: ${image}
      securityContext:
        privileged: true
${more}`;

const DIND = pod('docker:28-dind');
const AGENT = pod(
  'registry.example.com/agent:1',
  '  volumes:\n    - {name: proc, hostPath: {path: /proc}}\n',
);

function commentOn(
  text: string,
  {
    ruleSet = ONLY,
    path = 'deploy/ci.yaml',
    base,
  }: {
    readonly ruleSet?: RuleSet;
    readonly path?: string;
    readonly base?: string;
  } = {},
): PlannedComment {
  const { comments } = plan(changeOf([changedFile(path, base, text)]), { ruleSet });
  if (!comments[0]) throw new Error('There is no comment.');
  return comments[0];
}

const where = (allowed: Allowed): RuleSet => ({
  ...ONLY,
  exemptions: { ...NO_EXEMPTIONS, allowed: { 'no-privileged': allowed } },
});

/** What a reader sees without opening anything. */
const visible = ({ body }: PlannedComment): string =>
  body.replace(/<details>[^]*<\/details>/, '').replace(/```suggestion[^]*?```/, '');

/** The YAML in the fold. */
const folded = ({ body }: PlannedComment): string =>
  /```yaml\n([^]*?)\n *```/.exec(/<details>[^]*<\/details>/.exec(body)?.[0] ?? '')?.[1] ?? '';

describe('what an image is known to need', () => {
  it('is exempted by the suggestion, with the reason that is known', () => {
    const comment = commentOn(DIND);
    expect(comment.suggestion).toBe(
      '        # podseal-ignore no-privileged: The Docker daemon mounts file systems and makes networks, which only a privileged container may\n' +
        '        privileged: true',
    );
    expect(visible(comment)).toContain(
      'This suggestion fixes nothing: it exempts `no-privileged`. Apply it only if that has to stay.',
    );
    const after = judge(
      readManifest({ path: 'deploy/ci.yaml', text: applySuggestion(DIND, comment) }),
      ONLY,
    );
    expect([after.findings, after.exempted.length, after.exemptionFaults]).toEqual([[], 1, []]);
    // What is exempt need not be exempted.
    expect(after.exempted[0]?.finding.message).not.toContain('exempt');
  });

  it('is in the fold where the comment has a fix to suggest', () => {
    const comment = commentOn(DIND, { ruleSet: { profile: 'immutable' } });
    expect(comment.suggestion).toContain('readOnlyRootFilesystem: true');
    expect(comment.suggestion).not.toContain('podseal-ignore');
    expect(visible(comment)).toContain('What has to stay can be exempted: see below.');
    expect(folded(comment)).toBe(
      '    # podseal-ignore run-as-non-root: The Docker daemon needs root\n' +
        '    # podseal-ignore no-privileged, drop-capabilities, no-privilege-escalation: The Docker daemon mounts file systems and makes networks, which only a privileged container may\n' +
        '    - name: daemon',
    );
    expect(comment.body).toContain('`/podseal exempt run-as-non-root: why`');
  });

  it('is in the fold where the diff does not show its line', () => {
    const file = { ...changedFile('a.yaml', undefined, DIND), hunks: undefined };
    const [unshown] = plan(changeOf([file]), { ruleSet: ONLY, scope: 'all' }).comments;
    expect(unshown).toMatchObject({ subject: 'file', suggestion: null });
    expect(unshown && folded(unshown)).toContain('# podseal-ignore no-privileged: The Docker');
  });

  it('keeps its thread, and closes it once it is exempt', () => {
    const comment = commentOn(DIND);
    const { path, body, line, fingerprints } = comment;
    const thread = threadOf(fingerprints, { path, body, place: { subject: 'line', line } });
    const change = (text: string) =>
      changeOf([changedFile('deploy/ci.yaml', undefined, text)], { threads: [thread] });
    const again = plan(change(DIND), { ruleSet: ONLY });
    expect([again.comments, again.updates, again.resolutions]).toEqual([[], [], []]);
    const after = plan(change(applySuggestion(DIND, comment)), { ruleSet: ONLY });
    expect([after.conclusion, after.resolutions.length]).toEqual(['success', 1]);
    expect(after.title).toBe('No new findings, 1 new exemption');
  });
});

describe('what only looks needed', () => {
  it('has an exemption to complete, which does not count before', () => {
    const comment = commentOn(AGENT);
    expect(comment.suggestion).toBeNull();
    expect(folded(comment)).toBe(
      '        # podseal-ignore no-privileged: node agent, it mounts /proc: <why>\n        privileged: true',
    );
    expect(comment.body).toContain('Replace `<why>`: an exemption counts only with a reason.');
    const pasted = AGENT.replace('        privileged: true', folded(comment));
    const judged = (text: string) => judge(readManifest({ path: 'a.yaml', text }), ONLY);
    expect(judged(pasted)).toMatchObject({
      exempted: [],
      findings: [{ rule: 'no-privileged' }],
      exemptionFaults: [
        { message: 'comment exempts no-privileged with an unfinished reason: replace <why>' },
      ],
    });
    const done = judged(pasted.replace('<why>', 'reads all processes'));
    expect([done.findings, done.exempted.length, done.exemptionFaults]).toEqual([[], 1, []]);
  });
});

describe('where the configuration says who may exempt', () => {
  it('shows the entry for it where only the configuration may', () => {
    const comment = commentOn(DIND, { ruleSet: where('configuration') });
    expect(comment.suggestion).toBeNull();
    expect(comment.body).not.toContain('podseal-ignore');
    expect(comment.body).not.toContain('/podseal exempt');
    expect(visible(comment)).toContain('exempt it in the configuration');
    expect(folded(comment)).toBe(`exemptions:
  - rule: no-privileged
    path: deploy/ci.yaml
    kind: Pod
    namespace: ci
    name: builder
    container: daemon
    reason: The Docker daemon mounts file systems and makes networks, which only a privileged container may`);
  });

  it('offers nothing where nobody may, and does not speak of it', () => {
    const { body, suggestion } = commentOn(DIND, { ruleSet: where('nowhere') });
    expect(suggestion).toBeNull();
    expect(body).not.toMatch(/exempt/i);
  });
});

describe('an exemption of the configuration', () => {
  const policy = (path: string) => ({
    ...ONLY,
    exemptions: {
      ...NO_EXEMPTIONS,
      exemptions: [
        { rules: ['no-privileged'], path, reason: 'CI', source: '.github/podseal.yml:3' },
      ],
    },
  });
  const faultsAfter = (path: string, base: string, head: string): string[] => {
    const change = changeOf([changedFile('deploy/ci.yaml', base, head)]);
    const { exemptionFaults, summary } = plan(change, { ruleSet: policy(path) });
    for (const { message } of exemptionFaults) expect(summary).toContain(message);
    return exemptionFaults.map(({ file, line, message }) => `${file}:${line}: ${message}`);
  };
  const fixed = DIND.replace('privileged: true', 'privileged: false');

  it('is reported by the change that leaves it without a finding', () => {
    expect(faultsAfter('deploy/ci.yaml', DIND, fixed)).toEqual([
      '.github/podseal.yml:3: this exemption fits no finding after this change: remove it',
    ]);
  });

  it('is not reported where it may be for other files, or was unused before', () => {
    expect(faultsAfter('deploy/**', DIND, fixed)).toEqual([]);
    expect(faultsAfter('deploy/ci.yaml', fixed, `# new\n${fixed}`)).toEqual([]);
    expect(faultsAfter('deploy/ci.yaml', DIND, `${DIND}# new\n`)).toEqual([]);
  });

  it('is not reported where a part of the file was not analyzed', () => {
    expect(faultsAfter('deploy/ci.yaml', DIND, `${fixed}---\nkind: Pod\n\t- x\n`)).toEqual([]);
  });
});

describe('another form', () => {
  it('is an annotation in JSON, which has no comments', () => {
    const text = `${JSON.stringify(
      {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'builder' },
        spec: {
          containers: [
            { name: 'daemon', image: 'docker:28-dind', securityContext: { privileged: true } },
          ],
        },
      },
      null,
      2,
    )}\n`;
    const { suggestion } = commentOn(text, { path: 'pod.json' });
    expect(suggestion).toContain('"podseal.dev/exempt.no-privileged.daemon": "The Docker daemon');
  });

  it('keeps the line ends of Windows', () => {
    const text = DIND.replaceAll('\n', '\r\n');
    const { suggestion } = commentOn(text);
    expect(suggestion).toMatch(/podseal-ignore no-privileged: [^\r\n]*\n {8}privileged: true$/);
  });

  it('is none where a comment would exempt another object as well', () => {
    const text = `apiVersion: v1
kind: List
items:
  - &pod
    apiVersion: v1
    kind: Pod
    metadata: {name: a}
    spec:
      containers:
        - name: daemon
          image: docker:28-dind
          securityContext:
            privileged: true
  - *pod
`;
    const { suggestion, body } = commentOn(text);
    expect(suggestion).toBeNull();
    expect(body).not.toContain('podseal-ignore');
  });
});

it('says what it does in few words, and the rest in the fold', () => {
  const comment = commentOn(DIND);
  expect(visible(comment).split(/\s+/).length).toBeLessThanOrEqual(45);
  expect(visible(comment)).not.toContain('needs `privileged: true`');
  expect(comment.body).toContain('the image `docker:28-dind` needs `privileged: true`');
});

it('stays within the words that a comment may have', () => {
  const all: RuleSet = { profile: 'immutable' };
  for (const text of [DIND, AGENT]) {
    for (const ruleSet of [ONLY, all]) {
      const words = visible(commentOn(text, { ruleSet }))
        .split(/\s+/)
        .filter((word) => /\w/.test(word));
      expect(words.length).toBeLessThanOrEqual(120);
    }
  }
});
