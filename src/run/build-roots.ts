import { judge } from '../judge/judge.ts';
import type { KustomizationSources } from '../render/collect-kustomization.ts';
import { imagesOfSource } from '../render/judge-source.ts';
import { placedAnswer } from '../render/layers/layered-build.ts';
import type { JudgedRendering } from '../render/relocate.ts';
import { readBuilt } from '../render/rendered-kustomization.ts';
import { buildLean } from './build-lean.ts';
import type { KustomizationMeans } from './judge-kustomization.ts';
import type { Renderings } from './source-fixes.ts';

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

type Texts = Readonly<Record<string, string>>;

/** Builds kustomizations that share files with other texts, each only where one of its own files is another. */
export class RootBuilder {
  readonly #roots: readonly BuiltRoot[];
  readonly #means: KustomizationMeans;
  readonly #onBuild: () => void;
  readonly #built = new Map<string, Promise<readonly JudgedRendering[]>>();
  /** The texts as they are. */
  readonly files: Texts;

  /** @param onBuild is told of each build */
  constructor(roots: readonly BuiltRoot[], means: KustomizationMeans, onBuild: () => void) {
    this.#roots = roots;
    this.#means = means;
    this.#onBuild = onBuild;
    this.files = Object.assign({}, ...roots.map(({ sources }) => sources.files));
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
    this.#onBuild();
    const read = { folder, sources };
    const answer = placedAnswer(await buildLean(engine, read), sources.layered);
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
