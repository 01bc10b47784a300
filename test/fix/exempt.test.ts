import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exemptFor } from '../../src/fix/exempt.ts';
import { readReason } from '../../src/judge/exemptions/claim.ts';
import { readableReason } from '../../src/judge/exemptions/reason.ts';
import { type Judged, judge } from '../../src/judge/judge.ts';
import { readManifest } from '../../src/kubernetes/manifest.ts';
import { applyEdits } from '../../src/yaml/edit/edit.ts';
import { runs } from '../properties/runs.ts';

const ONLY = ['no-privileged', 'no-host-namespaces', 'run-as-non-root'];

function judged(text: string, path = 'a.yaml'): Judged {
  return judge(readManifest({ path, text }), { profile: 'immutable', only: ONLY });
}

const pod = (containers: string, more = '') => `apiVersion: v1
kind: Pod
metadata:
  name: a
spec:${more}
  containers:
${containers}`;

const container = (name: string, privileged = 'privileged: true') => `    - name: ${name}
      image: example/${name}:1
      securityContext:
        runAsNonRoot: true
        ${privileged}
`;

/** The lines that an exemption of these findings adds or changes. */
function exempted(text: string, rules: readonly string[], reason = 'it is so', path = 'a.yaml') {
  const before = judged(text, path);
  const findings = before.findings.filter(({ rule }) => rules.includes(rule));
  expect(findings.length).toBeGreaterThan(0);
  const found = exemptFor(before, [{ findings, reason }]);
  if ('refused' in found) return found.refused;
  const after = applyEdits(text, found.edits);
  const again = judged(after, path);
  expect(again.exempted.length).toBe(before.exempted.length + findings.length);
  expect(again.findings.length).toBe(before.findings.length - findings.length);
  expect(again.exemptionFaults.length).toBeLessThanOrEqual(before.exemptionFaults.length);
  const old = new Set(text.split('\n'));
  return after.split('\n').filter((line) => !old.has(line));
}

describe('an exemption', () => {
  it('is at the end of its line, where that stays short', () => {
    expect(exempted(pod(container('a')), ['no-privileged'])).toEqual([
      '        privileged: true # podseal-ignore no-privileged: it is so',
    ]);
  });

  it('is above its line otherwise', () => {
    const reason = 'it mounts the volumes of all pods of its node';
    expect(exempted(pod(container('a')), ['no-privileged'], reason)).toEqual([
      `        # podseal-ignore no-privileged: ${reason}`,
    ]);
  });

  it('comes after what the line says already', () => {
    const text = pod(container('a', 'privileged: true # for fuse'));
    expect(exempted(text, ['no-privileged'])).toEqual([
      '        privileged: true # for fuse # podseal-ignore no-privileged: it is so',
    ]);
  });

  it('stands beside one of another rule', () => {
    const text = pod(
      container('a', 'privileged: true # podseal-ignore run-as-non-root: x').replace(
        'true',
        'false',
      ),
    );
    expect(exempted(text, ['no-privileged'])).toEqual([
      '        # podseal-ignore no-privileged: it is so',
    ]);
  });

  it('is one comment on the first line of a container that several are about', () => {
    const text = pod(container('a').replace('runAsNonRoot: true', 'runAsNonRoot: false'));
    expect(exempted(text, ['no-privileged', 'run-as-non-root'])).toEqual([
      '    - name: a # podseal-ignore run-as-non-root, no-privileged: it is so',
    ]);
  });

  it('is a comment for each finding of a pod', () => {
    const text = pod(container('a', ''), '\n  hostPID: true\n  hostIPC: true');
    expect(exempted(text, ['no-host-namespaces'])).toEqual([
      '  hostPID: true # podseal-ignore no-host-namespaces: it is so',
      '  hostIPC: true # podseal-ignore no-host-namespaces: it is so',
    ]);
  });

  it('is an annotation for its container where comments are not possible', () => {
    const text = JSON.stringify({
      ...{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' } },
      spec: {
        containers: ['a', 'b'].map((name) => ({
          name,
          image: 'a',
          securityContext: { privileged: name === 'a', runAsNonRoot: true },
        })),
      },
    });
    const lines = exempted(text, ['no-privileged'], 'it is so', 'a.json');
    expect(lines).toEqual([
      expect.stringContaining('"annotations": {"podseal.dev/exempt.no-privileged.a": "it is so"}'),
    ]);
  });

  it('is an annotation of no longer name than Kubernetes takes', () => {
    const name = 'a'.repeat(63);
    const value = { name, image: 'a', securityContext: { privileged: true, runAsNonRoot: true } };
    const text = JSON.stringify({ apiVersion: 'v1', kind: 'Pod', spec: { containers: [value] } });
    expect(exempted(text, ['no-privileged'], 'it is so', 'a.json')).toBe(
      'no comment or annotation here would exempt this and nothing else',
    );
  });

  it('is none for a document with a checksum or a generator', () => {
    const text = `${pod(container('a'))}sops:\n  mac: abc\n  version: 3.9.0\n`;
    expect(exempted(text, ['no-privileged'])).toMatch(/^SOPS has a checksum/);
    expect(
      exempted(`# Code generated by x. DO NOT EDIT.\n${pod(container('a'))}`, ['no-privileged']),
    ).toMatch(/this file is generated/);
  });

  it('is none of an end that is over', () => {
    expect(exempted(pod(container('a')), ['no-privileged'], 'x, until 2000-01-01')).toEqual([
      '        privileged: true # podseal-ignore no-privileged: x, until 2000-01-01',
    ]);
    const policy = { exemptions: [], allowed: {}, baseline: [], today: '2026-11-28' };
    const before = judge(readManifest({ path: 'a.yaml', text: pod(container('a')) }), {
      ...{ profile: 'immutable', only: ONLY, exemptions: policy },
    });
    const found = exemptFor(before, [{ findings: before.findings, reason: 'x, until 2000-01-01' }]);
    expect(found).toHaveProperty('refused');
  });

  it('leaves other documents of the file alone', () => {
    const text = `${pod(container('a', ''))}---\n${pod(container('b'))}---\n${pod(container('c', ''))}`;
    expect(exempted(text, ['no-privileged'])).toEqual([
      '        privileged: true # podseal-ignore no-privileged: it is so',
    ]);
  });
});

it('whatever the reason, it is one comment or none', () => {
  const text = pod(container('a', 'privileged: true # for fuse'));
  const before = judged(text);
  const parts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      '# ',
      ': ',
      '\n- ',
      '"',
      "'",
      'until 2030-01-01',
      '\u2028',
      '---\n',
      'podseal-ignore x: ',
    ),
  );
  const reasons = fc.array(parts, { maxLength: 6 }).map((some) => some.join(''));
  fc.assert(
    fc.property(reasons, (said) => {
      const read = readableReason(said);
      if ('fault' in read) return;
      const found = exemptFor(before, [{ findings: before.findings, reason: read.reason }]);
      if ('refused' in found) return;
      const after = applyEdits(text, found.edits);
      expect(after.split(/[\n\u0085\u2028\u2029]/).length).toBeLessThanOrEqual(
        text.split('\n').length + 1,
      );
      expect(judged(after).exempted.map(({ reason }) => reason)).toEqual([
        readReason(read.reason).reason,
      ]);
    }),
    runs(150),
  );
});
