import type { Finding } from '../judge/judge.ts';
import type { ChartSources } from '../render/chart-sources.ts';
import { advance, nextOf } from '../render/source-fix/advance.ts';
import { type Comparison, compareRenderings } from '../render/source-fix/compare-renderings.ts';
import { editableIn } from '../render/source-fix/editable.ts';
import type { Part } from '../render/source-fix/option.ts';
import type { EditableSource } from '../render/source-fix/parts.ts';
import { planSourceEdits } from '../render/source-fix/plan-source-edits.ts';
import { TOO_MANY, whyRefused, whyWithout } from '../render/source-fix/reasons.ts';
import {
  type Task,
  companionsOf,
  exhaustedPart,
  optionsOf,
  restOf,
} from '../render/source-fix/tasks.ts';
import type { ChartManifest } from '../render/rendered-manifests.ts';
import { type ChartMeans, type JudgedChart, judgeChart } from './judge-chart.ts';

/** A chart, with what it comes to. */
export interface ChartState {
  readonly chart: ChartSources;
  readonly result: JudgedChart;
}

/** What an attempt came to, with the tasks as they were tried. */
interface Accepted extends ChartState {
  readonly tasks: readonly Task[];
  readonly applied: readonly Finding[];
}

/** How much one chart may be rendered to find its fixes. */
export interface RenderBudget {
  renders: number;
  /** As `now` counts, in milliseconds. */
  readonly deadline: number;
  readonly now: () => number;
}

/** What fixes are looked for in, and how. */
export interface SourceFixOptions {
  readonly base: ChartState;
  readonly means: ChartMeans;
  /** Whether a finding's remedy may be applied, be it asked for or not. */
  readonly isAllowed: (finding: Finding) => boolean;
  readonly budget: RenderBudget;
  /** Whether a file may be edited, by its path from the chart's folder. */
  readonly canEdit: (path: string) => boolean;
}

/** Finds which edits of a chart's files fix what, by rendering the chart again. */
export class SourceFixes {
  readonly #base: ChartState;
  readonly #means: ChartMeans;
  readonly #isAllowed: (finding: Finding) => boolean;
  readonly #budget: RenderBudget;
  readonly #seen = new Set<Finding>();
  readonly source: EditableSource;
  /** Why findings of the renderings are not fixed. */
  readonly reasons = new Map<Finding, string>();

  constructor({ base, means, isAllowed, budget, canEdit }: SourceFixOptions) {
    this.#base = base;
    this.#means = means;
    this.#isAllowed = isAllowed;
    this.#budget = budget;
    const { files, inline = {} } = base.chart;
    const isEditable = editableIn(files);
    // Values in an object reach Helm by a text of their own, which no edit of the object changes.
    const objects = new Set(Object.values(inline).map(({ path }) => path));
    this.source = {
      files,
      canEdit: (path) => isEditable(path) && !objects.has(path) && canEdit(path),
    };
  }

  /** The chart with as many of these tasks done as can be. */
  async solve(tasks: readonly Task[]): Promise<Accepted> {
    for (const finding of tasks.flatMap(({ findings }) => findings)) this.#seen.add(finding);
    return this.#extend({ ...this.#base, tasks: [], applied: [] }, tasks);
  }

  /** All tasks at once where that can be proved; else each half for itself. */
  async #extend(accepted: Accepted, wanted: readonly Task[]): Promise<Accepted> {
    let tasks = wanted.flatMap((task) => this.#possible(task));
    let comparison: Comparison<ChartManifest> | undefined;
    while (tasks.length > 0) {
      if (this.#budget.renders <= 0 || this.#budget.now() > this.#budget.deadline) {
        this.#refuse(tasks, TOO_MANY);
        return accepted;
      }
      // oxlint-disable-next-line no-await-in-loop
      const tried = await this.#attempt([...accepted.tasks, ...tasks]);
      if ('chart' in tried) return tried;
      comparison = tried.comparison;
      const next =
        this.#withCompanions(tasks, comparison) ??
        (comparison && advance(tasks, comparison)) ??
        (tasks.length === 1 ? nextOfOnly(tasks) : undefined);
      if (!next) break;
      tasks = next.flatMap((task) => this.#possible(task, comparison));
    }
    const halves = halvesOf(tasks, this.source);
    if (!halves) {
      this.#refuse(tasks, whyRefused(comparison));
      return accepted;
    }
    const more = await this.#extend(accepted, halves[0]);
    return this.#extend(more, halves[1]);
  }

  /**
   * With the fixes of what was changed in part, such as the same container with another value set, or another
   * container that reads the same values. Undefined where there are none that were not tried.
   */
  #withCompanions(
    tasks: readonly Task[],
    comparison: Comparison<ChartManifest> | undefined,
  ): Task[] | undefined {
    const all = comparison ? companionsOf(comparison, this.source) : [];
    const companions = all.filter(
      ({ findings }) => !findings.some((finding) => this.#seen.has(finding)),
    );
    for (const finding of companions.flatMap(({ findings }) => findings)) this.#seen.add(finding);
    return companions.length === 0 ? undefined : [...tasks, ...companions];
  }

  /**
   * The task, where each part has something to try; else what else can be tried: the findings that need such a
   * part each for themselves, and the others.
   */
  #possible(task: Task, comparison?: Comparison<ChartManifest>): Task[] {
    const part = exhaustedPart(task);
    if (!part) return [task];
    const needing = task.findings.filter((finding) => needs(finding, part));
    const others = task.findings.filter((finding) => !needing.includes(finding));
    const groups = needing.length > 1 ? needing.map((finding) => [finding]) : [];
    if (needing.length <= 1) {
      const why =
        part.options.length === 0 ? whyWithout(task, this.source) : whyRefused(comparison);
      for (const finding of needing) this.reasons.set(finding, why);
    }
    if (needing.length === 0) return [];
    return [...groups, others]
      .filter((findings) => findings.length > 0)
      .flatMap((findings) => this.#possible(restOf(task, findings, this.source), comparison));
  }

  #refuse(tasks: readonly Task[], why: string): void {
    for (const finding of tasks.flatMap(({ findings }) => findings)) this.reasons.set(finding, why);
  }

  async #attempt(
    tasks: readonly Task[],
  ): Promise<Accepted | { readonly comparison: Comparison<ChartManifest> | undefined }> {
    const { chart, result } = this.#base;
    const options = tasks.flatMap((task) => optionsOf(task) ?? []);
    const texts = planSourceEdits(options, chart.files);
    if ('refused' in texts) return { comparison: undefined };
    const edited = { ...chart, files: { ...chart.files, ...texts } };
    this.#budget.renders--;
    const after = await judgeChart({ chart: edited }, this.#means);
    const comparison = compareRenderings(result.renderings, after.renderings, this.#isAllowed);
    const isMade = tasks.every(({ parts }) =>
      parts.every(({ changes }) => changes.every((change) => comparison.made.has(change))),
    );
    if (!isMade || comparison.faults.length > 0) return { comparison };
    return { chart: edited, result: after, tasks, applied: comparison.applied };
  }
}

function needs({ remedy }: Finding, part: Part): boolean {
  const own = new Set(part.changes.map((change) => JSON.stringify(change)));
  return remedy?.changes.some((change) => own.has(JSON.stringify(change))) ?? false;
}

function nextOfOnly([task]: readonly Task[]): Task[] | undefined {
  const next = task && nextOf(task);
  return next && [next];
}

/** Two halves of tasks, or of the findings of the only one. */
function halvesOf(
  tasks: readonly Task[],
  source: EditableSource,
): readonly [readonly Task[], readonly Task[]] | undefined {
  const [only] = tasks;
  if (!only) return undefined;
  if (tasks.length > 1) {
    const half = Math.ceil(tasks.length / 2);
    return [tasks.slice(0, half), tasks.slice(half)];
  }
  if (only.findings.length === 1) return undefined;
  const half = Math.ceil(only.findings.length / 2);
  const [one, other] = [only.findings.slice(0, half), only.findings.slice(half)].map((findings) =>
    restOf(only, findings, source),
  );
  return one && other && [[one], [other]];
}
