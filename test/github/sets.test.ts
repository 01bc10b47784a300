import { afterEach, expect, it } from 'vitest';
import { Engine } from '../../src/engine/engine.ts';
import type { Changes } from '../double/git-repository.ts';
import { HARDENED, deployment } from '../judging.ts';
import { type World, makeWorld } from './world.ts';

let world: World;

afterEach(async () => {
  await world.close();
});

const SET = `apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: { name: all }
spec:
  generators:
    - git: { files: [{ path: clusters/*.yaml }] }
  template:
    metadata: { name: 'web-{{name}}' }
    spec:
      source:
        path: overlays/{{name}}
        kustomize:
          patches:
            - target: { kind: Deployment }
              patch: |
                - op: add
                  path: /spec/template/spec/containers/0/securityContext/privileged
                  value: {{sees}}
`;

function cluster(name: string, sees: string): string {
  return JSON.stringify({ name, sees });
}

const REPOSITORY: Changes = {
  'argocd/all.yaml': SET,
  'base/kustomization.yaml': 'resources: [web.yaml]\n',
  'base/web.yaml': deployment('web', ...HARDENED),
  'overlays/eu/kustomization.yaml': 'resources: [../../base]\n',
  'overlays/us/kustomization.yaml': 'resources: [../../base]\n',
  'clusters/eu.yaml': cluster('eu', 'false'),
  'clusters/us.yaml': cluster('us', 'false'),
};

it('a file with the parameters of an application is told what the application becomes', async () => {
  world = await makeWorld([REPOSITORY, { 'clusters/us.yaml': cluster('us', 'true') }]);
  const { conclusion, summary } = await world.run({ engine: new Engine() });
  expect(conclusion).toBe('failure');
  // The other application of the set is as it was.
  expect(summary).not.toContain('Not analyzed');
  expect(world.said()).toEqual([
    'clusters/us.yaml:1 **`app` can change its node** in Deployment `web`',
  ]);
  expect(world.github.comments(7)[0]?.body).toContain(
    'A parameter of this file is filled in at `argocd/all.yaml:',
  );
});

it('what is not known of the applications is named with the changed file', async () => {
  const set = SET.replace('- git:', '- clusters: {}\n    - git:').replace('{{sees}}', '{{server}}');
  world = await makeWorld([
    { ...REPOSITORY, 'argocd/all.yaml': set },
    { 'clusters/us.yaml': cluster('us', 'true') },
  ]);
  const { conclusion, summary } = await world.run({ engine: new Engine() });
  expect(conclusion).toBe('neutral');
  expect(summary).toContain(
    '`clusters/us.yaml`: `the sets of applications in argocd/all.yaml go through it: ',
  );
});

it.each<[string, Changes, number]>([
  [
    'data: the list of files, those that may have sets, and the kustomizations',
    { 'config/x.yaml': 'a: 1\n' },
    9,
  ],
  ['a new folder: the same', { 'teams/b/x.yaml': 'kind: Service\n' }, 9],
  [
    'a new file in a folder that is there: the list, and the kustomizations',
    { 'clusters/x.yaml': 'kind: Service\n' },
    8,
  ],
  [
    'what Flux may fill in: the same, and the files that may have its objects',
    { 'clusters/x.yaml': 'kind: ConfigMap\n' },
    9,
  ],
  ['files of other programs', { '.github/workflows/x.yaml': 'on: push\n' }, 6],
])('%s', async (_, change, requests) => {
  const other = SET.replace('clusters/*.yaml', 'teams/*/config.yaml');
  world = await makeWorld([{ ...REPOSITORY, 'argocd/all.yaml': other }, change]);
  expect((await world.run({ engine: new Engine() })).conclusion).toBe('success');
  expect(world.github.requests).toHaveLength(requests);
});
