import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ConfiguredValues } from '../../src/configuration/configuration.ts';
import { readCheckouts } from '../../src/files/extended-files.ts';
import { readLocalChange } from '../../src/git/read-change.ts';
import { DEFAULT_FILES } from '../../src/options/options.ts';
import type { Change, ChartSide } from '../../src/review/change.ts';
import { type Changes, makeRepository } from '../double/git-repository.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'podseal-charts-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

const CHART = 'apiVersion: v2\nname: web\nversion: 1.0.0\n';
const WEB: Changes = {
  'charts/web/Chart.yaml': CHART,
  'charts/web/values.yaml': 'a: 1\n',
  'charts/web/templates/pod.yaml': 'kind: Pod\n',
};

async function read(
  { base = 'HEAD~1', ...more }: { base?: string; worktree?: boolean; files?: string[] } = {},
  charts: readonly ConfiguredValues[] = [],
): Promise<Change> {
  const { worktree = false, files = [...DEFAULT_FILES] } = more;
  return readLocalChange({
    ...{ folder, base, head: undefined, worktree, charts: true },
    settle: () => ({ files, configuration: { charts } }),
    readElsewhere: readCheckouts(),
  });
}

function setsOf(side: ChartSide | undefined): string[] | undefined {
  return side?.chart.sets.map(({ name = 'defaults' }) => name);
}

async function folders(commits: readonly Changes[]): Promise<string[]> {
  makeRepository(folder, commits);
  const { charts = [] } = await read();
  return charts.map((one) => one.folder);
}

describe('the charts of a change', () => {
  it.each<[string, Changes]>([
    ['values', { 'charts/web/values.yaml': 'a: 2\n' }],
    ['a template', { 'charts/web/templates/pod.yaml': 'kind: Job\n' }],
    ['a helper', { 'charts/web/templates/_helpers.tpl': '{{ define "a" }}{{ end }}\n' }],
    ['a lock file', { 'charts/web/Chart.lock': 'a: 1\n' }],
    ['a values file for tests', { 'charts/web/ci/a-values.yaml': 'a: 2\n' }],
    ['a file of a vendored chart', { 'charts/web/charts/db/values.yaml': 'a: 2\n' }],
    ['an archive', { 'charts/web/charts/db-1.0.0.tgz': new Uint8Array([31, 139, 8, 0, 255]) }],
    ['a removed template', { 'charts/web/templates/pod.yaml': null }],
    ['what is ignored from now on', { 'charts/web/.helmignore': 'templates/pod.yaml\n' }],
  ])('are reached by %s', async (_, change) => {
    const vendored = { 'charts/web/charts/db/Chart.yaml': CHART };
    expect(await folders([{ ...WEB, ...vendored }, change])).toEqual(['charts/web']);
  });

  it('are reached by a chart that they depend on by its folder, and have its files', async () => {
    const lib = `${CHART.replace('web', 'lib')}type: library\n`;
    const dependent = `${CHART}dependencies:\n  - { name: lib, version: 1.0.0, repository: file://../lib }\n`;
    makeRepository(folder, [
      {
        ...WEB,
        'charts/web/Chart.yaml': dependent,
        'charts/lib/Chart.yaml': lib,
        'charts/lib/templates/_a.tpl': 'a\n',
        'charts/api/Chart.yaml': CHART,
      },
      { 'charts/lib/templates/_a.tpl': 'b\n' },
    ]);
    const { charts = [] } = await read();
    expect(charts.map((one) => one.folder)).toEqual(['charts/web']);
    const [web] = charts;
    expect(web?.base?.chart.files['../lib/templates/_a.tpl']).toBe('a\n');
    expect(web?.head?.chart.files['../lib/templates/_a.tpl']).toBe('b\n');
    expect(web?.head?.chart.linked).toEqual([{ mount: 'charts/lib', folder: '../lib' }]);
  });

  it.each<[string, Changes]>([
    ['a README', { 'charts/web/README.md': 'Web.\n' }],
    ['a picture', { 'charts/web/logo.png': new Uint8Array([137, 80, 0, 255]) }],
    ['the definition of a resource', { 'charts/web/crds/a.yaml': 'kind: A\n' }],
    ['a file elsewhere', { 'web.yaml': 'kind: Pod\n' }],
  ])('are not reached by %s', async (_, change) => {
    expect(await folders([WEB, change])).toEqual([]);
  });

  it('have both sides: a new one no base, a removed one no head', async () => {
    const gone = Object.fromEntries(Object.keys(WEB).map((path) => [path, null]));
    makeRepository(folder, [WEB, { ...gone, 'new/Chart.yaml': CHART }]);
    const { charts = [] } = await read();
    expect(charts.map((one) => [one.folder, one.base && 'base', one.head && 'head'])).toEqual([
      ['charts/web', 'base', undefined],
      ['new', undefined, 'head'],
    ]);
  });

  it('are left out where the globs leave them out', async () => {
    makeRepository(folder, [WEB, { 'charts/web/values.yaml': 'a: 2\n' }]);
    const { charts } = await read({ files: ['**/*.yaml', '!charts/**'] });
    expect(charts).toEqual([]);
  });

  it('have the value sets that the change touches, whatever others there are', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 20 }, (_, at) => [`charts/web/ci/${at}-values.yaml`, 'a: 1\n']),
    );
    const changes = {
      'charts/web/ci/9-values.yaml': 'a: 2\n',
      'charts/web/env/values.yaml': 'a: 3\n',
    };
    makeRepository(folder, [{ ...WEB, ...many }, changes]);
    const { charts = [] } = await read();
    expect(setsOf(charts[0]?.head)).toEqual([
      'defaults',
      ...['0', '1', '10'].map((at) => `ci/${at}-values.yaml`),
      'ci/9-values.yaml',
      'env/values.yaml',
    ]);
  });

  it('have the values of the configuration, which reach them from outside', async () => {
    makeRepository(folder, [{ ...WEB, 'prod.yaml': 'a: 1\n' }, { 'prod.yaml': 'a: 2\n' }]);
    const configured = { values: ['../../prod.yaml'], source: 'podseal.yml:2' };
    for (const chart of ['charts/web', 'charts/*']) {
      const { charts = [] } = await read({}, [{ chart, ...configured }]);
      expect(charts.map(({ head }) => setsOf(head))).toEqual([['defaults', '../../prod.yaml']]);
      expect(charts[0]?.base?.chart.files['../../prod.yaml']).toBe('a: 1\n');
      expect(charts[0]?.head?.chart.files['../../prod.yaml']).toBe('a: 2\n');
    }
    expect((await read({}, [{ chart: 'charts/api', ...configured }])).charts).toEqual([]);
  });

  it('are too many: the others are not analyzed', async () => {
    const all = (text: string): Changes =>
      Object.fromEntries(
        Array.from({ length: 22 }, (_, at) => [
          [`c${at}/Chart.yaml`, CHART],
          [`c${at}/values.yaml`, text],
        ]).flat(),
      );
    makeRepository(folder, [all('a: 1\n'), all('a: 2\n')]);
    const { charts = [], skips } = await read();
    expect(charts).toHaveLength(20);
    expect(skips.map(({ file }) => file)).toEqual(['c8/Chart.yaml', 'c9/Chart.yaml']);
    expect(skips[0]?.reason).toMatch(/^a change is rendered for 20 charts at most: split it/);
  });
});

describe('a chart in the work tree', () => {
  it('is as git sees it: what is not committed counts, what is ignored does not', async () => {
    makeRepository(folder, [{ ...WEB, '.gitignore': '*.tgz\n' }]);
    write('charts/web/values.yaml', 'a: 2\n');
    write('charts/web/ci/new-values.yaml', 'a: 3\n');
    write('charts/web/charts/db-1.0.0.tgz', 'an archive');
    const { charts = [] } = await read({ base: 'HEAD', worktree: true });
    const [chart] = charts;
    expect(setsOf(chart?.head)).toEqual(['defaults', 'ci/new-values.yaml']);
    expect(chart?.head?.chart.files['values.yaml']).toBe('a: 2\n');
    expect(chart?.base?.chart.files['values.yaml']).toBe('a: 1\n');
    expect(chart?.head?.chart.binaries).toEqual({});
  });
});

describe('of the files of a chart', () => {
  it('links are named and not followed, archives are read', async () => {
    makeRepository(folder, [
      WEB,
      {
        'charts/web/templates/link.yaml': { text: '/etc/passwd', symlink: true },
        'charts/web/charts/db-1.0.0.tgz': new Uint8Array([31, 139, 8, 0, 255]),
      },
    ]);
    const { charts = [] } = await read();
    const chart = charts[0]?.head?.chart;
    expect(chart?.links).toEqual(['templates/link.yaml']);
    expect(Object.keys(chart?.files ?? {})).not.toContain('templates/link.yaml');
    expect(chart?.binaries).toEqual({ 'charts/db-1.0.0.tgz': 'H4sIAP8=' });
  });

  it('too many or too large ones are a reason not to render it', async () => {
    const large = 'a: "'.concat('x'.repeat(17 * 1024 * 1024), '"\n');
    makeRepository(folder, [WEB, { 'charts/web/files/large.yaml': large }]);
    const { charts = [] } = await read();
    expect(charts[0]?.head?.answer).toEqual({ reason: 'the chart has over 16 MiB' });
    expect(charts[0]?.base?.answer).toBeUndefined();
  });
});

function write(path: string, text: string): void {
  mkdirSync(join(folder, dirname(path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}
