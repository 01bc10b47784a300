import type { Finding } from '../judge/judge.ts';
import type { JudgedRendering } from '../render/relocate.ts';
import type { RenderedManifest } from '../render/rendered-source.ts';
import { advance, nextOf } from '../render/source-fix/advance.ts';
import {
  type Comparison,
  compareRenderings,
  isUnknown,
} from '../render/source-fix/compare-renderings.ts';
import type { EditableSource } from '../render/source-fix/editable-source.ts';
import type { Part } from '../render/source-fix/option.ts';
import { planSourceEdits } from '../render/source-fix/plan-source-edits.ts';
import { whyRefused } from '../render/source-fix/reasons.ts';
import {
  type Task,
  companionsOf,
  exhaustedPart,
  optionsOf,
  restOf,
} from '../render/source-fix/tasks.ts';

/** What a source comes to. */
export interface Renderings<Rendered extends RenderedManifest = RenderedManifest> {
  readonly renderings: readonly JudgedRendering<Rendered>[];
}

/** A source's texts by their paths, with what they come to. */
export interface SourceState<Result> {
  readonly files: Readonly<Record<string, string>>;
  readonly result: Result;
}

/** What an attempt came to, with the tasks as they were tried. */
interface Accepted<Rendered extends RenderedManifest, Result> extends SourceState<Result> {
  readonly tasks: readonly Task<Rendered>[];
  readonly applied: readonly Finding[];
}

/** What an attempt came to that was not accepted; nothing where there was none. */
interface Refused<Rendered extends RenderedManifest> {
  readonly comparison: Comparison<Rendered> | undefined;
}

/** How much a source may be rendered to find its fixes. */
export interface RenderBudget {
  renders: number;
  /** As `now` counts, in milliseconds. */
  readonly deadline: number;
  readonly now: () => number;
}

/** What fixes are looked for in, and how. */
export interface SourceFixOptions<Rendered extends RenderedManifest, Result> {
  readonly base: SourceState<Result>;
  /** Renders the source with other texts, and judges what it becomes. */
  readonly judge: (files: SourceState<Result>['files']) => Promise<Result>;
  readonly source: EditableSource<Rendered>;
  /** Whether a finding's remedy may be applied, be it asked for or not. */
  readonly isAllowed: (finding: Finding) => boolean;
  readonly budget: RenderBudget;
}

/** Finds which edits of a source's files fix what, by rendering it again. */
export class SourceFixes<Rendered extends RenderedManifest, Result extends Renderings<Rendered>> {
  readonly #by: SourceFixOptions<Rendered, Result>;
  readonly #seen = new Set<Finding>();
  /** Why findings of the renderings are not fixed. */
  readonly reasons = new Map<Finding, string>();

  constructor(by: SourceFixOptions<Rendered, Result>) {
    this.#by = by;
  }

  /** The source with as many of these tasks done as can be. */
  async solve(tasks: readonly Task<Rendered>[]): Promise<Accepted<Rendered, Result>> {
    for (const finding of tasks.flatMap(({ findings }) => findings)) this.#seen.add(finding);
    return this.#extend({ ...this.#by.base, tasks: [], applied: [] }, tasks);
  }

  /** All tasks at once where that can be proved; else each half for itself, and what others may have spoiled alone. */
  async #extend(
    accepted: Accepted<Rendered, Result>,
    wanted: readonly Task<Rendered>[],
  ): Promise<Accepted<Rendered, Result>> {
    const doubted: Task<Rendered>[] = [];
    let known = await this.#together(accepted, wanted, doubted);
    for (const task of doubted) {
      // oxlint-disable-next-line no-await-in-loop
      known = await this.#extend(known, [restOf(task, task.findings, this.#by.source)]);
    }
    return known;
  }

  /** @param doubted is given the tasks to try alone */
  async #together(
    accepted: Accepted<Rendered, Result>,
    wanted: readonly Task<Rendered>[],
    doubted: Task<Rendered>[],
  ): Promise<Accepted<Rendered, Result>> {
    let tasks = wanted.flatMap((task) => this.#possible(task));
    let comparison: Comparison<Rendered> | undefined;
    while (tasks.length > 0) {
      if (this.#by.budget.renders <= 0 || this.#by.budget.now() > this.#by.budget.deadline) {
        this.#refuse(tasks, () => this.#by.source.words.tooMany);
        return accepted;
      }
      // oxlint-disable-next-line no-await-in-loop
      const tried = await this.#attempt([...accepted.tasks, ...tasks]);
      if ('files' in tried) return tried;
      comparison = tried.comparison;
      // What is not rendered doesn't show which of several fixes is why.
      if (tasks.length > 1 && comparison?.faults.some(isUnknown)) break;
      const next =
        this.#withCompanions(tasks, comparison) ??
        (comparison && advance(tasks, comparison, this.#by.source)) ??
        (tasks.length === 1 ? nextOfOnly(tasks) : undefined);
      if (!next) break;
      const spoiled = wanted.length === 1 ? [] : next.filter(isSpoiled);
      for (const task of spoiled) doubted.push(task);
      const others = next.filter((task) => !spoiled.includes(task));
      tasks = others.flatMap((task) => this.#possible(task, comparison));
    }
    const halves = halvesOf(tasks, this.#by.source);
    if (!halves) {
      this.#refuse(tasks, (task) => whyRefused(task, comparison, this.#by.source.words));
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
    tasks: readonly Task<Rendered>[],
    comparison: Comparison<Rendered> | undefined,
  ): Task<Rendered>[] | undefined {
    const all = comparison ? companionsOf(comparison, this.#by.source) : [];
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
  #possible(task: Task<Rendered>, comparison?: Comparison<Rendered>): Task<Rendered>[] {
    const { words } = this.#by.source;
    const part = exhaustedPart(task);
    if (!part) return [task];
    const needing = task.findings.filter((finding) => needs(finding, part));
    const others = task.findings.filter((finding) => !needing.includes(finding));
    const groups = needing.length > 1 ? needing.map((finding) => [finding]) : [];
    if (needing.length <= 1) {
      const why =
        part.options.length === 0
          ? words.noPlace(task.rendering.rendered)
          : whyRefused(task, comparison, words);
      for (const finding of needing) this.reasons.set(finding, why);
    }
    if (needing.length === 0) return [];
    return [...groups, others]
      .filter((findings) => findings.length > 0)
      .flatMap((findings) => this.#possible(restOf(task, findings, this.#by.source), comparison));
  }

  #refuse(tasks: readonly Task<Rendered>[], whyOf: (task: Task<Rendered>) => string): void {
    for (const task of tasks) {
      for (const finding of task.findings) this.reasons.set(finding, whyOf(task));
    }
  }

  async #attempt(
    tasks: readonly Task<Rendered>[],
  ): Promise<Accepted<Rendered, Result> | Refused<Rendered>> {
    const { files, result } = this.#by.base;
    const options = tasks.flatMap((task) => optionsOf(task) ?? []);
    const texts = planSourceEdits(options, files);
    if ('refused' in texts) return { comparison: undefined };
    const edited = { ...files, ...texts };
    this.#by.budget.renders--;
    const after = await this.#by.judge(edited);
    const comparison = compareRenderings(result.renderings, after.renderings, this.#by.isAllowed);
    const isMade = tasks.every(({ parts }) =>
      parts.every(({ changes }) => changes.every((change) => comparison.made.has(change))),
    );
    if (!isMade || comparison.faults.length > 0) return { comparison };
    return { files: edited, result: after, tasks, applied: comparison.applied };
  }
}

/** Whether a task has nothing more to try for what may be due to another. */
function isSpoiled<Rendered extends RenderedManifest>(task: Task<Rendered>): boolean {
  return task.isDoubted === true && exhaustedPart(task) !== undefined;
}

function needs({ remedy }: Finding, part: Part): boolean {
  const own = new Set(part.changes.map((change) => JSON.stringify(change)));
  return remedy?.changes.some((change) => own.has(JSON.stringify(change))) ?? false;
}

function nextOfOnly<Rendered extends RenderedManifest>([task]: readonly Task<Rendered>[]):
  Task<Rendered>[] | undefined {
  const next = task && nextOf(task);
  return next && [next];
}

/** Two halves of tasks, or of the findings of the only one. */
function halvesOf<Rendered extends RenderedManifest>(
  tasks: readonly Task<Rendered>[],
  source: EditableSource<Rendered>,
): readonly [readonly Task<Rendered>[], readonly Task<Rendered>[]] | undefined {
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
