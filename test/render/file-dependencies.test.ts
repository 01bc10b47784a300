import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readChart } from '../../src/cli/read-chart.ts';
import { Engine } from '../../src/engine/engine.ts';
import { fileDependencies } from '../../src/render/file-dependencies.ts';
import { judgeChart } from '../../src/run/judge-chart.ts';

let root = '';

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'podseal-linked-'));
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

const FILES = {
  'web/Chart.yaml':
    'apiVersion: v2\nname: web\nversion: 1.0.0\ndependencies:\n  - { name: pods, version: 1.0.0, repository: "file://../shared/pods" }\n',
  'web/templates/a.yaml': '{{ include "pods.pod" . }}\n',
  'shared/pods/Chart.yaml': 'apiVersion: v2\nname: pods\nversion: 1.0.0\n',
  'shared/pods/values.yaml': 'privileged: true\n',
  'shared/pods/templates/_pod.tpl': '{{ define "pods.pod" }}kind: ConfigMap{{ end }}\n',
  'shared/pods/templates/pod.yaml': `apiVersion: v1
kind: Pod
metadata: { name: pods }
spec:
  containers:
    - name: web
      image: registry.example.com/web:1.0.0
      securityContext:
        privileged: {{ .Values.privileged }}
`,
};

test('a dependency in a folder of the repository is rendered, and findings stand there', async () => {
  for (const [path, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  const read = await readChart(join(root, 'web'), { root, charts: [] });
  const ruleSet = { profile: 'immutable' } as const;
  const { judged } = await judgeChart(read, { engine: new Engine(), ruleSet });
  const findings = judged
    .flatMap((one) => one.findings)
    .filter(({ severity }) => severity === 'error');
  expect(
    findings.map(({ file, line, rule }) => `${file.slice(root.length)}:${line} ${rule}`),
  ).toEqual([
    '/shared/pods/templates/pod.yaml:8 read-only-root-filesystem',
    '/shared/pods/templates/pod.yaml:8 run-as-non-root',
    '/shared/pods/values.yaml:1 no-privileged',
  ]);
  expect(judged.flatMap(({ manifest }) => manifest.skips)).toEqual([]);
});

test('one that leads out of the project is not read', async () => {
  mkdirSync(join(root, 'project/web'), { recursive: true });
  mkdirSync(join(root, 'shared/pods'), { recursive: true });
  const chart = FILES['web/Chart.yaml'].replace('../shared', '../../shared');
  writeFileSync(join(root, 'project/web/Chart.yaml'), chart);
  writeFileSync(join(root, 'shared/pods/Chart.yaml'), FILES['shared/pods/Chart.yaml']);
  const read = await readChart(join(root, 'project/web'), {
    root: join(root, 'project'),
    charts: [],
  });
  expect(read.chart.linked).toEqual([]);
});

const LIB = 'dependencies: [{ name: lib, repository: "file://./../lib/" }]';

test.each([
  ['another folder', [], LIB, [{ mount: 'charts/lib', folder: '../lib' }]],
  ['one that is in charts/', ['charts/lib/Chart.yaml'], LIB, []],
  ['an archive in charts/', ['charts/lib-1.0.0.tgz'], LIB, []],
  ['a folder of its own', [], LIB.replace('./../lib/', 'lib'), []],
  ['an absolute path', [], LIB.replace('./../lib/', '/lib'), []],
  ['another repository', [], LIB.replace('file:', 'https:'), []],
])('dependencies by their folders: %s', (_, paths, text, expected) => {
  expect(fileDependencies(paths, { 'Chart.yaml': text })).toEqual(expected);
});
