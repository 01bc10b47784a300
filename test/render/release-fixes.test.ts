import { expect, test } from 'vitest';
import { readChart } from '../../src/cli/read-chart.ts';
import { writePatch } from '../../src/diff/patch.ts';
import { Engine } from '../../src/engine/engine.ts';
import { readChartReleases } from '../../src/files/chart-releases.ts';
import { listFiles } from '../../src/files/read.ts';
import { DEFAULT_FILES } from '../../src/options/options.ts';
import { chartReleasesIn, releaseSets } from '../../src/render/chart-releases.ts';
import { type FixedChart, fixChart } from '../../src/run/fix-chart.ts';
import type { ReadChart } from '../../src/run/judge-chart.ts';

const ROOT = 'fixtures/deployed';
const means = { engine: new Engine(), ruleSet: { profile: 'immutable' } } as const;

async function read(): Promise<ReadChart> {
  const { files } = listFiles([ROOT], { globs: DEFAULT_FILES });
  const releases = await readChartReleases(ROOT, files);
  return readChart(`${ROOT}/charts/web`, { root: ROOT, charts: [], releases });
}

function reasonsOf({ notFixed }: FixedChart): string[] {
  return notFixed.map(
    ({ finding: { file, line, rule }, reason }) => `${file}:${line} ${rule}: ${reason}\n`,
  );
}

test('the values and the patches of releases are fixed where they stand', async () => {
  const fixed = await fixChart(await read(), means, { unsafe: true, now: () => 0 });
  const patches = fixed.files.map(({ path, before, after }) => writePatch(path, before, after));
  const all = [...patches, '\n', ...reasonsOf(fixed)].join('');
  await expect(all).toMatchFileSnapshot(`../../${ROOT}/fix.txt`);
});

test('a release that was not named is not edited, and the reason names it', async () => {
  const fixed = await fixChart(await read(), means, {
    unsafe: true,
    now: () => 0,
    isGiven: (path) => !path.startsWith('../'),
  });
  expect(fixed.files.map(({ path }) => path)).toEqual([
    `${ROOT}/charts/web/europe.yaml`,
    `${ROOT}/charts/web/values.yaml`,
  ]);
  expect(reasonsOf(fixed)).toContain(
    `${ROOT}/argo/applications.yaml:18 run-as-non-root: no fix: ${ROOT}/argo/applications.yaml has values for it: name that file, too\n`,
  );
});

const TEMPLATE = `apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - name: web
      image: registry.example.com/web:1.0.0
      {{- with .Values.securityContext }}
      securityContext:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      volumeMounts: {{ toYaml .Values.extraVolumeMounts | nindent 8 }}
  volumes: {{ toYaml .Values.extraVolumes | nindent 4 }}
`;
const FILES = {
  'Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\n',
  'values.yaml': 'securityContext: {}\nextraVolumes: []\nextraVolumeMounts: []\n',
  'templates/web.yaml': TEMPLATE,
};

test.each([
  [
    'HelmRelease',
    `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: { name: web }
spec:
  chart:
    spec:
      chart: web
      sourceRef: { kind: GitRepository, name: cluster }
`,
    `  values:
    securityContext:
      readOnlyRootFilesystem: true
`,
  ],
  [
    'Application',
    `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: web }
spec:
  source:
    path: web
`,
    `    helm:
      valuesObject:
        securityContext:
          readOnlyRootFilesystem: true
`,
  ],
])(
  'values are added to a %s without any, if its chart is not in the repository',
  async (_, text, added) => {
    const releases = chartReleasesIn({ path: 'apps/web.yaml', text });
    const { sets, inline, files, releases: used } = releaseSets('apps/web', releases, () => false);
    const chart = {
      ...{ folder: 'apps/web', binaries: {}, links: [], unread: [], inline, sets, releases: used },
      files: { ...FILES, ...files },
      installedAt: { path: '../web.yaml', line: 5 },
    };
    const fixed = await fixChart({ chart }, means, {
      unsafe: true,
      now: () => 0,
      isWanted: ({ rule }) => rule === 'read-only-root-filesystem',
    });
    expect(fixed.files).toEqual([{ path: 'apps/web.yaml', before: text, after: text + added }]);
    expect(fixed.fixed.map(({ rule }) => rule)).toEqual(['read-only-root-filesystem']);
  },
);
