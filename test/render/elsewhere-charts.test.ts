import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { Readable } from 'node:stream';
import { join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type FixesCharts, asksAboutCharts } from '../../src/cli/ask-about-chart.ts';
import { newBuilds } from '../../src/cli/check-charts.ts';
import { elsewhereCharts } from '../../src/cli/chart-stores.ts';
import { type CheckedRelease, checkReleases } from '../../src/cli/check-releases.ts';
import { type FixedReleases, fixReleases } from '../../src/cli/fix-releases.ts';
import { Questions } from '../../src/cli/fix-interactively.ts';
import { FixNotes } from '../../src/cli/fix-notes.ts';
import { Engine } from '../../src/engine/engine.ts';
import { AttributeFiles } from '../../src/files/attribute-files.ts';
import { listFiles } from '../../src/files/read.ts';
import { writeVendoredChart } from '../../src/files/vendored-charts.ts';
import { readManifest } from '../../src/kubernetes/manifest.ts';
import { sourcesIn } from '../../src/kubernetes/known-charts/release-sources.ts';
import { renderedDocuments } from '../../src/render/chart-releases.ts';
import { documentKey } from '../../src/kubernetes/unseen/unseen.ts';
import { DEFAULT_FILES } from '../../src/options/options.ts';
import { fixChart } from '../../src/run/fix-chart.ts';
import type { Shown } from '../../src/text/shown.ts';
import { sha256 } from '../../src/registry/digest.ts';
import { tar } from '../double/registry/image.ts';

let root = '';

beforeEach(() => {
  root = relative('.', mkdtempSync(join(tmpdir(), 'podseal-elsewhere-')));
  mkdirSync(join(root, 'apps'));
  writeFileSync(join(root, 'apps/web.yaml'), RELEASE);
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

const RELEASE = `apiVersion: source.toolkit.fluxcd.io/v1
kind: OCIRepository
metadata: { name: web }
spec: { url: oci://registry.example.com/charts/web, ref: { tag: 1.2.3 } }
---
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: { name: shop, namespace: prod }
spec:
  chartRef: { kind: OCIRepository, name: web }
  values:
    securityContext:
      privileged: true
`;

const CHART = {
  'web/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.2.3\n',
  'web/values.yaml': 'securityContext: {}\nhostNetwork: true\n',
  'web/templates/pod.yaml': `apiVersion: v1
kind: Pod
metadata: { name: {{ .Release.Name }}, namespace: {{ .Release.Namespace }} }
spec:
  hostNetwork: {{ .Values.hostNetwork }}
  containers:
    - name: web
      image: registry.example.com/web:1.0.0
      securityContext: {{- toYaml .Values.securityContext | nindent 8 }}
`,
};

async function check(): Promise<CheckedRelease[]> {
  const { files } = listFiles([root], { globs: DEFAULT_FILES });
  const charts = await elsewhereCharts(root, { registry: false });
  const ruleSet = { profile: 'immutable', skip: ['seccomp-profile'] } as const;
  const all: CheckedRelease[] = [];
  const by = { charts, root, deployed: { deployed: [], builds: newBuilds() } };
  for await (const one of checkReleases(files, ruleSet, by)) all.push(one);
  return all;
}

async function vendor(
  change: (digest: string) => string = (digest) => digest,
  { version = '1.2.3', files = CHART }: { version?: string; files?: typeof CHART } = {},
): Promise<void> {
  const archive = gzipSync(await tar(files));
  const chart = { chart: 'oci://registry.example.com/charts/web', version };
  const digest = change(sha256(archive));
  await writeVendoredChart(root, { ...chart, digest, file: `web-${version}.tgz` }, archive);
}

test('a release of a chart that was put into the repository is rendered, and findings stand in it', async () => {
  await vendor();
  const [release, ...others] = await check();
  expect(others).toEqual([]);
  const findings = release?.judged.flatMap((one) => one.findings) ?? [];
  expect(
    findings.map(({ file, line, rule }) => `${file.slice(root.length)}:${line} ${rule}`),
  ).toEqual([
    // The chart's own default stands where the release says which chart it is.
    '/apps/web.yaml:10 no-host-namespaces',
    '/apps/web.yaml:12 read-only-root-filesystem',
    '/apps/web.yaml:12 run-as-non-root',
    '/apps/web.yaml:12 drop-capabilities',
    '/apps/web.yaml:12 no-privilege-escalation',
    '/apps/web.yaml:13 no-privileged',
  ]);
  expect(findings[0]?.subject.resource).toMatchObject({ name: 'shop', namespace: 'prod' });
  // The release, and the object that says where its chart is.
  expect(release?.releases.map(({ document }) => document)).toEqual([1, 0]);
});

test('an archive that is not what its digest says is not used', async () => {
  await vendor((digest) => digest.replace(/.{8}$/, '00000000'));
  const [release] = await check();
  expect([...(release?.unrendered.values() ?? [])]).toEqual([
    '.github/podseal.charts/web-1.2.3.tgz is not what its digest says',
    '.github/podseal.charts/web-1.2.3.tgz is not what its digest says',
  ]);
  expect(release).toMatchObject({ judged: [], releases: [] });
});

/** Fixes the releases of the project; returns their text, and what is said of them. */
async function fixAll(by: FixesCharts = fixChart): Promise<{ text: string; fixed: FixedReleases }> {
  const { files } = listFiles([root], { globs: DEFAULT_FILES });
  const ruleSet = { profile: 'immutable', only: ['no-privileged', 'no-host-namespaces'] } as const;
  const options = {
    ...{ unsafe: true, dryRun: false, root, target: { object: undefined, container: undefined } },
    fixChart: by,
    configuration: { kustomizations: [] },
    means: { engine: new Engine(), ruleSet },
    attributes: new AttributeFiles(root),
    charts: await elsewhereCharts(root, { registry: false }),
  };
  const fixed = await fixReleases(files, options, new FixNotes());
  return { text: readFileSync(join(root, 'apps/web.yaml'), 'utf8'), fixed };
}

test('a release of a chart that is kept is fixed in its values, also where only the chart has the value', async () => {
  await vendor();
  const { text, fixed } = await fixAll();
  expect(text).toBe(
    RELEASE.replace('privileged: true', 'privileged: false').concat('    hostNetwork: false\n'),
  );
  expect(fixed.releases.map(({ document }) => document)).toEqual([1, 0]);
});

const FLUX = (values: string): string => RELEASE.replace(/ {2}values:\n[^]*/, values);
const ARGO = (helm: string): string => `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: shop }
spec:
  source:
    repoURL: registry.example.com/charts
    chart: web
    targetRevision: 1.2.3
${helm}`;

const OBJECT = '      valuesObject:\n        hostNetwork: false\n';
const EMPTY = "    helm:\n      values: ''\n";
const COMMENT = '    helm:\n      values: |\n        # None.\n';

test.each([
  [FLUX(''), FLUX('  values:\n    hostNetwork: false\n')],
  [FLUX('  values: {}\n'), FLUX('  values:\n    hostNetwork: false\n')],
  [FLUX('  values:\n'), FLUX('  values:\n    hostNetwork: false\n')],
  [ARGO(''), ARGO(`    helm:\n${OBJECT}`)],
  [ARGO(EMPTY), ARGO(EMPTY + OBJECT)],
  [ARGO(COMMENT), ARGO(COMMENT + OBJECT)],
])(
  'a release of a chart that is kept gets values, where it has none: %#',
  async (before, after) => {
    await vendor();
    writeFileSync(join(root, 'apps/web.yaml'), before);
    expect((await fixAll()).text).toBe(after);
  },
);

test('a chart of K3s is rendered, and fixed in its text of values', async () => {
  await vendor();
  const text = `apiVersion: helm.cattle.io/v1
kind: HelmChart
metadata: { name: shop }
spec: { chart: oci://registry.example.com/charts/web, version: 1.2.3, valuesContent: 'hostNetwork: true' }
`;
  writeFileSync(join(root, 'apps/web.yaml'), text);
  expect((await fixAll()).text).toBe(text.replace('true', 'false'));
});

test('patches of a release that are no texts are fixed where they stand', async () => {
  await vendor();
  const text = `${RELEASE.replace('privileged: true', 'readOnlyRootFilesystem: true')}    hostNetwork: false
  postRenderers:
    - kustomize:
        patchesStrategicMerge:
          - apiVersion: v1
            kind: Pod
            metadata: { name: shop, namespace: prod }
            spec:
              containers:
                - { name: web, securityContext: { privileged: true } }
        patchesJson6902:
          - target: { version: v1, kind: Pod, name: shop, namespace: prod }
            patch: [{ op: replace, path: /spec/hostNetwork, value: true }]
`;
  writeFileSync(join(root, 'apps/web.yaml'), text);
  expect((await fixAll()).text).toBe(
    text.replace('privileged: true', 'privileged: false').replace('value: true', 'value: false'),
  );
});

test('two releases in one file are both fixed', async () => {
  await vendor();
  const second = RELEASE.split('---\n')[1]?.replace('name: shop', 'name: api') ?? '';
  writeFileSync(join(root, 'apps/web.yaml'), `${RELEASE}---\n${second}`);
  const { text } = await fixAll();
  expect(text).not.toContain('privileged: true');
  expect(text.match(/hostNetwork: false/g)).toHaveLength(2);
});

const FIXED_POD = '    hostNetwork: false\n';

test.each([
  ['n\ny\n', RELEASE.replace('privileged: true', 'privileged: false')],
  ['y\nn\n', RELEASE + FIXED_POD],
  ['a\n', RELEASE.replace('privileged: true', 'privileged: false') + FIXED_POD],
  ['q\n', RELEASE],
])(
  'fixes of a release of a chart that is kept are asked about one by one: %j',
  async (answers, to) => {
    await vendor();
    const shown: string[] = [];
    const questions = new Questions(Readable.from([answers]));
    const print = async (text: Shown): Promise<void> => void shown.push(text);
    const { text } = await fixAll(asksAboutCharts(questions, { paint: (_, one) => one, print }));
    expect(text).toBe(to);
    expect(shown[0]).toContain(`\n+${FIXED_POD}`);
    expect(shown[0]).not.toContain('privileged: false');
  },
);

/** A release that two overlays change: one brings values, the other another version of the chart. */
async function writeOverlays(): Promise<void> {
  await vendor();
  const files = { ...CHART, 'web/values.yaml': 'securityContext: {}\nhostNetwork: false\n' };
  await vendor(undefined, { version: '2.0.0', files });
  const texts = {
    'apps/kustomization.yaml': 'resources: [web.yaml]\n',
    'dev/kustomization.yaml': `resources: [../apps]
patches:
  - patch: |
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata: { name: shop, namespace: prod }
      spec: { values: { securityContext: { privileged: true } } }
`,
    'prod/kustomization.yaml': `resources: [../apps]
patches:
  - target: { kind: OCIRepository }
    patch: '[{ op: replace, path: /spec/ref/tag, value: 2.0.0 }]'
`,
  };
  for (const [path, text] of Object.entries(texts)) {
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  writeFileSync(
    join(root, 'apps/web.yaml'),
    RELEASE.replace('privileged: true', 'privileged: false'),
  );
}

test('a release of a chart that is kept counts as kustomizations build it', async () => {
  await writeOverlays();
  const all = await check();
  const findings = all.flatMap(({ judged }) => judged.flatMap((one) => one.findings));
  const found = findings
    .filter(({ rule }) => /privileged|host/.test(rule))
    .map(({ file, line, message, rule }) => {
      const set = /\(with .*\)/.exec(message)?.[0].replace(root, '.');
      return `${file.slice(root.length)}:${line} ${rule} ${set}`;
    });
  // The version in the other overlay does without.
  expect(found).toEqual([
    '/apps/web.yaml:10 no-host-namespaces (with HelmRelease/shop in ./dev)',
    '/dev/kustomization.yaml:7 no-privileged (with HelmRelease/shop in ./dev)',
  ]);
  const used = renderedDocuments(all.flatMap(({ releases }) => releases));
  expect(used).toContain(documentKey(`${root}/apps/web.yaml`, 1));
});

test('a release of a chart that is kept is fixed where its base or its patch has the value', async () => {
  await writeOverlays();
  const before = readFileSync(join(root, 'apps/web.yaml'), 'utf8');
  const { text } = await fixAll();
  // The chart's own value can't be edited: the release gets one.
  expect(text).toBe(`${before}    hostNetwork: false\n`);
  expect(readFileSync(join(root, 'dev/kustomization.yaml'), 'utf8')).toContain(
    'spec: { values: { securityContext: { privileged: false } } }',
  );
});

test('an archive that is not what its digest says changes no release', async () => {
  await vendor((digest) => digest.replace(/.{8}$/, '00000000'));
  const { text, fixed } = await fixAll();
  expect(text).toBe(RELEASE);
  expect(fixed.unrendered.size).toBe(2);
});

test('the object that says where a chart is may be anywhere in the project', async () => {
  await vendor();
  const [source = '', release = ''] = RELEASE.split('---\n');
  mkdirSync(join(root, 'flux/repositories'), { recursive: true });
  writeFileSync(join(root, 'flux/repositories/web.yaml'), source);
  writeFileSync(join(root, 'apps/web.yaml'), release);
  const { files } = listFiles([join(root, 'apps')], { globs: DEFAULT_FILES });
  const charts = await elsewhereCharts(root, { registry: false });
  const ruleSet = { profile: 'immutable', only: ['no-privileged'] } as const;
  const all: CheckedRelease[] = [];
  const by = { charts, root, deployed: { deployed: [], builds: newBuilds() } };
  for await (const one of checkReleases(files, ruleSet, by)) all.push(one);
  expect(all.flatMap(({ judged }) => judged.flatMap(({ findings }) => findings))).toHaveLength(1);
});

test('without the chart, the release says how to get it', () => {
  const file = { path: 'apps/web.yaml', text: RELEASE };
  const { skips } = readManifest(file, { releaseSources: sourcesIn(file) });
  expect(skips.at(-1)?.reason).toBe(
    'what this release deploys (the chart is not in the repository: podseal charts add oci://registry.example.com/charts/web --version 1.2.3)',
  );
});
