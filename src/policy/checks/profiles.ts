import { SELINUX_TYPES, SELINUX_TYPES_SINCE_31 } from '../../rules/selinux-options.ts';
import { SPEC, and, has, list, not, or, setAnd } from '../cel.ts';
import type { Basis, Check, Expressed } from '../check.ts';
import { DECLARED_WINDOWS, WINDOWS } from '../conditions.ts';

/** Profiles that each confine a container; anything else does not. */
const CONFINED = list(['RuntimeDefault', 'Localhost']);

export const seccompProfile: Expressed = {
  checks({ standard }) {
    if (standard && !standard.isSince(19)) return seccompAnnotations();
    const exempt = seccompExempt(standard);
    const guard = (found: string): string => and(...(exempt ? [not(exempt)] : []), found);
    const order = 'Set securityContext.seccompProfile.type: RuntimeDefault';
    const path = 'securityContext.seccompProfile';
    const ofPod = has(SPEC, path);
    const inherits = `variables.containers.exists(c, ${not(has('c', path))})`;
    const counts = standard === undefined ? [inherits] : [];
    const missing = standard?.level === 'baseline' ? 'false' : not(ofPod);
    return [
      {
        name: 'podUnconfined',
        of: 'pod',
        found: guard(and(ofPod, ...counts, unconfined(SPEC, path))),
        order: `${order} in the pod`,
      },
      {
        name: 'unconfined',
        of: 'container',
        found: guard(`(${has('c', path)} ? ${unconfined('c', path)} : ${missing})`),
        order: `${order} in the container or the pod`,
      },
    ];
  },
};

function seccompExempt(standard: Basis['standard']): string | undefined {
  if (!standard) return WINDOWS;
  return standard.level === 'restricted' && standard.isSince(25) ? DECLARED_WINDOWS : undefined;
}

function unconfined(base: string, path: string): string {
  return not(setAnd(base, `${path}.type`, (type) => `${type} in ${CONFINED}`));
}

function seccompAnnotations(): Check[] {
  const confined = String.raw`.matches(r"^(?:(?:runtime|docker)/default$|localhost/)")`;
  const pod = 'seccomp.security.alpha.kubernetes.io/pod';
  const key = '"container.seccomp.security.alpha.kubernetes.io/" + c.name';
  const of = 'variables.podAnnotations';
  const order = 'Set the seccomp annotation to runtime/default';
  return [
    {
      name: 'podUnconfined',
      of: 'pod',
      found: `("${pod}" in ${of} && ${not(`${of}["${pod}"]${confined}`)})`,
      order: `${order} in the pod`,
    },
    {
      name: 'unconfined',
      of: 'container',
      found: `(${key} in ${of} && ${not(`${of}[${key}]${confined}`)})`,
      order,
    },
  ];
}

export const appArmorProfile: Expressed = {
  checks({ standard }) {
    const guard = standard ? [] : [`!${WINDOWS}`];
    const path = 'securityContext.appArmorProfile';
    const prefix = 'container.apparmor.security.beta.kubernetes.io/';
    const inherits = `variables.containers.exists(c, ${not(has('c', path))})`;
    const counts = standard === undefined ? [inherits] : [];
    const order = 'Set securityContext.appArmorProfile.type: RuntimeDefault';
    return [
      {
        name: 'podUnconfined',
        of: 'pod',
        found: and(...guard, has(SPEC, path), ...counts, unconfined(SPEC, path)),
        order: `${order} in the pod`,
      },
      {
        name: 'unconfined',
        of: 'container',
        found: and(...guard, has('c', path), unconfined('c', path)),
        order,
      },
      {
        name: 'annotated',
        of: 'pod',
        found: and(
          ...guard,
          `variables.podAnnotations.exists(key, key.startsWith("${prefix}") && ` +
            `!variables.podAnnotations[key].matches(r"^(?:$|runtime/default$|localhost/)"))`,
        ),
        order: 'Set the AppArmor annotations of the pod to runtime/default',
      },
    ];
  },
};

export const selinuxOptions: Expressed = {
  checks({ standard }) {
    const guard = standard ? [] : [`!${WINDOWS}`];
    const path = 'securityContext.seLinuxOptions';
    const inherits = `variables.containers.exists(c, ${not(has('c', path))})`;
    const counts = standard === undefined ? [inherits] : [];
    const types = (standard?.isSince(31) ?? true) ? SELINUX_TYPES_SINCE_31 : SELINUX_TYPES;
    const bad = (base: string): string =>
      or(
        setAnd(base, `${path}.type`, (type) => not(`${type} in ${list(['', ...types])}`)),
        ...['user', 'role'].map((name) =>
          setAnd(base, `${path}.${name}`, (value) => `${value} != ""`),
        ),
      );
    const order = 'Remove type, user and role from securityContext.seLinuxOptions';
    return [
      {
        name: 'podLabeled',
        of: 'pod',
        found: and(...guard, ...counts, bad(SPEC)),
        order: `${order} in the pod`,
      },
      { name: 'labeled', of: 'container', found: and(...guard, bad('c')), order },
    ];
  },
};
