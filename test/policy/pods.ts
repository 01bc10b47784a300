import * as fc from 'fast-check';

const flag = fc.boolean();
const annotation = 'container.apparmor.security.beta.kubernetes.io/';

/** Fields of which some are left out. */
function some(fields: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<object> {
  return fc.record(fields, { requiredKeys: [] });
}

const profileType = fc.constantFrom('RuntimeDefault', 'Localhost', 'Unconfined');
const profile = fc.record({ type: profileType });
const seLinuxOptions = some({
  type: fc.constantFrom('', 'container_t', 'container_engine_t', 'spc_t'),
  user: fc.constantFrom('', 'system_u'),
  role: fc.constantFrom('', 'system_r'),
});
const windowsOptions = some({
  hostProcess: flag,
  runAsUserName: fc.constantFrom('ContainerUser', String.raw`NT\ContainerAdministrator`),
});
const user = fc.constantFrom(0, 1, 1000);
const shared = {
  runAsNonRoot: flag,
  runAsUser: user,
  seccompProfile: profile,
  appArmorProfile: profile,
  seLinuxOptions,
  windowsOptions,
};
const capability = fc.constantFrom(
  ...['ALL', 'all', 'CAP_ALL', 'NET_BIND_SERVICE', 'CAP_NET_BIND_SERVICE', 'net_bind_service'],
  ...['NET_RAW', 'CHOWN', 'SYS_ADMIN', 'CAP_SYS_ADMIN', 'sys_module', 'NET_ADMIN', 'BPF'],
);
const capabilities = some({
  add: fc.uniqueArray(capability, { maxLength: 2 }),
  drop: fc.uniqueArray(capability, { maxLength: 2 }),
});
const anyContext = some({
  ...shared,
  readOnlyRootFilesystem: flag,
  privileged: flag,
  allowPrivilegeEscalation: flag,
  procMount: fc.constantFrom('Default', 'Unmasked'),
  capabilities,
});
/** In most of them nothing is found, so that one fault among several containers shows. */
const HARDENED = {
  readOnlyRootFilesystem: true,
  runAsNonRoot: true,
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  seccompProfile: { type: 'RuntimeDefault' },
};
const containerContext = fc.oneof(
  anyContext,
  { arbitrary: fc.constant(HARDENED), weight: 3 },
  anyContext.chain((context) =>
    fc
      .subarray(Object.entries(context), { maxLength: 1 })
      .map((one) => ({ ...HARDENED, ...Object.fromEntries(one) })),
  ),
);
const sysctl = fc.constantFrom(
  ...['kernel.shm_rmid_forced', 'net/ipv4/tcp_syncookies', 'net.ipv4.tcp_rmem'],
  ...['net.ipv4.tcp_notsent_lowat', 'kernel.msgmax'],
);
const podContext = some({
  ...shared,
  sysctls: fc
    .uniqueArray(sysctl, { maxLength: 2 })
    .map((names) => names.map((name) => ({ name, value: '1' }))),
});

const hash = 'a1'.repeat(32);
const image = fc.constantFrom(
  ...['example/app', 'example/app:1', 'example/app:latest', `example/app@sha256:${hash}`, hash],
  ...[`example/app:latest@sha256:${hash}`, 'localhost:5000/app', 'localhost:5000/app:1', 'UPPER/x'],
  ...['Example.com/x:1', 'a_b.c/d:1', 'a.b/c', 'https://x/y', 'x y', '${IMAGE}', 'auto', 'ko://x'],
  ...['REGISTRY/app', 'x/IMAGEabc', 'x@sha256:12', 'x:tag:tag', '[::1]:5/x:1', 'a//b', 'foo/bar:Y'],
);

const hostPath = fc.constantFrom(
  ...['/', '//', '/proc', '/./sys/', '/dev/null', '/devices', '/var/run/docker.sock', '/run'],
  ...[
    '/run/containerd/x',
    '/var/run/',
    '/var//run/crio',
    '/opt/Docker.sock/',
    '/var/lib/kubelet/x',
  ],
  ...['/var', '/var/lib', '/mnt/', '/var/log', '/var/log/app/', '/var/log/../x', '/etc', '/.proc'],
);
const types = [
  ...['hostPath', 'emptyDir', 'configMap', 'nfs', 'persistentVolumeClaim', 'image', 'nothing'],
] as const;
const volumeData = fc
  .record({
    type: fc.constantFrom(...types),
    path: hostPath,
    reference: image,
    emptyDir: some({
      medium: fc.constantFrom('', 'Memory', 'HugePages-2Mi'),
      sizeLimit: fc.constantFrom('0', '1Gi', '0.0Mi', '.5Gi'),
    }),
  })
  .map(({ type, path, reference, emptyDir }) => {
    if (type === 'nothing') return {};
    const sources = {
      ...{ hostPath: { path }, emptyDir, image: { reference }, configMap: { name: 'x' } },
      ...{ nfs: { server: 'x', path: '/' }, persistentVolumeClaim: { claimName: 'x' } },
    };
    return { [type]: sources[type] };
  });
const NAMES = ['one', 'two', 'three'];
const volumes = fc
  .array(volumeData, { maxLength: NAMES.length })
  .map((all) => all.map((one, index) => ({ name: NAMES[index], ...one })));

const mount = fc.record(
  {
    name: fc.constantFrom(...NAMES),
    mountPath: fc.constantFrom('/a', '/b'),
    readOnly: flag,
    subPath: fc.constantFrom('', 'lib', 'log/app', '..'),
    recursiveReadOnly: fc.constantFrom('Disabled', 'IfPossible', 'Enabled'),
    mountPropagation: fc.constantFrom('None', 'HostToContainer', 'Bidirectional'),
  },
  { requiredKeys: ['name', 'mountPath'] },
);
const handler = some({
  httpGet: some({ host: fc.constantFrom('', 'example.com'), port: fc.constant(80) }),
  tcpSocket: some({ host: fc.constantFrom('', '127.0.0.1'), port: fc.constant(80) }),
});
const limits = some({
  memory: fc.constantFrom('0', '64Mi'),
  'ephemeral-storage': fc.constantFrom('0', '1Gi'),
});

function container(name: string) {
  return fc.record(
    {
      name: fc.constant(name),
      image,
      securityContext: containerContext,
      volumeMounts: fc.array(mount, { maxLength: 3 }),
      ports: fc.array(some({ containerPort: fc.constant(80), hostPort: fc.constantFrom(0, 80) }), {
        maxLength: 2,
      }),
      livenessProbe: handler,
      lifecycle: some({ preStop: handler }),
      resources: some({ limits }),
    },
    { requiredKeys: ['name', 'image'] },
  );
}

function containers(...names: string[]) {
  return fc
    .tuple(...names.map((name) => container(name)))
    .chain((all) => fc.integer({ min: 1, max: names.length }).map((count) => all.slice(0, count)));
}

const requirement = fc.record({
  key: fc.constantFrom('kubernetes.io/os', 'beta.kubernetes.io/os', 'zone'),
  operator: fc.constantFrom('In', 'NotIn'),
  values: fc.subarray(['windows', 'linux'], { minLength: 1 }),
});
const affinity = fc
  .array(some({ matchExpressions: fc.array(requirement, { maxLength: 2 }) }), { maxLength: 2 })
  .map((nodeSelectorTerms) => ({
    nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } },
  }));
const os = fc.constantFrom('windows', 'linux');

const podSpec = fc.record(
  {
    containers: containers('app', 'side'),
    initContainers: containers('init'),
    volumes,
    securityContext: podContext,
    hostNetwork: flag,
    hostPID: flag,
    hostIPC: flag,
    hostUsers: flag,
    os: fc.record({ name: os }),
    nodeSelector: some({ 'kubernetes.io/os': os, 'beta.kubernetes.io/os': os }),
    affinity,
  },
  { requiredKeys: ['containers'] },
);

const RULES = ['no-privileged', 'read-only-root-filesystem', 'run-as-non-root', 'no-host-ports'];
const reason = fc.constantFrom(
  ...['It needs it.', '', ' ', 'until 2099-01-01', 'Needed until 2099-01-01', '<why>'],
);
/** What the review and the policies both read of metadata. */
const annotations = fc.dictionary(
  fc.oneof(
    fc.constantFrom(...['app', 'init'].map((name) => annotation + name)),
    fc
      .tuple(fc.constantFrom(...RULES), fc.constantFrom('', '.app', '.init'))
      .map(([rule, name]) => `podseal.dev/exempt.${rule}${name}`),
  ),
  fc.oneof(reason, fc.constantFrom('runtime/default', 'unconfined', 'localhost/x')),
  { maxKeys: 2 },
);

const kind = fc.constantFrom(
  ...['Pod', 'PodTemplate', 'ReplicationController', 'Deployment', 'DaemonSet', 'ReplicaSet'],
  ...['StatefulSet', 'Job', 'CronJob'],
);

/** An object of the API server that is or makes pods. */
export const workload = fc
  .record({
    kind,
    name: fc.constantFrom('web', 'db', 'web-1'),
    namespace: fc.constantFrom('shop', 'csi-driver'),
    own: annotations,
    ofPod: annotations,
    spec: podSpec,
  })
  .map(({ kind: of, name, namespace, own, ofPod, spec }) => {
    const template = { metadata: { annotations: ofPod }, spec };
    const metadata = { name, namespace, annotations: own };
    if (of === 'Pod') return { apiVersion: 'v1', kind: of, metadata, spec };
    if (of === 'PodTemplate') return { apiVersion: 'v1', kind: of, metadata, template };
    const labels = { app: name };
    const selector = of === 'ReplicationController' ? labels : { matchLabels: labels };
    const body =
      of === 'CronJob' ? { jobTemplate: { spec: { template } } } : { selector, template };
    return { apiVersion: versionOf(of), kind: of, metadata, spec: body };
  });

function versionOf(of: string): string {
  if (of === 'ReplicationController') return 'v1';
  return of === 'Job' || of === 'CronJob' ? 'batch/v1' : 'apps/v1';
}
