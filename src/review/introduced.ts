import type { WrappedChart } from '../kubernetes/known-charts/wrapped-chart.ts';
import { type Finding, type Judged, judge } from '../judge/judge.ts';
import { readManifest } from '../kubernetes/manifest.ts';
import type { BuiltImages } from '../images/built-image.ts';
import { type RuleSet, type Severity, compareSeverity } from '../rules/kit/rule.ts';
import type { Change } from './change.ts';
import { type KustomizationOf, kustomized } from './kustomizations.ts';
import { type Pairing, pairElsewhere, pairInForms, pairLast } from './pair-units.ts';
import type { ReleaseRules } from './release-sources.ts';
import { type Unit, unitsOf } from './units.ts';

/** What of the findings of a change is its doing. */
export interface Origins {
  /** New in substance: neither moved nor renamed. */
  readonly introduced: ReadonlySet<Finding>;
  /** On containers and objects whose security settings, command, mounts or image the change touches. */
  readonly touched: ReadonlySet<Finding>;
  /** The files as they were, in their order. */
  readonly before: readonly Judged[];
}

/** A text or a rendering as it is now, with what it was before the change. */
export interface Comparison {
  readonly now: Judged;
  /** Empty for what was not there. What any of several had is not new. */
  readonly before: readonly Judged[];
  /** Whether `before` is compared with others, too: what has no counterpart in it may have one there. */
  readonly isShared?: boolean;
  /** Whether it is not known what was there before: then only what has a counterpart can be new. */
  readonly isUnknown?: boolean;
}

/** What is compared beside the files of a change: what its charts become. */
export interface Rendered {
  readonly comparisons: readonly Comparison[];
  /** What was there and is not. */
  readonly gone: readonly Judged[];
}

/**
 * Tells what a change introduces. A container or object is matched with the one before it: in the same
 * file under the same name or with the same content, else with one that is gone, by name, by content, by
 * image.
 *
 * @param judged the files of the change as they are now, in their order
 * @param was what counted for the files as they were
 */
export function findOrigins(
  { files, removed = [] }: Change,
  judged: readonly Judged[],
  { onFile, rendered, ...old }: OriginsBy,
): Origins {
  const befores = judged.map((now, index) => {
    onFile?.(now.manifest.file.path);
    // The base is judged under today's path, so that a renamed file brings nothing new.
    const { path } = now.manifest.file;
    const rules = rulesBefore(now.ruleSet, old, path);
    return judge(readManifest({ path, text: files[index]?.base ?? '' }, rules), rules);
  });
  const [first] = judged;
  const gone = removed.flatMap(({ path, text }) => {
    onFile?.(path);
    if (!first) return [];
    const rules = rulesBefore(first.ruleSet, old, path);
    return [judge(readManifest({ path, text }, rules), rules)];
  });
  const comparisons = judged.map((now, index) => ({
    now,
    before: befores.slice(index, index + 1),
  }));
  const found = compareAll(
    [...comparisons, ...(rendered?.comparisons ?? [])],
    [...gone, ...(rendered?.gone ?? [])],
  );
  return { ...found, before: befores };
}

/** What counted for files beside themselves, before a change. */
interface OldRules {
  readonly kustomizationOf: KustomizationOf;
  readonly releases: ReleaseRules;
  /** The charts that are known whose values files had, by the paths of these. */
  readonly wrapped: ReadonlyMap<string, WrappedChart>;
  /** How images were built; as now where it is undefined. */
  readonly built: BuiltImages | undefined;
}

function rulesBefore(
  ruleSet: RuleSet,
  { kustomizationOf, releases, built, wrapped }: OldRules,
  path: string,
): RuleSet {
  // As files were, nothing of them was weaker than before.
  const { policiesBefore: _, ...rest } = ruleSet;
  const then = built && built !== ruleSet.built ? { ...rest, built } : rest;
  const rules = { ...kustomized(then, kustomizationOf(path)), wrapped: wrapped.get(path) };
  return Object.keys(releases).length === 0 ? rules : { ...rules, ...releases };
}

/** What origins are found by. */
interface OriginsBy extends OldRules {
  readonly onFile?: ((path: string) => void) | undefined;
  readonly rendered?: Rendered;
}

function compareAll(
  comparisons: readonly Comparison[],
  removed: readonly Judged[],
): Pick<Origins, 'introduced' | 'touched'> {
  const introduced = new Set<Finding>();
  const touched = new Set<Finding>();
  const each: Pairing[] = [];
  const gone: Unit[] = [];
  for (const { now, before, isShared = false, isUnknown = false } of comparisons) {
    // What is new can't be told where only a part of the base was read.
    if (before.some(({ manifest }) => !manifest.isWhole)) continue;
    const pairing = pairInForms(unitsOf(now), before.map(unitsOf));
    each.push({ ...pairing, open: isUnknown ? [] : pairing.open });
    if (!isShared) for (const unit of pairing.left) gone.push(unit);
  }
  for (const one of removed) for (const unit of unitsOf(one)) gone.push(unit);
  const rest = pairElsewhere(
    each.flatMap(({ open }) => open),
    gone,
  );
  const taken = new Set(rest.pairs.flat());
  const isOver = (unit: Unit): boolean => !taken.has(unit);
  const last = each.map(({ open, left }) => pairLast(open.filter(isOver), left.filter(isOver)));
  const matches = new Map<Unit, Unit[]>();
  for (const { pairs } of [...each, rest, ...last]) {
    for (const [unit, match] of pairs) matches.set(unit, [...(matches.get(unit) ?? []), match]);
  }
  for (const { open } of last) for (const unit of open) matches.set(unit, []);
  for (const [unit, all] of matches) compare(unit, all, introduced, touched);
  return { introduced, touched };
}

function compare(
  unit: Unit,
  matches: readonly Unit[],
  introduced: Set<Finding>,
  touched: Set<Finding>,
): void {
  const old = matches.flatMap(({ findings }) => findings);
  const substances = gravestBy(old, substanceOf);
  const rules = gravestBy(old, ({ rule }) => rule);
  for (const finding of unit.findings) {
    const { severity, rule, detail } = finding;
    const [same, ofRule] = [substances.get(substanceOf(finding)), rules.get(rule)];
    // What was less grave is new, such as a user that is root now; what is left of something graver is not.
    const isOld =
      (same !== undefined && compareSeverity(same, severity) <= 0) ||
      (detail === '' && ofRule !== undefined && compareSeverity(ofRule, severity) < 0);
    if (!isOld) introduced.add(finding);
    if (!matches.some(({ settings }) => settings === unit.settings)) touched.add(finding);
  }
}

/** The gravest severity of findings, by a key. */
function gravestBy(
  findings: readonly Finding[],
  key: (finding: Finding) => string,
): Map<string, Severity> {
  const gravest = new Map<string, Severity>();
  const sorted = findings.toSorted((a, b) => compareSeverity(b.severity, a.severity));
  for (const finding of sorted) gravest.set(key(finding), finding.severity);
  return gravest;
}

function substanceOf({ rule, detail }: Finding): string {
  return JSON.stringify([rule, detail]);
}
