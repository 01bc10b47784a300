import { describe, expect, it } from 'vitest';
import { type Judged, judge } from '../../src/judge/judge.ts';
import { readManifest } from '../../src/kubernetes/manifest.ts';
import { type ExemptionPolicy, NO_EXEMPTIONS } from '../../src/rules/kit/exemption.ts';
import type { RuleSet } from '../../src/rules/kit/rule.ts';

const ONLY = ['no-privileged', 'no-host-namespaces'];

function judged(
  text: string,
  policy: Partial<ExemptionPolicy> = {},
  ruleSet: Partial<RuleSet> = {},
): Judged {
  return judge(readManifest({ path: 'deploy/csi.yaml', text }), {
    profile: 'immutable',
    only: ONLY,
    exemptions: { ...NO_EXEMPTIONS, today: '2026-11-28', ...policy },
    ...ruleSet,
  });
}

/** What is left, what is exempt and by whom, and what is wrong, in lines. */
function outcome({ findings, exempted, exemptionFaults }: Judged) {
  return {
    findings: findings.map(({ rule, line }) => `${line} ${rule}`),
    exempted: exempted.map(
      ({ finding, by, reason, expires, source }) =>
        `${finding.line} ${finding.rule}: ${reason} (${by} ${source}${expires ? ` until ${expires}` : ''})`,
    ),
    faults: exemptionFaults.map(({ line, message }) => `${line}: ${message}`),
  };
}

const daemon = (
  more: {
    top?: string;
    metadata?: string;
    template?: string;
    container?: string;
    privileged?: string;
  } = {},
) => `${more.top ?? ''}apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: csi-node
  namespace: kube-system${more.metadata ?? ''}
spec:
  selector: { matchLabels: { app: csi } }
  template:
    metadata:
      labels: { app: csi }${more.template ?? ''}
    spec:
      hostPID: true
      containers:${more.container ?? ''}
        - name: driver
          image: registry.k8s.io/sig-storage/csi:v1
          securityContext:
            privileged: true${more.privileged ?? ''}
        - name: registrar
          image: registry.k8s.io/sig-storage/registrar:v2
          securityContext:
            privileged: true
`;

describe('a comment', () => {
  it('at the end of a line is for that line', () => {
    const text = daemon({
      privileged: ' # podseal-ignore no-privileged: CSI driver mounts volumes',
    });
    expect(outcome(judged(text))).toEqual({
      findings: ['12 no-host-namespaces', '21 no-privileged'],
      exempted: ['17 no-privileged: CSI driver mounts volumes (comment deploy/csi.yaml:17)'],
      faults: [],
    });
  });

  it('alone on its line is for the line below with its block', () => {
    const text = daemon({
      container: '\n        # podseal-ignore no-privileged: CSI driver\n',
    }).replace('\n\n', '\n');
    expect(outcome(judged(text))).toMatchObject({
      findings: ['12 no-host-namespaces', '22 no-privileged'],
      exempted: ['18 no-privileged: CSI driver (comment deploy/csi.yaml:14)'],
    });
  });

  it('above a key is for a list below it at the same indentation', () => {
    const text = `kind: Pod
apiVersion: v1
spec:
  # podseal-ignore no-privileged: all of them
  containers:
  - name: a
    image: a
    securityContext: {privileged: true}
  initContainers:
  - name: b
    image: b
    securityContext: {privileged: true}
`;
    expect(outcome(judged(text))).toMatchObject({
      findings: ['12 no-privileged'],
      exempted: ['8 no-privileged: all of them (comment deploy/csi.yaml:4)'],
    });
  });

  it('at the top of a document is for all of it, and for no other', () => {
    const top = '# A driver.\n# podseal-ignore no-privileged, no-host-namespaces: node agent\n';
    const { findings, exempted } = outcome(judged(`${daemon({ top })}---\n${daemon()}`));
    expect(exempted.length).toBe(3);
    expect(findings).toEqual(['36 no-host-namespaces', '41 no-privileged', '45 no-privileged']);
  });

  it('may have an end, from which on the finding is back', () => {
    const privileged =
      ' # podseal-ignore no-privileged: moves to a device plugin, until 2026-11-28';
    expect(outcome(judged(daemon({ privileged }), { today: '2026-11-27' })).exempted).toEqual([
      '17 no-privileged: moves to a device plugin (comment deploy/csi.yaml:17 until 2026-11-28)',
    ]);
    const after = judged(daemon({ privileged }));
    expect(outcome(after)).toMatchObject({
      exempted: [],
      faults: ['17: comment exempted no-privileged until 2026-11-28: remove it'],
    });
    expect(after.findings[1]?.message).toMatch(/\(its exemption ended on 2026-11-28\)$/);
  });

  it.each([
    [
      '# podseal-ignore no-privileged',
      'exempts no-privileged without a reason: write one after the colon',
    ],
    [
      '# podseal-ignore no-privileged:  ',
      'exempts no-privileged without a reason: write one after the colon',
    ],
    ['# podseal-ignore no-priv: x', 'exempts "no-priv", which is not a rule'],
    [
      '# podseal-ignore no-host-namespaces: x',
      'exempts no-host-namespaces, and there is no such finding: remove it',
    ],
  ])('%s exempts nothing, and says why', (comment, fault) => {
    const { findings, exempted, faults } = outcome(judged(daemon({ privileged: ` ${comment}` })));
    expect([findings.length, exempted, faults]).toEqual([3, [], [`17: comment ${fault}`]]);
  });

  it('is not unused where its rule did not judge', () => {
    const privileged = ' # podseal-ignore pinned-image: x';
    expect(outcome(judged(daemon({ privileged }))).faults).toEqual([]);
  });

  it('is no comment inside a text', () => {
    const text = `${daemon()}  note: |
    # podseal-ignore no-privileged: x
  other: "# podseal-ignore no-privileged: x"
`;
    expect(outcome(judged(text))).toMatchObject({ exempted: [], faults: [] });
  });
});

describe('an annotation', () => {
  const annotation = (indent: string, key: string, text = 'node agent') =>
    `\n${indent}annotations:\n${indent}  podseal.dev/exempt.${key}: ${text}`;

  it('of an object or its pods is for all of it', () => {
    for (const text of [
      daemon({ metadata: annotation('  ', 'no-privileged') }),
      daemon({ template: annotation('      ', 'no-privileged') }),
    ]) {
      const { findings, exempted, faults } = outcome(judged(text));
      expect([findings, faults]).toEqual([['14 no-host-namespaces'], []]);
      expect(exempted.length).toBe(2);
    }
  });

  it('with a container in its name is for that container', () => {
    const text = daemon({ template: annotation('      ', 'no-privileged.driver') });
    expect(outcome(judged(text))).toMatchObject({
      findings: ['14 no-host-namespaces', '23 no-privileged'],
      exempted: ['19 no-privileged: node agent (annotation deploy/csi.yaml:12)'],
    });
  });

  it('needs a reason, and a rule and a container that there are', () => {
    const fault = (key: string, text?: string) =>
      outcome(judged(daemon({ metadata: annotation('  ', key, text) }))).faults;
    expect(fault('no-privileged', '""')).toEqual([expect.stringContaining('without a reason')]);
    expect(fault('nope')).toEqual([expect.stringContaining('"nope", which is not a rule')]);
    expect(fault('no-privileged.web')).toEqual([expect.stringContaining('no such finding')]);
  });
});

describe('the configuration', () => {
  const exemption = { rules: ['no-privileged'], reason: 'CSI', source: '.github/podseal.yml:3' };

  it.each([
    [{}, 2],
    [{ path: 'deploy/**' }, 2],
    [{ path: '*.yaml' }, 0],
    [{ kind: 'DaemonSet', namespace: 'kube-*', name: 'csi-*' }, 2],
    [{ kind: 'Deployment' }, 0],
    [{ container: 'driver' }, 1],
    [{ image: 'registry.k8s.io/sig-storage/registrar:*' }, 1],
    [{ image: 'docker.io/**' }, 0],
    [{ expires: '2026-11-28' }, 0],
    [{ expires: '2026-11-29' }, 2],
  ])('exempts by %j %i of two', (patterns, count) => {
    const policy = { exemptions: [{ ...exemption, ...patterns }] };
    const { exempted, findings } = judged(daemon(), policy);
    expect([exempted.length, findings.length]).toEqual([count, 3 - count]);
    for (const { source, by } of exempted)
      expect([source, by]).toEqual(['.github/podseal.yml:3', 'configuration']);
  });

  it('names paths from the root of the repository, wherever the command runs', () => {
    const exemptions = [{ ...exemption, path: 'apps/deploy/*.yaml' }];
    const folders = { root: '/src/repo', working: '/src/repo/apps' };
    expect(judged(daemon(), { exemptions, folders }).exempted.length).toBe(2);
    expect(judged(daemon(), { exemptions }).exempted.length).toBe(0);
  });

  it('decides where a rule may be exempted', () => {
    const text = daemon({ privileged: ' # podseal-ignore no-privileged: x' });
    const policy = { exemptions: [{ ...exemption, container: 'registrar' }] };
    const onlyThere = judged(text, { ...policy, allowed: { 'no-privileged': 'configuration' } });
    expect(outcome(onlyThere)).toMatchObject({
      findings: ['12 no-host-namespaces', '17 no-privileged'],
      faults: ['17: comment exempts no-privileged, which the configuration forbids here'],
    });
    const nowhere = judged(text, { ...policy, allowed: { 'no-privileged': 'nowhere' } });
    expect(nowhere.exempted).toEqual([]);
  });

  it('sets severities, or turns a rule off', () => {
    const severities = { 'no-privileged': 'notice', 'no-host-namespaces': 'off' } as const;
    const { findings } = judged(daemon(), {}, { severities });
    expect(findings.map(({ rule, severity }) => `${rule} ${severity}`)).toEqual([
      'no-privileged notice',
      'no-privileged notice',
    ]);
  });
});

it('so many comments that nobody wrote them are bounded, and exempt no more', () => {
  const comments = '      # podseal-ignore no-privileged: x\n'.repeat(20_000);
  const text = daemon().replace('      hostPID', `${comments}      hostPID`);
  const { findings, exempted, exemptionFaults } = judged(text);
  expect([findings.length, exempted.length, exemptionFaults.length]).toEqual([3, 0, 200]);
});
