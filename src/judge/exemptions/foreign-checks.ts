import { FOREIGN_TOOLS, type ForeignTool } from './foreign-tools.ts';

/** A part of a rule's findings: what their details say, and that in words. */
export interface Part {
  readonly words: string;
  readonly detail: RegExp;
}

/** A check of another tool, and what it calls a fault as well. Never more than that is exempted. */
export interface ForeignCheck {
  readonly tool: ForeignTool;
  readonly check: string;
  readonly rule: string;
  /** All findings of the rule where undefined. */
  readonly part?: Part;
}

type Row = readonly [check: string, rule: string, part?: Part];

/** Images of volumes have the volume's name before theirs. */
const IMAGE: Part = { words: 'images of containers', detail: /^[^ ]*$/ };
const PRIVILEGED: Part = { words: '`privileged`', detail: /^$/ };
const HOST_PROCESS: Part = { words: '`hostProcess`', detail: /^hostProcess$/ };
const NETWORK: Part = { words: '`hostNetwork`', detail: /^hostNetwork$/ };
const PID: Part = { words: '`hostPID`', detail: /^hostPID$/ };
const IPC: Part = { words: '`hostIPC`', detail: /^hostIPC$/ };
const HOST_PATH: Part = { words: '`hostPath`', detail: / hostPath$/ };
const PROC_MOUNT: Part = { words: '`procMount`', detail: /^procMount$/ };
const SYSCTLS: Part = {
  words: 'sysctls of `kernel.msg`, `kernel.sem`, `kernel.shm`, `fs.mqueue` and `net`',
  detail: /^sysctl (?:kernel\.(?:msg|sem|shm)|fs\.mqueue\.|net\.)/,
};
const SENSITIVE: Part = {
  words: '`/`, `/boot`, `/dev`, `/etc`, `/lib`, `/proc`, `/sys`, `/usr`',
  detail: / \/(?:boot|dev|etc|lib|proc|sys|usr)?$/,
};
const SOCKET: Part = { words: '`docker.sock`', detail: /docker\.sock$/ };
const UNDROPPED: Part = { words: 'capabilities that are not dropped', detail: /^$/ };
const ADDED: Part = { words: 'capabilities that are added', detail: /^add / };

function added(...names: readonly string[]): Part {
  return {
    words: `${names.map((name) => `\`${name}\``).join(', ')} that are added`,
    detail: new RegExp(`^add (?:CAP_)?(?:${names.join('|')})$`, 'i'),
  };
}

// stackrox/kube-linter 35de568, docs/generated/checks.md and pkg/builtinchecks/yamls.
const KUBE_LINTER: readonly Row[] = [
  ['privileged-container', 'no-privileged', PRIVILEGED], // privileged.yaml
  ['no-read-only-root-fs', 'read-only-root-filesystem'], // read-only-root-fs.yaml
  ['run-as-non-root', 'run-as-non-root'], // run-as-non-root.yaml
  ['privilege-escalation-container', 'no-privilege-escalation'], // privilege-escalation.yaml
  // Whoever drops ALL passes, so that only adding it back is a fault of both.
  ['drop-net-raw-capability', 'drop-capabilities', added('NET_RAW')], // drop-net-raw-capability.yaml
  ['host-network', 'no-host-namespaces', NETWORK], // hostnetwork.yaml
  ['host-pid', 'no-host-namespaces', PID], // hostpid.yaml
  ['host-ipc', 'no-host-namespaces', IPC], // hostipc.yaml
  ['latest-tag', 'pinned-image', IMAGE], // latest-tag.yaml
  ['writable-host-mount', 'no-writable-host-path'], // writable-host-mount.yaml
  ['sensitive-host-mounts', 'no-writable-host-path', SENSITIVE], // host-mounts.yaml
  ['sensitive-host-mounts', 'no-kernel-write', SENSITIVE], // host-mounts.yaml
  ['docker-sock', 'no-kernel-write', SOCKET], // docker-sock.yaml
  ['unsafe-proc-mount', 'no-kernel-write', PROC_MOUNT], // unsafe-proc-mount.yaml
  ['unsafe-sysctls', 'no-kernel-write', SYSCTLS], // sysctls.yaml
];

// zegl/kube-score 06dedc9, README_CHECKS.md and score/security/security.go.
const KUBE_SCORE: readonly Row[] = [
  ['container-security-context-privileged', 'no-privileged', PRIVILEGED],
  ['container-security-context-readonlyrootfilesystem', 'read-only-root-filesystem'],
  // It asks for a user id of 10000 or more, so that it finds root as well.
  ['container-security-context-user-group-id', 'run-as-non-root'],
  // The three above in one, before they were split (0524575, README_CHECKS.md).
  ['container-security-context', 'no-privileged', PRIVILEGED],
  ['container-security-context', 'read-only-root-filesystem'],
  ['container-security-context', 'run-as-non-root'],
  ['container-seccomp-profile', 'seccomp-profile'],
  ['container-image-tag', 'pinned-image', IMAGE],
];

// FairwindsOps/polaris c0e23a23, pkg/config/checks: a file a check.
const POLARIS: readonly Row[] = [
  ['runAsPrivileged', 'no-privileged', PRIVILEGED],
  ['hostProcess', 'no-privileged', HOST_PROCESS],
  ['notReadOnlyRootFilesystem', 'read-only-root-filesystem'],
  ['runAsRootAllowed', 'run-as-non-root'],
  ['privilegeEscalationAllowed', 'no-privilege-escalation'],
  ['hostNetworkSet', 'no-host-namespaces', NETWORK],
  ['hostPIDSet', 'no-host-namespaces', PID],
  ['hostIPCSet', 'no-host-namespaces', IPC],
  ['hostPortSet', 'no-host-ports'],
  // It says nothing of whether the container may write there.
  ['hostPathSet', 'allowed-volumes', HOST_PATH],
  ['insecureCapabilities', 'drop-capabilities', UNDROPPED],
  ['dangerousCapabilities', 'drop-capabilities', added('ALL', 'SYS_ADMIN', 'NET_ADMIN')],
  ['dangerousCapabilities', 'no-kernel-write', added('ALL', 'SYS_ADMIN', 'NET_ADMIN')],
  ['procMount', 'no-kernel-write', PROC_MOUNT],
  ['tagNotSpecified', 'pinned-image', IMAGE],
];

// bridgecrewio/checkov 03d5fdad8d, checkov/kubernetes/checks/resource/k8s: the file of each.
const CHECKOV: readonly Row[] = [
  ['CKV_K8S_14', 'pinned-image', IMAGE], // ImageTagFixed.py
  ['CKV_K8S_16', 'no-privileged', PRIVILEGED], // PrivilegedContainers.py
  ['CKV_K8S_17', 'no-host-namespaces', PID], // ShareHostPID.py
  ['CKV_K8S_18', 'no-host-namespaces', IPC], // ShareHostIPC.py
  ['CKV_K8S_19', 'no-host-namespaces', NETWORK], // SharedHostNetworkNamespace.py
  ['CKV_K8S_20', 'no-privilege-escalation'], // AllowPrivilegeEscalation.py
  ['CKV_K8S_22', 'read-only-root-filesystem'], // ReadOnlyFilesystem.py
  ['CKV_K8S_23', 'run-as-non-root'], // RootContainers.py
  ['CKV_K8S_25', 'drop-capabilities', ADDED], // AllowedCapabilities.py
  ['CKV_K8S_25', 'no-kernel-write', ADDED], // AllowedCapabilities.py
  ['CKV_K8S_26', 'no-host-ports'], // HostPort.py
  ['CKV_K8S_27', 'no-kernel-write', SOCKET], // DockerSocketVolume.py
  ['CKV_K8S_28', 'drop-capabilities', added('NET_RAW')], // DropCapabilities.py
  ['CKV_K8S_31', 'seccomp-profile'], // Seccomp.py
  ['CKV_K8S_37', 'drop-capabilities', UNDROPPED], // MinimizeCapabilities.py
  ['CKV_K8S_39', 'drop-capabilities', added('SYS_ADMIN')], // AllowedCapabilitiesSysAdmin.py
  ['CKV_K8S_39', 'no-kernel-write', added('SYS_ADMIN')], // AllowedCapabilitiesSysAdmin.py
];

const TABLES: Readonly<Record<ForeignTool, readonly Row[]>> = {
  'kube-linter': KUBE_LINTER,
  'kube-score': KUBE_SCORE,
  polaris: POLARIS,
  checkov: CHECKOV,
};

/** The checks of other tools that are known, and the rules that find the same. */
export const FOREIGN_CHECKS: readonly ForeignCheck[] = FOREIGN_TOOLS.flatMap((tool) =>
  TABLES[tool].map(([check, rule, part]) => ({ tool, check, rule, ...(part && { part }) })),
);
