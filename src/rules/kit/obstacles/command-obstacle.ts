import { covers } from '../../../images/paths.ts';
import { type Mount, mountsOf } from '../../../kubernetes/mounts.ts';
import type { Container } from '../../../kubernetes/pod.ts';
import { textOf } from '../../../yaml/value.ts';
import { code } from '../describe.ts';
import { type ContainerCommand, commandsOf } from '../shell/container-commands.ts';
import { mountAt } from '../shell/mounted-text.ts';
import { volumesOfKind } from '../shell/volumes-of-kind.ts';
import type { WrittenPath } from '../shell/read-command.ts';
import { hostPathOf } from './container-mounts.ts';
import type { Losses } from './losses.ts';
import {
  type ProgramNeeds,
  installationNeeds,
  programNeeds,
  scriptNeeds,
} from './program-needs.ts';

/** What of a container's own commands, probes and hooks needs what is taken from it. */
export function commandObstacle(container: Container, losses: Losses): string | undefined {
  for (const command of commandsOf(container)) {
    const why =
      programObstacle(command, losses) ??
      scriptObstacle(command, losses) ??
      homeObstacle(command, losses) ??
      installObstacle(command, losses) ??
      writeObstacle(container, command, losses);
    if (why !== undefined) return why;
  }
  return undefined;
}

function programObstacle({ field, uses }: ContainerCommand, losses: Losses): string | undefined {
  for (const use of uses) {
    const needs = programNeeds(use);
    const taken = needs && takenFrom(needs, losses);
    if (taken !== undefined)
      return describe(use.program, use.script ?? field, taken, needs?.instead);
  }
  return undefined;
}

/** A script whose name tells what it does, where it can't be read. */
function scriptObstacle(
  { field, words, scripts }: ContainerCommand,
  losses: Losses,
): string | undefined {
  for (const { value } of words) {
    const word = textOf(value) ?? '';
    const needs = scripts.has(word) ? undefined : scriptNeeds(word);
    const taken = needs && takenFrom(needs, losses);
    if (taken !== undefined) return describe(word, field, `${taken}, by its name`, needs?.instead);
  }
  return undefined;
}

/** The home of root is closed to others in usual images. */
const HOME_OF_ROOT = /(?:^|[\s"'=;&|(])(\/root\/[^\s"';&|)]*)/;

function homeObstacle(
  { field, words, scripts }: ContainerCommand,
  losses: Losses,
): string | undefined {
  if (!losses.root) return undefined;
  const texts = [...words.map(({ value }) => [field, textOf(value) ?? ''] as const), ...scripts];
  for (const [where, text] of texts) {
    const path = HOME_OF_ROOT.exec(text)?.[1];
    if (path === undefined) continue;
    return `${code(path)} in ${code(where)} is in the home of root: move it elsewhere in the image`;
  }
  return undefined;
}

/** Software that is installed or downloaded, unless it goes to a volume. */
function installObstacle({ field, changes }: ContainerCommand, losses: Losses): string | undefined {
  const change = changes.find(({ kind }) => kind !== 'write');
  if (!change) return undefined;
  const needs = installationNeeds(change.by);
  const taken = takenFrom(needs, losses);
  if (taken === undefined) return undefined;
  return describe(change.by, change.script ?? field, taken, needs.instead);
}

function takenFrom(needs: ProgramNeeds, losses: Losses): string | undefined {
  const capability = needs.capabilities?.find(losses.capability);
  if (capability !== undefined) return `the capability ${code(capability)}`;
  if (needs.privileged && losses.privileged) return 'a privileged container';
  if (needs.root && losses.root) return 'root';
  if (needs.setuid && losses.setuid) return 'privilege escalation';
  if (needs.rootFilesystem && losses.rootFilesystem) return 'a writable root filesystem';
  const namespace = needs.hostNamespaces?.find((name) => losses.hostNamespaces.includes(name));
  return namespace === undefined ? undefined : code(namespace);
}

/** A path that a command writes to, on a mount or on the root filesystem. */
function writeObstacle(
  container: Container,
  { field, writes }: ContainerCommand,
  losses: Losses,
): string | undefined {
  // Where the rest of it stands elsewhere, so may its mounts.
  if (container.partial) return undefined;
  for (const write of writes) {
    const found = writeNeeds(container, write, losses);
    if (!found) continue;
    const { path, by, script = field } = write;
    return `${code(by)} in ${code(script)} writes to ${code(path)}: ${found}`;
  }
  return undefined;
}

/** What the kernel provides, and the part of it that changes the node. */
const PROVIDED = /^\/(?:dev|proc|sys)(?:\/|$)/;
const KERNEL = /^\/(?:proc\/sys|sys)\//;

/** What a write needs that is taken, as what to do instead. */
function writeNeeds(
  container: Container,
  { path }: WrittenPath,
  losses: Losses,
): string | undefined {
  const mount = mountOf(container, path);
  if (mount) {
    if (losses.mounts.includes(mount)) return 'leave that mount writable';
    const isOfNode = hostPathOf(container, mount) !== undefined;
    return isOfNode && losses.root ? 'only root can write to files of its node' : undefined;
  }
  if (KERNEL.test(path)) {
    return losses.privileged ? "set that in the node's own configuration" : undefined;
  }
  if (PROVIDED.test(path) || isUnknown(container, path)) return undefined;
  if (volumesOfKind(container).some((one) => covers(one, path))) return undefined;
  if (!losses.rootFilesystem)
    return losses.root && SYSTEM.test(path) ? 'do this in the Dockerfile' : undefined;
  const isServed = losses.newMounts.some((one) => covers(one, path));
  return isServed ? undefined : 'mount a volume there first, or build it into the image';
}

/** Folders of an image that belong to root (Filesystem Hierarchy Standard 3.0). */
const SYSTEM = /^\/(?:bin|boot|etc|lib|lib32|lib64|opt|sbin|usr)(?:\/|$)/;

/** A path without its variables, patterns, and what comes behind them. */
function knownPart(path: string): string {
  const unknown = path.search(/[$*?[{`]/);
  const folder = unknown === -1 ? -1 : path.lastIndexOf('/', unknown);
  return folder === -1 ? path : path.slice(0, folder);
}

/** Whether what a variable stands for may lead to a volume. */
function isUnknown(container: Container, path: string): boolean {
  const known = knownPart(path);
  return (
    known !== path &&
    (known === '' || mountsOf(container).some((mount) => covers(known, mount.path)))
  );
}

/** The innermost mount that has a path, as far as the path is known. */
function mountOf(container: Container, path: string): Mount | undefined {
  const known = knownPart(path);
  return known === '' ? undefined : mountAt(container, known);
}

function describe(by: string, where: string, what: string, instead = ''): string {
  return `${code(by)} in ${code(where)} needs ${what}: ${instead}`;
}
