import { describe, expect, it } from 'vitest';
import { readManifest } from '../../src/kubernetes/manifest.ts';
import { planPod } from '../../src/trial/plan-pod.ts';
import { podDataOf } from '../../src/trial/pod-data.ts';
import { targetsIn } from '../../src/trial/target.ts';
import { CHOICE, planText, podText } from './planned.ts';

describe('volumes', () => {
  const volumes = (fsGroup: string): string =>
    podText(
      [
        'volumeMounts:',
        '  - {name: scratch, mountPath: /tmp}',
        '  - {name: scratch, mountPath: /cache, subPath: a/b}',
        '  - {name: data, mountPath: /data}',
        '  - {name: host, mountPath: /host}',
        '  - {name: template, mountPath: /claim}',
        '  - {name: scratch, mountPath: "/a:b"}',
      ],
      [
        fsGroup,
        'volumes:',
        '  - {name: scratch, emptyDir: {}}',
        '  - {name: data, persistentVolumeClaim: {claimName: data}}',
        '  - {name: host, hostPath: {path: /etc}}',
      ],
    );

  it('are as the kubelet makes them, and never a path of this machine', () => {
    const { pod, last } = planText(volumes('hostNetwork: true'));
    const [open, claim] = [
      { kind: 'scratch', mode: 0o777, gid: 0 },
      { kind: 'scratch', mode: 0o755, gid: 0 },
    ];
    expect(Object.fromEntries(pod.volumes)).toEqual({
      scratch: open,
      'scratch/a/b': open,
      data: claim,
      host: claim,
      template: claim,
    });
    expect(last.mounts.map(({ path, volume }) => `${volume}:${path}`)).toEqual([
      'scratch:/tmp',
      'scratch/a/b:/cache',
      'data:/data',
      'host:/host',
      'template:/claim',
    ]);
    expect(pod.notReproduced).toEqual([
      '/data (volume data) is a new, empty folder: a real claim has its own owner and data.',
      '/host (volume host) is an empty folder: no path of this machine is mounted.',
      '/claim (volume template) is a new, empty folder: a real claim has its own owner and data.',
      'No hostNetwork: the container has a namespace of its own.',
    ]);
  });

  it('belong to fsGroup, but for what is on the node', () => {
    const { pod } = planText(volumes('securityContext: {fsGroup: 2000}'));
    expect(pod.volumes.get('scratch')).toEqual({ kind: 'scratch', mode: 0o2777, gid: 2000 });
    expect(pod.volumes.get('data')).toEqual({ kind: 'scratch', mode: 0o2775, gid: 2000 });
    expect(pod.volumes.get('host')).toEqual({ kind: 'scratch', mode: 0o755, gid: 0 });
  });

  it('have the files of ConfigMaps and Secrets, and nothing beside their folder', () => {
    const text = `apiVersion: v1
kind: ConfigMap
metadata: {name: conf}
data: {a.conf: "a: 1", b: "2", "../up": x}
binaryData: {c: AAE=}
---
apiVersion: v1
kind: Secret
metadata: {name: keys}
data: {key: c2VjcmV0}
stringData: {plain: text}
---
${podText(
  [
    'envFrom: [{configMapRef: {name: conf}, prefix: C_}, {secretRef: {name: gone}}]',
    'env:',
    '  - {name: KEY, valueFrom: {secretKeyRef: {name: keys, key: key}}}',
    '  - {name: GONE, valueFrom: {secretKeyRef: {name: gone, key: key}}}',
    '  - {name: MAYBE, valueFrom: {secretKeyRef: {name: gone, key: key, optional: true}}}',
    '  - {name: APP, valueFrom: {fieldRef: {fieldPath: "metadata.labels[\'app\']"}}}',
    '  - {name: WHERE, valueFrom: {fieldRef: {fieldPath: metadata.namespace}}}',
    'volumeMounts:',
    '  - {name: conf, mountPath: /conf}',
    '  - {name: conf, mountPath: /etc/a.conf, subPath: a.conf}',
    '  - {name: conf, mountPath: /etc/z.conf, subPath: z.conf}',
    '  - {name: some, mountPath: /some}',
  ],
  [
    'securityContext: {fsGroup: 5}',
    'volumes:',
    '  - {name: conf, configMap: {name: conf, defaultMode: 0400}}',
    '  - name: some',
    '    projected:',
    '      sources:',
    '        - {secret: {name: keys, items: [{key: key, path: in/key}, {key: plain, path: ../out}]}}',
    '        - {downwardAPI: {items: [{path: name, fieldRef: {fieldPath: metadata.name}}]}}',
    '        - {serviceAccountToken: {path: token}}',
    '        - {configMap: {name: nowhere}}',
  ],
)}`;
    const { pod, last } = planText(text);
    expect(pod.volumes.get('conf')).toEqual({
      kind: 'files',
      gid: 5,
      files: [
        { path: 'c', mode: 0o440, content: { base64: 'AAE=' } },
        { path: 'a.conf', mode: 0o440, content: { text: 'a: 1' } },
        { path: 'b', mode: 0o440, content: { text: '2' } },
      ],
    });
    expect(pod.volumes.get('some')).toEqual({
      kind: 'files',
      gid: 5,
      files: [
        { path: 'in/key', mode: 0o644, content: { base64: 'c2VjcmV0' } },
        { path: 'name', mode: 0o644, content: { text: 'web' } },
      ],
    });
    expect(last.mounts).toEqual([
      { path: '/conf', volume: 'conf', isReadOnly: true, part: undefined },
      { path: '/etc/a.conf', volume: 'conf', isReadOnly: true, part: 'a.conf' },
      { path: '/some', volume: 'some', isReadOnly: true, part: undefined },
    ]);
    expect(Object.fromEntries(last.env)).toEqual({
      ...{ 'C_a.conf': 'a: 1', C_b: '2' },
      ...{ KEY: 'secret', GONE: 'podseal-try', APP: 'web', WHERE: 'shop' },
    });
    expect(pod.notReproduced).toEqual([
      'Secret gone is in none of the files: its variables are not set.',
      'Secret gone with key is in none of the files: GONE is `podseal-try`.',
      '/etc/z.conf: nothing of volume conf is known at z.conf.',
      'Volume some has no serviceAccountToken: no cluster gives it.',
      'ConfigMap nowhere is in none of the files: its folder is empty.',
    ]);
  });
});

describe('what is run', () => {
  it('is each init container before, and no other container', () => {
    const text = podText(
      ['ports: [{name: http, containerPort: 80}]', 'readinessProbe: {httpGet: {port: http}}'],
      [
        'initContainers:',
        '  - {name: one, image: example/app:1}',
        '  - {name: side, image: b, restartPolicy: Always}',
        '  - {name: two, image: c}',
      ],
    ).replace('  containers:', '  containers:\n    - {name: other, image: d}');
    const manifest = readManifest({ path: 'a.yaml', text });
    const [, target] = targetsIn(manifest, { object: 'Pod/web', container: undefined });
    if (!target) throw new Error('no target');
    const pod = planPod(target.container, podDataOf([]), { ...CHOICE, image: 'local:1' });
    expect(pod.containers.map(({ name, image }) => `${name} ${image}`)).toEqual([
      'one local:1',
      'two c',
      'app local:1',
    ]);
    expect(pod.containers.at(-1)?.probes).toEqual([
      {
        name: 'readinessProbe',
        action: { kind: 'http', port: 80, path: '/', isSecure: false, headers: [] },
        ...{ periodSeconds: 10, timeoutSeconds: 1, successes: 1 },
      },
    ]);
    expect(pod.notReproduced).toEqual([
      'The other containers of the pod do not run: `side`, `other`.',
    ]);
    expect(targetsIn(manifest, { object: undefined, container: 'two' })).toHaveLength(1);
    expect(targetsIn(manifest, { object: 'Pod/else', container: undefined })).toEqual([]);
  });

  it('says of a probe that can not be run why', () => {
    const { pod, last } = planText(
      podText([
        'startupProbe: {grpc: {port: 1}}',
        'readinessProbe: {httpGet: {port: 80, host: example.com}}',
        'livenessProbe: {tcpSocket: {port: nowhere}}',
      ]),
    );
    expect(last.probes).toEqual([]);
    expect(pod.notReproduced).toEqual([
      'The startupProbe is not run: grpc.',
      'The readinessProbe is not run: it asks another host.',
      'The livenessProbe is not run: its port is not known.',
    ]);
  });

  it('leaves out pods for Windows, parts of containers and patches', () => {
    const windows = podText([], ['os: {name: windows}']);
    const partial = podText([])
      .replace('      image: example/app:1\n', '')
      .replace('kind: Pod', 'kind: Deployment');
    for (const text of [windows, partial]) {
      const manifest = readManifest({ path: 'a.yaml', text });
      expect(targetsIn(manifest, { object: undefined, container: undefined })).toEqual([]);
    }
  });
});
