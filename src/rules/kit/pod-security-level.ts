import type { RuleSet } from './rule.ts';

/** A level of the Pod Security Standards, at the version of Kubernetes that was asked for. */
export interface Standard {
  readonly level: 'baseline' | 'restricted';
  /** Whether the standard has what came to it with Kubernetes 1.`minor`. */
  isSince(minor: number): boolean;
}

/**
 * The Pod Security Standard that a profile stands for. In such a profile a rule finds exactly what
 * the admission plugin finds (kubernetes/pod-security-admission, policy/check_*.go).
 *
 * @returns undefined for the profiles that are Podseal's own
 */
export function podSecurityLevel({ profile, podSecurityVersion }: RuleSet): Standard | undefined {
  if (profile !== 'baseline' && profile !== 'restricted') return undefined;
  const version = podSecurityVersion ?? Infinity;
  return { level: profile, isSince: (minor) => version >= minor };
}
