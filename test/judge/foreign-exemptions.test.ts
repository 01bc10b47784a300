import { describe, expect, it } from 'vitest';
import { FOREIGN_CHECKS } from '../../src/judge/exemptions/foreign-checks.ts';
import { FOREIGN_TOOLS } from '../../src/judge/exemptions/foreign-tools.ts';
import { type Judged, judge } from '../../src/judge/judge.ts';
import { rules } from '../../src/judge/rules.generated.ts';
import { readManifest } from '../../src/kubernetes/manifest.ts';
import { type ExemptionPolicy, NO_EXEMPTIONS } from '../../src/rules/kit/exemption.ts';
import type { RuleSet } from '../../src/rules/kit/rule.ts';

const STRICT: RuleSet = {
  profile: 'strict',
  only: rules.map(({ id }) => id).filter((id) => id !== 'allowed-volumes'),
};

/** A Deployment with a fault of each kind that the tools know. */
function workload(own = '', ofTemplate = ''): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: a
  annotations:
    example.com/a: b${own}
spec:
  selector: {matchLabels: {app: a}}
  template:
    metadata:
      labels: {app: a}
      annotations:
        example.com/a: b${ofTemplate}
    spec:
      hostPID: true
      hostIPC: true
      hostNetwork: true
      securityContext: {sysctls: [{name: net.ipv4.ip_forward, value: '1'}, {name: vm.swappiness, value: '1'}]}
      containers:
        - name: app
          image: example/app
          ports: [{containerPort: 80, hostPort: 80}]
          securityContext:
            privileged: true
            procMount: Unmasked
            capabilities: {add: [NET_RAW, SYS_ADMIN]}
          volumeMounts:
            - {name: docker, mountPath: /d}
            - {name: etc, mountPath: /etc2}
            - {name: proc, mountPath: /proc2}
            - {name: data, mountPath: /data}
      volumes:
        - {name: docker, hostPath: {path: /var/run/docker.sock}}
        - {name: etc, hostPath: {path: /etc}}
        - {name: proc, hostPath: {path: /proc}}
        - {name: data, hostPath: {path: /srv/data}}
        - {name: tool, image: {reference: example/tool}}
`;
}

function judged(text: string, policy: Partial<ExemptionPolicy> = {}, ruleSet = STRICT): Judged {
  return judge(readManifest({ path: 'a.yaml', text }), {
    ...ruleSet,
    exemptions: { ...NO_EXEMPTIONS, foreign: FOREIGN_TOOLS, ...policy },
  });
}

const named = ({ exempted }: Judged): string[] =>
  exempted.map(({ finding: { rule, detail } }) => `${rule} ${detail}`.trim()).toSorted();

const own = (...lines: string[]) => workload(lines.map((line) => `\n    ${line}`).join(''));
const ofTemplate = (...lines: string[]) =>
  workload('', lines.map((line) => `\n        ${line}`).join(''));

describe('an annotation of another tool', () => {
  it.each<[string, readonly string[]]>([
    ['ignore-check.kube-linter.io/privileged-container: "it needs the kernel"', ['no-privileged']],
    ['ignore-check.kube-linter.io/host-pid: ""', ['no-host-namespaces hostPID']],
    ['ignore-check.kube-linter.io/drop-net-raw-capability: x', ['drop-capabilities add NET_RAW']],
    ['ignore-check.kube-linter.io/latest-tag: x', ['pinned-image app']],
    [
      'ignore-check.kube-linter.io/sensitive-host-mounts: x',
      ['no-kernel-write mount /proc2 /proc', 'no-writable-host-path /etc2 /etc'],
    ],
    [
      'ignore-check.kube-linter.io/docker-sock: x',
      ['no-kernel-write mount /d /var/run/docker.sock'],
    ],
    [
      'ignore-check.kube-linter.io/unsafe-sysctls: x',
      ['no-kernel-write sysctl net.ipv4.ip_forward'],
    ],
    ['kube-score/ignore: pod-probes, container-security-context-privileged', ['no-privileged']],
    [
      'kube-score/ignore: container-security-context',
      ['no-privileged', 'read-only-root-filesystem', 'run-as-non-root'],
    ],
    ['polaris.fairwinds.com/runAsRootAllowed-exempt: "true"', ['run-as-non-root']],
    ['polaris.fairwinds.com/runAsRootAllowed-exempt: "false"', []],
    [
      'polaris.fairwinds.com/dangerousCapabilities-exempt: "true"',
      ['no-kernel-write add SYS_ADMIN'],
    ],
    ['checkov.io/skip1: CKV_K8S_22=writes its cache', ['read-only-root-filesystem']],
    ['checkov.io/skip: CKV_K8S_37', ['drop-capabilities']],
    ['bridgecrew.io/skip7: CKV_K8S_26=a=b', ['no-host-ports 80/TCP']],
    ['checkov.io/skip1: CKV_K8S_8=no probe', []],
    ['ignore-check.kube-linter.io/no-liveness-probe: x', []],
  ])('%s exempts what its tool would find', (annotation, expected) => {
    const result = judged(own(annotation));
    expect(named(result)).toEqual(expected);
    expect(result.exemptionFaults).toEqual([]);
    expect(judged(own(annotation), { foreign: undefined }).exempted).toEqual([]);
  });

  it('has its reason, or says that there is none', () => {
    const reasons = judged(
      own(
        'ignore-check.kube-linter.io/host-pid: "debugs its neighbors"',
        'kube-score/ignore: container-seccomp-profile',
        'checkov.io/skip1: CKV_K8S_22=writes a=b',
      ),
    ).exempted.map(({ finding, reason, by, source }) => [finding.rule, reason, by, source]);
    expect(reasons).toEqual(
      expect.arrayContaining([
        ['no-host-namespaces', 'debugs its neighbors', 'annotation', 'a.yaml:7'],
        ['seccomp-profile', 'kube-score/ignore, without a reason', 'annotation', 'a.yaml:8'],
        ['read-only-root-filesystem', 'writes a=b', 'annotation', 'a.yaml:9'],
      ]),
    );
  });

  it('for all checks exempts all that are mapped, and nothing else', () => {
    for (const [annotation, tool] of [
      ['kube-linter.io/ignore-all: vendor', 'kube-linter'],
      ['polaris.fairwinds.com/exempt: "TRUE"', 'polaris'],
    ]) {
      const { exempted, findings } = judged(own(annotation ?? ''));
      const mapped = FOREIGN_CHECKS.filter((check) => check.tool === tool);
      for (const { finding } of exempted) {
        expect(
          mapped.some(
            ({ rule, part }) =>
              rule === finding.rule && (part?.detail.test(finding.detail) ?? true),
          ),
        ).toBe(true);
      }
      expect(exempted.length).toBeGreaterThan(5);
      expect(findings.map(({ rule, detail }) => `${rule} ${detail}`)).toContain(
        'no-kernel-write sysctl vm.swappiness',
      );
    }
  });

  it('is read where its tool reads it', () => {
    const all = ['kube-score/ignore: container-image-tag', 'checkov.io/skip1: CKV_K8S_22'];
    expect(named(judged(ofTemplate(...all)))).toEqual([
      'pinned-image app',
      'read-only-root-filesystem',
    ]);
    const objects = [
      'ignore-check.kube-linter.io/latest-tag: x',
      'polaris.fairwinds.com/tagNotSpecified-exempt: "true"',
    ];
    expect(named(judged(ofTemplate(...objects)))).toEqual([]);
  });

  it('counts only for tools that the configuration names', () => {
    const text = own('checkov.io/skip1: CKV_K8S_22', 'kube-score/ignore: container-image-tag');
    expect(named(judged(text, { foreign: ['checkov'] }))).toEqual(['read-only-root-filesystem']);
  });

  it('does not count where the configuration forbids it, without a fault of its own', () => {
    const text = own('checkov.io/skip1: CKV_K8S_22');
    for (const allowed of ['configuration', 'nowhere'] as const) {
      const result = judged(text, { allowed: { 'read-only-root-filesystem': allowed } });
      expect([result.exempted, result.exemptionFaults]).toEqual([[], []]);
    }
  });
});

describe('the table', () => {
  it('names rules that there are, each check of a tool once for a part', () => {
    const known = new Set(rules.map(({ id }) => id));
    const seen = FOREIGN_CHECKS.map(({ tool, check, rule }) => `${tool} ${check} ${rule}`);
    expect(FOREIGN_CHECKS.filter(({ rule }) => !known.has(rule))).toEqual([]);
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('has no part that fits no finding', () => {
    const ruleSets: RuleSet[] = [STRICT, { profile: 'baseline' }, { profile: 'restricted' }];
    const windows = workload().replace('privileged: true', 'windowsOptions: {hostProcess: true}');
    const found = [workload(), windows].flatMap((text) =>
      ruleSets.flatMap((ruleSet) => judged(text, {}, ruleSet).findings),
    );
    const unfit = FOREIGN_CHECKS.filter(
      ({ rule, part }) =>
        !found.some((one) => one.rule === rule && (part?.detail.test(one.detail) ?? true)),
    );
    expect(unfit.map(({ tool, check, rule }) => `${tool} ${check} ${rule}`)).toEqual([]);
  });
});
