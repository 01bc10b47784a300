import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readCheckouts } from '../../src/files/extended-files.ts';
import { readLocalChange } from '../../src/git/read-change.ts';
import { DEFAULT_FILES } from '../../src/options/options.ts';
import type { Change } from '../../src/review/change.ts';
import { type Changes, makeRepository } from '../double/git-repository.ts';
import { HARDENED, deployment } from '../judging.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'podseal-named-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

const OVERLAY = 'resources: [../../base]\n';
const REPOSITORY: Changes = {
  'base/kustomization.yaml': 'resources: [web.yaml]\n',
  'base/web.yaml': deployment('web', ...HARDENED),
  'overlays/dev/kustomization.yaml': OVERLAY,
  'overlays/prod/kustomization.yaml': OVERLAY,
  'other/kustomization.yaml': 'resources: [api.yaml]\n',
  'other/api.yaml': deployment('api', ...HARDENED),
};

async function read(): Promise<Change> {
  return readLocalChange({
    ...{ folder, base: 'HEAD~1', head: undefined, worktree: false, charts: true },
    settle: () => ({ files: [...DEFAULT_FILES], configuration: { charts: [] } }),
    readElsewhere: readCheckouts(),
  });
}

function foldersOf({ roots = [] }: Change): string[] {
  return roots.map((one) => one.folder);
}

it.each<[string, string]>([
  ['resources: [../../base, ../../shared/web.yaml]', 'shared/web.yaml'],
  ['configMapGenerator: [{ name: c, envs: [../../shared/web.env] }]', 'shared/web.env'],
  ['secretGenerator: [{ name: c, env: ../../shared/env }]', 'shared/env'],
  ['configMapGenerator: [{ name: c, files: [a=../../shared/a.json] }]', 'shared/a.json'],
  ['replacements: [{ path: ../../shared/r.yaml }]', 'shared/r.yaml'],
  ['patches: [{ path: ../../shared/p.yaml }]', 'shared/p.yaml'],
  ['patchesStrategicMerge: [../../shared/p.yml]', 'shared/p.yml'],
  ['patchesJson6902: [{ path: ../../shared/p.json, target: {} }]', 'shared/p.json'],
  ['openapi: { path: ../../shared/schema.json }', 'shared/schema.json'],
  ['configurations: [../../shared/c.yaml]', 'shared/c.yaml'],
  ['crds: [../../shared/crd.yaml]', 'shared/crd.yaml'],
  ['transformers: [../../shared/t.yaml]', 'shared/t.yaml'],
])('kustomizations are reached by a file of another folder: %s', async (line, path) => {
  const overlay = `${line.startsWith('resources') ? '' : OVERLAY}${line}\n`;
  const files = { ...REPOSITORY, 'overlays/dev/kustomization.yaml': overlay };
  makeRepository(folder, [{ ...files, [path]: 'a: 1\n' }, { [path]: 'a: 2\n' }]);
  expect(foldersOf(await read())).toEqual(['overlays/dev']);
});

it.each<[string, Changes]>([
  ['helmCharts: [{ name: web, valuesFile: ../../shared/web.yaml }]', {}],
  ['helmCharts: [{ name: web, additionalValuesFiles: [../../shared/web.yaml] }]', {}],
  ['helmChartInflationGenerator: [{ chartName: web, values: ../../shared/web.yaml }]', {}],
  [
    'generators: [chart.yaml]',
    {
      'overlays/dev/chart.yaml':
        'apiVersion: builtin\nkind: HelmChartInflationGenerator\nmetadata: { name: web }\nvaluesFile: ../../shared/web.yaml\n',
    },
  ],
])(
  'kustomizations name a changed file of values that they give to a chart: %s',
  async (line, more) => {
    const file = 'shared/web.yaml';
    const overlay = { 'overlays/dev/kustomization.yaml': `${OVERLAY}${line}\n`, ...more };
    makeRepository(folder, [{ ...REPOSITORY, ...overlay, [file]: 'a: 1\n' }, { [file]: 'a: 2\n' }]);
    const reason = 'what the `helmCharts` of overlays/dev/kustomization.yaml make of it';
    expect((await read()).skips).toEqual([{ file, reason }]);
  },
);

const flux = (spec: string): string => `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: web }
spec:
  path: other
  sourceRef: { kind: GitRepository, name: x }
${spec}`;

it.each<[string, string, boolean]>([
  [
    'what the object names',
    '  postBuild: { substituteFrom: [{ kind: ConfigMap, name: all }] }\n',
    true,
  ],
  [
    'what it gives to objects below it',
    '  patches:\n    - patch: |\n        spec:\n          postBuild:\n            substituteFrom:\n              - kind: ConfigMap\n                name: all\n',
    true,
  ],
  ['another one', '  postBuild: { substituteFrom: [{ kind: Secret, name: all }] }\n', false],
])('a changed file with variables that Flux fills in is named: %s', async (_, spec, isNamed) => {
  const map = (value: string): string =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: all }\ndata: { a: ${value} }\n`;
  const kustomization = 'resources: [api.yaml, all.yaml]\n';
  const files = { ...REPOSITORY, 'other/kustomization.yaml': kustomization };
  const reason =
    'what the variables of ConfigMap/all become, which Flux fills in (`substituteFrom`)';
  // A kustomization names the first; Flux itself finds the second.
  for (const file of ['other/all.yaml', 'settings/all.yaml']) {
    const all = { ...files, 'clusters/web.yaml': flux(spec), 'other/all.yaml': map('b') };
    makeRepository(folder, [{ ...all, [file]: map('b') }, { [file]: map('c') }]);
    // oxlint-disable-next-line no-await-in-loop
    expect((await read()).skips).toEqual(isNamed ? [{ file, reason }] : []);
  }
});
