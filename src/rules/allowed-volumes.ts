import { volumesOf } from '../kubernetes/mounts.ts';
import { field, isSet } from '../yaml/value.ts';
import { code } from './kit/describe.ts';
import { defineRule } from './kit/rule.ts';
import { type Standard, podSecurityLevel } from './kit/pod-security-level.ts';

/**
 * The types that level restricted forbids (kubernetes/pod-security-admission,
 * policy/check_restrictedVolumes.go). A volume of no type is an `emptyDir` to the API server.
 */
const RESTRICTED = [
  'hostPath',
  'awsElasticBlockStore',
  'azureDisk',
  'azureFile',
  'cephfs',
  'cinder',
  'fc',
  'flexVolume',
  'flocker',
  'gcePersistentDisk',
  'gitRepo',
  'glusterfs',
  'iscsi',
  'nfs',
  'photonPersistentDisk',
  'portworxVolume',
  'quobyte',
  'rbd',
  'scaleIO',
  'storageos',
  'vsphereVolume',
];

/** The types of volumes that each level forbids. */
export const FORBIDDEN_VOLUMES: Readonly<Record<Standard['level'], readonly string[]>> = {
  baseline: ['hostPath'],
  restricted: RESTRICTED,
};

const INSTEAD = new Map([
  ['hostPath', 'use an `emptyDir` for scratch files, a `persistentVolumeClaim` for data'],
  ['gitRepo', 'clone into an `emptyDir` in an init container'],
]);

export const allowedVolumes = defineRule({
  id: 'allowed-volumes',
  summary: 'a volume of a type that the Pod Security Standards do not allow',
  headline: 'has a volume that is not allowed',
  severity: { baseline: 'error', restricted: 'error' },
  dependsOn: ['volumes'],
  check({ resource, pods, ruleSet }, report) {
    const standard = podSecurityLevel(ruleSet);
    if (!standard) return;
    for (const { name, value } of pods.flatMap(volumesOf)) {
      const found = FORBIDDEN_VOLUMES[standard.level]
        .flatMap((type) => field(value, type) ?? [])
        .find((source) => isSet(source.value));
      if (!found) continue;
      const instead = INSTEAD.get(found.name) ?? 'use a `persistentVolumeClaim`';
      report({
        subject: { resource, value },
        at: found.key,
        message:
          `volume ${code(name)} has the type \`${found.name}\`, which level ${standard.level} ` +
          `forbids: ${instead}`,
        detail: `${name} ${found.name}`,
      });
    }
  },
});
