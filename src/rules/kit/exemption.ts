/** What a team has decided to live with: which findings, and why. A pattern that is left out fits all. */
export interface Exemption {
  readonly rules: readonly string[];
  /** Globs: the file from the root of the repository, and what the finding is about. */
  readonly path?: string | undefined;
  readonly kind?: string | undefined;
  readonly namespace?: string | undefined;
  readonly name?: string | undefined;
  readonly container?: string | undefined;
  readonly image?: string | undefined;
  readonly reason: string;
  /** The day, as `2027-01-31`, from which on it does not count. */
  readonly expires?: string | undefined;
  /** Where it is written: `.github/podseal.yml:12`. */
  readonly source: string;
}

/** Stands in a reason that a person has to complete: an exemption that still has it does not count. */
export const UNFINISHED = '<why>';

/** What a container is there for, where a rule forbids just that: its finding may have to stay. */
export interface Need {
  /** A reason for an exemption, by what is known; with `<why>` in it where a person has to add to it. */
  readonly reason: string;
  /** When to exempt the finding: it goes on the end of a message. */
  readonly condition: '. If it has to stay' | ': if it needs this';
}

/** Where a rule may be exempted. */
export type Allowed = 'anywhere' | 'configuration' | 'nowhere';

/** All that decides which findings are exempt, beside what manifests say themselves. */
export interface ExemptionPolicy {
  readonly exemptions: readonly Exemption[];
  /** By rule; a rule that is not here may be exempted anywhere. */
  readonly allowed: Readonly<Record<string, Allowed>>;
  /** The day on which it is judged, as `2026-11-28`. */
  readonly today: string;
  /** Other tools whose annotations count, by name. */
  readonly foreign?: readonly string[] | undefined;
  /** Where the paths of files start: folders, absolute; undefined where they start at the root. */
  readonly folders?: { readonly root: string; readonly working: string } | undefined;
}

/** Nothing is exempt but what manifests exempt themselves. */
export const NO_EXEMPTIONS: ExemptionPolicy = {
  exemptions: [],
  allowed: {},
  // Before every end: without a day, what ends some day counts.
  today: '',
};

/** Where the findings of a rule may be exempted. */
export function allowedFor(
  rule: string,
  { allowed }: Pick<ExemptionPolicy, 'allowed'> = NO_EXEMPTIONS,
): Allowed {
  return Object.hasOwn(allowed, rule) ? (allowed[rule] ?? 'anywhere') : 'anywhere';
}
