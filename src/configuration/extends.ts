import type { Profile } from '../rules/kit/rule.ts';
import { PROFILES } from '../options/options.ts';

/** Where a file of the configuration is: in the repository that is judged, or in another one on GitHub. */
export interface FilePlace {
  /** `owner/name`; undefined for the repository that is judged. */
  readonly repository: string | undefined;
  /** From the root of the repository. */
  readonly path: string;
}

/** What a configuration builds on, and where it says so. */
export interface Extends {
  /** A profile, or a file; undefined for a path that leads out of its repository. */
  readonly base: Profile | FilePlace | undefined;
  readonly text: string;
  readonly line: number;
  readonly column: number;
}

/** `acme/.github:podseal.yml`: the owner as GitHub allows it, a repository, a file of YAML. */
const ELSEWHERE = /^([A-Za-z\d][A-Za-z\d-]{0,38}\/[\w.-]{1,100}):([\w./-]+\.ya?ml)$/;
const RELATIVE = /^\.{1,2}\/[^:\\]*\.ya?ml$/;

/** What a text of `extends` has to be like. */
export const EXTENDS = new RegExp(
  `^(?:${PROFILES.join('|')})$|${ELSEWHERE.source}|${RELATIVE.source}`,
);

/** The name of a file in messages, which is unique: a relative path has no colon. */
export function nameOf({ repository, path }: FilePlace): string {
  return repository === undefined ? path : `${repository}:${path}`;
}

/** The place of a file by its name. */
export function placeOf(name: string): FilePlace {
  const [, repository, path] = ELSEWHERE.exec(name) ?? [];
  return path === undefined ? { repository: undefined, path: name } : { repository, path };
}

/**
 * What a text of `extends` means in a file.
 *
 * @param file the name of the file
 */
export function baseOf(text: string, file: string): Extends['base'] {
  const profile = PROFILES.find((one) => one === text);
  if (profile) return profile;
  const [, elsewhere, path] = ELSEWHERE.exec(text) ?? [];
  const from = placeOf(file);
  const folder = from.path.split('/').slice(0, -1);
  const parts = resolve(path === undefined ? [...folder, ...text.split('/')] : path.split('/'));
  const repository = path === undefined ? from.repository : elsewhere;
  return parts && { repository, path: parts.join('/') };
}

/** The parts of a path without `.` and `..`; undefined where it leads out of the root. */
function resolve(parts: readonly string[]): string[] | undefined {
  const kept: string[] = [];
  for (const part of parts) {
    if (part === '..' && kept.pop() === undefined) return undefined;
    if (!['', '.', '..'].includes(part)) kept.push(part);
  }
  return kept;
}
