import type { RuleSet } from '../rules/kit/rule.ts';
import { UserError } from '../errors/user-error.ts';

export const LATEST = 'latest';

/**
 * Reads a version of the Pod Security Standards, written as in the label of a namespace.
 *
 * @param version `latest`, or `v1.` and a minor version of Kubernetes
 * @returns what a rule set has for it: the minor version, or undefined for the latest
 * @throws UserError where it is neither, or where the profile has no versions
 */
export function readPodSecurityVersion(
  version: string,
  profile: RuleSet['profile'],
): number | undefined {
  if (version === LATEST) return undefined;
  const minor = /^v1\.(\d{1,3})$/.exec(version)?.[1];
  if (minor === undefined) {
    throw new UserError(
      `Pod Security version ${JSON.stringify(version)}: write latest, or a version of Kubernetes such as v1.31.`,
    );
  }
  if (profile !== 'baseline' && profile !== 'restricted') {
    throw new UserError(
      `Pod Security version ${version}: only the profiles baseline and restricted have versions, and the profile is ${profile}.`,
    );
  }
  return Number(minor);
}
