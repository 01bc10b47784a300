import { FORBIDDEN_VOLUMES } from '../../rules/allowed-volumes.ts';
import { HOST_HANDLERS } from '../../rules/no-host-probes.ts';
import { KERNEL_CAPABILITY_NAMES } from '../../rules/kit/capabilities.ts';
import { KERNEL_PATHS } from '../../rules/kit/kernel-paths.ts';
import { safeSysctls } from '../../rules/kit/safe-sysctls.ts';
import { SPEC, and, effective, list, not, or, ownAnd, pattern, setAnd, valueOr } from '../cel.ts';
import type { Basis, Check, Expressed } from '../check.ts';
import { USER_NAMESPACE, WINDOWS, same } from '../conditions.ts';
import { globPattern } from '../globs.ts';

export const noHostNamespaces: Expressed = {
  checks: ({ standard }) =>
    ['hostNetwork', 'hostPID', 'hostIPC'].map((name) => {
      // HostProcess containers need the node's network; `no-privileged` has them.
      const needed = `variables.containers.exists(c, ${effective('windowsOptions.hostProcess', 'false')})`;
      const isNeedable = name === 'hostNetwork' && !standard;
      return {
        name,
        of: 'pod',
        found: and(setAnd(SPEC, name, same), ...(isNeedable ? [not(needed)] : [])),
        order: `Set spec.${name}: false in the pod`,
      };
    }),
};

export const noHostPorts: Expressed = {
  checks: () => [
    {
      name: 'onHostPort',
      of: 'container',
      found: `${valueOr('c', 'ports', '[]')}.exists(p, has(p.hostPort) && p.hostPort != 0)`,
      order: 'Remove hostPort from ports, and use a Service',
    },
  ],
  differs:
    'With hostNetwork the API server sets a hostPort for each port before a policy sees the pod.',
};

export const noHostProbes: Expressed = {
  checks({ standard }) {
    if (!standard?.isSince(34)) return [];
    const hosts = HOST_HANDLERS.map((steps) =>
      setAnd('c', [...steps, 'host'].join('.'), (host) => `${host} != ""`),
    );
    return [
      {
        name: 'probing',
        of: 'container',
        found: or(...hosts),
        order: 'Remove host from the probes and lifecycle hooks',
      },
    ];
  },
};

export const allowedVolumes: Expressed = {
  checks({ standard }) {
    if (!standard) return [];
    const types = FORBIDDEN_VOLUMES[standard.level];
    return [
      {
        name: 'forbidden',
        of: 'volume',
        found: or(...types.map((type) => `has(v.${type})`)),
        order: `Use a type of volume that level ${standard.level} allows`,
      },
    ];
  },
};

export const noKernelWrite: Expressed = {
  checks: (basis) => [...kernelSettings(basis), ...(basis.standard ? [] : kernelWays())],
};

function kernelSettings({ standard }: Basis): Check[] {
  const guard = standard ? [] : [`!${WINDOWS}`];
  const isLifted = standard?.level === 'baseline' && standard.isSince(35);
  const name = standard ? 's.name' : 's.name.replace("/", ".")';
  return [
    {
      name: 'sysctls',
      of: 'pod',
      found: and(
        ...guard,
        valueOr(SPEC, 'securityContext.sysctls', '[]') +
          `.exists(s, ${not(`${name} in ${list(safeSysctls(standard))}`)})`,
      ),
      order: "Remove the sysctls that are not safe from the pod's securityContext",
    },
    {
      name: 'unmasked',
      of: 'container',
      found: and(
        ...guard,
        ownAnd('procMount', (value) => `${value} != "Default"`),
        ...(isLifted ? [not(USER_NAMESPACE)] : []),
      ),
      order: 'Remove securityContext.procMount',
    },
  ];
}

/** Volumes of these paths; a socket answers on a read-only mount as well. */
function kernelWays(): Check[] {
  const capability = pattern(`^(CAP_)?(${KERNEL_CAPABILITY_NAMES.join('|')})$`);
  const writable = not(setAnd('m', 'readOnly', same));
  return [
    {
      name: 'kernelCapable',
      of: 'container',
      found: and(
        `!${WINDOWS}`,
        valueOr('c', 'securityContext.capabilities.add', '[]') +
          `.exists(name, name.upperAscii().matches(${capability}))`,
      ),
      order: "Remove the kernel's capabilities from securityContext.capabilities.add",
    },
    {
      name: 'atRuntime',
      of: 'container',
      found: `${valueOr('c', 'volumeMounts', '[]')}.exists(m, ${mountOf('runtime', 'true')})`,
      order: "Remove the mount of the container runtime's socket",
    },
    {
      name: 'atKernel',
      of: 'container',
      found:
        `${valueOr('c', 'volumeMounts', '[]')}.exists(m, ` +
        `${or(mountOf('kernel', writable), mountOf('kubelet', writable))})`,
      order: "Set readOnly: true on mounts of the node's /proc, /sys, /dev and kubelet files",
    },
  ];
}

/** Whether a mount `m` is of a path with an owner, and a condition holds. */
function mountOf(owner: string, condition: string): string {
  const isOwned = setAnd('v', 'hostPath.path', (path) => hasOwner(path, owner));
  return `variables.volumes.exists(v, v.name == m.name && ${and(isOwned, condition)})`;
}

/** Whether a path of the node has an owner; the kernel's come first, then the runtime's. */
function hasOwner(path: string, owner: string): string {
  const owners = Object.entries(KERNEL_PATHS);
  const at = owners.findIndex(([name]) => name === owner);
  const matching = owners
    .slice(0, at + 1)
    .map(([, source]) => `${path}.matches(${pattern(source)})`);
  const own = matching.pop() ?? 'false';
  return and(own, ...matching.map(not));
}

/** The node's path that a mount shows. */
const SHOWN =
  '(has(m.subPath) && m.subPath != "" ? (v.hostPath.path.endsWith("/") ? ' +
  'v.hostPath.path.substring(0, v.hostPath.path.size() - 1) : v.hostPath.path) + "/" + m.subPath : ' +
  'v.hostPath.path)';

export const noWritableHostPath: Expressed = {
  checks({ allow, profile }) {
    const kernel = Object.values(KERNEL_PATHS).map(
      (source) => `v.hostPath.path.matches(${pattern(source)})`,
    );
    const parents = pattern(
      profile === 'strict' ? '^/(?:/*|(?:var|var/lib|media|mnt)/?)$' : '^/+$',
    );
    const isRecursive = setAnd(
      'm',
      'recursiveReadOnly',
      (mode) => `${mode} in ["Enabled", "IfPossible"]`,
    );
    const isPropagated = setAnd('m', 'mountPropagation', (mode) => `!(${mode} in ["", "None"])`);
    const hasSubmounts = and(`${SHOWN}.matches(${parents})`, `!${WINDOWS}`, not(isPropagated));
    const found = `(${setAnd('m', 'readOnly', same)} ? ${and(hasSubmounts, not(isRecursive))} : true)`;
    const volume = `variables.volumes.exists(v, v.name == m.name && has(v.hostPath) && ${and(not(or(...kernel)), ...allowed(allow), found)})`;
    return [
      {
        name: 'onNode',
        of: 'container',
        found: `${valueOr('c', 'volumeMounts', '[]')}.exists(m, ${volume})`,
        order: 'Set readOnly: true on mounts of the node, and recursiveReadOnly for its root',
      },
    ];
  },
};

/** What no glob of the rule's `allow` fits. A path with `..` in it leads to where nobody allowed it. */
function allowed(globs: readonly string[]): string[] {
  const patterns = globs.flatMap((glob) => globPattern(glob, { slashes: '/+' }) ?? []);
  if (patterns.length === 0) return [];
  const fitting = patterns.map(
    (source) => `${SHOWN}.matches(${pattern(source.replace(/\$$/, '/*$'))})`,
  );
  return [not(and(`!${SHOWN}.matches(r"(^|/)\\.\\.(/|$)")`, or(...fitting)))];
}
