import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { checkCharts, newBuilds } from '../../src/cli/check-charts.ts';
import { readProjectReleases } from '../../src/cli/project-releases.ts';
import { readChart } from '../../src/cli/read-chart.ts';
import { Engine } from '../../src/engine/engine.ts';
import { listFiles } from '../../src/files/read.ts';
import { documentKey } from '../../src/kubernetes/unseen/unseen.ts';
import { DEFAULT_FILES } from '../../src/options/options.ts';
import {
  type BuiltText,
  builtReleasesIn,
  readsChartReleases,
  withBuilt,
} from '../../src/render/built-releases.ts';
import {
  chartReleasesIn,
  releaseSets,
  renderedDocuments,
} from '../../src/render/chart-releases.ts';
import { fixChart } from '../../src/run/fix-chart.ts';

const ROOT = 'fixtures/patched';

test.each([
  ['from the working folder', ROOT],
  ['as an absolute one', resolve(ROOT)],
])(
  'a release that kustomizations patch is rendered as each of them builds it: with a path %s',
  async (_, root) => {
    const { files } = listFiles([root], { globs: DEFAULT_FILES });
    const found: string[] = [];
    const deployed = { deployed: [], builds: newBuilds() };
    const by = { project: { root, charts: [] }, deployed };
    for await (const { judged, releases } of checkCharts(files, { profile: 'immutable' }, by)) {
      for (const { file, line, message, rule, severity } of judged.flatMap((one) => one.findings)) {
        if (severity !== 'notice') found.push(`${file}:${line} ${message} (${rule})`);
      }
      expect([...renderedDocuments(releases)].toSorted()).toEqual([
        documentKey(`${root}/apps/blog.yaml`, 0),
        documentKey(`${root}/base/release.yaml`, 0),
        // A patch is part of the release.
        documentKey(`${root}/overlays/dev/values.yaml`, 0),
      ]);
    }
    expect(found).toEqual([
      `${root}/apps/blog.yaml:13 uses the network of its node, where no network policy applies: set \`hostNetwork: false\` (with HelmRelease/blog in Kustomization/stage) (no-host-namespaces)`,
      `${root}/base/release.yaml:14 uses the network of its node, where no network policy applies: set \`hostNetwork: false\` (with HelmRelease/shop in ${root}/overlays/dev) (no-host-namespaces)`,
      `${root}/overlays/dev/values.yaml:9 the root filesystem is writable: set \`readOnlyRootFilesystem: true\` (with HelmRelease/shop in ${root}/overlays/dev) (read-only-root-filesystem)`,
    ]);
  },
);

test('a chart is fixed with its releases as all kustomizations of the project build them', async () => {
  const folder = `${ROOT}/charts/web`;
  const { files } = listFiles([folder], { globs: DEFAULT_FILES });
  const ruleSet = { profile: 'immutable' } as const;
  const by = { root: ROOT, configuration: { kustomizations: [] }, ruleSet };
  const { releases, rebuild } = await readProjectReleases(files, [folder], by);
  const read = await readChart(folder, { root: ROOT, charts: [], releases });
  const means = { engine: new Engine(), ruleSet };
  const fixed = await fixChart(read, means, { unsafe: true, now: () => 0, rebuild });
  const patch = `${ROOT}/overlays/dev/values.yaml`;
  expect(fixed.files.map(({ path, after }) => [path, after])).toEqual([
    [patch, readFileSync(patch, 'utf8').replace('Filesystem: false', 'Filesystem: true')],
  ]);
  const byHand = 'no fix: a kustomization changes its release: edit the line by hand';
  expect(
    fixed.notFixed.map(({ finding: { file, line }, reason }) => `${file}:${line} ${reason}`),
  ).toEqual([`${ROOT}/apps/blog.yaml:13 ${byHand}`, `${ROOT}/base/release.yaml:14 ${byHand}`]);
});

const RELEASE = `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: web
spec:
  chart:
    spec:
      chart: charts/web
      sourceRef: { kind: GitRepository, name: cluster }
  values:
    replicas: 1
`;
const FILE = { path: 'base/web.yaml', text: RELEASE };

/** What a kustomization makes of the release: line 11 is from a patch where that changes it. */
function built(name: string, text: string) {
  const build: BuiltText = {
    name,
    text,
    placeOf: (line) =>
      line === 11 && text !== RELEASE
        ? { path: `${name}/patch.yaml`, line: 3 }
        : { path: 'base/web.yaml', line },
    textOf: (path) => (path === FILE.path ? RELEASE : 'a patch'),
    reported: (path) => path,
  };
  return builtReleasesIn(build, readsChartReleases);
}

const more = (count: number): string => RELEASE.replace('replicas: 1', `replicas: ${count}`);

test('a release counts as its file has it where a kustomization leaves it so, and as others build it', () => {
  const written = chartReleasesIn(FILE);
  const names = (...all: ReturnType<typeof built>[]): string[] =>
    withBuilt(written, all.flat()).map(({ name, siblings }) => `${name}: ${siblings}`);
  expect(names()).toEqual(['HelmRelease/web in base/web.yaml: 1']);
  expect(names(built('dev', RELEASE))).toEqual(['HelmRelease/web in base/web.yaml: 1']);
  expect(names(built('dev', RELEASE), built('prod', more(3)))).toEqual([
    'HelmRelease/web in base/web.yaml: 2',
    'HelmRelease/web in prod: 2',
  ]);
  expect(names(built('dev', more(2)), built('prod', more(3)))).toEqual([
    'HelmRelease/web in dev: 2',
    'HelmRelease/web in prod: 2',
  ]);
});

test('the values of a built release have the places that their lines come from', () => {
  const releases = withBuilt(chartReleasesIn(FILE), built('prod', more(3)));
  const { sets, inline, files } = releaseSets('charts/web', releases, () => false);
  expect(sets.map(({ name }) => name)).toEqual(['HelmRelease/web in prod']);
  expect(Object.keys(files)).toEqual(['../../base/web.yaml', '../../prod/patch.yaml']);
  const [values] = Object.values(inline);
  expect(values?.text).toBe('{"replicas":3}');
  expect(values?.from?.places?.slice(9, 11)).toEqual([
    { path: '../../base/web.yaml', line: 10 },
    { path: '../../prod/patch.yaml', line: 3 },
  ]);
});
