import { afterEach, expect, it } from 'vitest';
import { Engine } from '../../src/engine/engine.ts';
import { answerComment } from '../../src/run/answer-comment.ts';
import { type Changes, fileIn } from '../double/git-repository.ts';
import type { ChartRequest } from '../../src/render/chart.ts';
import type { SourceEngine } from '../../src/run/render-change.ts';
import { byConfiguration } from './by-configuration.ts';
import { OPTIONS, PR, RIGHTS, SHUT, type World, makeWorld } from './world.ts';

let world: World;

afterEach(async () => {
  await world.close();
});

const POD = `apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - name: web
      image: registry.example.com/web:1.0
      securityContext:
        privileged: {{ .Values.privileged }}
        {{- include "web.context" . | nindent 8 }}
`;

const HELPERS = `{{- define "web.context" -}}
readOnlyRootFilesystem: true
runAsNonRoot: true
{{- end }}
`;

const BAD_VALUES = '# Debugging.\nprivileged: true\n';

/** A chart of so many files. */
function chart(files: number, values: string): Changes {
  const others = Array.from({ length: files - 4 }, (_, at): [string, string] => [
    `charts/web/templates/config-${at}.yaml`,
    `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: c-${at} }\n`,
  ]);
  return {
    'charts/web/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\n',
    'charts/web/values.yaml': values,
    'charts/web/templates/pod.yaml': POD,
    'charts/web/templates/_helpers.tpl': HELPERS,
    ...Object.fromEntries(others),
  };
}

function requests(): string[] {
  return world.github.requests.map(({ method, path }) => `${method} ${path.split('?')[0] ?? ''}`);
}

/** An engine that is never asked. */
const IDLE: SourceEngine = {
  render: () => Promise.reject(new Error('Nothing is to be rendered.')),
  build: () => Promise.reject(new Error('Nothing is to be built.')),
};

const RELEASE = `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: { name: web-prod }
spec:
  chart: { spec: { chart: charts/web, sourceRef: { kind: GitRepository, name: shop } } }
  values: { privileged: false }
`;

it('a chart of 60 files and its release are read in five requests more, and judged as rendered', async () => {
  world = await makeWorld([
    { ...chart(60, 'privileged: false\n'), 'apps/web/helmrelease.yaml': RELEASE },
    { 'charts/web/values.yaml': BAD_VALUES },
  ]);
  const { conclusion, summary } = await world.run({ engine: new Engine() });
  expect(conclusion).toBe('failure');
  expect(summary).not.toContain('Not analyzed');
  expect(world.said()).toEqual([
    'charts/web/values.yaml:2 **`web` can change its node** in Pod `web`',
  ]);
  expect(requests()).toEqual([
    'GET /repos/shop/manifests/pulls/7',
    'GET /repos/shop/manifests/pulls/7/files',
    // The changed file, what is beside it, and where its chart may be.
    'POST /graphql',
    // All paths of the repository, for charts that depend on this one.
    expect.stringContaining('GET /repos/shop/manifests/git/trees/') as string,
    // The files that may have releases of the chart.
    'POST /graphql',
    // The folders of the chart on both sides, which needs the merge base; then its files, once.
    expect.stringContaining('GET /repos/shop/manifests/compare/') as string,
    'POST /graphql',
    'POST /graphql',
    // The threads, before and after; between them, whether a Dockerfile makes the image that nobody knows.
    'POST /graphql',
    expect.stringContaining('GET /repos/shop/manifests/git/trees/') as string,
    'POST /graphql',
    'POST /repos/shop/manifests/pulls/7/reviews',
    'POST /graphql',
    expect.stringMatching(/^GET .*check-runs$/) as string,
    'POST /repos/shop/manifests/check-runs',
  ]);
});

it.each([1, 90])(
  'with no chart around %i files, only the list of files is read, and nothing is started',
  async (count) => {
    const files = (text: string): Changes =>
      Object.fromEntries(Array.from({ length: count }, (_, at) => [`k8s/${at}.yaml`, text]));
    world = await makeWorld([files(SHUT), files(`${SHUT}# Again.\n`)]);
    expect((await world.run({ engine: IDLE })).conclusion).toBe('success');
    // Of the repository's files none is a kustomization, which may be anywhere.
    expect(world.github.requests).toHaveLength(7);
  },
);

it('a value set of the configuration reaches a chart that the files are not in', async () => {
  const asked: ChartRequest[] = [];
  const engine: SourceEngine = {
    ...IDLE,
    async render(request) {
      asked.push(request);
      return Promise.resolve({ reason: 'it is not rendered here' });
    },
  };
  world = await makeWorld([
    {
      ...chart(4, 'privileged: false\n'),
      '.github/podseal.yml': 'charts:\n  - chart: charts/*\n    values: [../../prod.yaml]\n',
      'prod.yaml': 'privileged: false\n',
    },
    { 'prod.yaml': 'privileged: true\n' },
  ]);
  const { summary } = await world.run({ ...byConfiguration, engine });
  expect(asked.map(({ sets }) => sets.map(({ values }) => values))).toEqual([
    [[], ['privileged: false\n']],
    [[], ['privileged: true\n']],
  ]);
  expect(summary).toContain('`charts/web/Chart.yaml`: `it is not rendered here`');
});

it('a command commits what is proved to fix a chart', async () => {
  const secret = {
    type: 'installation',
    login: 'github-actions[bot]',
    permissions: { ...RIGHTS, contents: 'write' },
  } as const;
  const repositories = { 'shop/manifests': { collaborators: { ann: 'write' } } } as const;
  world = await makeWorld(
    [chart(5, 'privileged: false\n'), { 'charts/web/values.yaml': BAD_VALUES }],
    { tokens: { secret }, repositories },
  );
  const line = '/podseal fix --unsafe';
  const commentId = await world.github.as('ann').comment(PR.number, line);
  const url = `https://github.com/shop/manifests/pull/7#issuecomment-${commentId}`;
  const at = { createdAt: '2026-01-01T00:00:00Z', login: 'ann' };
  const request = { pullRequest: PR, commentId, url, ...at };
  const options = { ...OPTIONS, engine: new Engine() };
  const answered = await answerComment(world.client(), request, line, options);
  expect(answered?.text).toMatch(/^\*\*Fixed 1 finding in 1 file/);
  expect(answered?.text).not.toContain('Not fixed');
  const head = world.github.head(PR.number);
  expect(fileIn(world.folder, head, 'charts/web/values.yaml').toString()).toBe(
    '# Debugging.\nprivileged: false\n',
  );
});
