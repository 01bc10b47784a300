import { gzipSync } from 'node:zlib';
import { packTar } from 'modern-tar';
import { expect, test } from 'vitest';
import { Engine } from '../../src/engine/engine.ts';
import type { ChartSources, ValueSet } from '../../src/render/chart-sources.ts';
import { judgeChart } from '../../src/run/judge-chart.ts';

const ruleSet = { profile: 'immutable', only: ['no-privileged', 'pinned-image'] } as const;
const DEFAULTS: ValueSet = { name: undefined, values: [] };
const engine = new Engine();

const CHART = 'apiVersion: v2\nname: web\nversion: 1.0.0\n';

function podOf(context: string, image = 'registry.example.com/web:1.0'): string {
  return `apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - name: web
      image: ${image}
      securityContext:
        ${context}
`;
}

async function placesOf(
  files: Readonly<Record<string, string>>,
  { binaries = {}, sets = [DEFAULTS] }: Partial<Pick<ChartSources, 'binaries' | 'sets'>> = {},
): Promise<string[]> {
  const chart = {
    folder: 'app',
    files: { 'Chart.yaml': CHART, ...files },
    binaries,
    links: [],
    unread: [],
    sets,
  };
  const { judged } = await judgeChart({ chart }, { engine, ruleSet });
  return judged.flatMap(({ findings, manifest }) => [
    ...findings.map(({ file, line, rule, message }) => {
      const named = /\(with .*\)$/.exec(message)?.[0] ?? '';
      return `${file}:${line} ${rule} ${named}`.trim();
    }),
    ...manifest.skips.map(({ file, reason }) => `${file}: ${reason}`),
  ]);
}

test.each([
  ['a scalar', 'privileged: {{ .Values.privileged }}', 'privileged: true', 'app/values.yaml:1'],
  [
    'a key with another name',
    'privileged: {{ .Values.debug | default false }}',
    'a: 1\ndebug: true',
    'app/values.yaml:2',
  ],
  [
    'a mapping that is written as a whole',
    '{{- toYaml .Values.web.context | nindent 8 }}',
    'web:\n  context:\n    runAsUser: 1000\n    privileged: true',
    'app/values.yaml:4',
  ],
  [
    'what a template computes',
    'privileged: {{ eq .Values.mode "debug" }}',
    'mode: debug',
    'app/values.yaml:1',
  ],
  [
    'a text that tpl was given',
    '{{- tpl .Values.context . | nindent 8 }}',
    "context: 'privileged: {{ true }}'",
    'app/values.yaml:1',
  ],
  ['a literal', 'privileged: true', '', 'app/templates/pod.yaml:9'],
])('%s stands where it is written', async (_, context, values, place) => {
  const files = { 'values.yaml': `${values}\n`, 'templates/pod.yaml': podOf(context) };
  expect(await placesOf(files)).toEqual([`${place} no-privileged`]);
});

test('a value that another value set changes stands in its file, and names it', async () => {
  const files = {
    'values.yaml': 'privileged: false\n',
    'values-prod.yaml': 'privileged: true\n',
    'ci/all-values.yaml': '# all\nprivileged: true\n',
    'templates/pod.yaml': podOf('privileged: {{ .Values.privileged }}'),
  };
  const sets = [
    DEFAULTS,
    ...['values-prod.yaml', 'ci/all-values.yaml'].map((name) => ({ name, values: [name] })),
  ];
  expect(await placesOf(files, { sets })).toEqual([
    'app/ci/all-values.yaml:2 no-privileged (with ci/all-values.yaml)',
    'app/values-prod.yaml:1 no-privileged (with values-prod.yaml)',
  ]);
});

test('what comes from a chart in an archive stands in Chart.yaml', async () => {
  const entries = {
    'db/Chart.yaml': CHART.replace('web', 'db'),
    'db/templates/pod.yaml': podOf('privileged: true'),
  };
  const tar = await packTar(
    Object.entries(entries).map(([name, body]) => ({ header: { name, size: body.length }, body })),
  );
  const binaries = { 'charts/db-1.0.0.tgz': gzipSync(tar).toString('base64') };
  expect(await placesOf({}, { binaries })).toEqual(['app/Chart.yaml:1 no-privileged']);
});

test('values with several documents, and with a byte order mark, keep their lines', async () => {
  const files = {
    'values.yaml': '\u{FEFF}privileged: false\n---\nprivileged: true\n',
    'templates/pod.yaml': podOf('privileged: {{ .Values.privileged }}'),
  };
  expect(await placesOf(files)).toEqual(['app/values.yaml:3 no-privileged']);
});

test('a chart that renders to no YAML is named with its template', async () => {
  const files = { 'templates/pod.yaml': `${podOf('privileged: true')}    bad: [\n` };
  const [skip = '', ...others] = await placesOf(files);
  expect(others).toEqual([]);
  expect(skip).toMatch(
    /^app\/templates\/pod\.yaml: as it is rendered, line \d+, column \d+: not valid/,
  );
});
