import { expect, test } from 'vitest';
import { checkCharts, otherFiles } from '../../src/cli/check-charts.ts';
import { readAllReleases } from '../../src/files/chart-releases.ts';
import { listFiles } from '../../src/files/read.ts';
import { readSource } from '../../src/files/read.ts';
import { type Judged, judge } from '../../src/judge/judge.ts';
import { readManifest } from '../../src/kubernetes/manifest.ts';
import { DEFAULT_FILES } from '../../src/options/options.ts';
import {
  chartReleasesIn,
  renderedDocuments,
  releaseSets,
} from '../../src/render/chart-releases.ts';

const ROOT = 'fixtures/deployed';

function describe({ findings, manifest }: Judged): string[] {
  return [
    ...findings.map(({ file, line, column, severity, rule, message, subject }) => {
      const who = subject.container?.name ?? subject.resource.kind;
      return `${file}:${line}:${column} ${severity} ${who}: ${message} (${rule})\n`;
    }),
    ...manifest.skips.map(({ file, reason }) => `not analyzed ${file}: ${reason}\n`),
  ];
}

test('a chart is rendered with the values of the releases that point to it, and findings stand there', async () => {
  const { files } = listFiles([ROOT], { globs: DEFAULT_FILES });
  const ruleSet = { profile: 'immutable' } as const;
  const all: Judged[] = [];
  const seen = [];
  for await (const chart of checkCharts(files, ruleSet, { project: { root: ROOT, charts: [] } })) {
    all.push(...chart.judged);
    seen.push(chart);
  }
  const documents = renderedDocuments(seen.flatMap(({ releases }) => releases));
  const rules = { ...ruleSet, renderedDocuments: documents };
  for (const file of otherFiles(files, seen)) {
    const source = await readSource(file);
    if (source && !('reason' in source)) all.push(judge(readManifest(source, rules), rules));
  }
  await expect(all.flatMap(describe).join('')).toMatchFileSnapshot(`../../${ROOT}/expected.txt`);
});

test('the releases of a chart are found in all of a project, by the names of files and folders', async () => {
  const { files } = listFiles([`${ROOT}/charts`], { globs: DEFAULT_FILES });
  const releases = await readAllReleases(ROOT, files);
  expect(releases.map(({ name, folder }) => `${folder}: ${name}`)).toEqual([
    `charts/web: Application/text in ${ROOT}/argo/applications.yaml`,
    `charts/not-here: Application/elsewhere in ${ROOT}/argo/applications.yaml`,
    `charts/web: ApplicationSet/regions europe in ${ROOT}/argo/applications.yaml`,
    `charts/web: ApplicationSet/regions asia in ${ROOT}/argo/applications.yaml`,
    `charts/web: HelmRelease/shop in ${ROOT}/flux/release.yaml`,
    `charts/web: Application/several in ${ROOT}/argo/several.yaml`,
    `charts/web: ApplicationSet/filled-in europe-db in ${ROOT}/argo/several.yaml`,
    `charts/web: HelmRelease/patched in ${ROOT}/flux/patched.yaml`,
  ]);
});

const APPLICATION = `kind: Application
apiVersion: argoproj.io/v1alpha1
metadata: { name: web }
spec:
  source:
    path: ./charts/web/
    helm:
`;

function releasesOf(helm: string) {
  return chartReleasesIn({ path: 'apps/web.yaml', text: APPLICATION + helm });
}

test('parameters count over values, by their types', () => {
  const [release] = releasesOf(`      parameters:
        - { name: a.b, value: "true" }
        - { name: a.c, value: "8080" }
        - { name: a.d, value: "8080", forceString: true }
        - { name: e, value: 1.5.0 }
      valuesObject: { a: { b: false } }
`);
  expect(release?.folder).toBe('charts/web');
  expect(release?.inline.map(({ text }) => JSON.parse(text))).toEqual([
    { a: { b: false } },
    { a: { b: true, c: 8080, d: '8080' }, e: '1.5.0' },
  ]);
});

test.each([
  ['a parameter in a list', '      parameters: [{ name: "a[0].b", value: x }]\n'],
  [
    'a parameter with an escaped dot',
    String.raw`      parameters: [{ name: 'a\.b', value: x }]` + '\n',
  ],
  ['values of another repository', '      valueFiles: [$values/web.yaml]\n'],
  ['values from an address', '      valueFiles: ["https://example.com/values.yaml"]\n'],
  ['parameters from files', '      fileParameters: [{ name: a, path: files/a }]\n'],
])('%s is not guessed at: the release is not rendered', (_, helm) => {
  expect(releasesOf(helm)).toEqual([]);
});

test('a file of values that the chart does not have leaves the release out', () => {
  const releases = releasesOf('      valueFiles: [prod.yaml]\n');
  expect(releaseSets('charts/web', releases, () => false).releases).toEqual([]);
  expect(releaseSets('charts/web', releases, () => true).sets).toEqual([
    // Values can be added to the object.
    {
      name: 'Application/web in apps/web.yaml',
      values: ['prod.yaml', '../../apps/web.yaml#[0,"spec","source","helm","valuesObject"]'],
    },
  ]);
});
