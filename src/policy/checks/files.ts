import { SPEC, and, not, or, ownAnd, pattern, setAnd, valueOr } from '../cel.ts';
import type { Expressed } from '../check.ts';
import { WINDOWS, same } from '../conditions.ts';

export const readOnlyRootFilesystem: Expressed = {
  checks: () => [
    {
      name: 'writable',
      of: 'container',
      found: and(`!${WINDOWS}`, not(ownAnd('readOnlyRootFilesystem', same))),
      order: 'Set securityContext.readOnlyRootFilesystem: true, with an emptyDir where it writes',
    },
  ],
};

/** A quantity that is 0: digits alone tell that, whatever its unit. */
const ZERO = pattern(String.raw`^\+?(?:0+(?:\.0*)?|\.0+)(?:[KMGTPE]i|[numkMGTPE]|[eE][+-]?\d+)?$`);

/** Whether a container's limit of a resource is more than 0. */
function limited(base: string, resource: string): string {
  const limits = `${base}.resources.limits`;
  return setAnd(
    base,
    'resources.limits',
    () => `"${resource}" in ${limits} && !string(${limits}["${resource}"]).matches(${ZERO})`,
  );
}

const MEDIUM = valueOr('v', 'emptyDir.medium', '""');
const MOUNTS = valueOr('c', 'volumeMounts', '[]');
/** The containers whose limits bound the volumes of their pod. */
const COUNTED = `(${valueOr(SPEC, 'containers', '[]')} + ${valueOr(SPEC, 'initContainers', '[]')})`;

/** Everything but its name is a type of a volume: one without a type is an emptyDir. */
const IS_SCRATCH = '(has(v.emptyDir) || v.all(key, key == "name"))';
const IS_WRITTEN = `variables.containers.exists(c, ${MOUNTS}.exists(m, m.name == v.name && ${not(setAnd('m', 'readOnly', same))}))`;
const IS_UNLIMITED = not(
  setAnd('v', 'emptyDir.sizeLimit', (size) => `!string(${size}).matches(${ZERO})`),
);
const IS_BOUNDED =
  `(${MEDIUM}.startsWith("HugePages") || (${MEDIUM} == "Memory" ? ` +
  or(limited(SPEC, 'memory'), `${COUNTED}.all(c, ${limited('c', 'memory')})`) +
  ` : ${COUNTED}.exists(c, ${limited('c', 'ephemeral-storage')})))`;

export const boundedScratch: Expressed = {
  checks: () => [
    {
      name: 'unbounded',
      of: 'volume',
      found: and(IS_SCRATCH, IS_UNLIMITED, IS_WRITTEN, not(IS_BOUNDED)),
      order: 'Set emptyDir.sizeLimit',
    },
  ],
};
