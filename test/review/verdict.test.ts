import { expect, it } from 'vitest';
import { type Finding, judge } from '../../src/judge/judge.ts';
import { readManifest } from '../../src/kubernetes/manifest.ts';
import { gravest, isGravest, listFindings, tallyOf, verdictOf } from '../../src/review/verdict.ts';
import { md } from '../../src/text/markdown.ts';
import { deployment, judgeText } from '../judging.ts';

/** A warning of the object, and of its container an error and a warning. */
const TEXT = deployment('web', 'securityContext: { fsGroup: 1 }').replace(
  'spec:\n      containers',
  'spec:\n      hostNetwork: true\n      containers',
);
const { findings } = judge(readManifest({ path: 'web.yaml', text: TEXT }), {
  profile: 'immutable',
  only: ['misplaced-field', 'no-host-namespaces', 'read-only-root-filesystem'],
});

const ORDERS = [
  ['as they are found', findings],
  ['in the other order', findings.toReversed()],
] as const;

it.each(ORDERS)('the verdict is of the gravest: %s', (_, some) => {
  expect(verdictOf(some)).toBe('**`app` can change while it runs** in Deployment `web`');
});

it.each(ORDERS)('faults of a container come before those of its object: %s', (_, some) => {
  const warnings = some.filter(({ severity }) => severity === 'warning');
  expect(verdictOf(warnings)).toBe(
    '**`app` has a setting that Kubernetes ignores and shares namespaces with its node** in Deployment `web`',
  );
  const rules = listFindings(some, () => true)
    .split('\n')
    .map((line) => /(?:error|warning) \[`[\w-]+`\]/.exec(line)?.[0]);
  expect(rules).toEqual([
    'error [`read-only-root-filesystem`]',
    'warning [`misplaced-field`]',
    'warning [`no-host-namespaces`]',
  ]);
});

/** Containers with the same faults. */
function containers(...names: readonly string[]): typeof findings {
  const more = names.slice(1).map((name) => `        - { name: ${name}, image: a:1 }\n`);
  return judgeText(deployment('web').replace('name: app', `name: ${names[0]}`) + more.join(''))
    .findings;
}

it('the verdict names three containers, and counts the others', () => {
  const faults = 'can change while it runs and can run as root** in Deployment `web`';
  const named = (names: readonly string[]): string => verdictOf(containers(...names));
  expect(named(['a'])).toBe(`**\`a\` ${faults}`);
  expect(named(['a', 'b', 'c'])).toBe(`**\`a\`, \`b\`, \`c\`: ${faults}`);
  expect(named(['a', 'b', 'c', 'd'])).toBe(
    `**\`a\`, \`b\`, \`c\` and 1 other container: ${faults}`,
  );
});

it('the verdict names two faults, the object where it is the whole, and its namespace', () => {
  const text = deployment('web', 'securityContext: { privileged: true }');
  const inShop = text.replace('metadata:', 'metadata:\n  namespace: shop');
  expect(verdictOf(judgeText(inShop).findings)).toBe(
    '**`app` can change while it runs and can run as root** in Deployment `shop/web`',
  );
  const ofObject = findings.filter(({ subject }) => !subject.container);
  expect(verdictOf(ofObject)).toBe('**Deployment `web` shares namespaces with its node**');
  expect(verdictOf([])).toBe('');
});

it('the gravest are at most two, of one severity', () => {
  const [error, warning] = ['error', 'warning'].map((severity) =>
    findings.filter((finding) => finding.severity === severity),
  );
  expect(gravest(findings)).toEqual(error);
  expect(gravest(warning ?? [])).toHaveLength(2);
  expect(gravest(containers('a', 'b', 'c'))).toHaveLength(2);
  expect(findings.map((one) => isGravest(one, findings))).toEqual(
    findings.map(({ severity }) => severity === 'error'),
  );
});

it('a tally counts each severity that is there', () => {
  expect(tallyOf(findings)).toBe('1 error and 2 warnings');
  expect(tallyOf(findings.filter(({ severity }) => severity === 'error'))).toBe('1 error');
});

it('a list names containers where there are several, and says what was there before', () => {
  const both = listFindings(containers('a', 'b'), ({ subject }) => subject.container?.name === 'a');
  const starts = both.split('\n').map((line) =>
    line
      .split(': ', 2)
      .join(': ')
      .replace(/\]\([^)]*\)/, ']'),
  );
  expect(starts).toEqual([
    '- `a`: error [`read-only-root-filesystem`]',
    '- `a`: error [`run-as-non-root`]',
    '- `b`: error [`read-only-root-filesystem`], existing',
    '- `b`: error [`run-as-non-root`], existing',
  ]);
  expect(listFindings(containers('a'), () => true)).toMatch(
    /^- error \[`read-only-root-filesystem`\]\(https:\S+rules\/read-only-root-filesystem\.md\): the/,
  );
});

it('the kustomizations that the verdict names are not said again in the list', () => {
  const shared = { as: { namespace: '', name: 'web' }, roots: ['prod', 'dev'] };
  const some = containers('a').map((one): Finding => ({
    ...one,
    message: md`${one.message} (in prod, dev)`,
    rendered: { kind: 'kustomization', folder: 'prod', path: 'web.yaml', shared },
  }));
  expect(verdictOf(some)).toMatch(/ \(in prod, dev\)$/);
  expect(listFindings(some, () => true)).not.toContain('prod');
});

it('findings of a rule with one reason to stay are one line, and shown together', () => {
  const text = deployment('agent').replace(
    'spec:\n      containers',
    'spec:\n      hostPID: true\n      hostIPC: true\n      hostNetwork: true\n      volumes: [{ name: dev, hostPath: { path: /dev } }]\n      containers',
  );
  const only = ['no-host-namespaces'];
  const some = judge(readManifest({ path: 'agent.yaml', text }), { profile: 'immutable', only });
  expect(gravest(some.findings)).toHaveLength(3);
  expect(listFindings(some.findings, () => true)).toMatch(
    /^- warning [^\n]*: [^\n]*processes[^\n]*; [^\n]*memory[^\n]*; [^\n]*network[^\n]*; the pod manages its node[^\n]*$/,
  );
  expect(listFindings(some.findings, ({ line }) => line !== some.findings[0]?.line)).toMatch(
    /^- warning [^\n]*, existing: [^\n]*\n- warning [^\n]*$/,
  );
});
