import type { Finding } from '../judge/judge.ts';
import type { RenderedManifest } from '../render/rendered-source.ts';
import type { EditableSource } from '../render/source-fix/editable-source.ts';
import { sharedFirst } from '../render/source-fix/shared-first.ts';
import { type Task, optionsOf, subjectKey, tasksOf } from '../render/source-fix/tasks.ts';
import { type Markdown, md, prose } from '../text/markdown.ts';
import {
  type RenderBudget,
  type Renderings,
  SourceFixes,
  type SourceFixOptions,
  type SourceState,
} from './source-fixes.ts';

/** Which findings to fix. */
export interface WantedFixes {
  /** Whether to also apply the fixes that a person has to check. */
  readonly unsafe: boolean;
  /** By default, all findings. */
  readonly isWanted?: (finding: Finding, set?: string) => boolean;
}

/** A source that is to be fixed. */
export interface FixableSource<
  Rendered extends RenderedManifest,
  Result extends Renderings<Rendered>,
> extends Pick<SourceFixOptions<Rendered, Result>, 'judge'> {
  readonly start: SourceState<Result>;
  /** What can be edited, where its texts are these. */
  readonly editable: (files: SourceState<Result>['files']) => EditableSource<Rendered>;
}

/** What came of fixing a source. */
export interface FixedSource<Rendered extends RenderedManifest, Result> {
  readonly state: SourceState<Result>;
  /** The findings of renderings whose remedies were applied, each with the renderings that it was in. */
  readonly applied: readonly { readonly in: Result; readonly findings: readonly Finding[] }[];
  /** The fixes, each of one container or object. */
  readonly done: readonly Task<Rendered>[];
  /** Why findings are not fixed, by their fingerprints. */
  readonly reasons: ReadonlyMap<string, Markdown>;
}

/** What a value set leaves open may be fixed in the next round. */
const MAX_ROUNDS = 4;

/** Fixes what was found in the renderings of a source, proved by rendering it again. */
export async function fixSource<
  Rendered extends RenderedManifest,
  Result extends Renderings<Rendered>,
>(
  { start, judge, editable }: FixableSource<Rendered, Result>,
  wanted: WantedFixes,
  budget: RenderBudget,
): Promise<FixedSource<Rendered, Result>> {
  const { isWanted = () => true } = wanted;
  const isAllowed = allowedBy(wanted);
  const reasons = new Map<string, Markdown>();
  const refused = new Set<string>();
  const applied: { in: Result; findings: readonly Finding[] }[] = [];
  const done: Task<Rendered>[] = [];
  let state = start;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const source = editable(state.files);
    const fixes = new SourceFixes({ base: state, judge, source, isAllowed, budget });
    const all = tasksOf(state.result.renderings, source, {
      isWanted,
      isOpen: (finding, set) => isAllowed(finding) && !refused.has(keyOf(finding, set)),
    });
    if (all.length === 0) break;
    const tasks = round + 1 < MAX_ROUNDS ? sharedFirst(all, source) : all;
    // oxlint-disable-next-line no-await-in-loop
    const solved = await fixes.solve(tasks);
    const switched = switchedIn(solved.tasks);
    for (const { finding, set } of tasks.flatMap(triedIn)) {
      const why = fixes.reasons.get(finding);
      if (why !== undefined) reasons.set(finding.fingerprint, md`no fix: ${prose(why)}`);
      if (!switched.has(subjectKey(finding))) refused.add(keyOf(finding, set));
    }
    applied.push({ in: state.result, findings: solved.applied });
    for (const task of solved.tasks) done.push(task);
    state = { files: solved.files, result: solved.result };
  }
  return { state, applied, done, reasons };
}

/** The findings of a task, each with the value set that it counts with. */
function triedIn<Rendered extends RenderedManifest>({ rendering, findings }: Task<Rendered>) {
  return findings.map((finding) => ({ finding, set: rendering.rendered.set.name }));
}

/** The containers whose securityContext is written only since a fix: the rest may be fixed in what is written now. */
function switchedIn<Rendered extends RenderedManifest>(
  tasks: readonly Task<Rendered>[],
): Set<string> {
  const switching = tasks.filter((task) =>
    optionsOf(task)?.some((option) => option.kind === 'values' && option.switchesOn === true),
  );
  return new Set(switching.flatMap(({ findings }) => findings.map(subjectKey)));
}

/** Whether a finding's remedy may be applied. */
function allowedBy({ unsafe }: WantedFixes): (finding: Finding) => boolean {
  return ({ remedy }) =>
    remedy !== undefined && remedy.changes.length > 0 && (unsafe || remedy.safety === 'safe');
}

function keyOf({ fingerprint }: Finding, set: string | undefined): string {
  return JSON.stringify([fingerprint, set]);
}
