import type { Finding, Judged } from '../judge/judge.ts';
import type { Merged } from './merged-findings.ts';

/**
 * What was found in objects of a file as they are built, as the file by itself has it where that is the same: with
 * its fix, such as that of a release whose values say all that its chart needs.
 */
export function withOwnFixes<From>(
  built: readonly Merged<From>[],
  own: Judged | undefined,
): readonly Merged<From>[] {
  if (!own) return built;
  const open = [...own.findings];
  return built.map(({ finding, from }) => {
    const index = open.findIndex((one) => isSame(one, finding));
    const [same = finding] = index === -1 ? [] : open.splice(index, 1);
    return { finding: same, from };
  });
}

function isSame(own: Finding, built: Finding): boolean {
  if (own.rule !== built.rule || own.detail !== built.detail) return false;
  if (own.line === built.line) return true;
  const [one, other] = [own.subject, built.subject];
  // A name may be filled in when it is built.
  return one.container?.name === other.container?.name && one.resource.name === other.resource.name;
}
