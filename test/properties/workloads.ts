import * as fc from 'fast-check';
import { container, context, flag, imagedContainer, user, windowsOptions } from './containers.ts';
import { type Sharing, share } from './sharing.ts';
import { type MapTree, type Pair, type Tree, bare, map, pair, scalar } from './tree.ts';
import { entry, listOf, look, mapOf, mostly, notes, someOf, text } from './values.ts';

const podFields = {
  runAsNonRoot: flag,
  runAsUser: user,
  fsGroup: user,
  readOnlyRootFilesystem: flag,
  privileged: flag,
  allowPrivilegeEscalation: flag,
  runAsNonroot: flag,
  windowsOptions,
  somethingElse: text,
};

const podContext: fc.Arbitrary<Tree | string> = fc.oneof(
  { arbitrary: mapOf(someOf(podFields, 4)), weight: 3 },
  { arbitrary: context, weight: 1 },
);

const sharing = mostly<Sharing>(
  'none',
  3,
  fc.constantFrom(
    'unused anchors',
    'container repeated',
    'container merged',
    'context repeated',
    'context merged',
    'flag repeated',
  ),
);

function containers(
  prefix: string,
  maxLength: number,
  item: typeof container = container,
): fc.Arbitrary<Tree> {
  const names = Array.from({ length: maxLength }, (_, index) => `${prefix}${index}`);
  return listOf(
    fc
      .tuple(fc.tuple(...names.map(item)), fc.integer({ min: 1, max: maxLength }), sharing)
      .map(([trees, count, how]) => share(trees.slice(0, count), how)),
  );
}

const podSpecOf = (item: typeof container): fc.Arbitrary<MapTree> =>
  mapOf(
    fc
      .tuple(
        entry('containers', containers('app', 4, item)),
        mostly<Pair[]>([], 2, entry('initContainers', containers('init', 2, item)).map(one)),
        mostly<Pair[]>([], 1, entry('securityContext', podContext).map(one)),
        mostly<Pair[]>(
          [],
          3,
          entry('os', mapOf(entry('name', fc.constant('windows')).map(one))).map(one),
        ),
        someOf({ hostNetwork: flag, volumes: volumes(), privileged: flag, nodeName: text }, 2),
        fc.nat(),
      )
      .map(([lists, inits, own, os, rest, turn]) => {
        const pairs = [lists, ...inits, ...own, ...os, ...rest];
        const at = turn % pairs.length;
        return [...pairs.slice(at), ...pairs.slice(0, at)];
      }),
  );

const podSpec = podSpecOf(container);

function one(only: Pair): Pair[] {
  return [only];
}

function volumes(): fc.Arbitrary<Tree> {
  return listOf(
    fc.constant([map([pair('name', 'tmp'), pair('emptyDir', '{}')]), map([pair('name', '🚀')])]),
  );
}

function metadata(): fc.Arbitrary<Pair> {
  const annotations = entry('annotations', mapOf(entry('note', text).map(one))).map(one);
  return entry(
    'metadata',
    mapOf(
      fc
        .tuple(entry('name', fc.constantFrom('web', '"wéb"')), mostly<Pair[]>([], 3, annotations))
        .map(([name, rest]) => [name, ...rest]),
    ),
  );
}

function template(): fc.Arbitrary<Pair> {
  return entry('template', mapOf(fc.tuple(metadata(), entry('spec', podSpec))));
}

const ownBodies = {
  Pod: { apiVersion: 'v1', spec: podSpec },
  Deployment: {
    apiVersion: 'apps/v1',
    spec: mapOf(fc.tuple(entry('replicas', fc.constant('2')), template())),
  },
  CronJob: {
    apiVersion: 'batch/v1',
    spec: mapOf(
      entry('jobTemplate', mapOf(entry('spec', mapOf(template().map(one))).map(one))).map(one),
    ),
  },
};

/** What stands in the places of custom resources, with what an object of such a kind may hold. */
const workflow = mapOf(
  fc.tuple(
    entry(
      'templates',
      listOf(
        fc.array(
          mapOf(
            fc
              .tuple(
                someOf({ name: text, container: container('main'), script: container('py') }, 3),
                someOf({ sidecars: containers('side', 2), securityContext: podContext }, 2),
                mostly<Pair[]>([], 3, entry('podSpecPatch', fc.constant('"{}"')).map(one)),
              )
              .map((some) => some.flat()),
          ),
          { minLength: 1, maxLength: 2 },
        ),
      ),
    ),
    entry('securityContext', podContext),
  ),
);

const task = mapOf(
  fc
    .tuple(
      entry('steps', containers('step', 3)),
      mostly<Pair[]>([], 2, entry('stepTemplate', container('all')).map(one)),
    )
    .map(([steps, rest]) => [steps, ...rest]),
);

const database = mapOf(
  someOf({ securityContext: context, podSecurityContext: podContext, instances: text }, 3),
);

const bodies: Readonly<Record<string, { apiVersion: string; spec: fc.Arbitrary<Tree> }>> = {
  Workflow: { apiVersion: 'argoproj.io/v1alpha1', spec: workflow },
  Task: { apiVersion: 'tekton.dev/v1', spec: task },
  Prometheus: { apiVersion: 'monitoring.coreos.com/v1', spec: podSpec },
  Cluster: { apiVersion: 'postgresql.cnpg.io/v1', spec: database },
  Storefront: {
    apiVersion: 'shop.example/v1',
    spec: mapOf(entry('pods', podSpecOf(imagedContainer)).map(one)),
  },
  ...ownBodies,
};

function object(kind: string): fc.Arbitrary<MapTree> {
  const { apiVersion, spec } = bodies[kind] ?? { apiVersion: 'v1', spec: podSpec };
  return mapOf(
    fc.tuple(
      entry('apiVersion', fc.constant(apiVersion)),
      entry('kind', fc.constantFrom(kind, `"${kind}"`)),
      metadata(),
      entry('spec', spec),
    ),
  );
}

const strategy = (rules: readonly string[]): fc.Arbitrary<Tree> =>
  mapOf(entry('rule', fc.constantFrom(...rules)).map(one));

const policyFields = {
  privileged: flag,
  hostPID: flag,
  readOnlyRootFilesystem: flag,
  allowPrivilegeEscalation: flag,
  defaultAllowPrivilegeEscalation: flag,
  requiredDropCapabilities: listOf(fc.constant([scalar('KILL')])),
  runAsUser: strategy(['RunAsNonRoot', '"RunAsAny"', 'MustRunAsNonRoot', "'runasany'"]),
  seLinux: strategy(['RunAsAny', 'nonsense', '', 'MustRunA']),
  fsGroup: strategy(['RunAsAny', '"MayRunAS"']),
};

const policy: fc.Arbitrary<MapTree> = mapOf(
  fc
    .tuple(
      entry('apiVersion', fc.constant('policy/v1beta1')),
      entry('kind', fc.constant('PodSecurityPolicy')),
      metadata(),
      fc.oneof(
        { arbitrary: entry('spec', mapOf(someOf(policyFields, 5))).map(one), weight: 4 },
        { arbitrary: someOf(policyFields, 3), weight: 1 },
      ),
    )
    .map(([version, kind, meta, rest]) => [version, kind, meta, ...rest]),
);

/** Names with and without a version: which of them the prefilter lets through, it says by name. */
const configName = fc.constantFrom(
  'web-config-5ht8k9m2f4',
  '"web-1a2b3c"',
  "'web-v2'",
  'web-v1.2',
  'kube-root-ca.crt',
  'web-1',
  'web-20240131',
);

const config: fc.Arbitrary<MapTree> = mapOf(
  fc
    .tuple(
      entry('apiVersion', fc.constant('v1')),
      entry('kind', fc.constantFrom('ConfigMap', '"ConfigMap"', 'Secret')),
      entry('metadata', mapOf(entry('name', configName).map(one))),
      entry('data', mapOf(entry('key', text).map(one))),
      mostly<Pair[]>([], 1, entry('immutable', flag).map(one)),
    )
    .map(([version, kind, meta, data, rest]) => [version, kind, meta, ...rest, data]),
);

const level = fc.constantFrom('restricted', '"baseline"', 'privileged', 'Restricted', 'true', '');
const version = fc.constantFrom('latest', 'v1.35', '"1.35"', '1.35', '~');
const labels = mapOf(
  someOf(
    {
      'pod-security.kubernetes.io/enforce': level,
      'pod-security.kubernetes.io/warn': level,
      'pod-security.kubernetes.io/enforce-version': version,
      team: text,
    },
    3,
  ),
);

const namespace: fc.Arbitrary<MapTree> = mapOf(
  fc.tuple(
    entry('apiVersion', fc.constant('v1')),
    entry('kind', fc.constantFrom('Namespace', "'Namespace'")),
    entry(
      'metadata',
      mapOf(
        fc
          .tuple(
            entry('name', fc.constantFrom('shop', '"kube-system"')),
            mostly<Pair[]>([], 1, entry('labels', labels).map(one)),
          )
          .map(([name, rest]) => [name, ...rest]),
      ),
    ),
  ),
);

const single: fc.Arbitrary<MapTree> = fc.oneof(
  { arbitrary: object('Pod'), weight: 3 },
  { arbitrary: object('Deployment'), weight: 4 },
  { arbitrary: object('CronJob'), weight: 1 },
  { arbitrary: policy, weight: 2 },
  { arbitrary: config, weight: 1 },
  { arbitrary: namespace, weight: 1 },
  {
    arbitrary: fc.oneof(
      ...['Workflow', 'Task', 'Prometheus', 'Cluster', 'Storefront'].map((kind) => object(kind)),
    ),
    weight: 3,
  },
);

const objects: fc.Arbitrary<MapTree> = fc
  .tuple(fc.array(single, { minLength: 1, maxLength: 2 }), look, notes, fc.boolean())
  .map(([items, how, around, isTemplate]) =>
    map([
      pair('apiVersion', 'v1'),
      pair('kind', isTemplate ? 'Template' : 'List'),
      pair(
        isTemplate ? 'objects' : 'items',
        {
          kind: 'list',
          look: how,
          items: items.map((value) => ({ value, notes: bare })),
        },
        around,
      ),
    ]),
  );

/** A document that has findings more often than not. */
export const workload: fc.Arbitrary<MapTree> = fc.oneof(
  { arbitrary: single, weight: 8 },
  { arbitrary: objects, weight: 1 },
);
