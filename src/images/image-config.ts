import type { User } from './facts.ts';
import type { ImageFiles } from './image-files.ts';

/**
 * What an image's configuration says. It comes from a registry or a file that others wrote: untrusted
 * text, bounded in length and otherwise as it was.
 */
export interface ImageConfig {
  /** As what it starts: `65532`, `nginx`, `101:101`; empty where it says nothing, which is root. */
  readonly user: string;
  /** The paths that a runtime without Kubernetes makes anonymous volumes for. */
  readonly volumes: readonly string[];
  readonly workingDir: string;
  readonly env: Readonly<Record<string, string>>;
  readonly exposedPorts: readonly number[];
  readonly entrypoint: readonly string[];
  readonly cmd: readonly string[];
  /** What the reference leads to, an index where there are several platforms: what a pin names. */
  readonly digest: string;
  /** The platform that was read, such as `linux/amd64`. */
  readonly platform: string;
  /** What its layers tell; undefined where they were not read. */
  readonly files?: ImageFiles | undefined;
}

/** The API takes ids up to the largest signed 32-bit number. */
const MAX_USER_ID = 2_147_483_647;

/** As whom an image starts, read as the kubelet reads it: what follows a colon is the group. */
export function startUser({ user }: ImageConfig): User {
  const [name = ''] = user.split(':');
  // With a sign it is still a number: Go's strconv.ParseInt, by which container runtimes read it, takes one.
  const uid = /^[+-]?\d+$/.test(name) ? Number(name) : undefined;
  if (name === '' || name === 'root' || uid === 0) return { declared: 'root' };
  return uid === undefined || uid < 0 || uid > MAX_USER_ID
    ? { declared: 'name', name }
    : { declared: 'numeric', uid };
}
