import type { Container, Pod } from '../kubernetes/pod.ts';
import { type Mount, isReadOnly, mountsOf, volumeOf } from '../kubernetes/mounts.ts';
import {
  type Value,
  field,
  isSet,
  items,
  ownFields,
  scalar,
  textOf,
  valueAt,
} from '../yaml/value.ts';
import type { Content, FilesVolume, MountPlan, PlannedFile, VolumePlan } from './plan.ts';
import type { DataKind, PodData } from './pod-data.ts';
import { type PodIdentity, expand, fieldOf, resourceOf } from './variables.ts';

/** What is needed to know what a container's volumes are. */
export interface VolumeContext {
  readonly container: Container;
  readonly data: PodData;
  readonly identity: PodIdentity;
  readonly fsGroup: number | undefined;
  readonly env: ReadonlyMap<string, string>;
  /** Where what was planned for the pod is kept. */
  readonly volumes: Map<string, VolumePlan>;
  readonly notes: Set<string>;
}

/** The kubelet makes an emptyDir for everybody (pkg/volume/emptydir, `perm`). */
const EMPTY_DIR_MODE = 0o777;
/** As a new file system has it. */
const CLAIM_MODE = 0o755;
/** What the kubelet adds for `fsGroup` (pkg/volume/volume_linux.go: rwMask, execMask, setgid). */
const GROUP_FOLDER = 0o2770;
const GROUP_FILE = 0o440;
const FILE_MODE = 0o644;

/** As long as Linux has paths; no colon, which an engine takes for the end of the path. */
const MOUNT_PATH = /^\/[^:\0\n]{0,4095}$/;

/** The mounts of a container; their volumes are added to those of the pod. */
export function planMounts(context: VolumeContext): MountPlan[] {
  return mountsOf(context.container).flatMap((mount) => planMount(mount, context) ?? []);
}

function planMount(mount: Mount, context: VolumeContext): MountPlan | undefined {
  if (!MOUNT_PATH.test(mount.path)) return undefined;
  const part = partOf(mount, context.env);
  const volume = volumeOf(context.container.pod, mount.name)?.value;
  const files = volume && filesIn(volume, mount.name, context);
  if (files) {
    context.volumes.set(mount.name, files);
    if (part !== undefined && !hasPart(files, part)) {
      context.notes.add(`${mount.path}: nothing of volume ${mount.name} is known at ${part}.`);
      return undefined;
    }
    return { path: mount.path, volume: mount.name, isReadOnly: true, part };
  }
  // Each folder below a volume is a volume of its own, as no engine mounts a part of one.
  const key = part === undefined ? mount.name : `${mount.name}/${part}`;
  context.volumes.set(key, scratchFor(volume, mount, context));
  return { path: mount.path, volume: key, isReadOnly: isReadOnly(mount), part: undefined };
}

function partOf({ value }: Mount, env: ReadonlyMap<string, string>): string | undefined {
  const plain = textOf(field(value, 'subPath')?.value);
  const expression = textOf(field(value, 'subPathExpr')?.value);
  const written = plain ?? (expression && expand(expression, env));
  const part = (written ?? '').split('/').filter((name) => name !== '' && name !== '.');
  return part.length === 0 || part.includes('..') ? undefined : part.join('/');
}

function hasPart({ files }: FilesVolume, part: string): boolean {
  return files.some(({ path }) => path === part || path.startsWith(`${part}/`));
}

/** What a program can write to, by what stands for it. */
function scratchFor(
  volume: Value | undefined,
  { name, path }: Mount,
  { fsGroup, notes }: VolumeContext,
): VolumePlan {
  const type = volume && typeOf(volume);
  const isEmptyDir = volume !== undefined && (type === undefined || type === 'emptyDir');
  if (type === 'hostPath') {
    notes.add(`${path} (volume ${name}) is an empty folder: no path of this machine is mounted.`);
  } else if (!isEmptyDir) {
    notes.add(
      `${path} (volume ${name}) is a new, empty folder: a real claim has its own owner and data.`,
    );
  }
  const mode = isEmptyDir ? EMPTY_DIR_MODE : CLAIM_MODE;
  // The kubelet does not change the owner of what is on the node.
  return fsGroup === undefined || type === 'hostPath'
    ? { kind: 'scratch', mode, gid: 0 }
    : // oxlint-disable-next-line no-bitwise
      { kind: 'scratch', mode: mode | GROUP_FOLDER, gid: fsGroup };
}

function typeOf(volume: Value): string | undefined {
  return ownFields(volume).find(({ name, value }) => name !== 'name' && isSet(value))?.name;
}

/** The volume of files that a volume is; undefined for one of another type. */
function filesIn(volume: Value, name: string, context: VolumeContext): FilesVolume | undefined {
  const projected = field(volume, 'projected')?.value;
  const sources = isSet(projected) ? items(field(projected, 'sources')?.value) : [volume];
  const isFiles = ['projected', ...SOURCES].some((type) => isSet(field(volume, type)?.value));
  if (!isFiles) return undefined;
  const usual = modeIn(projected) ?? FILE_MODE;
  const files = sources.flatMap((source) => sourceFiles(source, name, usual, context));
  const gid = context.fsGroup;
  return { kind: 'files', gid: gid ?? 0, files: gid === undefined ? files : files.map(forGroup) };
}

const SOURCES = ['configMap', 'secret', 'downwardAPI'];

function forGroup(file: PlannedFile): PlannedFile {
  // oxlint-disable-next-line no-bitwise
  return { ...file, mode: file.mode | GROUP_FILE };
}

function modeIn(source: Value | undefined, key = 'defaultMode'): number | undefined {
  const mode = scalar(field(source, key)?.value);
  return typeof mode === 'number' && mode >= 0 && mode <= 0o777 ? mode : undefined;
}

function sourceFiles(
  source: Value,
  volume: string,
  usual: number,
  context: VolumeContext,
): PlannedFile[] {
  const config = field(source, 'configMap')?.value;
  if (isSet(config)) return dataFiles('ConfigMap', config, usual, context);
  const secret = field(source, 'secret')?.value;
  if (isSet(secret)) return dataFiles('Secret', secret, usual, context);
  const downward = field(source, 'downwardAPI')?.value;
  if (isSet(downward)) return downwardFiles(downward, usual, context);
  const [type] = ownFields(source);
  context.notes.add(`Volume ${volume} has no ${type?.name ?? 'files'}: no cluster gives it.`);
  return [];
}

function dataFiles(
  kind: DataKind,
  source: Value,
  usual: number,
  { data, notes }: VolumeContext,
): PlannedFile[] {
  // A projected source and a ConfigMap say `name`, a Secret as a volume says `secretName`.
  const name =
    textOf(field(source, 'name')?.value) ?? textOf(field(source, 'secretName')?.value) ?? '';
  const entries = data.entriesOf(kind, name);
  if (!entries) {
    const isOptional = scalar(field(source, 'optional')?.value) === true;
    if (!isOptional) notes.add(`${kind} ${name} is in none of the files: its folder is empty.`);
    return [];
  }
  const mode = modeIn(source) ?? usual;
  const chosen = field(source, 'items')?.value;
  const wanted = isSet(chosen)
    ? items(chosen).map((item) => ({
        key: textOf(field(item, 'key')?.value) ?? '',
        path: textOf(field(item, 'path')?.value) ?? '',
        mode: modeIn(item, 'mode') ?? mode,
      }))
    : [...entries.keys()].map((key) => ({ key, path: key, mode }));
  return wanted.flatMap(({ key, path, mode: own }) => fileAt(path, own, entries.get(key)) ?? []);
}

/** A file at a path that stays in its folder; undefined for one that does not, and without content. */
function fileAt(path: string, mode: number, content: Content | undefined): PlannedFile | undefined {
  const isPlain =
    /^[^\0]{1,1024}$/.test(path) &&
    path.split('/').every((name) => name !== '' && name !== '.' && name !== '..');
  return isPlain && content ? { path, mode, content } : undefined;
}

function downwardFiles(
  source: Value,
  usual: number,
  { container, identity }: VolumeContext,
): PlannedFile[] {
  const mode = modeIn(source) ?? usual;
  return items(field(source, 'items')?.value).flatMap((item) => {
    const path = textOf(field(item, 'path')?.value) ?? '';
    const asked = textOf(valueAt(item, ['fieldRef', 'fieldPath']));
    const resource = textOf(valueAt(item, ['resourceFieldRef', 'resource'])) ?? '';
    const text = asked === undefined ? resourceOf(resource, container) : fieldOf(asked, identity);
    return fileAt(path, modeIn(item, 'mode') ?? mode, { text }) ?? [];
  });
}

/** The group that the kubelet gives volumes to. */
export function fsGroupOf({ securityContext }: Pod): number | undefined {
  const group = scalar(field(securityContext, 'fsGroup')?.value);
  return typeof group === 'number' ? group : undefined;
}
