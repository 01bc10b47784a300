import { UserError } from '../errors/user-error.ts';
import type { RuleSet } from '../rules/kit/rule.ts';
import type { Values } from './options.ts';

/**
 * Which rules judge, and how, by the options.
 *
 * @throws UserError for options that do not go together
 */
export function ruleSetOf(values: Values): RuleSet {
  return {
    profile: values.profile,
    podSecurityVersion: minorVersion(values),
    only: values.rule,
    skip: values['skip-rule'],
    scratch: {
      sizeLimit: values['scratch-size'],
      ...(values['scratch-medium'] === 'memory' && { medium: 'Memory' }),
    },
  };
}

/** The minor version of Kubernetes; undefined for the latest. */
function minorVersion({ 'pod-security-version': version, profile }: Values): number | undefined {
  if (version === 'latest') return undefined;
  if (profile === 'baseline' || profile === 'restricted')
    return Number(version.slice('v1.'.length));
  throw new UserError(
    `pod-security-version ${version} needs the profile baseline or restricted; the profile is ${profile}.`,
  );
}
