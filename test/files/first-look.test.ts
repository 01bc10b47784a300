import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { checkFiles } from '../../src/cli/check-files.ts';
import { ListedFindings } from '../../src/cli/listed-findings.ts';
import { AttributeFiles } from '../../src/files/attribute-files.ts';
import { FirstLook } from '../../src/files/first-look.ts';
import { listFiles } from '../../src/files/read.ts';
import { ReleaseSources } from '../../src/files/release-sources.ts';
import { Repository } from '../../src/files/repository.ts';
import { DEFAULT_FILES } from '../../src/options/options.ts';

const root = mkdtempSync(join(tmpdir(), 'podseal-look-'));
afterAll(() => rmSync(root, { recursive: true }));

const TEXTS = {
  'service.yaml': 'apiVersion: v1\nkind: Service\nmetadata: { name: web }\n',
  'pod.yaml':
    'apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec:\n  containers: [{ name: web, image: nginx }]\n',
  'charts.yaml':
    'apiVersion: source.toolkit.fluxcd.io/v1\nkind: HelmRepository\nmetadata: { name: charts }\nspec: { url: "https://charts.example" }\n',
};

it('spares later passes the files that have nothing for them', async () => {
  for (const [name, text] of Object.entries(TEXTS)) writeFileSync(join(root, name), text);
  const ruleSet = { profile: 'immutable' } as const;
  const looks = new FirstLook(ruleSet);
  const { files } = listFiles([root], { globs: DEFAULT_FILES });
  const paths = files.map(({ path }) => path);
  await (await Repository.at(root)).layers(files, looks);
  expect(paths.filter((path) => looks.isEmpty(path))).toEqual([
    join(root, 'charts.yaml'),
    join(root, 'service.yaml'),
  ]);

  // Whoever reads it again says that it is not there.
  rmSync(join(root, 'service.yaml'));
  const releases = new ReleaseSources(paths, looks);
  expect(releases.all().map(({ name }) => name)).toEqual(['charts']);
  const by = {
    ruleSet,
    listed: new ListedFindings({ baseline: [], root, ruleSet }),
    attributes: new AttributeFiles(root),
    releases,
    looks,
  };
  const { totals } = await checkFiles(files, [], by);
  expect(totals).toMatchObject({ files: 3, errors: 2, skips: [] });
});

it('gives a short file that it was told of once, so that it is not read again', () => {
  const looks = new FirstLook({ profile: 'immutable' });
  const pod = { path: 'pod.yaml', text: TEXTS['pod.yaml'] };
  const long = { path: 'long.yaml', text: TEXTS['pod.yaml'] + '#'.repeat(10_000) };
  const service = { path: 'service.yaml', text: TEXTS['service.yaml'] };
  for (const file of [pod, long, service]) looks.take(file);
  expect(looks.give('pod.yaml')).toEqual(pod);
  expect(['pod.yaml', 'long.yaml', 'service.yaml'].map((path) => looks.give(path))).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

it('keeps files up to a bound, and takes more once some were given', () => {
  const looks = new FirstLook({ profile: 'immutable' });
  const text = TEXTS['pod.yaml'] + '#'.repeat(8000);
  const paths = Array.from({ length: 300 }, (_, index) => `${index}.yaml`);
  for (const path of paths) looks.take({ path, text });
  const given = paths.filter((path) => looks.give(path));
  expect(given.length).toBeGreaterThan(200);
  expect(given.length * text.length).toBeLessThanOrEqual(2 * 1024 * 1024);
  looks.take({ path: 'last.yaml', text });
  expect(looks.give('last.yaml')).toBeDefined();
});
