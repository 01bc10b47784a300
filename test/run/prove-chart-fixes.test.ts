import { expect, test } from 'vitest';
import { Engine } from '../../src/engine/engine.ts';
import type { Change } from '../../src/review/change.ts';
import { wantedSourceFixes } from '../../src/review/wanted-source-fixes.ts';
import { proveSourceFixes } from '../../src/run/prove-source-fixes.ts';
import type { SourceEngine } from '../../src/run/render-change.ts';
import { renderCharts } from '../../src/run/render-charts.ts';
import { plan, threadOf } from '../judging.ts';
import { type ChartFiles, chartChange } from '../rendering.ts';

const options = {
  ruleSet: { profile: 'immutable' },
  failOn: 'error',
  scope: undefined,
} as const;

const container = (name: string): string => `    - name: ${name}
      image: example/${name}:1
      securityContext:
        {{- toYaml .Values.${name} | nindent 8 }}
`;

const SAFE = 'privileged: false\n  readOnlyRootFilesystem: true\n  runAsNonRoot: true';

const CHART: ChartFiles = {
  'Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\n',
  'values.yaml': `web:\n  ${SAFE}\n# The proxy.\nproxy:\n  ${SAFE}\n`,
  'templates/web.yaml': `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
${container('web')}${container('proxy')}`,
};

const engine = new Engine();

/** A change of a chart's values, its charts rendered. */
async function changeTo(edit: (values: string) => string, base = CHART): Promise<Change> {
  return changeBetween(base, { ...base, 'values.yaml': edit(base['values.yaml'] ?? '') });
}

async function changeBetween(base: ChartFiles, head: ChartFiles): Promise<Change> {
  const change = chartChange('charts/web', { base, head });
  const unrendered = change.charts?.map((chart) => ({
    ...chart,
    base: chart.base && { ...chart.base, answer: undefined },
    head: chart.head && { ...chart.head, answer: undefined },
  }));
  return renderCharts({ ...change, charts: unrendered ?? [] }, engine);
}

interface Proved {
  readonly change: Change;
  readonly renders: number;
}

async function prove(change: Change, now: () => number = () => 0): Promise<Proved> {
  let renders = 0;
  const counting: SourceEngine = {
    render: async (request) => {
      renders++;
      return engine.render(request);
    },
    build: async (request) => engine.build(request),
  };
  const ask = async (one: Change) => wantedSourceFixes(one, options);
  const proved = await proveSourceFixes(change, {
    engine: counting,
    options,
    ask,
    now,
    unsafe: true,
  });
  return { change: proved, renders };
}

test('what a change breaks is fixed by edits that are proved, each container on its own', async () => {
  const change = await changeTo((values) =>
    values.replaceAll('privileged: false', 'privileged: true'),
  );
  const { change: proved } = await prove(change);
  const { comments } = plan(proved);
  expect(comments.map(({ path, line, suggestion }) => [path, line, suggestion])).toEqual([
    ['charts/web/values.yaml', 2, '  privileged: false'],
    ['charts/web/values.yaml', 7, '  privileged: false'],
  ]);
  expect(proved.charts?.[0]?.fixes).toHaveLength(2);
});

test('a comment of an earlier run keeps its suggestion', async () => {
  const change = await changeTo((values) =>
    values.replace('privileged: false', 'privileged: true'),
  );
  const [comment] = plan((await prove(change)).change).comments;
  const { path, subject, line, body, fingerprints } = comment ?? expect.fail();
  const thread = threadOf(fingerprints, { path, body, place: { subject, line } });
  const again = plan((await prove({ ...change, threads: [thread] })).change);
  expect(again).toMatchObject({ comments: [], updates: [], resolutions: [] });
});

test('nothing is rendered again where a change brings nothing', async () => {
  const change = await changeTo((values) => `${values}# Nothing.\n`);
  const { change: proved, renders } = await prove(change);
  expect(renders).toBe(0);
  expect(proved).toBe(change);
});

test('where there is no time, comments name the command', async () => {
  const change = await changeTo((values) =>
    values.replace('privileged: false', 'privileged: true'),
  );
  let calls = 0;
  const { change: proved, renders } = await prove(change, () => calls++ * 100_000);
  expect(renders).toBe(0);
  const [comment] = plan(proved).comments;
  expect(comment?.suggestion).toBe(null);
  expect(comment?.body).toContain('edits the chart where the fix can be proved');
});

test('the first ten containers of a change are fixed', async () => {
  const names = Array.from({ length: 12 }, (_, index) => `c${index}`);
  const pod = (CHART['templates/web.yaml'] ?? '').split('    - name')[0] ?? '';
  const base = {
    ...CHART,
    'templates/web.yaml': pod + names.map(container).join(''),
    'values.yaml': names.map((name) => `${name}:\n  ${SAFE}\n`).join(''),
  };
  // Six containers have one fault and six another: more with the same would be in the list of a comment.
  const change = await changeTo((values) => {
    const half = values.indexOf('c6:');
    const [one, other] = [values.slice(0, half), values.slice(half)];
    return (
      one.replaceAll('privileged: false', 'privileged: true') +
      other.replaceAll('Filesystem: true', 'Filesystem: false')
    );
  }, base);
  const { change: proved } = await prove(change);
  expect(proved.charts?.[0]?.fixes).toHaveLength(10);
});

test('a fix of a line that makes two objects is shown where the one of a value set is new', async () => {
  const spec = '{{- include "web.spec" . | nindent 8 }}';
  const base = {
    'Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\n',
    'values.yaml': 'two: false\nisReady: false\n',
    'ci/two-values.yaml': 'two: true\n',
    'templates/_spec.tpl': `{{- define "web.spec" }}
containers:
  - name: web
    image: example/web:1
    securityContext:
      privileged: true
      runAsNonRoot: true
      readOnlyRootFilesystem: true
{{- end }}
`,
    'templates/one.yaml': `{{- if not .Values.two }}
apiVersion: v1
kind: Pod
metadata: { name: one }
spec: ${spec}
{{- end }}
`,
    'templates/two.yaml': `{{- if and .Values.two .Values.isReady }}
apiVersion: apps/v1
kind: Deployment
metadata: { name: two }
spec:
  template:
    spec: ${spec}
{{- end }}
`,
  };
  const change = await changeTo((values) => values.replace('Ready: false', 'Ready: true'), base);
  const { change: proved } = await prove(change);
  const [comment, ...more] = plan(proved).comments;
  expect(more).toEqual([]);
  expect(comment?.body).toContain('-      privileged: true\n+      privileged: false');
});

test('a container that several value sets change has a suggestion in the file of each', async () => {
  const named = (isPrivileged: boolean): ChartFiles => ({
    ...CHART,
    'ci/one-values.yaml': `web:\n  privileged: ${isPrivileged}\n`,
    'ci/two-values.yaml': `web:\n  privileged: ${isPrivileged}\n  # Twice.\n`,
  });
  const { change } = await prove(await changeBetween(named(false), named(true)));
  const { comments } = plan(change);
  expect(comments.map(({ path, line, suggestion }) => [path, line, suggestion])).toEqual([
    ['charts/web/ci/one-values.yaml', 2, '  privileged: false'],
    ['charts/web/ci/two-values.yaml', 2, '  privileged: false'],
  ]);
});
