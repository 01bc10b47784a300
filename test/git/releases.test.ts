import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readCheckouts } from '../../src/files/extended-files.ts';
import { readLocalChange } from '../../src/git/read-change.ts';
import { DEFAULT_FILES } from '../../src/options/options.ts';
import type { Change, ChartSide } from '../../src/review/change.ts';
import { withBuiltReleases } from '../../src/run/with-built-releases.ts';
import { type Changes, makeRepository } from '../double/git-repository.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'podseal-releases-'));
  mkdirSync(folder, { recursive: true });
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

const WEB: Changes = {
  'charts/web/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\n',
  'charts/web/values.yaml': 'a: 1\n',
  'charts/web/templates/pod.yaml': 'kind: Pod\n',
};

async function read(commits: readonly Changes[]): Promise<Change> {
  makeRepository(folder, commits);
  return readLocalChange({
    ...{ folder, base: 'HEAD~1', head: undefined, worktree: false, charts: true },
    settle: () => ({ files: [...DEFAULT_FILES], configuration: { charts: [] } }),
    readElsewhere: readCheckouts(),
  });
}

function setsOf(side: ChartSide | undefined): string[] {
  return side?.chart.sets.map(({ name = 'defaults' }) => name) ?? [];
}

function valuesOf({ chart }: ChartSide): string[] {
  return chart.sets.flatMap(({ values }) =>
    values.map((name) => chart.inline?.[name]?.text ?? chart.files[name] ?? ''),
  );
}

const SET = (generator: string, source: string): string => `apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: { name: all }
spec:
  generators:
    - ${generator}
  template:
    metadata: { name: '{{path.basename}}' }
    spec:
${source}`;

const SOURCE = `      source:
        path: charts/web
        helm:
          valuesObject: { name: '{{path.basename}}' }
`;

describe('the releases of a change', () => {
  it('are those of sets that go through folders, as these are on each side', async () => {
    const set = SET('git: { directories: [{ path: teams/* }] }', SOURCE);
    const { charts } = await read([
      { ...WEB, 'argocd/all.yaml': set, 'teams/a/x.txt': 'x' },
      { 'charts/web/values.yaml': 'a: 2\n', 'teams/b/x.txt': 'x' },
    ]);
    expect(setsOf(charts?.[0]?.base)).toEqual([
      'defaults',
      'ApplicationSet/all a in argocd/all.yaml',
    ]);
    expect(setsOf(charts?.[0]?.head)).toEqual([
      'defaults',
      'ApplicationSet/all a in argocd/all.yaml',
      'ApplicationSet/all b in argocd/all.yaml',
    ]);
  });

  it.each<[string, Changes]>([
    ['in other folders', { 'teams/b/x.yaml': 'a: 1\n' }],
    ['in a folder of a folder', { 'teams/b/c/x.yaml': 'a: 1\n' }],
    ['that are moved', { 'teams/b/x.yaml': 'kind: Pod\n', 'x.yaml': null }],
  ])(
    'are those of sets that go through folders which only the change brings: %s',
    async (_, change) => {
      const set = SET('git: { directories: [{ path: teams/* }] }', SOURCE);
      const files = { 'teams/a/x.yaml': 'a: 1\n', 'x.yaml': 'kind: Pod\n' };
      const { charts } = await read([{ ...WEB, ...files, 'argocd/all.yaml': set }, change]);
      const [chart] = charts ?? [];
      expect(chart?.base && valuesOf(chart.base)).toEqual(['{"name":"a"}']);
      expect(chart?.head && valuesOf(chart.head)).toEqual(['{"name":"a"}', '{"name":"b"}']);
    },
  );

  it.each<[string, Changes, string[]]>([
    ['changes', { 'clusters/eu.json': '{ "name": "e" }' }, ['{"name":"e"}', '{"name":"us"}']],
    [
      'comes',
      { 'clusters/a.yaml': 'name: a\n' },
      ['{"name":"a"}', '{"name":"eu"}', '{"name":"us"}'],
    ],
    ['goes', { 'clusters/eu.json': null }, ['{"name":"us"}']],
  ])('are those of sets that read a file which %s', async (_, change, values) => {
    const set = SET(
      'git: { files: [{ path: clusters/* }] }',
      SOURCE.replace('path.basename', 'name'),
    );
    const files = { 'clusters/eu.json': '{ "name": "eu" }', 'clusters/us.yaml': 'name: us\n' };
    const { charts } = await read([{ ...WEB, ...files, 'argocd/all.yaml': set }, change]);
    const [chart] = charts ?? [];
    expect(chart?.base && valuesOf(chart.base)).toEqual(['{"name":"eu"}', '{"name":"us"}']);
    expect(chart?.head && valuesOf(chart.head)).toEqual(values);
  });

  it.each<[string, Changes]>([
    ['objects', { 'clusters/x.yaml': 'kind: Pod\n' }],
    ['data elsewhere', { 'other/eu.json': '{}' }],
    [
      'files in folders that are there',
      { 'clusters/README.md': 'x', 'other/x.yaml': 'kind: Pod\n' },
    ],
  ])('are not those of sets that read no changed file: %s', async (_, change) => {
    const set = SET(
      'git: { files: [{ path: clusters/*.json }], directories: [{ path: other }] }',
      SOURCE,
    );
    const files = { 'clusters/eu.json': '{}', 'other/README.md': 'x' };
    const { charts, sets } = await read([{ ...WEB, ...files, 'argocd/all.yaml': set }, change]);
    expect([charts, sets]).toEqual([[], []]);
  });

  it('are those of sets that read files, with what these say', async () => {
    const source = SOURCE.replace('{{path.basename}}', '{{cluster.name}}');
    const set = SET('git: { files: [{ path: clusters/*.json }] }', source);
    const { charts } = await read([
      { ...WEB, 'clusters/a.json': '{ "cluster": { "name": "eu" } }' },
      { 'argocd/all.yaml': set },
    ]);
    const [chart] = charts ?? [];
    expect(chart?.folder).toBe('charts/web');
    expect(chart?.head && valuesOf(chart.head)).toEqual(['{"name":"eu"}']);
  });

  it('are those whose file of values changes, which is read on both sides', async () => {
    const application = `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: web }
spec:
  sources:
    - path: charts/web
      helm: { valueFiles: [$here/env/prod-values.yaml] }
    - { repoURL: https://example.com/cluster.git, ref: here }
`;
    const { charts } = await read([
      { ...WEB, 'argocd/web.yaml': application, 'env/prod-values.yaml': 'b: 1\n' },
      { 'env/prod-values.yaml': 'b: 2\n' },
    ]);
    const [chart] = charts ?? [];
    expect(chart?.base && valuesOf(chart.base)).toEqual(['b: 1\n', '{}']);
    expect(chart?.head && valuesOf(chart.head)).toEqual(['b: 2\n', '{}']);
  });

  it('count as a kustomization builds them, where the change is in a patch', async () => {
    const release = `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: web
spec:
  chart:
    spec:
      chart: charts/web
      sourceRef: { kind: GitRepository, name: cluster }
  values:
    b: 1
`;
    const patch = (value: number): string => release.replace('b: 1', `b: ${value}`);
    const change = await read([
      {
        ...WEB,
        'base/web.yaml': release,
        'base/kustomization.yaml': 'resources: [web.yaml]\n',
        'prod/patch.yaml': patch(2),
        'prod/kustomization.yaml': 'resources: [../base]\npatches: [{ path: patch.yaml }]\n',
      },
      { 'prod/patch.yaml': patch(3) },
    ]);
    const files = ['base/web.yaml', 'prod/patch.yaml'];
    // As the engine builds it: all lines are those of the release but for the last one.
    const answer = (value: number) => ({
      text: patch(value),
      files,
      lines: patch(value)
        .trimEnd()
        .split('\n')
        .map((_, at): [number, number] => [at === 10 ? 1 : 0, at + 1]),
      sources: [...files],
      left: [],
    });
    const roots = change.roots?.map((root) => ({
      ...root,
      base: root.base && { ...root.base, answer: answer(2) },
      head: root.head && { ...root.head, answer: answer(3) },
    }));
    const { charts } = withBuiltReleases({ ...change, roots: roots ?? [] });
    const [chart] = charts ?? [];
    expect(setsOf(chart?.head)).toEqual(['defaults', 'HelmRelease/web in prod']);
    expect(chart?.base && valuesOf(chart.base)).toEqual(['{"b":2}']);
    expect(chart?.head && valuesOf(chart.head)).toEqual(['{"b":3}']);
  });
});
