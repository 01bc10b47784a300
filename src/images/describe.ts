import { code } from '../text/markdown.ts';
import type { BuiltImage } from './built-image.ts';
import type { Confirmation, User } from './facts.ts';
import type { KnownImage, Write } from './known-image.ts';

/** The paths without which an image does not work. */
export function neededWrites({ writes }: KnownImage): Write[] {
  return (writes ?? []).filter(({ when }) => when === undefined);
}

/** Where an image writes, a clause about it: "writes to `/var/cache/nginx` and `/var/run`". */
export function describeWrites(image: KnownImage): string {
  if (!image.writes) return 'writes to paths that are not known';
  const needed = neededWrites(image);
  if (needed.length > 0) return `writes to ${listPaths(needed)}`;
  return image.writes.length > 0 ? `may write to ${listPaths(image.writes)}` : 'writes nothing';
}

/** Which user an image starts as, a clause about it: "starts as `nobody`, a name". */
export function describeUser(image: KnownImage): string {
  const { built } = image;
  return built ? describeBuiltUser(built, image) : describeStart(image);
}

/** "is built from `web/Dockerfile`, which sets no `USER`, so it runs as root". */
function describeBuiltUser(
  { dockerfile, tool, says }: BuiltImage,
  { user }: Pick<KnownImage, 'user'>,
): string {
  if (dockerfile === undefined) return `is built by ${tool ?? 'a tool'}, and ${says}`;
  const runs = user?.declared === 'root' ? ', so it runs as root' : '';
  return `is built from ${code(dockerfile, Infinity)}, which ${says}${runs}`;
}

function describeStart({ user, becomes }: KnownImage): string {
  if (!user) return 'starts as a user that is not known';
  const after = becomes ? `, then becomes \`${becomes.name}\`${numbers(becomes)}` : '';
  if (user.declared === 'root') return `starts as root${after}`;
  if (user.declared === 'numeric') return `starts as user ${user.uid ?? 'not known'}`;
  return `starts as \`${user.name ?? 'a name'}\`${numbers(user)}, a name, which Kubernetes can't tell from root`;
}

/** What was checked of how an image works with a read-only root, a clause. */
export function describeConfidence({ confidence, caveats }: KnownImage): string {
  if (caveats.length > 0) return 'not everything: see what is not certain';
  return confidence === 'shipped'
    ? "sources for this version, with the project's own manifests"
    : 'sources for this version';
}

/** The run that confirmed the facts, with its limit, a clause. */
export function describeConfirmation({ how, program, version, date }: Confirmation): string {
  const what = how === 'image' ? 'the image' : 'its program, and not the image,';
  return `${what} started with a read-only root filesystem by these facts (${program} ${version}, ${date})`;
}

/** Paths as a sentence has them: "`/a`, `/b` and `/c`". */
export function listPaths(writes: readonly Pick<Write, 'path'>[]): string {
  const paths = writes.map(({ path }) => `\`${path}\``);
  const last = paths.at(-1) ?? '';
  return paths.length > 1 ? `${paths.slice(0, -1).join(', ')} and ${last}` : last;
}

function numbers({ uid, gid }: Pick<User, 'uid' | 'gid'>): string {
  if (uid === undefined) return '';
  return gid === undefined ? ` (${uid})` : ` (${uid}:${gid})`;
}
