import type { PrivilegedProgram } from '../../images/image-files.ts';
import { hasFilesOfOthers } from '../../kubernetes/mounts.ts';
import type { Container } from '../../kubernetes/pod.ts';
import { configOf } from './container-image.ts';
import { codePath } from './describe.ts';
import type { RuleSet } from './rule.ts';

/** So many are named in a sentence. */
const MAX_NAMED = 4;

/**
 * The programs of a container's image that gain privileges when they are started; undefined where that is
 * not known: nobody read its layers, or a volume may bring programs of its own.
 */
export function privilegedPrograms(
  container: Container,
  ruleSet: RuleSet,
): readonly PrivilegedProgram[] | undefined {
  const files = configOf(container, ruleSet)?.files;
  return !files || files.isCut || hasFilesOfOthers(container) ? undefined : files.privileged;
}

/** Programs in a sentence: "`/usr/bin/su`, `/usr/bin/mount` and 3 others". */
export function listPrograms(programs: readonly Pick<PrivilegedProgram, 'path'>[]): string {
  const named = programs.slice(0, MAX_NAMED).map(({ path }) => codePath(path));
  const more = programs.length - named.length;
  if (more > 0) return `${named.join(', ')} and ${more} ${more === 1 ? 'other' : 'others'}`;
  const last = named.pop() ?? '';
  return named.length > 0 ? `${named.join(', ')} and ${last}` : last;
}
