import { DaemonSet, Deployment, StatefulSet } from 'kubernetes-models/apps/v1';
import { CronJob, Job } from 'kubernetes-models/batch/v1';
import { Pod } from 'kubernetes-models/v1';

/** What a pod's spec may have of what the checks below read. */
export interface PodSpec {
  containers?: ContainerData[];
  initContainers?: ContainerData[];
  volumes?: VolumeData[];
}

export interface ContainerData {
  name: string;
  image?: string;
  env?: { name: string; value?: string }[];
  volumeMounts?: { name: string; mountPath: string }[];
  securityContext?: {
    privileged?: boolean;
    allowPrivilegeEscalation?: boolean;
    runAsNonRoot?: boolean;
    runAsUser?: number;
  };
}

export interface VolumeData {
  name: string;
  [source: string]: unknown;
}

const MODELS = { CronJob, DaemonSet, Deployment, Job, Pod, StatefulSet };
export type Kind = keyof typeof MODELS;

/** Whether a kind is one of those whose schema is known here. */
export function isKind(kind: unknown): kind is Kind {
  return typeof kind === 'string' && Object.hasOwn(MODELS, kind);
}

/** What the API server would refuse an object for: by its schema, and by what holds across fields. */
export function faultsOfObject(kind: Kind, data: object): string[] {
  const faults = faultsOfSchema(kind, data);
  if (faults.length > 0) return faults;
  const { spec, claims } = podOf(data);
  return faultsOfPod(spec, claims);
}

function faultsOfSchema(kind: Kind, data: object): string[] {
  try {
    new MODELS[kind](structuredClone(data) as never).validate();
    return [];
  } catch (error) {
    return [String(error)];
  }
}

interface Workload {
  spec?: PodSpec & {
    template?: { spec?: PodSpec };
    jobTemplate?: { spec?: { template?: { spec?: PodSpec } } };
    volumeClaimTemplates?: { metadata: { name: string } }[];
  };
}

/** The pod's spec in an object of any of the kinds, and the names of its claim templates. */
export function podOf(object: Workload): { spec: PodSpec; claims: string[] } {
  const { spec = {} } = object;
  const templates = spec.volumeClaimTemplates ?? [];
  return {
    spec: spec.jobTemplate?.spec?.template?.spec ?? spec.template?.spec ?? spec,
    claims: templates.map(({ metadata }) => metadata.name),
  };
}

/** kubernetes/kubernetes, pkg/apis/core/validation: what ValidatePodSpec asks of names and mounts. */
function faultsOfPod(spec: PodSpec, claims: readonly string[]): string[] {
  const { containers = [], initContainers = [], volumes = [] } = spec;
  const all = [...initContainers, ...containers];
  const names = volumes.map(({ name }) => name);
  const known = new Set([...names, ...claims]);
  return [
    ...repeated(names).map((name) => `two volumes ${name}`),
    ...repeated(all.map(({ name }) => name)).map((name) => `two containers ${name}`),
    ...[...names, ...all.map(({ name }) => name)]
      .filter((name) => !/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(name))
      .map((name) => `no name: ${name}`),
    ...volumes
      .filter((volume) => Object.keys(volume).length !== 2)
      .map(({ name }) => `a volume of no type or of two: ${name}`),
    ...all.flatMap((container) => faultsOfContainer(container, known)),
  ];
}

function faultsOfContainer(
  { name, volumeMounts = [], securityContext = {} }: ContainerData,
  volumes: ReadonlySet<string>,
): string[] {
  const { privileged, allowPrivilegeEscalation, runAsNonRoot, runAsUser } = securityContext;
  return [
    ...repeated(volumeMounts.map(({ mountPath }) => mountPath)).map(
      (path) => `${name} has two mounts at ${path}`,
    ),
    ...volumeMounts
      .filter((mount) => !volumes.has(mount.name))
      .map((mount) => `${name} mounts ${mount.name}, which is no volume`),
    ...(privileged === true && allowPrivilegeEscalation === false
      ? [`${name} is privileged without allowPrivilegeEscalation`]
      : []),
    ...(runAsNonRoot === true && runAsUser === 0 ? [`${name} would never start`] : []),
  ];
}

function repeated(names: readonly string[]): string[] {
  return names.filter((name, index) => names.indexOf(name) !== index);
}
