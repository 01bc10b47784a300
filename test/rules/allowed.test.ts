import { describe, expect, it } from 'vitest';
import { judge } from '../../src/judge/judge.ts';
import { readManifest } from '../../src/kubernetes/manifest.ts';
import type { Profile } from '../../src/rules/kit/rule.ts';

function found(text: string, rule: string, allow: readonly string[], profile: Profile = 'strict') {
  const ruleSet = { profile, only: [rule], allow: { [rule]: allow } };
  return judge(readManifest({ path: 'a.yaml', text }), ruleSet).findings.map(
    ({ message }) => message,
  );
}

/** A pod with a container that has this field, and with more fields of its own. */
function podWith(field: string, more = ''): string {
  return `apiVersion: v1
kind: Pod
metadata: {name: p}
spec:
  containers:
    - name: a
      image: i
      ${field}
${more}`;
}

describe('no-writable-host-path', () => {
  const pod = (path: string, mount = ''): string =>
    podWith(
      `volumeMounts: [{name: v, mountPath: /x${mount}}]`,
      `  volumes: [{name: v, hostPath: {path: ${path}}}]\n`,
    );

  it.each([
    ['/var/log', ['/var/log/**'], 0],
    ['/var/log/', ['/var/log/**'], 0],
    ['//var//log/pods', ['/var/log/**'], 0],
    ['/var/log/.hidden/a', ['/var/log/**'], 0],
    ['/var/logs', ['/var/log/**'], 1],
    ['/var/log/../../etc', ['/var/log/**'], 1],
    ['/var/log/pods', ['/var/log/*'], 0],
    ['/var/log/pods/a', ['/var/log/*'], 1],
    ['/data', ['/srv', '/data'], 0],
    ['/', ['/**'], 0],
    ['/etc', [], 1],
  ])('%s with %j: %d', (path, allow, count) => {
    expect(found(pod(path), 'no-writable-host-path', allow)).toHaveLength(count);
  });

  it('looks at the part of the volume that is mounted', () => {
    const text = pod('/var/log', ', subPath: pods');
    expect(found(text, 'no-writable-host-path', ['/var/log/pods'])).toEqual([]);
    expect(found(text, 'no-writable-host-path', ['/var/log'])).toHaveLength(1);
  });

  it('lets pass what is mounted below an allowed path', () => {
    const text = pod('/var', ', readOnly: true');
    expect(found(text, 'no-writable-host-path', [])).toHaveLength(1);
    expect(found(text, 'no-writable-host-path', ['/var/**'])).toEqual([]);
  });

  it('lets a patch bring an allowed path', () => {
    const text = pod('/var/log').replace(/ {2}containers:[^]*?(?= {2}volumes)/, '');
    expect(found(text, 'no-writable-host-path', [])).toHaveLength(1);
    expect(found(text, 'no-writable-host-path', ['/var/log'])).toEqual([]);
  });
});

describe('drop-capabilities', () => {
  const pod = (name: string): string =>
    podWith(`securityContext: {capabilities: {drop: [ALL], add: [${name}]}}`);

  it.each([
    ['NET_RAW', 'strict', ['NET_RAW'], 0],
    ['NET_RAW', 'strict', ['NET_ADMIN'], 1],
    ['CAP_NET_RAW', 'strict', ['NET_RAW'], 0],
    ['net_raw', 'strict', ['NET_RAW'], 0],
    ['NET_RAW', 'restricted', ['NET_RAW'], 0],
    ['NET_RAW', 'baseline', ['NET_RAW'], 0],
    ['NET_ADMIN', 'baseline', ['NET_RAW'], 1],
    // The standard compares the text.
    ['net_raw', 'restricted', ['NET_RAW'], 1],
  ] as const)('adding %s in profile %s with %j: %d', (name, profile, allow, count) => {
    expect(found(pod(name), 'drop-capabilities', allow, profile)).toHaveLength(count);
  });

  it('still asks for all others to be dropped', () => {
    const text = pod('NET_RAW').replace('drop: [ALL], ', '');
    expect(found(text, 'drop-capabilities', ['NET_RAW'])).toHaveLength(1);
  });
});
