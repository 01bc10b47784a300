import * as fc from 'fast-check';
import { type MapTree, type Tree, map, pair, scalar } from './tree.ts';
import { entry, listOf, mapOf, someOf, text } from './values.ts';

export const flag = fc.constantFrom(
  'true',
  'false',
  '"true"',
  "'false'",
  'yes',
  'no',
  'True',
  'OFF',
  'null',
  '~',
  '',
  '"yes"',
  '1',
);
export const user = fc.constantFrom('1000', '0', '"0"', '0x0', '65534', 'null', '10_000');
const capabilities = mapOf(
  someOf(
    {
      drop: listOf(fc.constant([scalar('ALL')])),
      add: listOf(fc.constant([scalar('SYS_ADMIN'), scalar('"CHOWN"')])),
    },
    2,
  ),
);
const profile = mapOf(entry('type', fc.constant('RuntimeDefault')).map((one) => [one]));
export const windowsOptions = mapOf(
  someOf(
    {
      hostProcess: fc.constantFrom('true', 'false'),
      runAsUserName: fc.constantFrom('ContainerAdministrator', "'NT\\x'", '~'),
    },
    2,
  ),
);

const contextFields = {
  readOnlyRootFilesystem: flag,
  runAsNonRoot: flag,
  privileged: flag,
  runAsUser: user,
  allowPrivilegeEscalation: flag,
  capabilities,
  seccompProfile: profile,
  readOnlyRootFileSystem: flag,
  runAsNonroot: flag,
  fsGroup: user,
  windowsOptions,
  somethingElse: text,
};

const empty = fc.constantFrom('', 'null', '~', '{}', '{ }', 'Null', '{\t}');

/** A securityContext: nothing, in one of the ways to write it, or fields right and wrong. */
export const context: fc.Arbitrary<Tree | string> = fc.oneof(
  { arbitrary: empty, weight: 1 },
  { arbitrary: mapOf(someOf(contextFields, 5)), weight: 4 },
);

const resources = mapOf(
  entry('limits', mapOf(entry('memory', fc.constantFrom('64Mi', '"1Gi"')).map((one) => [one]))).map(
    (one) => [one],
  ),
);
const env = listOf(
  fc.array(
    mapOf(
      fc.tuple(
        entry('name', fc.constantFrom('KEY', 'TMPDIR', 'JAVA_OPTS')),
        entry('value', fc.oneof(text, fc.constantFrom('/scratch', '"/tmp/app"'))),
      ),
    ),
    {
      minLength: 1,
      maxLength: 2,
    },
  ),
);
const args = listOf(
  fc.constantFrom(
    [scalar('--cache-dir=/var/cache/app')],
    [scalar('"--data-dir"'), scalar("'/data'")],
    [scalar('sh'), scalar('-c')],
  ),
);
const mount = (path: string): Tree => map([pair('name', 'tmp'), pair('mountPath', path)]);
const mounts = listOf(
  fc.subarray([mount('/data'), mount('"/tmp"'), mount("'/bitnami/mysql'"), mount('/run')], {
    minLength: 1,
  }),
);
const command = listOf(fc.array(text, { minLength: 1, maxLength: 3 }));

const containerFields = {
  image: fc.constantFrom(
    'nginx:1.27',
    '"nginx"',
    "'r.io/x@sha256:0'",
    '~',
    'redis:7.4-alpine',
    '"postgres:17"',
    'bitnami/mysql:8.4',
    "'caddy:2'",
    'registry.k8s.io/coredns/coredns:v1.11.3',
  ),
  securityContext: context,
  imagePullPolicy: fc.constant('Always'),
  command,
  env,
  resources,
  workingDir: text,
  restartPolicy: fc.constantFrom('Always', 'Never'),
  args: args,
  volumeMounts: mounts,
  securitycontext: context,
  readOnlyRootFilesystem: flag,
};

/** Containers have at least a name, anywhere among their fields; most have an image. */
export function container(name: string): fc.Arbitrary<MapTree> {
  const unusual = fc
    .tuple(entry('name', fc.constant(name)), someOf(containerFields, 6), fc.nat())
    .map(([head, rest, at]) => rest.toSpliced(at % (rest.length + 1), 0, head));
  return fc.oneof(
    { arbitrary: usualContainer(name, containerFields.image), weight: 3 },
    { arbitrary: mapOf(unusual), weight: 1 },
  );
}

/** A container as it has to be for an object of an unknown kind to have a pod: with an image. */
export function imagedContainer(name: string): fc.Arbitrary<MapTree> {
  return usualContainer(
    name,
    containerFields.image.filter((image) => image !== '~'),
  );
}

function usualContainer(name: string, image: fc.Arbitrary<string>): fc.Arbitrary<MapTree> {
  return mapOf(
    fc
      .tuple(
        entry('name', fc.constantFrom(name, `"${name}"`)),
        entry('image', image),
        entry('securityContext', context),
        fc.boolean(),
        someOf(
          {
            command,
            env,
            resources,
            args: args,
            volumeMounts: mounts,
            imagePullPolicy: containerFields.imagePullPolicy,
          },
          2,
        ),
      )
      .map(([head, named, own, has, rest]) => [head, named, ...(has ? [own] : []), ...rest]),
  );
}
