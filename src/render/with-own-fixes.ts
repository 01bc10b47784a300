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
    const named = open.findIndex((one) => isLike(one, finding) && isNamed(one, finding));
    // A name may be filled in when it is built.
    const index =
      named === -1
        ? open.findIndex((one) => isLike(one, finding) && one.line === finding.line)
        : named;
    const [same = finding] = index === -1 ? [] : open.splice(index, 1);
    return { finding: same, from };
  });
}

function isLike(own: Finding, built: Finding): boolean {
  return own.rule === built.rule && own.detail === built.detail;
}

function isNamed({ subject: own }: Finding, { subject: built }: Finding): boolean {
  return own.container?.name === built.container?.name && own.resource.name === built.resource.name;
}
