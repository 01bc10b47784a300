import type { BuiltImages } from '../../images/built-image.ts';
import type { ImageConfig } from '../../images/image-config.ts';
import type { KnownImage } from '../../images/known-image.ts';
import type { ProjectImages } from '../../images/project-images.ts';
import type { ValueChange } from '../../yaml/value-change.ts';
import type { Span } from '../../yaml/lines.ts';
import type { ExemptionPolicy, Need } from './exemption.ts';
import type { Dependence } from './fixable.ts';
import type { GenericSchema } from 'valibot';
import type { Kustomization } from '../../kubernetes/kustomization/kustomization.ts';
import type { ReleaseSource } from '../../kubernetes/known-charts/release-sources.ts';
import type { WrappedChart } from '../../kubernetes/known-charts/wrapped-chart.ts';
import type { OwnKind } from '../../kubernetes/own-kinds.ts';
import type { Container, Pod } from '../../kubernetes/pod.ts';
import type { Resource } from '../../kubernetes/resource.ts';
import type { Value } from '../../yaml/value.ts';
import type { PoliciesBefore } from './admission-policy/policies-before.ts';

/** The severities, the gravest first. */
export const SEVERITIES = ['error', 'warning', 'notice'] as const;

/**
 * error: fails the check. warning: is worth a comment. notice: hardening that has nothing to do with
 * what a container can change; it never has a comment of its own, but joins one that there is.
 */
export type Severity = (typeof SEVERITIES)[number];

/** Orders severities, the gravest first. */
export function compareSeverity(one: Severity, other: Severity): number {
  return SEVERITIES.indexOf(one) - SEVERITIES.indexOf(other);
}

/** A set of severities for the rules; a rule that is not in a profile is off. */
export type Profile = 'immutable' | 'strict' | 'baseline' | 'restricted';

/** Which rules judge, and how. */
export interface RuleSet {
  readonly profile: Profile;
  /** Only these rules; all of the profile when undefined. */
  readonly only?: readonly string[] | undefined;
  readonly skip?: readonly string[] | undefined;
  /** The minor version of Kubernetes whose Pod Security Standards count; the latest when undefined. */
  readonly podSecurityVersion?: number | undefined;
  /** The severity of rules by their ids, where a team has chosen another than the profile's. */
  readonly severities?: Readonly<Record<string, Severity | 'off'>> | undefined;
  /** What is exempt; only what manifests exempt themselves when undefined. */
  readonly exemptions?: ExemptionPolicy | undefined;
  /** What the project knows of images itself, which comes before what is known here. */
  readonly images?: ProjectImages | undefined;
  /** How the repository builds images, by their references as manifests or kustomizations write them. */
  readonly built?: BuiltImages | undefined;
  /** What images say of themselves, by their references as manifests write them. */
  readonly configs?: ReadonlyMap<string, ImageConfig> | undefined;
  /** What lists the file that is judged, and so changes its objects. */
  readonly kustomization?: Kustomization | undefined;
  /** Where charts are that objects of the file install. */
  readonly releaseSources?: readonly ReleaseSource[] | undefined;
  /** The documents whose charts are rendered, and judged there. */
  readonly renderedDocuments?: ReadonlySet<string> | undefined;
  /** The files of charts and kustomizations that are named as not analyzed, with a better reason. */
  readonly named?: ReadonlySet<string> | undefined;
  /** Whether a file is of a chart that is named as not rendered. */
  readonly isOfUnrendered?: ((path: string) => boolean) | undefined;
  /** Why the charts of others, which are at hand, can't be rendered; clauses, by `documentKey`. */
  readonly unrenderedDocuments?: ReadonlyMap<string, string> | undefined;
  /** The chart whose values the file has, under a key. */
  readonly wrapped?: WrappedChart | undefined;
  /** How the `emptyDir` volumes of fixes are made. */
  readonly scratch?: Scratch | undefined;
  /** What a team lets pass, by the ids of rules. */
  readonly allow?: Readonly<Record<string, readonly string[]>> | undefined;
  /** Kinds that a team describes itself. */
  readonly kinds?: readonly OwnKind[] | undefined;
  /** The policies for the cluster before a change; undefined where files are judged as they are. */
  readonly policiesBefore?: PoliciesBefore | undefined;
}

/** What the `emptyDir` volumes of fixes say. */
export interface Scratch {
  /** A quantity of Kubernetes; a default of Podseal's when undefined. */
  readonly sizeLimit?: string | undefined;
  readonly medium?: 'Memory' | undefined;
}

/** What a finding is about: an object, or a container of it. */
export interface Subject {
  readonly resource: Resource;
  readonly container?: Container;
  /** The part of the object that the finding is about: the container, or a mapping of the object. */
  readonly value: Value;
}

/** How to fix a finding. */
export interface Remedy {
  /** safe: cannot change what the application does at run time; unsafe: a person must check. */
  readonly safety: 'safe' | 'unsafe';
  readonly changes: readonly ValueChange[];
  /** What to check before applying it, a sentence; given for every unsafe remedy. */
  readonly verify?: string | undefined;
  /** Why these changes and no others, a sentence: what is known of the container's image. */
  readonly reason?: string | undefined;
  /** The image that the remedy rests on. */
  readonly image?: KnownImage;
}

/** What a rule says of one thing that it found. */
export interface Report {
  readonly subject: Subject;
  /** The offending value, or where the missing field belongs. */
  readonly at: Span;
  /** What is wrong, about the subject, without its name: `its root filesystem is writable`. */
  readonly message: string;
  /** What to do, an order; what stands in the way of the remedy replaces it. */
  readonly advice?: string;
  /** Whether the API server refuses what was found: that is worth a warning at least. */
  readonly isRefused?: boolean;
  /** Whether it is worth a warning in profile `immutable`, though the rule's other findings are errors. */
  readonly isMinor?: boolean;
  /** What is the matter with its subject, where it is milder than the rule's headline. */
  readonly headline?: string;
  /**
   * Tells apart several findings of the rule on one subject, such as by field name, and a fault from a
   * graver one that takes its place: the path of the node is in it, the image's name, the profile.
   */
  readonly detail?: string;
  readonly remedy?: Remedy;
  /** Given where the container is known to need what the rule forbids, and there is no remedy. */
  readonly need?: Need;
  /**
   * Makes what takes the place of the words and the remedy, where these take long to find. Only a finding
   * that is shown needs them, and a proof of a fix shows none.
   */
  readonly later?: () => Pick<Report, 'message' | 'advice' | 'remedy' | 'need'>;
}

/** A report with its words and its remedy. */
export function completed(report: Report): Report {
  const { later, ...rest } = report;
  return later ? { ...rest, ...later() } : report;
}

/** What a rule finds on a subject that goes without saying. */
export type Found = Omit<Report, 'subject'>;

/** What a rule looks at: an object, with the pods that it is or makes. */
export interface Target {
  /** Of the file that the object is in. */
  readonly path: string;
  readonly resource: Resource;
  readonly pods: readonly Pod[];
  readonly ruleSet: RuleSet;
  /** What Pod Security level admits the other workloads of the file in a namespace. */
  readonly admittedLevel: (namespace: string) => AdmittedLevel;
}

/** A Pod Security level, and an object that a stricter one would refuse. */
export interface AdmittedLevel {
  readonly level: 'restricted' | 'baseline' | 'privileged';
  readonly refused?: Resource;
}

/** A rule: one file, one id. */
export interface Rule {
  readonly id: string;
  /** What a finding is, in a clause; the rule index and its page are headed by it. */
  readonly summary: string;
  /** What is the matter with a subject that has such a finding: "`web` can change while it runs". */
  readonly headline: string;
  /** By profile; the rule is off in a profile that it does not name. */
  readonly severity: Readonly<Partial<Record<Profile, Severity>>>;
  /**
   * What its findings depend on of all that remedies change: a proof that changes nothing of it does not ask
   * the rule again. A test changes the rest in the fixtures.
   */
  readonly dependsOn: Dependence;
  /** What a team can let pass with the key `allow`. */
  readonly allow?: AllowList;
  readonly check: (target: Target, report: (report: Report) => void) => void;
}

/** The list of what a team lets pass. */
export interface AllowList {
  /** What its items are, a clause in Markdown. */
  readonly help: string;
  readonly item: GenericSchema<unknown, string>;
}

type Metadata = Omit<Rule, 'check'>;

/** Declares a rule that looks at whole objects. */
export function defineRule(rule: Rule): Rule {
  return rule;
}

/** Declares a rule that looks at pods one by one; a pod that is only some containers has no spec. */
export function definePodRule(
  rule: Metadata & {
    readonly check: (pod: Pod, report: (found: Found) => void, ruleSet: RuleSet) => void;
  },
): Rule {
  return {
    ...rule,
    check({ resource, pods, ruleSet }, report) {
      for (const pod of pods) {
        const value = pod.securityContext ?? pod.spec ?? resource.value;
        rule.check(pod, (found) => report({ subject: { resource, value }, ...found }), ruleSet);
      }
    },
  };
}

/** Declares a rule that looks at containers one by one. */
export function defineContainerRule(
  rule: Metadata & {
    readonly check: (
      container: Container,
      report: (found: Found) => void,
      ruleSet: RuleSet,
    ) => void;
  },
): Rule {
  return {
    ...rule,
    check({ resource, pods, ruleSet }, report) {
      for (const container of pods.flatMap(({ containers }) => containers)) {
        const subject: Subject = { resource, container, value: container.value };
        rule.check(container, (found) => report({ subject, ...found }), ruleSet);
      }
    },
  };
}
