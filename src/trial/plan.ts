/**
 * What it takes to run one container of a pod as its manifest says. Plain data: an engine's arguments
 * are made from it, and nothing else of the manifest reaches the engine.
 */
export interface ContainerPlan {
  readonly name: string;
  readonly role: 'container' | 'init';
  readonly image: string;
  /** The container's `command`, variables filled in; undefined: the image's own. */
  readonly command: readonly string[] | undefined;
  readonly args: readonly string[] | undefined;
  readonly workingDir: string | undefined;
  readonly user: UserPlan;
  readonly isRootReadOnly: boolean;
  readonly security: SecurityPlan;
  readonly env: readonly Variable[];
  readonly mounts: readonly MountPlan[];
  /** In bytes; undefined: no limit of its own. */
  readonly memory: number | undefined;
  readonly isTerminal: boolean;
  readonly probes: readonly Probe[];
  /** What `lifecycle.postStart` runs in the container. */
  readonly postStart: readonly string[] | undefined;
}

/** A variable of a container. */
export type Variable = readonly [name: string, value: string];

/** As whom a container runs; what is undefined is as the image says. */
export interface UserPlan {
  readonly uid: number | undefined;
  readonly gid: number | undefined;
  /** `supplementalGroups` and `fsGroup`. */
  readonly groups: readonly number[];
  /** Whether the kubelet starts it only if it is certain not to be root. */
  readonly mustNotBeRoot: boolean;
}

/** What a container may do. */
export interface SecurityPlan {
  readonly isPrivileged: boolean;
  readonly mayEscalate: boolean;
  /** Without `CAP_`; `ALL` for all. */
  readonly add: readonly string[];
  readonly drop: readonly string[];
  readonly seccomp: 'default' | 'unconfined';
}

/** Where a container has a volume. */
export interface MountPlan {
  readonly path: string;
  /** The key of the volume among those of the pod. */
  readonly volume: string;
  readonly isReadOnly: boolean;
  /** A file or folder in a volume of files, which alone is mounted. */
  readonly part: string | undefined;
}

/** A volume that a program can write to. */
export interface ScratchVolume {
  readonly kind: 'scratch';
  readonly mode: number;
  readonly gid: number;
}

/** A volume of files that the manifest has the content of. */
export interface FilesVolume {
  readonly kind: 'files';
  readonly gid: number;
  readonly files: readonly PlannedFile[];
}

export type VolumePlan = ScratchVolume | FilesVolume;

/** A file of a ConfigMap or a Secret. */
export interface PlannedFile {
  /** Relative, of plain names. */
  readonly path: string;
  readonly mode: number;
  readonly content: Content;
}

/** Text, or bytes as base64. */
export type Content = { readonly text: string } | { readonly base64: string };

/** A probe of a container, as far as it can be run. */
export interface Probe {
  readonly name: 'startupProbe' | 'readinessProbe' | 'livenessProbe';
  readonly action: ProbeAction;
  readonly periodSeconds: number;
  readonly timeoutSeconds: number;
  readonly successes: number;
}

export type ProbeAction =
  | { readonly kind: 'exec'; readonly command: readonly string[] }
  | {
      readonly kind: 'http';
      readonly port: number;
      readonly path: string;
      readonly isSecure: boolean;
      readonly headers: readonly Variable[];
    }
  | { readonly kind: 'tcp'; readonly port: number };

/** What it takes to try a container of a pod. */
export interface PodPlan {
  /** Those before it, in order, and the container itself as the last. */
  readonly containers: readonly ContainerPlan[];
  readonly volumes: ReadonlyMap<string, VolumePlan>;
  readonly hostname: string;
  readonly sysctls: readonly Variable[];
  readonly hostAliases: readonly Variable[];
  /** Whether the pod is there to end: a Job's. */
  readonly ends: boolean;
  /** What can't be as in a cluster, in sentences. */
  readonly notReproduced: readonly string[];
}
