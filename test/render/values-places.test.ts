import { expect, test } from 'vitest';
import { Engine } from '../../src/engine/engine.ts';
import { type FixedChart, fixChart } from '../../src/run/fix-chart.ts';

const means = { engine: new Engine(), ruleSet: { profile: 'immutable' } } as const;

async function fix(files: Readonly<Record<string, string>>): Promise<FixedChart> {
  const all = { 'Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\n', ...files };
  const sets = [{ name: undefined, values: [] }];
  const chart = { folder: 'web', files: all, binaries: {}, links: [], unread: [], sets };
  return fixChart({ chart }, means, { unsafe: true, now: () => 0 });
}

/** The chart's files after its fixes, by their paths below its folder. */
function after({ files }: FixedChart): Record<string, string> {
  return Object.fromEntries(files.map((one) => [one.path.slice('web/'.length), one.after]));
}

function placesOf({ result }: FixedChart): string[] {
  const all = result.judged.flatMap(({ findings }) => findings);
  return [...new Set(all.map(({ file, line }) => `${file}:${line}`))];
}

const pod = (more: string, volumes = ''): string =>
  `apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec:\n  containers:\n    - name: web\n      image: example.com/web:1.0\n${more}${volumes}`;

test('the securityContexts of a pod and of its container may be in one mapping of the values', async () => {
  const fixed = await fix({
    'values.yaml': 'securityContext:\n  pod: {}\n  container: {}\n',
    'templates/pod.yaml': pod(
      '      {{- with .Values.securityContext.container }}\n      securityContext: {{ toYaml . | nindent 8 }}\n      {{- end }}\n',
    ),
  });
  expect(placesOf(fixed)).toEqual(['web/values.yaml:3']);
  expect(fixed.notFixed).toEqual([]);
  expect(after(fixed)).toMatchInlineSnapshot(`
    {
      "values.yaml": "securityContext:
      pod: {}
      container:
        readOnlyRootFilesystem: true
        runAsNonRoot: true
        capabilities:
          drop:
            - ALL
        allowPrivilegeEscalation: false
        seccompProfile:
          type: RuntimeDefault
    ",
    }
  `);
});

const OTHERWISE = `      {{- if .Values.context }}
      securityContext: {{ toYaml .Values.context | nindent 8 }}
      {{- else }}
      securityContext:
        runAsUser: 1000
      {{- end }}
`.replaceAll('context', 'securityContext');

test('what a template writes while a value is empty is added to there', async () => {
  const fixed = await fix({
    'values.yaml': 'securityContext: {}\n',
    'templates/pod.yaml': pod(OTHERWISE),
  });
  expect(fixed.notFixed).toEqual([]);
  expect(after(fixed)).toMatchInlineSnapshot(`
    {
      "templates/pod.yaml": "apiVersion: v1
    kind: Pod
    metadata: { name: web }
    spec:
      containers:
        - name: web
          image: example.com/web:1.0
          {{- if .Values.securityContext }}
          securityContext: {{ toYaml .Values.securityContext | nindent 8 }}
          {{- else }}
          securityContext:
            runAsUser: 1000
            readOnlyRootFilesystem: true
            runAsNonRoot: true
            capabilities:
              drop:
                - ALL
            allowPrivilegeEscalation: false
            seccompProfile:
              type: RuntimeDefault
          {{- end }}
    ",
    }
  `);
});

test('a value that replaces what such a template writes has that, too', async () => {
  const fixed = await fix({
    'Chart.yaml':
      'apiVersion: v2\nname: web\nversion: 1.0.0\ndependencies:\n  - { name: db, version: 1.0.0, repository: https://charts.example.com }\n',
    'values.yaml': 'db:\n  securityContext: {}\n',
    'charts/db/Chart.yaml': 'apiVersion: v2\nname: db\nversion: 1.0.0\n',
    'charts/db/values.yaml': 'securityContext: {}\n',
    'charts/db/templates/pod.yaml': pod(OTHERWISE),
  });
  expect(fixed.notFixed).toEqual([]);
  expect(after(fixed)).toMatchInlineSnapshot(`
    {
      "values.yaml": "db:
      securityContext:
        runAsUser: 1000
        readOnlyRootFilesystem: true
        runAsNonRoot: true
        capabilities:
          drop:
            - ALL
        allowPrivilegeEscalation: false
        seccompProfile:
          type: RuntimeDefault
    ",
    }
  `);
});

const GIVEN = pod(
  '      securityContext: { readOnlyRootFilesystem: true, runAsNonRoot: true, allowPrivilegeEscalation: false, capabilities: { drop: [ALL] }, seccompProfile: { type: RuntimeDefault } }\n',
  '  initContainers: {{- tpl .Values.init . | nindent 4 }}\n',
);

test('a text in the values that a template gives to tpl is edited in place', async () => {
  const text = (more = ''): string =>
    `# Before it starts.\ninit: |\n  - name: wait\n    image: "{{ .Values.image }}"\n${more}    securityContext:\n      runAsUser: 1000\n      privileged: false\n  - name: "{{ .Release.Name }}-move"\n    image: busybox:1.36\n    securityContext: { privileged: true }\nimage: busybox:1.36\n`;
  const fixed = await fix({ 'values.yaml': text(), 'templates/pod.yaml': GIVEN });
  expect(placesOf(fixed)).toEqual(['web/values.yaml:5', 'web/values.yaml:10']);
  expect(fixed.notFixed).toEqual([]);
  expect(after(fixed)['values.yaml']).toMatchInlineSnapshot(`
    "# Before it starts.
    init: |
      - name: wait
        image: "{{ .Values.image }}"
        securityContext:
          runAsUser: 1000
          privileged: false
          readOnlyRootFilesystem: true
          runAsNonRoot: true
          capabilities:
            drop:
              - ALL
          allowPrivilegeEscalation: false
          seccompProfile:
            type: RuntimeDefault
      - name: "{{ .Release.Name }}-move"
        image: busybox:1.36
        securityContext: { privileged: false, readOnlyRootFilesystem: true, runAsNonRoot: true, runAsUser: 65534, runAsGroup: 65534, capabilities: { drop: [ALL] }, allowPrivilegeEscalation: false, seccompProfile: { type: RuntimeDefault } }
    image: busybox:1.36
    "
  `);
});

test('an empty text that is not for tpl gets no text', async () => {
  const fixed = await fix({
    'values.yaml': 'volumes: ""\n',
    'templates/pod.yaml': pod(
      '',
      '  {{- with .Values.volumes }}\n  volumes: {{- toYaml . | nindent 4 }}\n  {{- end }}\n',
    ).replace('example.com/web:1.0', 'redis:7.2'),
  });
  expect(fixed.notFixed.map(({ finding }) => finding.rule)).toEqual(['read-only-root-filesystem']);
  expect(after(fixed)['values.yaml']).toBeUndefined();
});

test.each([
  ['empty', '""', 'extraVolumes: ""\n'],
  ['null', '', 'extraVolumes:\n'],
  ['missing', '~', ''],
])('a list that the values have as a text for tpl is written into it: %s', async (_, one, all) => {
  const fixed = await fix({
    'values.yaml': `securityContext: {}\nmounts:\n  extraVolumeMounts: ${one}\n${all}`,
    'templates/pod.yaml': pod(
      '      securityContext: {{ toYaml .Values.securityContext | nindent 8 }}\n      {{- with .Values.mounts.extraVolumeMounts }}\n      volumeMounts: {{- tpl . $ | nindent 8 }}\n      {{- end }}\n',
      '  {{- with .Values.extraVolumes }}\n  volumes: {{- tpl . $ | nindent 4 }}\n  {{- end }}\n',
    ).replace('example.com/web:1.0', 'redis:7.2'),
  });
  expect(after(fixed)['values.yaml']).toMatchInlineSnapshot(`
    "securityContext:
      readOnlyRootFilesystem: true
      runAsNonRoot: true
      runAsUser: 999
      runAsGroup: 999
      capabilities:
        drop:
          - ALL
      allowPrivilegeEscalation: false
      seccompProfile:
        type: RuntimeDefault
    mounts:
      extraVolumeMounts: |
        - name: data
          mountPath: /data
    extraVolumes: |
      - name: data
        emptyDir:
          sizeLimit: 1Gi
    "
  `);
});

/** A chart whose container gets what the values have, with a schema of its values. */
function withSchema(schema: object): Record<string, string> {
  return {
    'values.yaml': 'securityContext: {}\n',
    'values.schema.json': JSON.stringify(schema),
    'templates/pod.yaml': pod(
      '      securityContext: {{ toYaml .Values.securityContext | nindent 8 }}\n',
    ),
  };
}

const STRICT = { properties: { runAsUser: {} }, additionalProperties: false };

test.each([
  ['runAsNonRoot', true, '.runAsNonRoot }}\n        readOnlyRootFilesystem: true\n'],
  [
    'runAsUser',
    false,
    '{{- else }}\n      securityContext:\n        readOnlyRootFilesystem: true\n',
  ],
])('a securityContext that the values switch on, with %s', async (name, enabled, written) => {
  const line = `        ${name}: {{ .Values.securityContext.${name} }}\n`;
  const fixed = await fix({
    'values.yaml': 'securityContext:\n  enabled: false\n  runAsNonRoot: true\n  runAsUser: 1000\n',
    'templates/pod.yaml': pod(
      `      {{- if .Values.securityContext.enabled }}\n      securityContext:\n${line}      {{- end }}\n`,
    ),
  });
  expect(fixed.notFixed).toEqual([]);
  expect(after(fixed)['templates/pod.yaml']).toContain(written);
  expect(after(fixed)['values.yaml']?.includes('enabled: true') ?? false).toBe(enabled);
});

test('a key that the schema of the values refuses is not added', async () => {
  const refused = await fix(withSchema({ properties: { securityContext: STRICT } }));
  expect(refused.files).toEqual([]);
  expect(new Set(refused.notFixed.map(({ reason }) => reason))).toEqual(
    new Set(["no fix: the chart's `values.schema.json` refuses what an edit would set"]),
  );
});

test('a schema that is elsewhere, or refuses the values as they are, is no reason against a fix', async () => {
  const elsewhere = { $ref: 'https://schemas.example.com/context.json' };
  const schema = { properties: { securityContext: elsewhere }, required: ['image'] };
  const { notFixed } = await fix(withSchema(schema));
  expect(notFixed).toEqual([]);
  const own = { ...schema, properties: {} };
  expect((await fix(withSchema(own))).notFixed).toEqual([]);
});

test.each([
  '{{ include "image" .Values.image }}',
  '"{{ .Values.image.repository }}:{{ .Values.image.tag }}"',
])('an image that is put together stands at the key of its tag: %s', async (image) => {
  const fixed = await fix({
    'values.yaml': 'image:\n  repository: example.com/web\n  pullPolicy: Always\n  tag: latest\n',
    'templates/_helpers.tpl':
      '{{- define "image" -}}\n{{- $tag := .tag -}}\n{{- printf "%s:%s" .repository $tag -}}\n{{- end -}}\n',
    'templates/pod.yaml': pod('').replace('example.com/web:1.0', image),
  });
  const pinned = fixed.notFixed.find(({ finding }) => finding.rule === 'pinned-image');
  expect(pinned?.finding).toMatchObject({ file: 'web/values.yaml', line: 4 });
});
