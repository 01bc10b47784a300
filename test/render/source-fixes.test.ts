import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readChart } from '../../src/cli/read-chart.ts';
import { writePatch } from '../../src/diff/patch.ts';
import { Engine } from '../../src/engine/engine.ts';
import type { ReadChart } from '../../src/run/judge-chart.ts';
import { type FixedChart, fixChart } from '../../src/run/fix-chart.ts';

const CHARTS = 'fixtures/charts';
const means = { engine: new Engine(), ruleSet: { profile: 'immutable' } } as const;

async function fix(read: ReadChart): Promise<FixedChart> {
  return fixChart(read, means, { unsafe: true, now: () => 0 });
}

const done = new Map<string, Promise<FixedChart>>();

/** A chart of the fixtures, fixed once for all tests. */
async function fixedOnce(name: string, read: ReadChart): Promise<FixedChart> {
  const known = done.get(name) ?? fix(read);
  done.set(name, known);
  return known;
}

function print({ files, notFixed }: FixedChart): string {
  const patches = files.map(({ path, before, after }) => writePatch(path, before, after));
  const reasons = notFixed.map(
    ({ finding: { file, line, rule }, reason }) => `${file}:${line} ${rule}: ${reason}\n`,
  );
  return [...patches, '\n', ...reasons].join('');
}

function edited({ chart, ...read }: ReadChart, { files }: FixedChart): ReadChart {
  const texts = files.map(({ path, after }) => [path.slice(chart.folder.length + 1), after]);
  return { ...read, chart: { ...chart, files: { ...chart.files, ...Object.fromEntries(texts) } } };
}

test.each(readdirSync(CHARTS))('%s is fixed at its source, once for all', async (name) => {
  const read = await readChart(`${CHARTS}/${name}/chart`);
  const fixed = await fixedOnce(name, read);
  await expect(print(fixed)).toMatchFileSnapshot(`../../${CHARTS}/${name}/fix.txt`);
  const again = await fix(edited(read, fixed));
  expect(again.files).toEqual([]);
  const fingerprints = (all: FixedChart['notFixed']): string[] =>
    all.map(({ finding }) => finding.fingerprint).toSorted();
  expect(fingerprints(again.notFixed)).toEqual(fingerprints(fixed.notFixed));
});

test('line breaks stay as they are', async () => {
  const read = await readChart(`${CHARTS}/fixes/chart`);
  const crlf = Object.entries(read.chart.files).map(([path, text]) => [
    path,
    text.replaceAll('\n', '\r\n'),
  ]);
  const chart = { ...read.chart, files: Object.fromEntries(crlf) as Record<string, string> };
  const [plain, dos] = [await fixedOnce('fixes', read), await fix({ chart })];
  expect(dos.files.map(({ path, after }) => [path, after])).toEqual(
    plain.files.map(({ path, after }) => [path, after.replaceAll('\n', '\r\n')]),
  );
});

test('a chart that fails with the fix of one container gets that of another', async () => {
  const pod = (name: string, more: string): string =>
    `apiVersion: v1\nkind: Pod\nmetadata: { name: ${name} }\nspec:\n  containers:\n    - name: ${name}\n      image: busybox:1.36\n${more}`;
  // Within the condition, the values are not where the template looks for them.
  const broken =
    '      {{- with .Values.securityContext }}\n      securityContext: {{ toJson .Values.securityContext }}\n      {{- end }}\n';
  const files = {
    'Chart.yaml': 'apiVersion: v2\nname: two\nversion: 1.0.0\n',
    'values.yaml': 'securityContext: {}\n',
    'templates/one.yaml': pod('one', broken),
    'templates/two.yaml': pod('two', ''),
  };
  const sets = [{ name: undefined, values: [] }];
  const chart = { folder: 'two', files, binaries: {}, links: [], unread: [], sets };
  const fixed = await fix({ chart });
  expect(fixed.files.map(({ path }) => path)).toEqual(['two/templates/two.yaml']);
  const open = fixed.notFixed.map(({ finding: { subject }, reason }) =>
    [subject.container?.name, reason].join(': '),
  );
  expect(new Set(open)).toEqual(
    new Set(["one: no fix: Helm can't render the chart with any edit of it"]),
  );
});

/** A chart whose values alone may be edited, fixed. */
async function fixValues(
  files: Readonly<Record<string, string>>,
  named: readonly string[] = [],
): Promise<FixedChart> {
  const all = { 'Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\n', ...files };
  const sets = [
    { name: undefined, values: [] },
    ...named.map((name) => ({ name, values: [name] })),
  ];
  const chart = { folder: 'web', files: all, binaries: {}, links: [], unread: [], sets };
  const canEdit = (path: string): boolean => path === 'values.yaml';
  return fixChart({ chart }, means, { unsafe: true, now: () => 0, canEdit });
}

test('what the pod has a value for is fixed with it, also where the rest of the container has none', async () => {
  const { files } = await fixValues({
    'values.yaml': 'securityContext: {}\n',
    'templates/web.yaml': `apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - name: web
      image: example/web:1
  {{- with .Values.securityContext }}
  securityContext: {{- toYaml . | nindent 4 }}
  {{- end }}
`,
  });
  expect(files.map(({ after }) => after)).toEqual([
    'securityContext:\n  runAsNonRoot: true\n  seccompProfile:\n    type: RuntimeDefault\n',
  ]);
});

test('what another value set has in its pod is no fault of what is set in the container', async () => {
  const safe =
    'runAsNonRoot: true, readOnlyRootFilesystem: true, allowPrivilegeEscalation: false, capabilities: { drop: [ALL] }';
  const { files } = await fixValues(
    {
      'values.yaml': `web: { runAsNonRoot: true }
init: false
volumeMounts: []
volumes: []
`,
      'ci/init-values.yaml': 'init: true\n',
      'templates/web.yaml': `apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  securityContext: { fsGroup: 101 }
  {{- if .Values.init }}
  initContainers:
    - name: init
      image: example/init:1
      securityContext: { ${safe} }
  {{- end }}
  containers:
    - name: web
      image: nginx:1.27
      env: [{ name: MOUNTS, value: '{{ len .Values.volumeMounts }}' }]
      securityContext:
        {{- toYaml .Values.web | nindent 8 }}
      volumeMounts:
        {{- toYaml .Values.volumeMounts | nindent 8 }}
  volumes:
    {{- toYaml .Values.volumes | nindent 4 }}
`,
    },
    ['ci/init-values.yaml'],
  );
  expect(files[0]?.after.split('\n')[0]).toBe(
    'web: { runAsNonRoot: true, runAsUser: 101, runAsGroup: 101, capabilities: { drop: [ALL] }, allowPrivilegeEscalation: false, seccompProfile: { type: RuntimeDefault } }',
  );
});

test('a value for several pods is left alone where it is a part of what one of them needs', async () => {
  const pod = (name: string, mounts: string): string => `apiVersion: v1
kind: Pod
metadata: { name: ${name} }
spec:
  containers:
    - name: ${name}
      image: nginx:1.27
      volumeMounts:
${mounts}
  volumes:
    - name: config
      configMap: { name: config }
    {{- with .Values.extraVolumes }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
`;
  const mount = '        - name: config\n          mountPath: /config';
  const files = {
    'Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\n',
    'values.yaml': 'extraVolumes: []\n',
    'templates/one.yaml': pod('one', mount),
    'templates/two.yaml': pod('two', mount),
    // No edit adds a mount to what a template writes as JSON.
    'templates/three.yaml': pod(
      'three',
      '        {{- list (dict "name" "config" "mountPath" "/config") | toJson | nindent 8 }}',
    ),
  };
  const sets = [{ name: undefined, values: [] }];
  const chart = { folder: 'web', files, binaries: {}, links: [], unread: [], sets };
  let renders = 0;
  const engine: Pick<Engine, 'render'> = {
    render: async (request) => {
      renders++;
      return means.engine.render(request);
    },
  };
  const fixed = await fixChart({ chart }, { ...means, engine }, { unsafe: true, now: () => 0 });
  expect(fixed.files.map(({ path }) => path).toSorted()).toEqual([
    'web/templates/one.yaml',
    'web/templates/three.yaml',
    'web/templates/two.yaml',
  ]);
  const open = fixed.notFixed.map(
    ({ finding: { subject, rule } }) => `${subject.container?.name}: ${rule}`,
  );
  expect(open).toEqual(['three: read-only-root-filesystem']);
  // As it is, with the value, and with the templates.
  expect(renders).toBe(3);
});

test('a seccompProfile or capabilities that a condition writes get an else', async () => {
  const files = {
    'Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\n',
    'values.yaml': 'profile: {}\n',
    'templates/web.yaml': `apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - name: web
      image: example/web:1
      securityContext:
        readOnlyRootFilesystem: true
        runAsNonRoot: true
        allowPrivilegeEscalation: false
{{- if .Values.add }}
        capabilities:
          add: [NET_ADMIN]
{{- end }}
{{- if .Values.profile }}
        seccompProfile:
{{ toYaml .Values.profile | indent 10 }}
{{- end }}
      command: [web]
`,
  };
  const sets = [{ name: undefined, values: [] }];
  const chart = { folder: 'web', files, binaries: {}, links: [], unread: [], sets };
  const fixed = await fix({ chart });
  expect(fixed.files[0]?.after).toContain(`          add: [NET_ADMIN]
{{- else }}
        capabilities:
          drop:
            - ALL
{{- end }}
{{- if .Values.profile }}
        seccompProfile:
{{ toYaml .Values.profile | indent 10 }}
{{- else }}
        seccompProfile:
          type: RuntimeDefault
{{- end }}
`);
  expect(fixed.notFixed).toEqual([]);
});

test('what the value of another pod spoils is tried alone', async () => {
  const context = (name: string): string =>
    `{{- toYaml .Values.${name}.securityContext | nindent 8 }}`;
  const pod = (name: string, containers: string): string => `apiVersion: v1
kind: Pod
metadata:
  name: ${name}
  annotations:
    podseal.dev/exempt.read-only-root-filesystem.side: It writes.
spec:
  containers:
${containers}`;
  const container = (name: string, value: string): string => `    - name: ${name}
      image: example/${name}:1
      securityContext:
        ${context(value)}
`;
  const { files, notFixed } = await fixValues({
    'values.yaml': `one:
  securityContext: {}
two:
  securityContext: {}
`,
    'templates/one.yaml': pod('one', container('one', 'one')),
    // What is exempt would be changed with the first pod.
    'templates/two.yaml': pod('two', container('two', 'two') + container('side', 'one')),
  });
  const rest = `    runAsNonRoot: true
    capabilities:
      drop:
        - ALL
    allowPrivilegeEscalation: false
    seccompProfile:
      type: RuntimeDefault
`;
  const two = `two:\n  securityContext:\n    readOnlyRootFilesystem: true\n${rest}`;
  expect(files.map(({ after }) => after)).toEqual([`one:\n  securityContext:\n${rest}${two}`]);
  expect(
    notFixed.map(({ finding }) => `${finding.subject.container?.name}: ${finding.rule}`),
  ).toEqual(['one: read-only-root-filesystem']);
});
