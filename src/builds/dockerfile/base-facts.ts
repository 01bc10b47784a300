import { type KnownImage, knownImage } from '../../images/known-image.ts';
import { wordsOf } from '../../images/version.ts';
import type { ProjectImages } from '../../images/project-images.ts';

/** What is known of the image that a Dockerfile starts from. */
export interface BaseFacts {
  readonly known: KnownImage | undefined;
  /** Whether it is empty. */
  readonly isScratch: boolean;
  /**
   * Whether nobody but root owns anything in it, so that another user writes only to its temporary
   * folders: it is an operating system or a language, and has no service.
   */
  readonly isPlain: boolean;
  /** Whether a program of any kind is put into it, so that its own facts are not about a program. */
  readonly isRuntime: boolean;
}

/** Operating systems and languages, by their ids in the catalog. */
const PLAIN = new Set(
  'alpine busybox debian distroless dotnet-aspnet eclipse-temurin golang node python ruby ubuntu'.split(
    ' ',
  ),
);

/** What is known of a base. */
export function baseFacts(base: string | undefined, own?: ProjectImages): BaseFacts {
  const isScratch = base === 'scratch';
  const known = base === undefined || isScratch ? undefined : knownImage(base, own);
  const isRuntime = known !== undefined && PLAIN.has(known.id);
  return { known, isScratch, isPlain: isScratch || isRuntime, isRuntime };
}

/**
 * Users that these images have beside those of the catalog, by the ids that it has for them, each with
 * its home: nodejs/docker-node, dotnet/dotnet-docker (`APP_UID`), GoogleContainerTools/distroless.
 */
const ACCOUNTS: Readonly<Record<string, readonly [name: string, uid: number, home: string]>> = {
  node: ['node', 1000, '/home/node'],
  'dotnet-aspnet': ['app', 1654, '/home/app'],
  distroless: ['nonroot', 65_532, '/home/nonroot'],
};

/** The number of a user that a base has; undefined where it is not known. */
export function baseAccount(name: string, { known }: BaseFacts): number | undefined {
  if (name === 'root') return 0;
  const [account, uid] = ACCOUNTS[known?.id ?? ''] ?? [];
  if (account === name) return uid;
  const named = [known?.user, known?.becomes].find((one) => one?.name === name);
  if (named?.uid !== undefined) return named.uid;
  // Debian's base-passwd, Alpine's alpine-baselayout, and distroless have the same.
  if (name === 'nobody' && known) return 65_534;
  if (name === 'www-data' && known) {
    return wordsOf(known.reference.tag).includes('alpine') ? 82 : 33;
  }
  return undefined;
}

/** The home of a user that a base has, which belongs to it. */
export function baseHome(uid: number, { known }: BaseFacts): string | undefined {
  const [, number, home] = ACCOUNTS[known?.id ?? ''] ?? [];
  return number === uid ? home : undefined;
}

/** The variables that bases set and Dockerfiles use: .NET's user (dotnet/dotnet-docker, runtime-deps). */
export function baseVariables(from: string): ReadonlyMap<string, string> {
  return new Map(/(?:^|\/)dotnet\//.test(from) ? [['APP_UID', '1654']] : []);
}
