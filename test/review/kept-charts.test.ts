import { expect, test } from 'vitest';
import type { ChartArchives } from '../../src/reach/chart-archives.ts';
import { KeptCharts } from '../../src/reach/kept-charts.ts';
import type { SourceTree } from '../../src/reach/source-tree.ts';

const MIB = 1024 ** 2;
const ADDRESS = 'oci://registry.example.com/web';

/** A repository with archives of so many bytes, and the names of those that are read. */
function treeWith(sizes: readonly number[]): { tree: SourceTree; read: string[] } {
  const read: string[] = [];
  const files = sizes.map((bytes, at) => {
    return { path: `.github/podseal.charts/web-1.0.${at}.tgz`, id: `${at}`, bytes, isLink: false };
  });
  const tree: SourceTree = {
    texts: async () => Promise.resolve(new Map()),
    all: async () => Promise.resolve(undefined),
    list: async (folders) => Promise.resolve(folders.map(() => files)),
    read: async (wanted) => {
      for (const { id } of wanted) read.push(id);
      return Promise.resolve(new Map(wanted.map(({ id }) => [id, new Uint8Array()])));
    },
  };
  return { tree, read };
}

const kept = (count: number) =>
  Array.from({ length: count }, (_, at) => {
    return {
      chart: ADDRESS,
      version: `1.0.${at}`,
      digest: '',
      file: `web-1.0.${at}.tgz`,
      line: at,
    };
  });

async function bring(sizes: readonly number[], text = ''): Promise<[string[], unknown[]]> {
  const { tree, read } = treeWith(sizes);
  const archives: ChartArchives = {
    open: async () =>
      Promise.resolve({ files: { 'Chart.yaml': text, 'crds/a.yaml': 'a' }, binaries: {} }),
  };
  const index = kept(sizes.length);
  const charts = new KeptCharts(tree, archives, { base: index, head: index });
  const wanted = index.map(({ version }) => {
    return { place: { address: ADDRESS, version }, side: 'head' as const };
  });
  const brought = await charts.bring(wanted);
  return [read, brought.map((one) => (one && 'reason' in one ? one.reason : one?.files))];
}

const TOO_MUCH = 'the charts of this change are too large to be rendered together: split it';

test('an archive over 16 MiB is not read', async () => {
  expect(await bring([16 * MIB, 16 * MIB + 1])).toEqual([
    ['0'],
    [{ 'Chart.yaml': '' }, '.github/podseal.charts/web-1.0.1.tgz has over 16 MiB'],
  ]);
});

test('archives of over 64 MiB together are not all read', async () => {
  const [read, brought] = await bring([15, 15, 15, 15, 15].map((size) => size * MIB));
  expect(read).toEqual(['0', '1', '2', '3']);
  expect(brought.at(-1)).toBe(TOO_MUCH);
});

test('charts of over 32 MiB together are not all rendered', async () => {
  const [, brought] = await bring([1, 1, 1], 'a'.repeat(15 * MIB));
  expect(brought.map((one) => one === TOO_MUCH)).toEqual([false, false, true]);
});

test('the charts of 20 releases are pulled on both sides, each once, and none of a range of versions', async () => {
  const asked: (string | undefined)[] = [];
  const archives: ChartArchives = {
    open: async () => Promise.reject(new Error('Nothing is kept.')),
    pull: async ({ version }) => {
      asked.push(version);
      return Promise.resolve({ files: {}, binaries: {} });
    },
  };
  const charts = new KeptCharts(treeWith([]).tree, archives, { base: [], head: [] });
  const versions = [
    '^1.0.0',
    '1.0.0',
    '1.0.0',
    ...Array.from({ length: 40 }, (_, at) => `2.0.${at}`),
  ];
  const brought = await charts.bring(
    versions.map((version) => ({ place: { address: ADDRESS, version }, side: 'head' })),
  );
  expect(asked).toHaveLength(40);
  expect(brought[0]).toBeUndefined();
  expect(brought.at(-1)).toEqual({ reason: 'more than 40 charts are not pulled' });
});
