import { afterEach, expect, it } from 'vitest';
import { Engine } from '../../src/engine/engine.ts';
import type { Changes } from '../double/git-repository.ts';
import { HARDENED, deployment } from '../judging.ts';
import { type World, makeWorld } from './world.ts';

let world: World;

afterEach(async () => {
  await world.close();
});

const SAFE = deployment('web', ...HARDENED);

/** A base of many files with two overlays. */
function repository(files: number): Changes {
  const names = Array.from({ length: files }, (_, at) => `config-${at}.yaml`);
  const maps = names.map((name, at): [string, string] => [
    `apps/web/base/${name}`,
    `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: c-${at} }\n`,
  ]);
  return {
    'apps/web/base/kustomization.yaml': `resources: [web.yaml, ${names.join(', ')}]\n`,
    'apps/web/base/web.yaml': SAFE,
    'apps/web/overlays/dev/kustomization.yaml': 'resources: [../../base]\n',
    'apps/web/overlays/prod/kustomization.yaml': 'resources: [../../base]\n',
    ...Object.fromEntries(maps),
  };
}

it('two kustomizations of 60 files are read in five requests more, and judged as they are built', async () => {
  world = await makeWorld([
    repository(60),
    { 'apps/web/base/web.yaml': SAFE.replace('runAsNonRoot: true', 'privileged: true') },
  ]);
  const { conclusion, summary } = await world.run({ engine: new Engine() });
  expect(conclusion).toBe('failure');
  expect(summary).not.toContain('Not analyzed');
  expect(world.said()).toEqual([
    'apps/web/base/web.yaml:22 **`app` can run as root and can change its node** in Deployment `web`',
  ]);
  const asked = world.github.requests.map(
    ({ method, path }) => `${method} ${path.split('?')[0] ?? ''}`,
  );
  expect(asked.slice(0, 9)).toEqual([
    'GET /repos/shop/manifests/pulls/7',
    'GET /repos/shop/manifests/pulls/7/files',
    // The changed file, what is beside it, and where kustomizations may be that name it.
    'POST /graphql',
    // All files on both sides, which needs the merge base.
    expect.stringContaining('GET /repos/shop/manifests/compare/') as string,
    expect.stringContaining('GET /repos/shop/manifests/git/trees/') as string,
    expect.stringContaining('GET /repos/shop/manifests/git/trees/') as string,
    // The kustomizations, then what those need that are reached: once for both.
    'POST /graphql',
    'POST /graphql',
    // The threads.
    'POST /graphql',
  ]);
  expect(asked).toHaveLength(15);
});

it('with no kustomization that names the file, those of all folders are read, and nothing is built', async () => {
  const beside = { 'apps/web/base/plain.yaml': SAFE };
  world = await makeWorld([
    { ...repository(4), ...beside },
    { 'apps/web/base/plain.yaml': `${SAFE}# Again.\n` },
  ]);
  const nothing = async (): Promise<never> => Promise.reject(new Error('Nothing is to be built.'));
  const engine = { render: nothing, build: nothing };
  expect((await world.run({ engine })).conclusion).toBe('success');
  // The list of files, and one batch.
  expect(world.github.requests).toHaveLength(8);
});

it('a text that a kustomization of another folder names is found by it', async () => {
  const generator = 'configMapGenerator: [{ name: c, envs: [../../../../shared/web.env] }]\n';
  const path = 'apps/web/overlays/dev/kustomization.yaml';
  const replacement = `replacements:
  - source: { kind: ConfigMap, name: c, fieldPath: data.OPEN }
    targets:
      - select: { kind: Deployment }
        fieldPaths: ['spec.template.spec.containers.0.image']
`;
  world = await makeWorld([
    {
      ...repository(4),
      [path]: `resources: [../../base]\n${generator}${replacement}`,
      'shared/web.env': 'OPEN=nginx:1.27\n',
    },
    { 'shared/web.env': 'OPEN=nginx:latest\n' },
  ]);
  const built: string[] = [];
  const engine = new Engine();
  const { conclusion } = await world.run({
    engine: {
      render: async (request) => engine.render(request),
      build: async (request) => {
        built.push(request.root);
        return engine.build(request);
      },
    },
  });
  expect(conclusion).toBe('success');
  expect(built).toEqual(['apps/web/overlays/dev', 'apps/web/overlays/dev']);
});

it('what an object of Flux deploys is read in the same requests, with all objects that may deploy folders', async () => {
  const flux = (name: string, tag: string): string => `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: ${name} }
spec:
  path: ./apps/web/overlays/${name}
  sourceRef: { kind: GitRepository, name: shop }
  patches:
    - patch: |
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: web }
        spec:
          template:
            spec:
              containers:
                - name: app
                  securityContext:
                    privileged: ${tag}
`;
  world = await makeWorld([
    {
      ...repository(60),
      'clusters/shop/dev.yaml': flux('dev', 'false'),
      'clusters/shop/prod.yaml': flux('prod', 'false'),
    },
    { 'clusters/shop/prod.yaml': flux('prod', 'true') },
  ]);
  const { summary } = await world.run({ engine: new Engine() });
  expect(summary).not.toContain('Not analyzed');
  expect(world.said()).toEqual([
    'clusters/shop/prod.yaml:18 **`app` can change its node** in Deployment `web`',
  ]);
  expect(world.github.requests).toHaveLength(15);
});
