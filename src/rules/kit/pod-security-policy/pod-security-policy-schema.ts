import { headOf, placeFor } from '../../../kubernetes/pod.ts';
import {
  type Value,
  field,
  isSet,
  items,
  ownFields,
  textOf,
  valueAt,
} from '../../../yaml/value.ts';
import { code, describeValue } from '../describe.ts';
import { nearest } from '../../../schema/nearest.ts';
import type { Found } from '../rule.ts';

/** The values of each strategy's `rule` (kubernetes/api@v0.24.0, policy/v1beta1/types.go). */
const RULES: Readonly<Record<string, readonly string[]>> = {
  runAsUser: ['MustRunAs', 'MustRunAsNonRoot', 'RunAsAny'],
  runAsGroup: ['MayRunAs', 'MustRunAs', 'RunAsAny'],
  fsGroup: ['MayRunAs', 'MustRunAs', 'RunAsAny'],
  supplementalGroups: ['MayRunAs', 'MustRunAs', 'RunAsAny'],
  seLinux: ['MustRunAs', 'RunAsAny'],
};
const REQUIRED = ['fsGroup', 'runAsUser', 'seLinux', 'supplementalGroups'];

/** The fields of the spec, from the same place. */
const FIELDS = [
  ...Object.keys(RULES),
  'allowPrivilegeEscalation',
  'allowedCSIDrivers',
  'allowedCapabilities',
  'allowedFlexVolumes',
  'allowedHostPaths',
  'allowedProcMountTypes',
  'allowedUnsafeSysctls',
  'defaultAddCapabilities',
  'defaultAllowPrivilegeEscalation',
  'forbiddenSysctls',
  'hostIPC',
  'hostNetwork',
  'hostPID',
  'hostPorts',
  'privileged',
  'readOnlyRootFilesystem',
  'requiredDropCapabilities',
  'runtimeClass',
  'volumes',
];

/** What `volumes` may name (FSType, from the same place). */
export const VOLUMES: readonly string[] = [
  '*',
  'awsElasticBlockStore',
  'azureDisk',
  'azureFile',
  'cephFS',
  'cinder',
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'fc',
  'flexVolume',
  'flocker',
  'gcePersistentDisk',
  'gitRepo',
  'glusterfs',
  'hostPath',
  'iscsi',
  'nfs',
  'persistentVolumeClaim',
  'photonPersistentDisk',
  'portworxVolume',
  'projected',
  'quobyte',
  'rbd',
  'scaleIO',
  'secret',
  'storageos',
  'vsphereVolume',
];

/**
 * The rule of a strategy such as `runAsUser`: what it is, or what was meant.
 *
 * @returns undefined where it is not set, or nobody can tell
 */
export function ruleOf(spec: Value, name: string): string | undefined {
  const rule = textOf(valueAt(spec, [name, 'rule']));
  const rules = RULES[name] ?? [];
  if (rule === undefined || rules.includes(rule)) return rule;
  return nearest(rule, advisable(name, rules));
}

/** Nobody is advised to let root in. */
function advisable(name: string, rules: readonly string[]): string[] {
  return rules.filter((known) => name !== 'runAsUser' || known !== 'RunAsAny');
}

/** Whether a spec has none of the fields that each needs: then it is a patch for one that has. */
export function isPatch(spec: Value): boolean {
  return !REQUIRED.some((name) => isSet(field(spec, name)?.value));
}

/** What the API server refuses or drops in the spec of a PodSecurityPolicy. */
export function mistakes(spec: Value): Found[] {
  return [
    ...(isPatch(spec) ? [] : lacking(spec)),
    ...unknownFields(spec),
    ...Object.entries(RULES).flatMap(([name, rules]) => strategy(spec, name, rules)),
    ...unknownVolumes(spec),
  ];
}

function lacking(spec: Value): Found[] {
  const names = REQUIRED.filter((name) => !isSet(field(spec, name)?.value));
  if (names.length === 0) return [];
  const message = `${names.map((name) => `\`${name}\``).join(', ')} not set, so the API server refuses the policy`;
  return [{ at: headOf(spec), message, detail: 'required' }];
}

function unknownFields(spec: Value): Found[] {
  const levels = [
    { value: spec, known: FIELDS, where: '' },
    ...Object.keys(RULES).map((name) => ({
      value: field(spec, name)?.value,
      known: ['rule', name === 'seLinux' ? 'seLinuxOptions' : 'ranges'],
      where: `${name}.`,
    })),
  ];
  return levels.flatMap(({ value, known, where }) =>
    ownFields(value)
      // Kustomize's directives in patches.
      .filter(({ name }) => !known.includes(name) && !name.startsWith('$'))
      .map(({ name, key }) => {
        const meant = nearest(name, known);
        const hint = meant ? `. Write \`${meant}\`` : '';
        const message = `${code(where + name)} is not a field of a PodSecurityPolicy, so the API server ignores it${hint}`;
        return { at: key, message, detail: where + name };
      }),
  );
}

function strategy(spec: Value, name: string, rules: readonly string[]): Found[] {
  const value = valueAt(spec, [name, 'rule']);
  const rule = textOf(value);
  if (rule !== undefined && rules.includes(rule)) return [];
  const detail = `${name}.rule`;
  const choice = `use one of ${rules.join(', ')}`;
  if (!isSet(value)) {
    const parent = field(spec, name)?.value;
    if (!isSet(parent)) return [];
    return [{ at: placeFor(spec, name), message: `\`${detail}\` is not set: ${choice}`, detail }];
  }
  const meant = rule === undefined ? undefined : nearest(rule, advisable(name, rules));
  const hint = meant ? `write \`${meant}\`` : choice;
  const message = `${describeValue(value)} is not a value of \`${detail}\`: ${hint}`;
  const found: Found = { at: value.span, message, detail };
  if (meant === undefined) return [found];
  const changes = [{ kind: 'set' as const, path: value.path, value: meant }];
  return [{ ...found, remedy: { safety: 'safe', changes } }];
}

function unknownVolumes(spec: Value): Found[] {
  return items(field(spec, 'volumes')?.value).flatMap((item) => {
    const kind = textOf(item);
    if (kind === undefined || VOLUMES.includes(kind)) return [];
    const meant = nearest(kind, VOLUMES);
    const message = `${code(kind)} is not a type of volume, so the API server refuses it${meant ? `. Write \`${meant}\`` : ''}`;
    return { at: item.span, message, detail: `volumes ${kind}` };
  });
}
