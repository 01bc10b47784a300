import type { Severity, RuleSet } from '../rules/kit/rule.ts';
import type { Standard } from '../rules/kit/pod-security-level.ts';

/** A variable of a policy, which the API server evaluates once where it is used. */
export interface Variable {
  readonly name: string;
  /** CEL, which may use the variables before it. */
  readonly expression: string;
}

/** One thing that a policy asks for. */
export interface Check {
  /** Tells it from the others of its policy: a part of a variable's name. */
  readonly name: string;
  /** What it looks at: each container as `c`, each volume as `v`, or the pod itself. */
  readonly of: 'container' | 'volume' | 'pod';
  /** CEL that is true for what is refused. */
  readonly found: string;
  /** What to do, an order without its end, in at most 20 words. */
  readonly order: string;
  /** Whether it is only worth a warning where the rule's other findings are errors. */
  readonly isMinor?: boolean;
}

/** How the rule judges whose checks are asked for. */
export interface Basis {
  readonly standard: Standard | undefined;
  readonly profile: RuleSet['profile'];
  /** What the rule lets pass by the configuration. */
  readonly allow: readonly string[];
  /** Whether the rule has the severity of its profile, which some of its findings fall below. */
  readonly isGraded: boolean;
}

/** A rule as CEL: its checks, and what of it the API server can't see. */
export interface Expressed {
  readonly checks: (basis: Basis) => readonly Check[];
  /** In what cases the review decides otherwise, a sentence. */
  readonly differs?: string;
}

/** A rule that no policy can enforce, and why: the end of a sentence. */
export interface Unexpressed {
  readonly why: string;
}

/** A policy, whatever engine evaluates it. */
export interface Policy {
  /** A name as Kubernetes takes it. */
  readonly name: string;
  /** What it refuses, in a clause. */
  readonly summary: string;
  readonly severity: Severity;
  /** Whether the review fails for what it refuses. */
  readonly isFailing: boolean;
  readonly variables: readonly Variable[];
  readonly validations: readonly Validation[];
  /** The label that namespaces need for it; everywhere but in the system's own when undefined. */
  readonly onLabel?: readonly [key: string, value: string];
  /** Whether whoever makes a pod can exempt it by an annotation. */
  readonly isAnnotated: boolean;
  /** What the reader has to know of it, sentences. */
  readonly notes: readonly string[];
}

export interface Validation {
  readonly expression: string;
  /** What is said where `messageExpression` fails, or there is none. */
  readonly message: string;
  readonly messageExpression?: string;
}
