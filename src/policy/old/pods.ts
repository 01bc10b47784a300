import { podSecurityLevel } from '../../rules/kit/pod-security-level.ts';
import { safeSysctls } from '../../rules/kit/safe-sysctls.ts';
import { VOLUMES } from '../../rules/kit/pod-security-policy/pod-security-policy-schema.ts';
import { type Value, field, items, scalar, textOf, valueAt } from '../../yaml/value.ts';
import { SPEC, and, list, not, or, setAnd, text, valueOr } from '../cel.ts';
import type { Check } from '../check.ts';
import { same } from '../conditions.ts';
import type { RuleOf } from './containers.ts';
import { inRanges, isTrue, rangesOf, textsOf } from './fields.ts';

/** What a PodSecurityPolicy asked of each pod and its volumes. */
export function podChecks(spec: Value, ruleOf: RuleOf): Check[] {
  return [
    ...namespaces(spec),
    ...volumeTypes(spec),
    ...hostPaths(spec),
    ...drivers(spec),
    ...sysctls(spec),
    ...groups(spec, ruleOf),
    ...runtimeClass(spec),
  ];
}

function namespaces(spec: Value): Check[] {
  return ['hostNetwork', 'hostPID', 'hostIPC']
    .filter((name) => !isTrue(spec, name))
    .map((name) => ({
      name,
      of: 'pod',
      found: setAnd(SPEC, name, same),
      order: `Set spec.${name}: false in the pod`,
    }));
}

/** The token that the API server gives each pod is a secret to a policy, in just this form. */
const TOKEN_SOURCES: readonly (readonly [source: string, condition: string])[] = [
  [
    'serviceAccountToken',
    `s.serviceAccountToken.path == "token" && ${valueOr('s', 'serviceAccountToken.audience', '""')} == ""`,
  ],
  ['configMap', `${valueOr('s', 'configMap.name', '""')} == "kube-root-ca.crt"`],
  [
    'downwardAPI',
    `${valueOr('s', 'downwardAPI.items', '[]')}.all(d, d.path == "namespace" && ` +
      `${valueOr('d', 'fieldRef.fieldPath', '""')} == "metadata.namespace" && ` +
      `${valueOr('d', 'fieldRef.apiVersion', '"v1"')} == "v1")`,
  ],
];
const TOKEN =
  'has(v.projected) && has(v.projected.sources) && v.projected.sources.all(s, ' +
  and(
    or(...TOKEN_SOURCES.map(([source]) => `has(s.${source})`)),
    ...TOKEN_SOURCES.map(([source, condition]) => `(!has(s.${source}) || (${condition}))`),
  ) +
  ')';

function volumeTypes(spec: Value): Check[] {
  const allowed = textsOf(field(spec, 'volumes')?.value);
  if (allowed.includes('*')) return [];
  const known = allowed.filter((name) => VOLUMES.includes(name));
  const passing = [
    ...known.map((name) => `has(v.${name === 'cephFS' ? 'cephfs' : name})`),
    ...(known.includes('secret') ? [`(${TOKEN})`] : []),
    // A volume of no type is an emptyDir.
    ...(known.includes('emptyDir') ? ['v.all(key, key == "name")'] : []),
  ];
  return [
    {
      name: 'otherVolume',
      of: 'volume',
      found: passing.length === 0 ? 'true' : not(or(...passing)),
      order:
        known.length === 0 ? 'Remove the volumes' : `Use volumes of the types ${known.join(', ')}`,
    },
  ];
}

interface HostPath {
  readonly prefix: string;
  readonly isReadOnly: boolean;
}

/** Whether the path of a volume is below a prefix. */
function fits({ prefix }: HostPath): string {
  return `(v.hostPath.path + "/").startsWith(${text(`${prefix}/`)})`;
}

function hostPaths(spec: Value): Check[] {
  const paths = items(field(spec, 'allowedHostPaths')?.value).map((path): HostPath => ({
    prefix: (textOf(field(path, 'pathPrefix')?.value) ?? '').replace(/(?<!\/)\/+$/, ''),
    isReadOnly: scalar(field(path, 'readOnly')?.value) === true,
  }));
  if (paths.length === 0) return [];
  const writable = paths.filter(({ isReadOnly }) => !isReadOnly);
  const mayWrite = writable.length === 0 ? 'false' : or(...writable.map(fits));
  const isWritten =
    `${valueOr('c', 'volumeMounts', '[]')}.exists(m, ${not(setAnd('m', 'readOnly', same))} && ` +
    `variables.volumes.exists(v, v.name == m.name && has(v.hostPath) && ${not(mayWrite)}))`;
  return [
    {
      name: 'otherPath',
      of: 'volume',
      found: and('has(v.hostPath)', not(or(...paths.map(fits)))),
      order: `Use host paths below ${paths.map(({ prefix }) => prefix || '/').join(', ')}`,
    },
    {
      name: 'writingPath',
      of: 'container',
      found: isWritten,
      order: 'Set readOnly: true on the mounts of host paths',
    },
  ];
}

function drivers(spec: Value): Check[] {
  const flex = items(field(spec, 'allowedFlexVolumes')?.value).flatMap(
    (one) => textOf(field(one, 'driver')?.value) ?? [],
  );
  const csi = items(field(spec, 'allowedCSIDrivers')?.value).flatMap(
    (one) => textOf(field(one, 'name')?.value) ?? [],
  );
  return [...driverCheck('flexVolume', flex), ...driverCheck('csi', csi)];
}

function driverCheck(type: string, names: readonly string[]): Check[] {
  if (names.length === 0) return [];
  return [
    {
      name: `${type}Driver`,
      of: 'volume',
      found: setAnd('v', type, (volume) => not(`${volume}.driver in ${list(names)}`)),
      order: `Use the ${type} drivers ${names.join(', ')}`,
    },
  ];
}

/** Whether a sysctl has one of these names; a star at the end of a name stands for any text. */
function fitting(names: readonly string[]): string[] {
  return names.map((name) =>
    name.endsWith('*')
      ? `s.name.startsWith(${text(name.slice(0, -1))})`
      : `s.name == ${text(name)}`,
  );
}

/** What was safe in the last version of Kubernetes that had the kind. */
const LAST = podSecurityLevel({ profile: 'baseline', podSecurityVersion: 24 });

function sysctls(spec: Value): Check[] {
  const forbidden = fitting(textsOf(field(spec, 'forbiddenSysctls')?.value));
  const unsafe = fitting(textsOf(field(spec, 'allowedUnsafeSysctls')?.value));
  const allowed = or(`s.name in ${list(safeSysctls(LAST))}`, ...unsafe);
  return [
    {
      name: 'sysctls',
      of: 'pod',
      found:
        valueOr(SPEC, 'securityContext.sysctls', '[]') +
        `.exists(s, ${or(...forbidden, not(allowed))})`,
      order: "Remove the sysctls that are not allowed from the pod's securityContext",
    },
  ];
}

function groups(spec: Value, ruleOf: RuleOf): Check[] {
  const GROUP = valueOr(SPEC, 'securityContext.fsGroup', '-1');
  const isIn = inRanges(GROUP, rangesOf(valueAt(spec, ['fsGroup', 'ranges'])));
  const all = valueOr(SPEC, 'securityContext.supplementalGroups', '[]');
  const outside = `${all}.exists(g, ${not(inRanges('g', rangesOf(valueAt(spec, ['supplementalGroups', 'ranges']))))})`;
  const [own, more] = ['fsGroup', 'supplementalGroups'].map(ruleOf);
  return [
    ...groupCheck('fsGroup', own, not(isIn), not(or(`${GROUP} == -1`, isIn))),
    ...groupCheck('supplementalGroups', more, or(`${all}.size() == 0`, outside), outside),
  ];
}

function groupCheck(name: string, rule: string | undefined, must: string, may: string): Check[] {
  if (rule !== 'MustRunAs' && rule !== 'MayRunAs') return [];
  const order = `Set ${name} in the pod's securityContext to groups in the ranges`;
  return [{ name, of: 'pod', found: rule === 'MustRunAs' ? must : may, order }];
}

function runtimeClass(spec: Value): Check[] {
  const strategy = field(spec, 'runtimeClass')?.value;
  const allowed = textsOf(field(strategy, 'allowedRuntimeClassNames')?.value);
  if (strategy === undefined || allowed.includes('*')) return [];
  return [
    {
      name: 'runtimeClass',
      of: 'pod',
      found: setAnd(SPEC, 'runtimeClassName', (name) => not(`${name} in ${list(allowed)}`)),
      order:
        allowed.length === 0
          ? 'Remove spec.runtimeClassName from the pod'
          : `Use a runtimeClassName of ${allowed.join(', ')}`,
    },
  ];
}
