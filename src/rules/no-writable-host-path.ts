import type { ValueChange, Data } from '../yaml/value-change.ts';
import { type Mount, isReadOnly, mountsOf, volumeOf } from '../kubernetes/mounts.ts';
import { type Container, headOf } from '../kubernetes/pod.ts';
import { field, isSet, scalar, textOf } from '../yaml/value.ts';
import { absoluteGlob } from '../schema/glob.ts';
import { allowsPath } from './kit/allowed.ts';
import { code, notBoolean } from './kit/describe.ts';
import { volumesForOthers } from './kit/host-path-volumes.ts';
import { isKernelPath } from './kit/kernel-paths.ts';
import { type Found, type Remedy, type RuleSet, type Subject, defineRule } from './kit/rule.ts';

const ID = 'no-writable-host-path';

export const noWritableHostPath = defineRule({
  id: ID,
  summary: 'a container that can write to files of its node',
  headline: 'can change files of its node',
  severity: { immutable: 'warning', strict: 'error' },
  dependsOn: ['volumes'],
  allow: { help: 'Globs of paths of the node that containers may write to.', item: absoluteGlob() },
  check({ resource, pods, ruleSet }, report) {
    for (const pod of pods) {
      const value = pod.securityContext ?? pod.spec ?? resource.value;
      for (const { name, path, at } of volumesForOthers(pod)) {
        if (isKernelPath(path) || allowsPath(ruleSet, ID, path)) continue;
        const message = `a container that mounts its volume ${code(name)} can write to ${code(path)} of its node, unless the mount says \`readOnly: true\``;
        report({ subject: { resource, value }, at, message, detail: `volume ${name} ${path}` });
      }
      for (const container of pod.containers) {
        const subject: Subject = { resource, container, value: container.value };
        for (const found of writableMounts(container, ruleSet)) report({ subject, ...found });
      }
    }
  },
});

function writableMounts(container: Container, ruleSet: RuleSet): Found[] {
  return mountsOf(container).flatMap((mount) => {
    const volumePath = hostPathOf(container, mount);
    if (volumePath === undefined || isKernelPath(volumePath)) return [];
    const path = partOf(volumePath, mount);
    if (allowsPath(ruleSet, ID, path)) return [];
    const hasSubmounts = mayHaveSubmounts(container, mount, path, ruleSet);
    const found = isReadOnly(mount)
      ? hasSubmounts && checkSubmounts(container, mount, path)
      : checkMount(container, mount, path, hasSubmounts);
    return found ? [{ ...found, detail: `${mount.path || mount.name} ${path}` }] : [];
  });
}

/** The path of the node that is a mounted volume; undefined for a volume of another type. */
function hostPathOf({ pod }: Container, mount: Mount): string | undefined {
  const volume = volumeOf(pod, mount.name);
  const source = field(volume?.value, 'hostPath')?.value;
  return isSet(source) ? (textOf(field(source, 'path')?.value) ?? textOf(source) ?? '') : undefined;
}

/** The part of a path that a mount shows. */
function partOf(path: string, { value }: Mount): string {
  const below = textOf(field(value, 'subPath')?.value);
  return below ? `${path.replace(/\/$/, '')}/${below}` : path;
}

const READ_ONLY_CHECK =
  'Check that it writes nothing there: `find PATH -mtime -1` in the container lists what was written ' +
  'in the last day.';

function checkMount(
  container: Container,
  mount: Mount,
  path: string,
  hasSubmounts: boolean,
): Found | undefined {
  const { readOnly, value } = mount;
  if (!readOnly && container.partial) return undefined;
  const at = readOnly?.span ?? headOf(value);
  const remedy = remedyFor(mount, hasSubmounts);
  if (readOnly && typeof scalar(readOnly) !== 'boolean') {
    return { at, message: notBoolean('readOnly', readOnly), remedy };
  }
  const message = `can write to ${path === '' ? 'files' : code(path)} of its node`;
  if (propagationOf(mount) === 'Bidirectional') {
    // Who asks for this wants to mount something there, which takes a mount that it can write to.
    return {
      at,
      message: `${message}, and what it mounts there reaches the node: mount only the part that it needs`,
    };
  }
  return { at, message, advice: 'mount it with `readOnly: true`', remedy };
}

function checkSubmounts(container: Container, mount: Mount, path: string): Found | undefined {
  const recursive = field(mount.value, 'recursiveReadOnly')?.value;
  const isExplicit = isSet(recursive);
  if (isRecursive(mount) || (!isExplicit && container.partial)) return undefined;
  return {
    at: isExplicit ? recursive.span : headOf(mount.value),
    message: `can write to what is mounted below ${code(path)} of its node`,
    advice: 'add `recursiveReadOnly: IfPossible`',
    remedy: remedyFor(mount, true),
  };
}

function remedyFor(mount: Mount, hasSubmounts: boolean): Remedy {
  const changes: ValueChange[] = [];
  const set = (name: string, value: Data) =>
    changes.push({ kind: 'set', path: [...mount.value.path, name], value });
  if (!isReadOnly(mount)) set('readOnly', true);
  // `Enabled` keeps the container from starting where the node's runtime can't do it.
  if (hasSubmounts && !isRecursive(mount)) set('recursiveReadOnly', 'IfPossible');
  return { safety: 'unsafe', changes, verify: READ_ONLY_CHECK };
}

function isRecursive({ value }: Mount): boolean {
  const recursive = textOf(field(value, 'recursiveReadOnly')?.value);
  return recursive === 'Enabled' || recursive === 'IfPossible';
}

/**
 * Directories that usually have file systems mounted below them: for pods and containers, and by
 * administrators (Filesystem Hierarchy Standard 3.0, sections 3.11 and 3.12).
 */
const MOUNT_PARENTS = /^\/(?:var|var\/lib|media|mnt)\/?$/;

/**
 * Whether a read-only mount leaves file systems below it writable that `recursiveReadOnly` could
 * close. Below `/` there are /proc, /sys and /dev: that counts in every profile. The API server takes
 * the field only where no mounts are propagated (kubernetes/enhancements, KEP-3857).
 */
function mayHaveSubmounts(
  { pod }: Container,
  mount: Mount,
  path: string,
  { profile }: RuleSet,
): boolean {
  const isParent = /^\/+$/.test(path) || (profile === 'strict' && MOUNT_PARENTS.test(path));
  return isParent && pod.os === 'linux' && ['', 'None'].includes(propagationOf(mount));
}

function propagationOf({ value }: Mount): string {
  return textOf(field(value, 'mountPropagation')?.value) ?? '';
}
