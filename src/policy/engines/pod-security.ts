import { MANAGED } from '../../rules/kit/admission-policy/written.ts';
import type { Severity } from '../../rules/kit/rule.ts';
import type { Profile, Rule, RuleSet } from '../../rules/kit/rule.ts';
import type { DataMap } from '../../yaml/value-change.ts';
import type { Stage } from './engine.ts';

type Level = 'baseline' | 'restricted';

/**
 * The level that is nearest to a profile. What makes a container immutable is in neither; baseline is
 * what an immutable container never needs, and restricted has the hardening that `strict` asks for.
 */
const NEAREST: Readonly<Record<Profile, Level>> = {
  immutable: 'baseline',
  strict: 'restricted',
  baseline: 'baseline',
  restricted: 'restricted',
};

/** Labels of namespaces, and in words what they do otherwise than the review. */
export interface NamespaceLabels {
  readonly header: readonly string[];
  readonly objects: readonly DataMap[];
}

const LABEL = 'pod-security.kubernetes.io/';

interface Namespaces {
  readonly ruleSet: RuleSet;
  /** The rules that judge, with their severities. */
  readonly active: readonly { readonly rule: Rule; readonly severity: Severity }[];
  readonly all: readonly Rule[];
  readonly names: readonly string[];
}

/** The labels of namespaces for Pod Security Admission, at the nearest level and version. */
export function labelNamespaces(
  { ruleSet, active, all, names }: Namespaces,
  { isEnforced }: Stage,
): NamespaceLabels {
  const level = NEAREST[ruleSet.profile];
  const version =
    ruleSet.podSecurityVersion === undefined ? 'latest' : `v1.${ruleSet.podSecurityVersion}`;
  const modes = isEnforced ? ['enforce', 'audit', 'warn'] : ['audit', 'warn'];
  const labels = Object.fromEntries(
    modes.flatMap((mode) => [
      [`${LABEL}${mode}`, level],
      [`${LABEL}${mode}-version`, version],
    ]),
  );
  return {
    header: [
      isEnforced
        ? `Pods that level ${level} forbids are refused. Workloads that make such pods are not.`
        : 'The labels refuse nothing: they warn, and the audit log has what level ' +
          `${level} forbids. Refuse it with podseal policy --enforce.`,
      `What would be refused: kubectl label --dry-run=server --overwrite namespace ${names.join(' ')} ` +
        `${LABEL}enforce=${level}`,
      ...uncovered(level, active),
      ...beyond(level, active, all),
      ...(ruleSet.exemptions?.exemptions.length
        ? ['No exemption is here: labels are for all pods of a namespace.']
        : []),
    ],
    objects: names.map((name) => ({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name, labels: { ...MANAGED, ...labels } },
    })),
  };
}

function uncovered(level: Level, active: Namespaces['active']): string[] {
  const rules = active.filter(({ rule }) => rule.severity[level] === undefined);
  return rules.length === 0
    ? []
    : [`Level ${level} does not ask for: ${rules.map(({ rule }) => rule.id).join(', ')}.`];
}

function beyond(level: Level, active: Namespaces['active'], all: Namespaces['all']): string[] {
  const failing = new Set(
    active.filter(({ severity }) => severity === 'error').map(({ rule }) => rule.id),
  );
  const rules = all.filter(({ id, severity }) => severity[level] !== undefined && !failing.has(id));
  return rules.length === 0
    ? []
    : [
        `Level ${level} also refuses what is no error in the review: ` +
          `${rules.map(({ id }) => id).join(', ')}.`,
      ];
}
