import { describe, expect, it } from 'vitest';
import { Engine } from '../../src/engine/engine.ts';
import { renderChange } from '../../src/run/render-change.ts';
import { plan } from '../judging.ts';
import { readChange } from '../tree.ts';

type Files = Readonly<Record<string, string>>;

const engine = new Engine();

/** What a review names as not analyzed. */
async function skipped(before: Files, change: Files): Promise<string[]> {
  const read = await readChange(before, { ...before, ...change });
  const { skips } = plan(await renderChange(read, engine));
  return skips.map(({ file, reason }) => `${file}: ${reason}`);
}

describe('a release that a kustomization patches', () => {
  const patch = (field: string): string => `resources: [../base]
patches:
  - target: { kind: HelmRelease }
    patch: |
      - op: add
        path: /spec/${field}
`;
  const FILES: Files = {
    'base/release.yaml': `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: { name: web }
spec:
  chart: { spec: { chart: web, version: 1.0.0, sourceRef: { kind: HelmRepository, name: shop } } }
  values: { replicas: 1 }
`,
    'base/kustomization.yaml': 'resources: [release.yaml]\n',
    'prod/kustomization.yaml': `${patch('values/replicas')}        value: 2\n`,
  };

  it('is named where it becomes something else, with the file that makes it so', async () => {
    const text = `${patch('values/replicas')}        value: 3\n`;
    expect(await skipped(FILES, { 'prod/kustomization.yaml': text })).toEqual([
      expect.stringMatching(
        /^prod\/kustomization.yaml: HelmRelease\/web as prod builds it: what this release deploys/,
      ),
    ]);
  });

  it('is not named for what is for its operator', async () => {
    const interval = `${patch('interval')}        value: 1h\n`;
    const before = { ...FILES, 'prod/kustomization.yaml': interval };
    const text = interval.replace('1h', '2h');
    expect(await skipped(before, { 'prod/kustomization.yaml': text })).toEqual([]);
  });

  it('is named once where its own file changes', async () => {
    const text = FILES['base/release.yaml']?.replace('1.0.0', '2.0.0') ?? '';
    expect(await skipped(FILES, { 'base/release.yaml': text })).toEqual([
      expect.stringMatching(/^base\/release.yaml: what this release deploys/),
    ]);
  });
});

describe('of a chart is named', () => {
  const FILES: Files = {
    'apps/Chart.yaml': 'apiVersion: v2\nname: apps\nversion: 1.0.0\n',
    'apps/values.yaml': 'version: 1.0.0\nreplicas: 1\nproject: shop\n',
    'apps/templates/web.yaml': `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: web }
spec:
  project: {{ .Values.project }}
  source:
    repoURL: https://charts.example.com
    chart: web
    targetRevision: {{ .Values.version }}
    helm: { valuesObject: { replicas: {{ .Values.replicas }} } }
`,
  };

  it.each([
    ['version: 1.0.0', 'version: 2.0.0', true],
    ['replicas: 1', 'replicas: 2', true],
    ['project: shop', 'project: other', false],
  ])('an application that it makes: %s to %s is so: %s', async (from, to, isNamed) => {
    const text = FILES['apps/values.yaml']?.replace(from, to) ?? '';
    expect(await skipped(FILES, { 'apps/values.yaml': text })).toEqual(
      isNamed
        ? [expect.stringMatching(/^apps\/templates\/web.yaml: what this application deploys/)]
        : [],
    );
  });

  it('a dependency that only its lock has in another version', async () => {
    const chart = `${FILES['apps/Chart.yaml']}dependencies:
  - { name: db, version: ^1.0.0, repository: https://charts.example.com }
`;
    const lock = (version: string): string =>
      `dependencies:\n- name: db\n  repository: https://charts.example.com\n  version: ${version}\n`;
    const before = { ...FILES, 'apps/Chart.yaml': chart, 'apps/Chart.lock': lock('1.0.0') };
    expect(await skipped(before, { 'apps/Chart.lock': lock('1.2.0') })).toEqual([
      expect.stringMatching(/^apps\/Chart.yaml: .*\bdb\b/),
    ]);
  });
});
