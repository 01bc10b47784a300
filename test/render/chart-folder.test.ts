import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { chartFolders } from '../../src/cli/chart-folders.ts';
import { readChartFolder } from '../../src/files/chart-folder.ts';
import { valueSetsIn } from '../../src/render/chart-sources.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'podseal-chart-'));
  mkdirSync(join(folder, 'templates'));
  writeFileSync(join(folder, 'Chart.yaml'), 'name: web\n');
});
afterEach(() => rmSync(folder, { recursive: true }));

test('texts, other files and links are told apart, and no link is followed', async () => {
  writeFileSync(join(folder, 'logo.png'), Uint8Array.from([0x89, 0xff]));
  symlinkSync('/etc/hostname', join(folder, 'templates/link.yaml'));
  symlinkSync('/etc', join(folder, 'charts'));
  expect(await readChartFolder(folder)).toEqual({
    files: { 'Chart.yaml': 'name: web\n' },
    binaries: { 'logo.png': 'if8=' },
    links: ['charts', 'templates/link.yaml'],
  });
});

test('a chart that is too large is not read', async () => {
  writeFileSync(join(folder, 'data.bin'), '');
  truncateSync(join(folder, 'data.bin'), 33 * 1024 * 1024);
  expect(await readChartFolder(folder)).toEqual({ reason: 'the chart has over 32 MiB' });
});

test('a folder that is gone has a reason', async () => {
  expect(await readChartFolder(join(folder, 'gone'))).toEqual({
    reason: 'there is no such file or folder',
  });
});

test('a vendored chart belongs to the chart around it; another one below does not', () => {
  const paths = ['a/Chart.yaml', 'a/charts/b/Chart.yaml', 'a/examples/c/Chart.yaml', 'd/x.yaml'];
  const files = paths.map((path) => ({ path, named: false }));
  expect(chartFolders(files)).toEqual(['a', 'a/examples/c']);
  // A file that is named is judged as it is.
  expect(chartFolders([{ path: 'a/Chart.yaml', named: true }])).toEqual([]);
});

test('value sets are files that charts have for it, and no more than twelve', () => {
  const named = ['ci/a-values.yaml', 'values-prod.yaml', 'values.dev.yml', 'prod-values.yaml'];
  const others = ['values.yaml', 'ci/config.yaml', 'templates/values-x.yaml', 'values.schema.json'];
  expect(valueSetsIn([...others, ...named]).map(({ name }) => name)).toEqual([
    undefined,
    ...named.toSorted(),
  ]);
  const many = Array.from({ length: 20 }, (_, index) => `ci/${index}-values.yaml`);
  expect(valueSetsIn(many)).toHaveLength(13);
});
