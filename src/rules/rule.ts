import type { Change } from '../manifest/change.ts';
import type { Span } from '../manifest/lines.ts';
import type { Container, Pod } from '../manifest/pod.ts';
import type { Resource } from '../manifest/resource.ts';
import type { Value } from '../manifest/value.ts';

export type Severity = 'error' | 'warning';

/** A set of severities for the rules; a rule that is not in a profile is off. */
export type Profile = 'immutable' | 'strict';

/** What a finding is about: an object, or a container of it. */
export interface Subject {
  readonly resource: Resource;
  readonly container?: Container;
  /** The part of the object that the finding is about: the container, or a mapping of the object. */
  readonly value: Value;
}

/** How to mend a finding. */
export interface Remedy {
  /** safe: cannot change what the application does at run time; unsafe: a person must check. */
  readonly safety: 'safe' | 'unsafe';
  readonly changes: readonly Change[];
  /** What to check before applying it, a sentence; given for every unsafe remedy. */
  readonly verify?: string;
}

/** What a rule says of one thing that it found. */
export interface Report {
  readonly subject: Subject;
  /** The offending value, or where the missing field belongs. */
  readonly at: Span;
  /** What is wrong, about the subject, without its name: `its root filesystem is writable`. */
  readonly message: string;
  /** Tells apart several findings of the rule on one subject, such as by field name. */
  readonly detail?: string;
  readonly remedy?: Remedy;
}

/** What a rule looks at: an object, with its pod spec where it has one. */
export interface Target {
  readonly resource: Resource;
  readonly pod: Pod | undefined;
}

/** A rule: one file, one id. */
export interface Rule {
  readonly id: string;
  /** What a finding is, in a clause; the rule index and its page are headed by it. */
  readonly summary: string;
  /** What is the matter with a subject that has such a finding: "`web` can change while it runs". */
  readonly headline: string;
  readonly severity: Readonly<Record<Profile, Severity>>;
  readonly check: (target: Target, report: (report: Report) => void) => void;
}

/** Declares a rule. */
export function defineRule(rule: Rule): Rule {
  return rule;
}

/** Declares a rule that looks at containers one by one. */
export function defineContainerRule(
  rule: Omit<Rule, 'check'> & {
    readonly check: (
      container: Container,
      report: (report: Omit<Report, 'subject'>) => void,
    ) => void;
  },
): Rule {
  return {
    ...rule,
    check({ resource, pod }, report) {
      for (const container of pod?.containers ?? []) {
        const subject: Subject = { resource, container, value: container.value };
        rule.check(container, (found) => report({ subject, ...found }));
      }
    },
  };
}
