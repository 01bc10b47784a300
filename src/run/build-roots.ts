import { judge } from '../judge/judge.ts';
import type { KustomizationSources } from '../render/collect-kustomization.ts';
import { imagesOfSource } from '../render/judge-source.ts';
import { placedAnswer } from '../render/layers/layered-build.ts';
import { relayered, untoldFilesOf } from '../render/layers/layered-file.ts';
import type { JudgedRendering } from '../render/relocate.ts';
import { readBuilt } from '../render/rendered-kustomization.ts';
import type { EditableSource } from '../render/source-fix/editable-source.ts';
import {
  type EditedKustomizations,
  editableKustomizations,
} from '../render/source-fix/kustomization-parts.ts';
import { buildLean } from './build-lean.ts';
import type { KustomizationMeans } from './judge-kustomization.ts';
import type { RenderBudget, Renderings } from './source-fixes.ts';

/** A kustomization with what it comes to. */
export interface BuiltRoot {
  /** Its folder, as reports name it. */
  readonly name: string;
  readonly sources: KustomizationSources;
  /** As it is; undefined where it was not built. */
  readonly renderings: readonly JudgedRendering[] | undefined;
  /** Which of its objects are judged elsewhere, by their numbers. */
  readonly elsewhere?: ReadonlySet<number> | undefined;
}

const NOT_LAYERED = 'the object that deploys it can no longer be read';

type Texts = Readonly<Record<string, string>>;

/** Most need one build of each; what is refused is tried by halves. */
const BUILDS_PER_ROOT = 2;
const MORE_BUILDS = 30;

/** How many builds may prove the fixes of kustomizations: counted, so that no busy machine changes the result. */
export function buildsFor(roots: number): number {
  return roots * BUILDS_PER_ROOT + MORE_BUILDS;
}

/** The files whose edits would change what some kustomizations become in a way that their builds do not tell. */
export function untoldIn(roots: readonly BuiltRoot[]): ReadonlySet<string> {
  const layers = roots.flatMap(({ sources: { layered } }) => layered ?? []);
  return new Set(layers.flatMap(untoldFilesOf));
}

/** What kustomizations are built with. */
interface RootBuilding {
  /** Files that are not edited. */
  readonly untold: ReadonlySet<string>;
  /** Each build takes one of its renders. */
  readonly budget?: RenderBudget;
}

/** Builds kustomizations that share files with other texts, each only where one of its own files is another. */
export class RootBuilder {
  readonly #roots: readonly BuiltRoot[];
  readonly #means: KustomizationMeans;
  readonly #budget: RenderBudget | undefined;
  readonly #built = new Map<string, Promise<readonly JudgedRendering[]>>();
  /** The texts as they are. */
  readonly files: Texts;
  readonly #untold: ReadonlySet<string>;

  constructor(
    roots: readonly BuiltRoot[],
    means: KustomizationMeans,
    { untold, budget }: RootBuilding,
  ) {
    this.#roots = roots;
    this.#means = means;
    this.#budget = budget;
    this.files = Object.assign({}, ...roots.map(({ sources }) => sources.files));
    this.#untold = untold;
  }

  /** What can be edited, where the texts are these: what builds tell all of that comes of an edit. */
  editable(
    files: Texts,
    { canEdit, ...edited }: Omit<EditedKustomizations, 'files'>,
  ): EditableSource {
    const isTold = (path: string): boolean => !this.#untold.has(path) && canEdit(path);
    return editableKustomizations({ ...edited, files, canEdit: isTold });
  }

  /** What all of them come to, each under its name. */
  async judge(files: Texts): Promise<Renderings> {
    const all = await Promise.all(this.#roots.map(async (root) => this.#renderings(root, files)));
    return { renderings: all.flat() };
  }

  async #renderings(root: BuiltRoot, files: Texts): Promise<readonly JudgedRendering[]> {
    const { name, sources, renderings } = root;
    const paths = Object.keys(sources.files);
    const edited = paths.filter((path) => files[path] !== sources.files[path]);
    if (edited.length === 0 && renderings) return renderings.map((one) => named(one, name));
    const texts = Object.fromEntries(paths.map((path) => [path, files[path] ?? '']));
    const key = JSON.stringify([name, edited.map((path) => [path, texts[path]])]);
    const built =
      this.#built.get(key) ?? this.#build({ ...root, sources: { ...sources, files: texts } });
    this.#built.set(key, built);
    return built;
  }

  async #build({ name, sources, elsewhere }: BuiltRoot): Promise<readonly JudgedRendering[]> {
    const { engine, ruleSet, inspect, folder, releaseSources } = this.#means;
    if (this.#budget) this.#budget.renders--;
    const layered = sources.layered && relayered(sources.layered, sources.files);
    const read = { folder, sources: { ...sources, layered } };
    // An object that can no longer be read deploys nothing that could be compared.
    const answer =
      sources.layered && !layered
        ? { reason: NOT_LAYERED }
        : placedAnswer(await buildLean(engine, read), layered);
    const rendered = readBuilt(read, answer, { ...ruleSet, releaseSources, elsewhere });
    const names = imagesOfSource(rendered);
    const rules = { ...ruleSet, ...(await inspect?.({ run: names, written: names })) };
    return rendered.manifests.map((one) =>
      named({ rendered: one, judged: judge(one.manifest, rules) }, name),
    );
  }
}

/** A rendering as one of a kustomization: several have the same files. */
function named({ rendered, judged }: JudgedRendering, name: string): JudgedRendering {
  return { rendered: { ...rendered, set: { name } }, judged };
}
