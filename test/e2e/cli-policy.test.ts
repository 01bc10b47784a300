import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Folder, makeFolder } from './run-cli.ts';

let folder: Folder;

beforeEach(() => {
  folder = makeFolder();
});
afterEach(() => folder.remove());

test('policy writes policies by the configuration, and tells when they are no longer in step', async () => {
  folder.write('.github/podseal.yml', 'rules:\n  pinned-image: off\n');
  const { out, code } = folder.podseal(['policy', '--enforce', '--output', 'policies']);
  expect({ out, code }).toEqual({ out: 'policies/podseal-vap.yaml: written.\n', code: 0 });
  const text = folder.read('policies/podseal-vap.yaml');
  expect(text).toContain('name: podseal-read-only-root-filesystem');
  expect(text).not.toContain('podseal-pinned-image');
  expect(await folder.run(['policy', '--check', 'policies'])).toMatchObject({ code: 0 });
  folder.write('policies/podseal-vap.yaml', text.replace('[Deny, Audit]', '[Audit]'));
  const checked = await folder.run(['policy', '--check', 'policies']);
  expect(checked.code).toBe(1);
  expect(checked.out).toMatch(/^policies\/podseal-vap\.yaml:\d+: .* refuses nothing, .*\n$/);
});

test('policy sets defaults by the API server alone', async () => {
  const { out, code } = await folder.run(['policy', '--defaults']);
  expect(code).toBe(0);
  expect(out).toContain('kind: MutatingAdmissionPolicyBinding\n');
  expect(await folder.run(['policy', '--defaults', '--engine', 'kyverno'])).toMatchObject({
    code: 2,
    err: 'podseal: --defaults is for --engine vap without --from: only the API server sets them.\n',
  });
});

test('policy writes the successor of a PodSecurityPolicy, and refuses a file without one', async () => {
  folder.write(
    'psp.yaml',
    'apiVersion: policy/v1beta1\nkind: PodSecurityPolicy\nmetadata: {name: old}\n' +
      'spec:\n  runAsUser: {rule: RunAsNonRoot}\n  seLinux: {rule: RunAsAny}\n' +
      '  fsGroup: {rule: RunAsAny}\n  supplementalGroups: {rule: RunAsAny}\n',
  );
  const { out, err, code } = await folder.run(['policy', '--from', 'psp.yaml']);
  expect(err).toBe(
    'psp.yaml:5: `"RunAsNonRoot"` is not a value of `runAsUser.rule`: write `MustRunAsNonRoot`\n',
  );
  expect(code).toBe(0);
  expect(out).toContain('name: psp-old');
  folder.write('pod.yaml', 'apiVersion: v1\nkind: Pod\n');
  expect(await folder.run(['policy', '--from', 'pod.yaml'])).toMatchObject({
    code: 2,
    err: 'podseal: pod.yaml: there is no PodSecurityPolicy. Name a file with one.\n',
  });
});
