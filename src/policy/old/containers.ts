import { type Value, field, textOf, valueAt } from '../../yaml/value.ts';
import { SPEC, and, effective, has, list, not, or, ownAnd, text, valueOr } from '../cel.ts';
import type { Check } from '../check.ts';
import { same } from '../conditions.ts';
import { inRanges, isFalse, isTrue, profilesOf, rangesOf, textsOf } from './fields.ts';

/** What a PodSecurityPolicy asked of each container. */
export function containerChecks(policy: Value, spec: Value, ruleOf: RuleOf): Check[] {
  return [
    ...flags(spec),
    ...capabilities(spec),
    ...users(spec, ruleOf),
    ...runAsGroup(spec, ruleOf),
    ...seLinux(spec, ruleOf),
    ...hostPorts(spec),
    ...procMount(spec),
    ...profiles(policy),
  ];
}

/** The rule of a strategy such as `runAsUser`, as it was meant. */
export type RuleOf = (strategy: string) => string | undefined;

function flags(spec: Value): Check[] {
  const of = 'container' as const;
  return [
    ...(isTrue(spec, 'privileged')
      ? []
      : [
          {
            ...{ name: 'privileged', of, order: 'Set securityContext.privileged: false' },
            found: ownAnd('privileged', same),
          },
        ]),
    ...(isFalse(spec, 'allowPrivilegeEscalation')
      ? [
          {
            ...{ name: 'escalating', of },
            order: 'Set securityContext.allowPrivilegeEscalation: false',
            found: not(ownAnd('allowPrivilegeEscalation', (flag) => `${flag} == false`)),
          },
        ]
      : []),
    ...(isTrue(spec, 'readOnlyRootFilesystem')
      ? [
          {
            ...{ name: 'writable', of, order: 'Set securityContext.readOnlyRootFilesystem: true' },
            found: not(ownAnd('readOnlyRootFilesystem', same)),
          },
        ]
      : []),
  ];
}

function capabilities(spec: Value): Check[] {
  const required = textsOf(field(spec, 'requiredDropCapabilities')?.value);
  const names = ['allowedCapabilities', 'defaultAddCapabilities'];
  const allowed = names.flatMap((name) => textsOf(field(spec, name)?.value));
  const dropped = valueOr('c', 'securityContext.capabilities.drop', '[]');
  const added = valueOr('c', 'securityContext.capabilities.add', '[]');
  const of = 'container' as const;
  return [
    ...(required.length === 0
      ? []
      : [
          {
            ...{ name: 'keeping', of },
            found: not(
              or(`"ALL" in ${dropped}`, `${list(required)}.all(name, name in ${dropped})`),
            ),
            order: `Add to securityContext.capabilities.drop: ${required.join(', ')}`,
          },
        ]),
    ...(allowed.includes('*')
      ? []
      : [
          {
            ...{ name: 'adding', of },
            found: `${added}.exists(name, !(name in ${list(allowed)}))`,
            order:
              allowed.length === 0
                ? 'Remove securityContext.capabilities.add'
                : `Add no capabilities but ${allowed.join(', ')}`,
          },
        ]),
  ];
}

const USER = effective('runAsUser', '-1');
const GROUP = effective('runAsGroup', '-1');
const FLAG = 'securityContext.runAsNonRoot';
const HAS_FLAG = `((${has('c', FLAG)}) || (${has(SPEC, FLAG)}))`;

function users(spec: Value, ruleOf: RuleOf): Check[] {
  const of = 'container' as const;
  const rule = ruleOf('runAsUser');
  const isIn = inRanges(USER, rangesOf(valueAt(spec, ['runAsUser', 'ranges'])));
  return [
    ...(rule === 'MustRunAs'
      ? [
          {
            ...{ name: 'user', of, found: not(isIn) },
            order: 'Set securityContext.runAsUser to a user in the ranges',
          },
        ]
      : []),
    ...(rule === 'MustRunAsNonRoot'
      ? [
          {
            ...{ name: 'nonRoot', of },
            found: or(
              `${USER} == 0`,
              `(${HAS_FLAG} ? !${effective('runAsNonRoot', 'false')} : ${USER} == -1)`,
            ),
            order: 'Set securityContext.runAsNonRoot: true, or runAsUser to a user other than 0',
          },
        ]
      : []),
  ];
}

function runAsGroup(spec: Value, ruleOf: RuleOf): Check[] {
  const rule = ruleOf('runAsGroup');
  if (rule !== 'MustRunAs' && rule !== 'MayRunAs') return [];
  const isIn = inRanges(GROUP, rangesOf(valueAt(spec, ['runAsGroup', 'ranges'])));
  return [
    {
      name: 'group',
      of: 'container',
      found: not(rule === 'MustRunAs' ? isIn : or(`${GROUP} == -1`, isIn)),
      order: 'Set securityContext.runAsGroup to a group in the ranges',
    },
  ];
}

function seLinux(spec: Value, ruleOf: RuleOf): Check[] {
  if (ruleOf('seLinux') !== 'MustRunAs') return [];
  const options = effective('seLinuxOptions', '{}');
  const wanted = ['level', 'role', 'type', 'user'].map((name) => {
    const value = textOf(valueAt(spec, ['seLinux', 'seLinuxOptions', name])) ?? '';
    return `${valueOr(options, name, '""')} == ${text(value)}`;
  });
  return [
    {
      name: 'labeled',
      of: 'container',
      found: not(and(...wanted)),
      order: 'Set securityContext.seLinuxOptions as the policy says',
    },
  ];
}

function hostPorts(spec: Value): Check[] {
  const ranges = rangesOf(field(spec, 'hostPorts')?.value);
  const isOther = not(inRanges('p.hostPort', ranges));
  return [
    {
      name: 'onHostPort',
      of: 'container',
      found: `${valueOr('c', 'ports', '[]')}.exists(p, has(p.hostPort) && p.hostPort != 0 && ${isOther})`,
      order:
        ranges.length === 0
          ? 'Remove hostPort from ports'
          : `Use host ports in ${ranges.map(({ min, max }) => `${min}-${max}`).join(', ')}`,
    },
  ];
}

function procMount(spec: Value): Check[] {
  const given = textsOf(field(spec, 'allowedProcMountTypes')?.value);
  const allowed = given.length === 0 ? ['Default'] : given;
  if (allowed.includes('*')) return [];
  return [
    {
      name: 'unmasked',
      of: 'container',
      // A container that leaves it out has the default.
      found: not(`${valueOr('c', 'securityContext.procMount', '"Default"')} in ${list(allowed)}`),
      order: allowed.includes('Default')
        ? 'Remove securityContext.procMount'
        : `Set securityContext.procMount: ${allowed.join(' or ')}`,
    },
  ];
}

const SECCOMP = 'seccomp.security.alpha.kubernetes.io/allowedProfileNames';
const APP_ARMOR = 'apparmor.security.beta.kubernetes.io/allowedProfileNames';
const APP_ARMOR_OF = 'container.apparmor.security.beta.kubernetes.io/';

function profiles(policy: Value): Check[] {
  const seccomp = profilesOf(policy, SECCOMP);
  const appArmor = profilesOf(policy, APP_ARMOR);
  const key = `("${APP_ARMOR_OF}" + c.name)`;
  const annotated = `(${key} in variables.podAnnotations ? variables.podAnnotations[${key}] : "")`;
  return [
    ...(seccomp === undefined || seccomp.includes('*')
      ? []
      : [
          profileCheck('seccomp', 'seccompProfile', '""', [
            ...new Set(seccomp.map((name) => name.replace('docker/default', 'runtime/default'))),
            ...unsetBy(policy, SECCOMP, 'unconfined'),
          ]),
        ]),
    ...(appArmor === undefined || appArmor.includes('*')
      ? []
      : [
          profileCheck('appArmor', 'appArmorProfile', annotated, [
            ...appArmor,
            ...unsetBy(policy, APP_ARMOR, 'runtime/default'),
          ]),
        ]),
  ];
}

/**
 * No profile, as an empty name, where the policy gave such pods the profile that they have in any case: then
 * there is nothing that a manifest would have to say.
 */
function unsetBy(policy: Value, allowed: string, usual: string): string[] {
  const name = allowed.replace('allowedProfileNames', 'defaultProfileName');
  const given = textOf(valueAt(policy, ['metadata', 'annotations', name]));
  return given === usual && (profilesOf(policy, allowed) ?? []).includes(usual) ? [''] : [];
}

/** A profile as the annotations named it. */
function nameOf(profile: string): string {
  return (
    `(${profile}.type == "RuntimeDefault" ? "runtime/default" : ${profile}.type == "Localhost" ? ` +
    `"localhost/" + ${valueOr(profile, 'localhostProfile', '""')} : "unconfined")`
  );
}

/** The type of the field that an annotation's name stands for, with the file of a local one. */
function fieldValue(profile: string): string {
  if (profile === 'runtime/default') return 'RuntimeDefault';
  if (profile === 'unconfined') return 'Unconfined';
  return profile.startsWith('localhost/')
    ? `Localhost ${profile.slice('localhost/'.length)}`
    : profile;
}

function profileCheck(
  name: string,
  fieldName: string,
  otherwise: string,
  allowed: readonly string[],
): Check {
  const path = `securityContext.${fieldName}`;
  const profile =
    `(${has('c', path)} ? ${nameOf(`c.${path}`)} : ` +
    `${has(SPEC, path)} ? ${nameOf(`${SPEC}.${path}`)} : ${otherwise})`;
  return {
    name,
    of: 'container',
    found: not(`${profile} in ${list(allowed)}`),
    order: `Set securityContext.${fieldName} to one of ${allowed.filter(Boolean).map(fieldValue).join(', ')}`,
  };
}
