import { expect, test } from 'vitest';
import { checkFiles, CheckPartWriter } from '../../src/cli/check-files.ts';
import { unshownFiles } from '../../src/cli/build-kustomizations.ts';
import { checkKustomizations } from '../../src/cli/check-kustomizations.ts';
import { ListedFindings } from '../../src/cli/listed-findings.ts';
import { AttributeFiles } from '../../src/files/attribute-files.ts';
import { listFiles } from '../../src/files/read.ts';
import { ReleaseSources } from '../../src/files/release-sources.ts';
import { DEFAULT_FILES } from '../../src/options/options.ts';
import { layeredKustomization } from '../../src/render/layers/layered-kustomization.ts';
import { layersIn } from '../../src/render/layers/read-layers.ts';
import { substituted } from '../../src/render/layers/substitute.ts';
import { CheckCounter } from '../../src/report/check-report.ts';
import { textWithFixes } from './text-with-fixes.ts';

const ROOT = 'fixtures/layers/shop';

test('what Flux and Argo CD change in kustomizations is built, and findings stand where it is written', async () => {
  const report = textWithFixes();
  const ruleSet = { profile: 'immutable', skip: ['seccomp-profile'] } as const;
  const { files } = listFiles([ROOT], { globs: DEFAULT_FILES });
  const built = await checkKustomizations(files, ruleSet, {
    root: ROOT,
    deployed: [],
    fixes: true,
  });
  const { renderedDocuments } = built;
  const by = {
    ruleSet: { ...ruleSet, renderedDocuments },
    listed: new ListedFindings({ baseline: [], root: ROOT, ruleSet }),
    attributes: new AttributeFiles(ROOT),
    releases: new ReleaseSources([]),
  };
  const part = new CheckPartWriter([report]);
  for (const judged of built.judged) part.add({ judged, listed: [] });
  const totals = new CheckCounter();
  const parts = [part.end(), await checkFiles(unshownFiles(files, built), [report], by)];
  for (const one of parts) totals.addTotals(one.totals);
  const text = `${parts.flatMap(({ pieces }) => pieces[0] ?? []).join('')}${report.end(totals)}`;
  await expect(text).toMatchFileSnapshot('../../fixtures/layers/check.txt');
});

const FLUX = `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: apps }
spec:
  path: ./apps/
  sourceRef: { kind: GitRepository, name: shop }
  targetNamespace: shop
  patches:
    - patch: |
        kind: Pod
`;

function layersOf(text: string) {
  return layersIn({ text, placeOf: (line) => ({ path: 'flux.yaml', line }) });
}

function layered(text: string, flux = FLUX): string[] | undefined {
  const [layer] = layersOf(flux);
  const lines = layer && layeredKustomization({ path: 'k.yaml', text }, layer.changes);
  return lines?.map((line) => `${line.place?.path}:${line.place?.line} ${line.text}`);
}

test('a list that both have is written anew, each line with its place', () => {
  expect(
    layered('patches: [{ path: a.yaml }] # Own.\nnamespace: a\nresources: [a.yaml]\n'),
  ).toEqual([
    'undefined:undefined ',
    'undefined:undefined ',
    'k.yaml:3 resources: [a.yaml]',
    'k.yaml:4 ',
    'k.yaml:1 patches:',
    'k.yaml:1 - {"path":"a.yaml"}',
    'flux.yaml:9 - patch: |2',
    'flux.yaml:10     kind: Pod',
    'flux.yaml:7 namespace: "shop"',
  ]);
});

test('patches of an old form are written as what they are, each line with its place', () => {
  const old = `apiVersion: kustomize.toolkit.fluxcd.io/v1beta2
kind: Kustomization
metadata: { name: apps }
spec:
  path: ./apps/
  sourceRef: { kind: GitRepository, name: shop }
  patchesStrategicMerge:
    - kind: Pod # Its name.
      metadata:
      # In braces.
        { name: a }
    - { kind: Pod }
    - { kind: &b Pod }
  patchesJson6902:
    - target: { kind: Pod }
      patch:
        - op: remove

          path: /spec
`;
  expect(layered('', old)).toBeUndefined();
  expect(layered('a: 1\n', old)).toEqual([
    'k.yaml:1 a: 1',
    'k.yaml:2 ',
    'flux.yaml:8 patchesStrategicMerge:',
    'flux.yaml:8 - |2',
    'flux.yaml:8   kind: Pod # Its name.',
    'flux.yaml:9   metadata:',
    'flux.yaml:10   # In braces.',
    'flux.yaml:11     { name: a }',
    'flux.yaml:12 - |2',
    'flux.yaml:12   { kind: Pod }',
    'flux.yaml:13 - |2',
    'flux.yaml:13   {"kind":"Pod"}',
    'flux.yaml:17 patchesJson6902:',
    'flux.yaml:17 - patch: |2',
    'flux.yaml:17     - op: remove',
    'flux.yaml:18 ',
    'flux.yaml:19       path: /spec',
    'flux.yaml:15   target: {"kind":"Pod"}',
  ]);
});

test.each([
  ['a list', '- a\n'],
  ['a mapping in braces', '{ resources: [a.yaml] }\n'],
  ['several documents', 'resources: []\n---\nresources: []\n'],
  ['no YAML', 'a: [\n'],
])('%s is no kustomization that can be added to', (_, text) => {
  expect(layered(text)).toBeUndefined();
});

test.each([
  ['nginx:1.29', { name: 'nginx', newTag: '1.29' }],
  [
    'nginx=registry.example.com:5000/web',
    { name: 'nginx', newName: 'registry.example.com:5000/web' },
  ],
  ['a=b:1@sha256:12', { name: 'a', newName: 'b', newTag: '1', digest: 'sha256:12' }],
])('an image of Argo CD is read: %s', (text, image) => {
  const [layer] = layersOf(`apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: web }
spec: { source: { path: web, kustomize: { images: ["${text}"] } } }
`);
  expect(layer?.changes.lists.images?.map(([line]) => JSON.parse(line?.text ?? ''))).toEqual([
    image,
  ]);
});

test.each([
  ['another kind of source', FLUX.replace('GitRepository', 'OCIRepository')],
  ['a path out of the repository', FLUX.replace('./apps/', '../apps')],
])('%s is not guessed at', (_, text) => {
  expect(layersOf(text)).toEqual([]);
});

test('variables are filled in as Flux does', () => {
  const values = new Map([
    ['A', 'x'],
    ['LINES', 'a\nb'],
  ]);
  const text = 'a: ${A} ${B:=y} ${C} $${A} ${LINES}\n---\n';
  expect(substituted(text, { values, places: new Map(), isOpen: false })).toBe(
    'a: x y  ${A} ${LINES}\n---\n',
  );
  expect(substituted(text, { values, places: new Map(), isOpen: true })).toBe(
    'a: x ${B:=y} ${C} ${A} ${LINES}\n---\n',
  );
  const off =
    'metadata:\n  labels:\n    kustomize.toolkit.fluxcd.io/substitute: disabled\na: ${A}\n';
  expect(substituted(off, { values, places: new Map(), isOpen: false })).toBe(off);
});
