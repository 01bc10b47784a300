import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { changeOf, changedFile, plan } from '../judging.ts';

function read(path: string): string {
  return readFileSync(`fixtures/unseen/${path}`, 'utf8');
}

it.each([
  ['chart/Chart.yaml', read('chart/Chart.yaml')],
  ['values.yaml', 'replicas: 3\n'],
  ['app/kustomization.yaml', 'images: [{ name: web, newTag: "2" }]\n'],
  ['web.jsonnet', read('other-languages/web.jsonnet')],
  ['patch.yaml', '- { op: remove, path: /spec/template/spec/containers/0/securityContext }\n'],
  ['broken/values.yaml', read('broken-values/values-prod.yaml')],
])('a change of %s is neutral, and named', (path, text) => {
  const { conclusion, title, skips, comments } = plan(
    changeOf([changedFile(path, undefined, text)]),
  );
  expect([conclusion, comments]).toEqual(['neutral', []]);
  expect(title).toMatch(/^No new findings, 1 document not/);
  expect(skips).toMatchObject([{ file: path }]);
});

it('an explicit value that loosens a container fails the check, in a comment at its line', () => {
  const base = 'securityContext:\n  privileged: false\n  readOnlyRootFilesystem: true\n';
  const head = base.replace('privileged: false', 'privileged: true');
  const { conclusion, comments } = plan(changeOf([changedFile('chart/values.yaml', base, head)]));
  expect(conclusion).toBe('failure');
  expect(comments).toMatchObject([{ path: 'chart/values.yaml', line: 2 }]);
  expect(comments[0]?.body).not.toContain('```suggestion');
});

it('findings of different keys of values are comments of their own', () => {
  const head =
    'web:\n  securityContext: { privileged: true }\napi:\n  securityContext: { privileged: true }\n';
  const { comments } = plan(changeOf([changedFile('values.yaml', undefined, head)]));
  expect(comments.map(({ line }) => line)).toEqual([2, 4]);
});

it('a kustomization that only names local files is not in the way of a green check', () => {
  const text = read('local-and-remote-resources/kustomization.yaml');
  const { conclusion } = plan(changeOf([changedFile('kustomization.yaml', undefined, text)]));
  expect(conclusion).toBe('success');
});

const CHART = `apiVersion: source.toolkit.fluxcd.io/v1
kind: OCIRepository
metadata: { name: web }
spec:
  url: oci://registry.example.com/charts/web
  ref: { tag: 1.2.3 }
  layerSelector: { mediaType: application/vnd.cncf.helm.chart.content.v1.tar+gzip }
`;
const RELEASE = `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: { name: web }
spec:
  chartRef: { kind: OCIRepository, name: web }
  values: { replicas: 2 }
`;
const COMMAND = 'podseal charts add oci://registry.example.com/charts/web --version 1.2.3';

it('an object that says where a chart is is named by itself, and what to do', () => {
  const { conclusion, skips } = plan(
    changeOf([changedFile('app/source.yaml', CHART.replace('1.2.3', '1.2.2'), CHART)]),
  );
  expect(conclusion).toBe('neutral');
  expect(skips).toEqual([
    { file: 'app/source.yaml', reason: expect.stringContaining(COMMAND) as string },
  ]);
});

it('beside a changed release that says the same, it is not named', () => {
  const release = changedFile('app/release.yaml', undefined, RELEASE);
  const { conclusion, skips } = plan(
    changeOf([release, changedFile('app/source.yaml', undefined, CHART)]),
  );
  expect(conclusion).toBe('neutral');
  expect(skips).toEqual([
    { file: 'app/release.yaml', reason: expect.stringContaining(COMMAND) as string },
  ]);
});

it('beside a release that names another object, it is named', () => {
  const release = changedFile(
    'app/release.yaml',
    undefined,
    RELEASE.replace('name: web }\n  v', 'name: api }\n  v'),
  );
  const { skips } = plan(changeOf([release, changedFile('app/source.yaml', undefined, CHART)]));
  expect(skips.map(({ file }) => file)).toEqual(['app/release.yaml', 'app/source.yaml']);
});

it.each([
  [
    'an application with an empty path beside its chart',
    `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: web }
spec:
  source: { repoURL: https://charts.example.com, path: '', chart: web, targetRevision: 1.2.3 }
`,
    'podseal charts add https://charts.example.com/web --version 1.2.3',
  ],
  [
    'a release without a chart',
    RELEASE.replace(/ {2}chartRef.*\n/, ''),
    'it names no chart: it patches a release elsewhere',
  ],
])('%s is named with what is true of it', (_, text, why) => {
  const { skips } = plan(changeOf([changedFile('app/web.yaml', undefined, text)]));
  expect(skips).toEqual([{ file: 'app/web.yaml', reason: expect.stringContaining(why) as string }]);
});
