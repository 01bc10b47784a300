import * as fc from 'fast-check';
import { stringify } from 'yaml';
import type { ContainerData, Kind, PodSpec } from './api-server.ts';

/** An object that the API server takes, and its text in one of the styles that people write. */
export interface ValidWorkload {
  readonly kind: Kind;
  readonly data: object;
  readonly text: string;
}

const image = fc.constantFrom(
  'nginx:1.27',
  'nginx',
  'redis:7.4',
  'redis:7.4-alpine',
  'postgres:17',
  'bitnami/nginx:1.27',
  'bitnami/mysql:8.4',
  'mirror.gcr.io/library/nginx:1.27',
  'caddy:2.8',
  'cassandra:5.0',
  'memcached:1.6',
  'prom/prometheus:v3.1.0',
  'registry.k8s.io/coredns/coredns:v1.11.3',
  'registry.k8s.io/ingress-nginx/controller:v1.11.2',
  'example/web:1.2',
);

const mountPath = fc.constantFrom(
  '/data',
  '/tmp',
  '/var/run',
  '/run/',
  '/var/cache',
  '/var/lib/postgresql/data',
  '/bitnami/mysql',
  '/prometheus',
  '/config',
  '/etc/nginx/conf.d',
);

const VOLUMES = [
  { name: 'tmp', emptyDir: {} },
  { name: 'cache', persistentVolumeClaim: { claimName: 'cache' } },
  { name: 'config', configMap: { name: 'config' } },
  { name: 'run', emptyDir: { medium: 'Memory', sizeLimit: '8Mi' } },
];

const mounts = fc
  .uniqueArray(fc.tuple(fc.constantFrom(...VOLUMES), mountPath, fc.boolean()), {
    maxLength: 3,
    selector: ([, path]) => path,
  })
  .map((some) =>
    some.map(([{ name }, path, readOnly]) => ({
      name,
      mountPath: path,
      ...(readOnly && { readOnly }),
    })),
  );

const env = fc
  .subarray([
    { name: 'TMPDIR', value: '/scratch' },
    { name: 'JAVA_TOOL_OPTIONS', value: '-Djava.io.tmpdir=/work/tmp' },
    { name: 'PYTHONUNBUFFERED', value: '1' },
    { name: 'XDG_CACHE_HOME', value: '/tmp/cache' },
    { name: 'PGDATA', value: '/data/pg' },
  ])
  .map((some) => [...some]);

const args = fc.constantFrom(
  ['--cache-dir=/var/cache/app', '--log-file', '/var/log/app/app.log'],
  ['--pid-file=run/app.pid'],
  ['sh', '-c', 'sleep 1'],
  ['nginx', '-g', 'daemon off;'],
  ['--data-dir=/data'],
);

const context = fc.record(
  {
    readOnlyRootFilesystem: fc.boolean(),
    runAsNonRoot: fc.constant(true),
    runAsUser: fc.constantFrom(1000, 999),
    runAsGroup: fc.constantFrom(1000),
    privileged: fc.constant(true),
    capabilities: fc.constantFrom(
      { drop: ['ALL'] },
      { add: ['NET_BIND_SERVICE'] },
      { drop: ['NET_RAW'] },
    ),
    seccompProfile: fc.constant({ type: 'RuntimeDefault' }),
  },
  { requiredKeys: [] },
);

function container(name: string): fc.Arbitrary<ContainerData> {
  return fc.record(
    {
      name: fc.constant(name),
      image,
      imagePullPolicy: fc.constant('Always'),
      command: fc.constant(['/bin/app']),
      args,
      workingDir: fc.constantFrom('/srv/app'),
      env,
      volumeMounts: mounts,
      securityContext: context,
    },
    { requiredKeys: ['name', 'image'] },
  );
}

function containers(names: readonly string[]): fc.Arbitrary<ContainerData[]> {
  return fc
    .tuple(...names.map(container))
    .chain((all) => fc.integer({ min: 1, max: names.length }).map((count) => all.slice(0, count)));
}

/** Names of which one begins like another, and one of which leaves no room for more. */
const NAMES = ['web', 'web-tmp', `web-${'long-'.repeat(11)}name`];

const podSpec: fc.Arbitrary<PodSpec> = fc.record(
  {
    initContainers: containers(['first', 'copy-logs']),
    containers: containers(NAMES),
    volumes: fc.constant(VOLUMES),
    securityContext: fc.record(
      { runAsNonRoot: fc.constant(true), fsGroup: fc.constant(2000) },
      { requiredKeys: [] },
    ),
    restartPolicy: fc.constant('Always'),
  },
  { requiredKeys: ['containers', 'volumes'] },
);

const metadata = { name: 'shop', labels: { app: 'shop' } };
const selector = { matchLabels: { app: 'shop' } };
const claim = {
  metadata: { name: 'logs' },
  spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
};

const WRAPPERS: Readonly<Record<Kind, (spec: PodSpec) => object>> = {
  Pod: (spec) => ({ apiVersion: 'v1', kind: 'Pod', metadata, spec }),
  Deployment: (spec) => ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata,
    spec: { selector, template: { metadata, spec } },
  }),
  DaemonSet: (spec) => ({
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata,
    spec: { selector, template: { metadata, spec } },
  }),
  StatefulSet: (spec) => ({
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata,
    spec: {
      serviceName: 'shop',
      selector,
      template: { metadata, spec },
      volumeClaimTemplates: [claim],
    },
  }),
  Job: (spec) => ({ apiVersion: 'batch/v1', kind: 'Job', metadata, spec: { template: { spec } } }),
  CronJob: (spec) => ({
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata,
    spec: { schedule: '0 * * * *', jobTemplate: { spec: { template: { spec } } } },
  }),
};

const STYLES: readonly ((data: object) => string)[] = [
  (data) => stringify(data),
  (data) => stringify(data, { indentSeq: false }),
  (data) => stringify(data, { indent: 4 }),
  (data) =>
    `# a shop\n${stringify(data).replaceAll(/^( *containers:)$/gm, '$1 # all of them')}# end\n`,
  (data) => stringify(data).replaceAll('\n', '\r\n'),
  (data) => stringify(data, { collectionStyle: 'flow', lineWidth: 0 }),
  (data) => `${JSON.stringify(data)}\n`,
  (data) => `${JSON.stringify(data, null, 2)}\n`,
  (data) => JSON.stringify(data, null, '\t'),
];

export const validWorkload: fc.Arbitrary<ValidWorkload> = fc
  .record({
    kind: fc.constantFrom<Kind>('Pod', 'Deployment', 'DaemonSet', 'StatefulSet', 'Job', 'CronJob'),
    spec: podSpec,
    style: fc.constantFrom(...STYLES),
  })
  .map(({ kind, spec, style }) => {
    const data = WRAPPERS[kind](spec);
    return { kind, data, text: style(data) };
  });
