import { describe, expect, it } from 'vitest';
import { writePolicies } from '../../src/policy/write-policies.ts';
import type { Change, ChangedFile } from '../../src/review/change.ts';
import type { ReviewPlan } from '../../src/review/review-plan.ts';
import type { Exemption } from '../../src/rules/kit/exemption.ts';
import type { RuleSet } from '../../src/rules/kit/rule.ts';
import { changeOf, changedFile, plan, threadOf } from '../judging.ts';

const ruleSet: RuleSet = { profile: 'immutable', only: ['no-privileged', 'no-host-namespaces'] };
const rules: RuleSet = { profile: 'immutable', only: ['admission-policy'] };

function written(engine = 'vap', isEnforced = true, more: Partial<RuleSet> = {}): string {
  return writePolicies(
    { ruleSet: { ...ruleSet, ...more }, failOn: 'error' },
    { engine, isEnforced, namespaces: [] },
  ).text;
}

function reviewOf(files: readonly ChangedFile[], more: Partial<Change> = {}): ReviewPlan {
  return plan(changeOf(files, more), { ruleSet: rules });
}

/** What is said of the policies of a file that is edited. */
function said(before: string, after: string, path = 'policies/podseal.yaml'): string[] {
  expect(after).not.toBe(before);
  const { findings } = reviewOf([changedFile(path, before, after)]);
  return findings.filter(({ introduced }) => introduced).map(({ finding }) => finding.message);
}

const AGAIN =
  ': write it again, unless the configuration asks for less: ' +
  '`podseal policy --enforce --output policies`';

describe('a policy', () => {
  const before = written();
  const edited = (from: string, to: string): string[] => said(before, before.replace(from, to));

  it('is weaker where its binding refuses no more', () => {
    expect(edited('[Deny, Audit]', '[Audit, Warn]')).toEqual([
      `\`validationActions\` was \`Deny, Audit\` and is \`Audit, Warn\` now${AGAIN}`,
    ]);
  });

  it('is weaker where it is ignored when it fails', () => {
    expect(edited('failurePolicy: Fail', 'failurePolicy: Ignore')).toEqual([
      `\`failurePolicy: Ignore\` lets everything in when the policy fails${AGAIN}`,
    ]);
  });

  it('is weaker where a check is another one', () => {
    expect(edited('variables.privileged.size() == 0', '1 == 1')).toEqual([
      `no longer asks for \`variables.privileged.size() == 0\`${AGAIN}`,
    ]);
  });

  it('is weaker where it looks at fewer kinds', () => {
    expect(edited('resources: [cronjobs, jobs]', 'resources: [jobs]')).toEqual([
      `no longer looks at \`CREATE of batch/cronjobs\`, \`UPDATE of batch/cronjobs\`${AGAIN}`,
    ]);
  });

  it('is weaker where it looks at fewer lists of containers', () => {
    const list = /\n +\(has\(variables\.spec\.ephemeralContainers\) \? \S+ : \[\]\)/;
    const after = before.replace(list, ' []');
    expect(said(before, after)).toEqual([`no longer looks at \`ephemeralContainers\`${AGAIN}`]);
  });

  it('is weaker where it leaves out another namespace, or has another condition', () => {
    expect(edited('kube-node-lease]', 'kube-node-lease, shop]')).toEqual([
      `leaves out \`the namespace shop\`${AGAIN}`,
    ]);
    expect(
      edited(
        '  matchConditions:\n',
        '  matchConditions:\n    - { name: more, expression: "object.metadata.name != \'web\'" }\n',
      ),
    ).toEqual([`has one more condition: \`object.metadata.name != 'web'\`${AGAIN}`]);
    expect(
      edited('matchResources:\n', 'matchResources:\n    objectSelector: {matchLabels: {a: b}}\n'),
    ).toEqual([`has one more condition: \`objectSelector: a="b"\`${AGAIN}`]);
  });

  it('tells that its binding is gone', () => {
    const [first = '', ...others] = before.split('---\n');
    const after = [
      first,
      ...others.filter(
        (part) => !/Binding\n +name: podseal-no-priv/.test(part.replace('metadata:\n', '')),
      ),
    ].join('---\n');
    const { comments } = reviewOf([changedFile('policies/podseal.yaml', before, after)]);
    expect(comments.map(({ body }) => body)).toEqual([
      expect.stringContaining(
        '`ValidatingAdmissionPolicyBinding podseal-no-privileged` is gone from this file',
      ),
    ]);
  });
});

it.each([
  ['kyverno', '[Deny]', '[Audit]', '`validationActions` was `Deny` and is `Audit` now'],
  [
    'kyverno-cluster-policy',
    'Enforce',
    'Audit',
    '`failureAction` was `Enforce` and is `Audit` now',
  ],
  [
    'gatekeeper',
    'Action: deny',
    'Action: dryrun',
    '`enforcementAction` was `deny` and is `dryrun`',
  ],
  ['gatekeeper', '[CronJob, Job]', '[CronJob]', 'no longer looks at `Job`'],
])('%s: %s, then %s', (engine, from, to, message) => {
  const before = written(engine);
  expect(said(before, before.replace(from, to))).toEqual([
    expect.stringMatching(message.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)),
  ]);
});

const EXEMPTION: Exemption = {
  rules: ['no-privileged'],
  kind: 'DaemonSet',
  name: 'csi-*',
  reason: 'It mounts volumes.',
  source: '.github/podseal.yml:4',
};

it('another exemption is named, of the configuration or by annotations', () => {
  const policy = { exemptions: [EXEMPTION], allowed: {}, today: '2026-11-28' };
  const [message, ...others] = said(written(), written('vap', true, { exemptions: policy }));
  expect(message).toContain('exempts `variables.origins.exists(o, o.kind == "DaemonSet"');
  expect(others).toEqual([]);
  const closed = {
    exemptions: [],
    allowed: { 'no-privileged': 'configuration' as const },
    today: '',
  };
  const [annotated] = said(written('vap', true, { exemptions: closed }), written());
  expect(annotated).toContain('exempts `variables.annotations.exists(a, "podseal.dev/exempt.no-');
});

it('what refuses more, or is written anew with other expressions, is no finding', () => {
  expect(said(written('vap', false), written())).toEqual([]);
  const policy = { exemptions: [EXEMPTION], allowed: {}, today: '2026-11-28' };
  expect(said(written('vap', true, { exemptions: policy }), written())).toEqual([]);
  const mounts = { only: ['no-writable-host-path'] };
  const allow = { 'no-writable-host-path': ['/var/log/**'] };
  expect(said(written('vap', true, mounts), written('vap', true, { ...mounts, allow }))).toEqual(
    [],
  );
});

it('what moves to another file is compared with what it was', () => {
  const before = written();
  const removed = [{ path: 'old.yaml', text: before }];
  const file = (text: string): ChangedFile[] => [changedFile('new.yaml', undefined, text)];
  expect(reviewOf(file(before), { removed }).findings).toEqual([]);
  const weaker = before.replace('[Deny, Audit]', '[Audit]');
  const [found] = reviewOf(file(weaker), { removed }).findings;
  expect(found?.finding.message).toContain('was `Deny, Audit` and is `Audit` now');
  expect(found?.introduced).toBe(true);
});

describe('a file that is removed', () => {
  const path = 'policies/podseal-kyverno.yaml';
  const removed = [{ path, text: written('kyverno') }];

  it('gets a comment with what was in it, and how to write it again', () => {
    const { comments, findings, conclusion } = reviewOf([], { removed });
    expect(comments).toEqual([
      expect.objectContaining({ path, subject: 'file', suggestion: null }),
    ]);
    expect(comments[0]?.body).toContain('`ValidatingPolicy podseal-no-privileged`');
    expect(comments[0]?.body).toContain(
      '`podseal policy --engine kyverno --enforce --output policies`',
    );
    expect(findings.map(({ finding }) => finding.severity)).toEqual(['warning']);
    expect(conclusion).toBe('success');
  });

  it('gets it once', () => {
    const { comments } = reviewOf([], { removed });
    const threads = [threadOf(comments[0]?.fingerprints ?? [], { path })];
    const again = reviewOf([], { removed, threads });
    expect(again.comments).toEqual([]);
    expect(again.resolutions).toEqual([]);
  });

  it('fails the check where the rule is an error', () => {
    const strict: RuleSet = { profile: 'strict', only: ['admission-policy'] };
    expect(plan(changeOf([], { removed }), { ruleSet: strict }).conclusion).toBe('failure');
    const off: RuleSet = { profile: 'strict', skip: ['admission-policy'] };
    expect(plan(changeOf([], { removed }), { ruleSet: off }).comments).toEqual([]);
  });
});

it('a file that has no policy any more gets the same comment', () => {
  const path = 'policies/podseal.yaml';
  const { comments } = reviewOf([changedFile(path, written(), '# Nothing.\n')]);
  expect(comments.map((one) => one.body)).toEqual([
    expect.stringContaining('has no policy any more'),
  ]);
});

describe('the labels of a namespace', () => {
  const namespace = (labels: string): string =>
    `apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n  labels:\n    team: a\n${labels}`;
  const enforce = (level: string): string =>
    namespace(`    pod-security.kubernetes.io/enforce: ${level}\n`);
  const version = (minor: string): string =>
    `${enforce('restricted')}    pod-security.kubernetes.io/enforce-version: ${minor}\n`;

  it.each([
    [
      'a lower level',
      enforce('restricted'),
      enforce('baseline'),
      'was `restricted` and is `baseline`',
    ],
    ['no level', enforce('baseline'), namespace(''), 'was `baseline` and is missing now'],
    ['an older version', version('v1.35'), version('v1.20'), 'was `v1.35` and is `v1.20` now'],
    ['a version', enforce('restricted'), version('v1.20'), 'was `latest` and is `v1.20` now'],
  ])('are weaker with %s', (_, before, after, message) => {
    expect(said(before, after)).toEqual([expect.stringContaining(message)]);
  });

  it.each([
    ['a higher level', enforce('baseline'), enforce('restricted')],
    ['another label', enforce('baseline'), enforce('baseline').replace('team: a', 'team: b')],
    ['a level after none', namespace(''), enforce('privileged')],
  ])('are not weaker with %s', (_, before, after) => {
    expect(said(before, after)).toEqual([]);
  });
});

it('a policy that can not be read is not gone', () => {
  const before = written();
  const after = before.replace('variables.privileged.size() == 0', '"true" == "true"');
  const { findings, skips } = reviewOf([changedFile('policies/podseal.yaml', before, after)]);
  expect(findings).toEqual([]);
  expect(skips).toHaveLength(1);
});

it('what is not there to be compared is no reason to fail', () => {
  const bomb = `a: &a [1,2]\nb: &b [*a,*a,*a,*a]\nlabels: {app.kubernetes.io/managed-by: podseal}\n`;
  const path = 'policies/podseal.yaml';
  expect(reviewOf([changedFile(path, bomb, '{{ x }}\n')]).comments).toEqual([]);
});
