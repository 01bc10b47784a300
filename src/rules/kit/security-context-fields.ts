/** Fields of a securityContext by level (kubernetes/api@10b39a39, core/v1/types.go). */
export const CONTAINER_ONLY = [
  'allowPrivilegeEscalation',
  'capabilities',
  'privileged',
  'procMount',
  'readOnlyRootFilesystem',
];
export const POD_ONLY = [
  'fsGroup',
  'fsGroupChangePolicy',
  'seLinuxChangePolicy',
  'supplementalGroups',
  'supplementalGroupsPolicy',
  'sysctls',
];
const BOTH = [
  'appArmorProfile',
  'runAsGroup',
  'runAsNonRoot',
  'runAsUser',
  'seLinuxOptions',
  'seccompProfile',
  'windowsOptions',
];

/** What a container's securityContext may have. */
export const CONTAINER_FIELDS: readonly string[] = [...CONTAINER_ONLY, ...BOTH];
/** What a pod's may have. */
export const POD_FIELDS: readonly string[] = [...POD_ONLY, ...BOTH];
/** What either may have. */
export const CONTEXT_FIELDS: readonly string[] = [...CONTAINER_ONLY, ...POD_ONLY, ...BOTH];
