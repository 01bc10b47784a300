import { BASELINE_CAPABILITIES } from '../capabilities.ts';
import { headOf, placeFor } from '../../../kubernetes/pod.ts';
import { type Value, field, isSet, items, scalar, textOf, valueAt } from '../../../yaml/value.ts';
import { code, notBoolean } from '../describe.ts';
import { VOLUMES } from './pod-security-policy-schema.ts';
import type { Found, Remedy } from '../rule.ts';

/** The laxer Pod Security level that refuses what a field lets in. */
type Level = 'baseline' | 'restricted';

/** What a policy lets in. */
export interface Opening extends Found {
  /** The laxer level that refuses it; undefined where none does. */
  readonly level?: Level;
}

/** Booleans that let something in when they are true. */
const ALLOWING: Readonly<Record<string, readonly [what: string, level: Level]>> = {
  privileged: ['allows privileged containers', 'baseline'],
  allowPrivilegeEscalation: ['allows privilege escalation', 'restricted'],
  defaultAllowPrivilegeEscalation: [
    'allows privilege escalation to containers that set nothing',
    'restricted',
  ],
  hostPID: ["allows the node's process namespace", 'baseline'],
  hostIPC: ["allows the node's IPC namespace", 'baseline'],
  hostNetwork: ["allows the node's network", 'baseline'],
};

/** Lists of what is let in, and what of it the Pod Security levels let in as well. */
interface List {
  readonly what: string;
  readonly restricted: readonly string[];
  readonly isBaseline: (entry: string) => boolean;
}

const CAPABILITIES = {
  restricted: ['NET_BIND_SERVICE'],
  isBaseline: (entry: string) => BASELINE_CAPABILITIES.has(entry),
};

/** The levels' lists are in kubernetes/pod-security-admission, policy/check_*.go. */
const LISTS: Readonly<Record<string, List>> = {
  allowedCapabilities: { what: 'allows the capabilities', ...CAPABILITIES },
  defaultAddCapabilities: { what: 'gives containers', ...CAPABILITIES },
  volumes: {
    what: 'lets in',
    restricted: [
      'configMap',
      'csi',
      'downwardAPI',
      'emptyDir',
      'ephemeral',
      'persistentVolumeClaim',
      'projected',
      'secret',
    ],
    isBaseline: (entry) => entry !== 'hostPath' && entry !== '*',
  },
  allowedUnsafeSysctls: {
    what: 'allows the sysctls',
    restricted: [],
    isBaseline: () => false,
  },
  allowedProcMountTypes: {
    what: 'lets in',
    restricted: ['Default'],
    isBaseline: () => false,
  },
};

/** Annotations that name profiles; each stands for a field of today's securityContext. */
const PROFILES = [
  'seccomp.security.alpha.kubernetes.io/allowedProfileNames',
  'seccomp.security.alpha.kubernetes.io/defaultProfileName',
  'apparmor.security.beta.kubernetes.io/allowedProfileNames',
  'apparmor.security.beta.kubernetes.io/defaultProfileName',
];

/** So many entries of a list are named in a message; more would hide what it says. */
const MAX_NAMED = 4;

/**
 * What the spec of a PodSecurityPolicy lets in that an immutable container does without, with the
 * Pod Security level that refuses it today.
 *
 * @param partial the spec is a patch: what it leaves out is no finding
 */
export function openings(policy: Value, spec: Value, partial: boolean): Opening[] {
  return [
    ...allowing(spec, partial),
    ...lists(spec),
    ...hostPorts(spec),
    ...writableHostPaths(spec),
    ...weakUser(spec),
    ...(partial ? [] : keptCapabilities(spec)),
    ...writableRoot(spec, partial),
    ...unconfined(policy),
  ];
}

function allowing(spec: Value, partial: boolean): Opening[] {
  return Object.entries(ALLOWING).flatMap(([name, [what, level]]) => {
    const value = field(spec, name)?.value;
    // The only one that is true where it is not set.
    const isOpen = name === 'allowPrivilegeEscalation' && !partial;
    if (!isSet(value) && !isOpen) return [];
    if (scalar(value) === false) return [];
    const said = isSet(value) ? `\`${name}: true\`` : `\`${name}\` is not set, which`;
    const isTyped = !isSet(value) || scalar(value) === true;
    const message = isTyped ? `${said} ${what}: ${refusal(level)}` : notBoolean(name, value);
    const at = isSet(value) ? value.span : headOf(spec);
    return { at, message, level, detail: name, remedy: tighten(spec, forbid(spec, name)) };
  });
}

/** The default must not be wider than what is allowed: the API server refused such a policy. */
function forbid(spec: Value, name: string): Readonly<Record<string, boolean>> {
  const byDefault = field(spec, 'defaultAllowPrivilegeEscalation')?.value;
  return name === 'allowPrivilegeEscalation' && scalar(byDefault) === true
    ? { [name]: false, defaultAllowPrivilegeEscalation: false }
    : { [name]: false };
}

function lists(spec: Value): Opening[] {
  return Object.entries(LISTS).flatMap(([name, { what, restricted, isBaseline }]) => {
    const wide = items(field(spec, name)?.value).filter((item) => {
      const entry = textOf(item);
      const isKnown = name !== 'volumes' || VOLUMES.includes(entry ?? '');
      return entry !== undefined && isKnown && !restricted.includes(entry);
    });
    const [first] = wide;
    if (!first) return [];
    const entries = wide.map((item) => textOf(item) ?? '');
    const level = entries.every(isBaseline) ? 'restricted' : 'baseline';
    const named = entries.includes('*')
      ? '`*` (all)'
      : enumerate(entries.map((entry) => code(entry)));
    const message = `\`${name}\` ${what} ${named}: ${refusal(level)}`;
    return { at: first.span, message, level, detail: name };
  });
}

function hostPorts(spec: Value): Opening[] {
  // Port 0 is none.
  const ranges = items(field(spec, 'hostPorts')?.value).filter(
    (range) => scalar(field(range, 'max')?.value) !== 0,
  );
  const [first] = ranges;
  if (!first) return [];
  const named = ranges.map((range) => {
    const [min, max] = ['min', 'max'].map((end) => textOf(field(range, end)?.value) ?? '?');
    return code(min === max ? `${min}` : `${min}-${max}`);
  });
  const message = `\`hostPorts\` allows ports of the node: ${enumerate(named)}: ${refusal('baseline')}`;
  return [{ at: headOf(first), message, level: 'baseline', detail: 'hostPorts' }];
}

/** Without `allowedHostPaths`, `volumes` says all that there is to say. */
function writableHostPaths(spec: Value): Opening[] {
  const kinds = items(field(spec, 'volumes')?.value).map(textOf);
  if (!kinds.includes('hostPath') && !kinds.includes('*')) return [];
  const writable = items(field(spec, 'allowedHostPaths')?.value).filter(
    (path) => scalar(field(path, 'readOnly')?.value) !== true,
  );
  const [first] = writable;
  if (!first) return [];
  const named = writable.map((path) => code(textOf(field(path, 'pathPrefix')?.value) ?? ''));
  return [
    {
      at: headOf(first),
      message: `\`allowedHostPaths\` allows writing to ${enumerate(named)} of the node: ${refusal('baseline')}`,
      level: 'baseline',
      detail: 'allowedHostPaths',
      remedy: {
        ...tighten(spec, {}),
        changes: writable.map(({ path }) => ({
          kind: 'set',
          path: [...path, 'readOnly'],
          value: true,
        })),
      },
    },
  ];
}

function weakUser(spec: Value): Opening[] {
  const value = valueAt(spec, ['runAsUser', 'rule']);
  if (value === undefined) return [];
  if (textOf(value) === 'RunAsAny') {
    return [
      {
        at: value.span,
        message: `\`runAsUser.rule: RunAsAny\` allows root: ${refusal('restricted')}`,
        level: 'restricted',
        detail: 'runAsUser',
        remedy: {
          ...tighten(spec, {}),
          changes: [{ kind: 'set', path: value.path, value: 'MustRunAsNonRoot' }],
        },
      },
    ];
  }
  if (textOf(value) !== 'MustRunAs') return [];
  return items(valueAt(spec, ['runAsUser', 'ranges'])).flatMap((range) => {
    const min = field(range, 'min')?.value;
    if (isSet(min) && scalar(min) !== 0) return [];
    return {
      at: isSet(min) ? min.span : headOf(range),
      message: `the range of user ids includes 0, which is root: ${refusal('restricted')}`,
      level: 'restricted',
      detail: 'runAsUser',
    };
  });
}

function keptCapabilities(spec: Value): Opening[] {
  // With every capability allowed, the API server refused a policy that has any dropped.
  if (items(field(spec, 'allowedCapabilities')?.value).some((item) => textOf(item) === '*'))
    return [];
  const drops = field(spec, 'requiredDropCapabilities')?.value;
  if (items(drops).some((item) => textOf(item) === 'ALL')) return [];
  return [
    {
      at: placeFor(spec, 'requiredDropCapabilities'),
      message: `\`requiredDropCapabilities\` lacks \`ALL\`, so containers keep capabilities: ${refusal('restricted')}`,
      level: 'restricted',
      detail: 'requiredDropCapabilities',
      remedy: {
        ...tighten(spec, {}),
        changes: [
          { kind: 'append', path: [...spec.path, 'requiredDropCapabilities'], value: 'ALL' },
        ],
      },
    },
  ];
}

function writableRoot(spec: Value, partial: boolean): Opening[] {
  const value = field(spec, 'readOnlyRootFilesystem')?.value;
  if (scalar(value) === true || (partial && !isSet(value))) return [];
  return [
    {
      at: isSet(value) ? value.span : headOf(spec),
      message:
        isSet(value) && typeof scalar(value) !== 'boolean'
          ? notBoolean('readOnlyRootFilesystem', value)
          : 'allows writable root filesystems: refuse them with a ValidatingAdmissionPolicy, as no level does',
      detail: 'readOnlyRootFilesystem',
      remedy: tighten(spec, { readOnlyRootFilesystem: true }),
    },
  ];
}

function unconfined(policy: Value): Opening[] {
  return PROFILES.flatMap((name) => {
    const value = valueAt(policy, ['metadata', 'annotations', name]);
    const open = (textOf(value) ?? '')
      .split(',')
      .find((profile) => /^(\*|unconfined)$/.test(profile));
    if (open === undefined || !isSet(value)) return [];
    const message = `\`${name}\` lets in ${open === '*' ? '`*` (all)' : '`unconfined`'}: ${refusal('baseline')}`;
    return { at: value.span, message, level: 'baseline', detail: name };
  });
}

function refusal(level: Level): string {
  return `level \`${level}\` refuses that`;
}

/** A list as a sentence has it, and not all of a long one. */
function enumerate(named: readonly string[]): string {
  const rest = named.length - MAX_NAMED;
  return named.slice(0, MAX_NAMED).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}

function tighten(spec: Value, fields: Readonly<Record<string, boolean>>): Remedy {
  return {
    safety: 'unsafe',
    changes: Object.entries(fields).map(([name, value]) => ({
      kind: 'set',
      path: [...spec.path, name],
      value,
    })),
    verify:
      'Check that no pod relies on it: clusters that still have the kind then refuse such pods.',
  };
}
