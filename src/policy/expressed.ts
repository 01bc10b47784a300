import type { Expressed, Unexpressed } from './check.ts';
import { boundedScratch, readOnlyRootFilesystem } from './checks/files.ts';
import { pinnedImage } from './checks/images.ts';
import {
  allowedVolumes,
  noHostNamespaces,
  noHostPorts,
  noHostProbes,
  noKernelWrite,
  noWritableHostPath,
} from './checks/node.ts';
import { dropCapabilities, noPrivilegeEscalation, noPrivileged } from './checks/privileges.ts';
import { appArmorProfile, seccompProfile, selinuxOptions } from './checks/profiles.ts';
import { noHostUsers, runAsNonRoot } from './checks/users.ts';

/** Every rule, as a policy can enforce it, or why none can. */
export const EXPRESSED: Readonly<Record<string, Expressed | Unexpressed>> = {
  'admission-policy': { why: 'it is about policies, and what changes them' },
  'allowed-volumes': allowedVolumes,
  'app-armor-profile': appArmorProfile,
  'bounded-scratch': boundedScratch,
  'drop-capabilities': dropCapabilities,
  'immutable-config': {
    why: 'a policy can not tell which names have a version',
  },
  'misplaced-field': {
    why: 'the API server drops such fields before a policy sees the object',
  },
  'namespace-enforcement': {
    why: 'podseal policy --engine pod-security writes the labels that it asks for',
  },
  'no-host-namespaces': noHostNamespaces,
  'no-host-ports': noHostPorts,
  'no-host-probes': noHostProbes,
  'no-host-users': noHostUsers,
  'no-kernel-write': noKernelWrite,
  'no-privilege-escalation': noPrivilegeEscalation,
  'no-privileged': noPrivileged,
  'no-runtime-install': { why: 'a policy can not read shell commands' },
  'no-writable-host-path': noWritableHostPath,
  'pinned-image': pinnedImage,
  'pod-security-policy': { why: 'Kubernetes 1.25 and later have no such objects' },
  'read-only-root-filesystem': readOnlyRootFilesystem,
  'run-as-non-root': runAsNonRoot,
  'seccomp-profile': seccompProfile,
  'selinux-options': selinuxOptions,
  'writable-paths': { why: 'a policy knows no facts about images' },
};
