import { gzipSync } from 'node:zlib';
import { afterEach, expect, it } from 'vitest';
import { Engine } from '../../src/engine/engine.ts';
import type { ChartArchives } from '../../src/reach/chart-archives.ts';
import { sha256 } from '../../src/registry/digest.ts';
import { chartArchives } from '../../src/run/chart-archives.ts';
import { answerComment } from '../../src/run/answer-comment.ts';
import { type Changes, fileIn } from '../double/git-repository.ts';
import { tar } from '../double/registry/image.ts';
import { byConfiguration } from './by-configuration.ts';
import { OPTIONS as DEFAULTS, PR, RIGHTS, type World, makeWorld } from './world.ts';

let world: World;

afterEach(async () => {
  await world.close();
});

const CHART = 'https://charts.example.com/web';

/** An archive of the chart; a later version has a container that the earlier one has not. */
async function archive(version: string, sidecar = ''): Promise<Buffer> {
  const files = {
    'web/Chart.yaml': `apiVersion: v2\nname: web\nversion: ${version}\n`,
    'web/templates/pod.yaml': `apiVersion: v1
kind: Pod
metadata: { name: {{ .Release.Name }} }
spec:
  containers:
    - name: web
      image: registry.example.com/web:1.0.0
      securityContext: { readOnlyRootFilesystem: true, runAsNonRoot: true }
${sidecar}`,
  };
  // No text that GraphQL could show as it is.
  return gzipSync(await tar(files));
}

const SIDECAR = `    - name: proxy
      image: registry.example.com/proxy:1.0.0
      securityContext:
        readOnlyRootFilesystem: true
        runAsNonRoot: true
        privileged: true
`;

function release(version: string): string {
  return `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: { name: web, namespace: shop }
spec:
  chart:
    spec:
      chart: web
      version: ${version}
      sourceRef: { kind: HelmRepository, name: charts, namespace: flux-system }
`;
}

const REPOSITORY: Changes = {
  'flux/repositories/charts.yaml': `apiVersion: source.toolkit.fluxcd.io/v1
kind: HelmRepository
metadata: { name: charts, namespace: flux-system }
spec: { url: https://charts.example.com }
`,
};

/** What a project keeps, with the digest of each archive. */
function kept(version: string, bytes: Buffer, digest = sha256(bytes)): Changes {
  return {
    '.github/podseal.charts/charts.yaml': `charts:
  - chart: ${CHART}
    version: "${version}"
    digest: ${digest}
    file: web-${version}.tgz
`,
    [`.github/podseal.charts/web-${version}.tgz`]: bytes,
  };
}

/** Another version of a release, with its archive. */
async function bump(digest?: string): Promise<[Changes, Changes]> {
  const [old, newer] = [await archive('1.2.3'), await archive('1.3.0', SIDECAR)];
  return [
    { ...REPOSITORY, 'apps/web/helmrelease.yaml': release('1.2.3'), ...kept('1.2.3', old) },
    {
      'apps/web/helmrelease.yaml': release('1.3.0'),
      ...kept('1.3.0', newer, digest),
      '.github/podseal.charts/web-1.2.3.tgz': null,
    },
  ];
}

function requests(): string[] {
  return world.github.requests.map(({ method, path }) => `${method} ${path.split('?')[0] ?? ''}`);
}

const OPTIONS = { engine: new Engine(), archives: chartArchives() };

it('another version of a chart that is kept is told of on the line that names it', async () => {
  world = await makeWorld(await bump());
  const { conclusion, summary } = await world.run(OPTIONS);
  expect(conclusion).toBe('failure');
  expect(summary).not.toContain('Not analyzed');
  expect(world.said()).toEqual([
    'apps/web/helmrelease.yaml:8 **`proxy` can change its node** in Pod `web`',
  ]);
  expect(requests()).toEqual([
    'GET /repos/shop/manifests/pulls/7',
    'GET /repos/shop/manifests/pulls/7/files',
    // The changed files, what is beside them, and which charts are kept.
    'POST /graphql',
    // All paths of the repository, then the files that may say where the chart is.
    expect.stringContaining('GET /repos/shop/manifests/git/trees/') as string,
    'POST /graphql',
    // The archives on both sides, which needs the merge base: their folder, then each of them.
    expect.stringContaining('GET /repos/shop/manifests/compare/') as string,
    'POST /graphql',
    'POST /graphql',
    expect.stringContaining('GET /repos/shop/manifests/git/blobs/') as string,
    expect.stringContaining('GET /repos/shop/manifests/git/blobs/') as string,
    // The threads, before and after; between them, whether a Dockerfile makes the images that nobody knows.
    'POST /graphql',
    expect.stringContaining('GET /repos/shop/manifests/git/trees/') as string,
    'POST /graphql',
    'POST /repos/shop/manifests/pulls/7/reviews',
    'POST /graphql',
    expect.stringMatching(/^GET .*check-runs$/) as string,
    'POST /repos/shop/manifests/check-runs',
  ]);
});

it('an archive that is not what the pull request says of it is not rendered', async () => {
  world = await makeWorld(await bump(`sha256:${'0'.repeat(64)}`));
  const { conclusion, summary } = await world.run(OPTIONS);
  expect(conclusion).toBe('neutral');
  expect(summary).toContain('.github/podseal.charts/web-1.3.0.tgz is not what its digest says');
  expect(world.said()).toEqual([]);
});

/** A release whose values change, of a chart that stays. */
async function valuesChange(): Promise<[Changes, Changes]> {
  const values = (privileged: boolean): Changes => ({
    'apps/web/helmrelease.yaml': `${release('1.3.0')}  values:
    proxy:
      # For debugging.
      privileged: ${privileged}
`,
  });
  const own = SIDECAR.replace('privileged: true', 'privileged: {{ .Values.proxy.privileged }}');
  const chart = kept('1.3.0', await archive('1.3.0', own));
  return [{ ...REPOSITORY, ...values(false), ...chart }, values(true)];
}

it('a comment suggests what is proved to fix the release, and a command commits it', async () => {
  const secret = {
    type: 'installation',
    login: 'github-actions[bot]',
    permissions: { ...RIGHTS, contents: 'write' },
  } as const;
  const repositories = { 'shop/manifests': { collaborators: { ann: 'write' } } } as const;
  world = await makeWorld(await valuesChange(), { tokens: { secret }, repositories });
  await world.run(OPTIONS);
  const comment = world.github.comments(PR.number).find(({ author }) => author !== 'ann');
  expect(comment).toMatchObject({ path: 'apps/web/helmrelease.yaml', line: 13 });
  expect(comment?.body).toContain('```suggestion\n      privileged: false\n```');
  const line = '/podseal fix --unsafe';
  const commentId = await world.github.as('ann').comment(PR.number, line);
  const url = `https://github.com/shop/manifests/pull/7#issuecomment-${commentId}`;
  const at = { createdAt: '2026-01-01T00:00:00Z', login: 'ann' };
  const request = { pullRequest: PR, commentId, url, ...at };
  const answered = await answerComment(world.client(), request, line, { ...DEFAULTS, ...OPTIONS });
  expect(answered?.text).toMatch(/^\*\*Fixed 1 finding in 1 file/);
  const head = world.github.head(PR.number);
  const text = fileIn(world.folder, head, 'apps/web/helmrelease.yaml').toString();
  expect(text).toContain('      # For debugging.\n      privileged: false\n');
});

it.each([
  ['the base', true, ['apps/web/helmrelease.yaml:8 **`proxy` can change its node** in Pod `web`']],
  ['the pull request', false, []],
])('charts are pulled where the configuration of %s says so: %s', async (_, isBase, said) => {
  const asked: (string | undefined)[] = [];
  const archives: ChartArchives = {
    ...chartArchives(),
    pull: async ({ version }) => {
      asked.push(version);
      const bytes = await archive(version ?? '', version === '1.3.0' ? SIDECAR : '');
      return chartArchives().open(bytes, { path: '', digest: sha256(bytes) });
    },
  };
  const wish = { '.github/podseal.yml': 'pull-charts: true\n' };
  world = await makeWorld([
    { ...REPOSITORY, 'apps/web/helmrelease.yaml': release('1.2.3'), ...(isBase && wish) },
    { 'apps/web/helmrelease.yaml': release('1.3.0'), ...(!isBase && wish) },
  ]);
  await world.run({ ...byConfiguration, engine: new Engine(), archives });
  expect(world.said()).toEqual(said);
  expect(asked).toEqual(isBase ? ['1.2.3', '1.3.0'] : []);
});
