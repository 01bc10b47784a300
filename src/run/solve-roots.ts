import type { Finding, WordedRemedy } from '../judge/judge.ts';
import type { RootOrigin } from '../render/merge-roots.ts';
import type { EditableSource } from '../render/source-fix/editable-source.ts';
import type { EditedKustomizations } from '../render/source-fix/kustomization-parts.ts';
import type { ValuesOption } from '../render/source-fix/option.ts';
import { planSourceEdits, sourceEdits } from '../render/source-fix/plan-source-edits.ts';
import type { SourceEdit } from '../render/source-fix/template-edits.ts';
import { type Task, optionsOf, restOf, tasksOf } from '../render/source-fix/tasks.ts';
import { placeFinding } from '../render/place-finding.ts';
import { type BuiltRoot, RootBuilder, buildsFor, untoldIn } from './build-roots.ts';
import type { KustomizationMeans } from './judge-kustomization.ts';
import { rootGroups } from './root-groups.ts';
import { type Renderings, SourceFixes } from './source-fixes.ts';

/** What is to be fixed in kustomizations, and how. */
export interface SolveRoots extends Omit<EditedKustomizations, 'files'> {
  readonly means: KustomizationMeans;
  /** Whether a finding's remedy may be applied, be it asked for or not. */
  readonly isAllowed: (finding: Finding) => boolean;
  readonly isWanted: (origin: RootOrigin) => boolean;
}

/**
 * Finds edits of files of kustomizations that fix what was found in their builds: all together, proved by
 * building all of them that share an edited file.
 */
export async function solveRoots(
  roots: readonly BuiltRoot[],
  by: SolveRoots,
): Promise<SolvedRoots> {
  const untold = untoldIn(roots);
  const solved = await Promise.all(
    rootGroups(roots).map(async (group) => solveGroup(group, untold, by)),
  );
  const all = new RootBuilder(roots, by.means, { untold });
  return new SolvedRoots(
    all.editable(all.files, by),
    solved.flatMap(({ tasks }) => tasks),
    { renderings: solved.flatMap(({ result }) => result.renderings) },
  );
}

async function solveGroup(
  roots: readonly BuiltRoot[],
  untold: ReadonlySet<string>,
  { means, isAllowed, isWanted, ...edited }: SolveRoots,
): Promise<{ readonly tasks: readonly Task[]; readonly result: Renderings }> {
  const budget = { renders: buildsFor(roots.length), deadline: Infinity, now: () => 0 };
  const builder = new RootBuilder(roots, means, { untold, budget });
  const { files } = builder;
  const result = await builder.judge(files);
  const source = builder.editable(files, edited);
  const judge = async (texts: typeof files): Promise<Renderings> => builder.judge(texts);
  const fixes = new SourceFixes({ base: { files, result }, judge, source, isAllowed, budget });
  const tasks = tasksOf(result.renderings, source, {
    isWanted: ({ fingerprint }, root = '') => isWanted({ root, fingerprint }),
    isOpen: isAllowed,
    fileOf: (rendered, finding) => placeFinding(rendered, finding)?.path,
  });
  return fixes.solve(tasks);
}

/** What of kustomizations could be fixed at once. */
export class SolvedRoots {
  readonly #source: EditableSource;
  readonly #tasks: readonly Task[];
  /** The findings that stay, by their kustomization. */
  readonly #left: ReadonlySet<string>;

  constructor(source: EditableSource, tasks: readonly Task[], after: Renderings) {
    this.#source = source;
    this.#tasks = tasks;
    this.#left = new Set(
      after.renderings.flatMap(({ rendered: { set }, judged }) =>
        judged.findings.map(({ fingerprint }) => originKey({ root: set.name ?? '', fingerprint })),
      ),
    );
  }

  /** Whether a finding is gone in all kustomizations that have it. */
  isGone(origins: readonly RootOrigin[]): boolean {
    return origins.every((one) => !this.#left.has(originKey(one)));
  }

  /** The edits that fix findings, all of what is in their origins; undefined where there are none. */
  edits(origins: readonly RootOrigin[]): readonly SourceEdit[] | undefined {
    const options = this.#options(origins);
    const edits = options && sourceEdits(options, this.#source.files);
    return edits && !('refused' in edits) ? edits : undefined;
  }

  /** The texts of the files that these edits change. */
  texts(origins: readonly RootOrigin[]): Readonly<Record<string, string>> | undefined {
    const options = this.#options(origins);
    const texts = options && planSourceEdits(options, this.#source.files);
    return texts && !('refused' in texts) ? texts : undefined;
  }

  /** The remedies of findings that are applied. */
  remedies(origins: readonly RootOrigin[]): WordedRemedy[] {
    const wanted = new Set(origins.map(originKey));
    return this.#tasks.flatMap(({ rendering, findings }) => {
      const root = rendering.rendered.set.name ?? '';
      return findings.flatMap(({ fingerprint, remedy }) =>
        remedy && wanted.has(originKey({ root, fingerprint })) ? [remedy] : [],
      );
    });
  }

  get files(): EditableSource['files'] {
    return this.#source.files;
  }

  #options(origins: readonly RootOrigin[]): readonly ValuesOption[] | undefined {
    const wanted = new Set(origins.map(originKey));
    const options = this.#tasks.flatMap((task) => {
      const root = task.rendering.rendered.set.name ?? '';
      const own = task.findings.filter(({ fingerprint }) =>
        wanted.has(originKey({ root, fingerprint })),
      );
      return own.length === 0 ? [] : (optionsOf(restOf(task, own, this.#source)) ?? []);
    });
    return options.length === 0 ? undefined : options.filter((one) => one.kind === 'values');
  }
}

/** A finding in a build by a key, to find it again in another judgment of the same build. */
export function originKey({ root, fingerprint }: RootOrigin): string {
  return JSON.stringify([root, fingerprint]);
}
