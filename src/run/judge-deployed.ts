import type { KustomizationSources } from '../render/collect-kustomization.ts';
import type { Layer } from '../render/layers/layer.ts';
import { contentKey, isSameLayer } from '../render/layers/same-layer.ts';
import { LayerNames } from '../render/layers/layer-names.ts';
import { type PlacedText, layersIn } from '../render/layers/read-layers.ts';
import { renderedReleases } from '../render/layers/rendered-releases.ts';
import type { JudgedRoot } from '../render/merge-roots.ts';
import { reportedPath } from '../render/rendered-source.ts';
import {
  type FindElsewhere,
  type KustomizationMeans,
  judgeKustomization,
  unbuilt,
} from './judge-kustomization.ts';

/** What of a repository is deployed. */
export interface Deployed {
  /** The folders of kustomizations, from the root of the repository; without those that a layer uses. */
  readonly roots: readonly string[];
  /** The objects in its files that deploy folders. */
  readonly layers: readonly Layer[];
}

/** Builds a kustomization, and judges what it becomes where that is wanted. */
type JudgeTask = (
  sources: KustomizationSources,
  means: KustomizationMeans,
  findElsewhere: FindElsewhere,
  name: string | undefined,
) => Promise<JudgedRoot>;

/** What that is built and judged with. */
export interface DeployedMeans extends KustomizationMeans {
  /** By default, all is judged. */
  readonly judgeTask?: JudgeTask;
  collect(folder: string): Promise<KustomizationSources | { readonly reason: string }>;
  collectLayer(
    layer: Layer,
  ): Promise<KustomizationSources | { readonly reason: string } | undefined>;
}

/** A kustomization that is to be built, with its files. */
interface Task {
  readonly name: string | undefined;
  readonly folder: string;
  readonly depth: number;
  readonly sources: KustomizationSources | { readonly reason: string };
}

/** The engine builds small ones together. */
const AT_ONCE = 32;
/** Kustomizations of Flux within such; public repositories have two. */
const MAX_DEPTH = 5;
/** The largest public repositories have some hundred. */
const MAX_TASKS = 1000;

/**
 * Builds and judges what is deployed: kustomizations, and what objects of Flux and Argo CD deploy, each with
 * what it changes. An object that is itself in what is built counts as it is there.
 */
export class DeployedJudge {
  readonly #means: DeployedMeans;
  readonly #queue: Task[] = [];
  readonly #seen = new Set<string>();
  /** The roots that are part of what a layer deploys. */
  readonly #used = new Set<string>();
  /** The objects as their files have them. */
  #written: readonly Layer[] = [];
  #names = new LayerNames([]);
  /** The objects whose folders were built, by the file and the name of each. */
  readonly built = new Set<string>();

  constructor(means: DeployedMeans) {
    this.#means = means;
  }

  async *judge(deployed: Deployed): AsyncGenerator<JudgedRoot, void, undefined> {
    this.#written = deployed.layers;
    this.#names = new LayerNames(deployed.layers);
    const { entries, inner } = await this.#entriesOf(deployed);
    for (const task of entries) this.#queue.push(task);
    yield* this.#work();
    // What deploys itself is reached by nothing else.
    for (const layer of inner) {
      if (this.built.has(keyOf(layer))) continue;
      // oxlint-disable-next-line no-await-in-loop
      await this.#add(layer, 0);
      yield* this.#work();
    }
  }

  async *#work(): AsyncGenerator<JudgedRoot, void, undefined> {
    const running: Promise<JudgedRoot>[] = [];
    while (this.#queue.length > 0 || running.length > 0) {
      for (let next = this.#queue.shift(); next; next = this.#queue.shift()) {
        const started = this.#build(next);
        // It is awaited in its turn: until then, that it failed is no unhandled rejection.
        started.catch(() => undefined);
        running.push(started);
        if (running.length >= AT_ONCE) break;
      }
      const oldest = running.shift();
      // oxlint-disable-next-line no-await-in-loop
      if (oldest) yield await oldest;
    }
  }

  /** What is built at once, and the objects that others of it deploy. */
  async #entriesOf({ roots, layers }: Deployed): Promise<{ entries: Task[]; inner: Layer[] }> {
    const outer: { readonly layer: Layer; readonly task: Task }[] = [];
    for (const layer of layers) {
      // oxlint-disable-next-line no-await-in-loop
      const task = await this.#taskFor(layer, 0);
      if (task) outer.push({ layer, task });
    }
    const used = new Set(outer.flatMap(({ task }) => foldersOf(task)));
    const tasks: Task[] = [];
    for (const folder of roots) {
      // oxlint-disable-next-line no-await-in-loop
      if (!used.has(folder)) tasks.push(await this.#rootTask(folder));
      else this.#used.add(folder);
    }
    const reaches = (task: Task, { path }: Layer): boolean =>
      !('reason' in task.sources) && Object.hasOwn(task.sources.files, path);
    const isInner = ({ layer }: (typeof outer)[number]): boolean =>
      tasks.some((task) => reaches(task, layer)) ||
      outer.some((other) => other.layer.path !== layer.path && reaches(other.task, layer));
    const inner = outer.filter(isInner);
    const entries = outer.filter((one) => !inner.includes(one));
    for (const { layer } of entries) this.#note(layer);
    return {
      entries: [...tasks, ...entries.map(({ task }) => task)],
      inner: inner.map(({ layer }) => layer),
    };
  }

  async #rootTask(folder: string): Promise<Task> {
    const sources = await this.#means.collect(folder);
    return { name: undefined, folder, depth: 0, sources };
  }

  #note(layer: Layer): void {
    this.built.add(keyOf(layer));
    this.#seen.add(contentOf(layer));
  }

  async #taskFor(layer: Layer, depth: number): Promise<Task | undefined> {
    const sources = await this.#means.collectLayer(layer);
    const name = this.#names.of(layer, contentOf(layer));
    return sources && { name, folder: layer.folder, depth, sources };
  }

  /** Whether what an object deploys is built, now or before. */
  async #add(layer: Layer, depth: number): Promise<boolean> {
    const key = contentOf(layer);
    if (this.#seen.has(key)) return true;
    if (depth > MAX_DEPTH || this.#seen.size >= MAX_TASKS) return false;
    const task = await this.#taskFor(layer, depth);
    if (!task || 'reason' in task.sources) return false;
    this.#seen.add(key);
    this.built.add(keyOf(layer));
    this.#queue.push(task);
    return true;
  }

  async #build({ name, folder, depth, sources }: Task): Promise<JudgedRoot> {
    const means = this.#means;
    if ('reason' in sources) return unbuilt(folder, sources.reason, means);
    const { judgeTask = judgeKustomization } = means;
    const findElsewhere: FindElsewhere = async (built) => this.#elsewhere(built, sources, depth);
    const judged = await judgeTask(sources, means, findElsewhere, name);
    if (name === undefined) return judged;
    if (judged.shown.length === 0) await this.#buildInstead(sources);
    return { ...judged, name };
  }

  /** Where a layer can't be built, the kustomizations that it uses are known as they are. */
  async #buildInstead({ folders }: KustomizationSources): Promise<void> {
    for (const folder of folders) {
      if (!this.#used.delete(folder)) continue;
      // oxlint-disable-next-line no-await-in-loop
      this.#queue.push(await this.#rootTask(folder));
    }
  }

  /** The objects whose folders are built as well, and the releases whose charts are rendered. */
  async #elsewhere(
    built: PlacedText,
    { files }: KustomizationSources,
    depth: number,
  ): Promise<ReadonlySet<number>> {
    const { folder, ruleSet } = this.#means;
    const found = renderedReleases(built, {
      documents: ruleSet.renderedDocuments ?? new Set(),
      textOf: (path) => files[path],
      reported: (path) => reportedPath({ folder }, path),
    });
    const counts = new Map<number, number>();
    for (const one of layersIn(built)) {
      const layer = this.#asWritten(one);
      // oxlint-disable-next-line no-await-in-loop
      const isAdded = await this.#add(layer, depth + 1);
      const count = (counts.get(one.document) ?? 0) + Number(isAdded);
      counts.set(one.document, count);
      if (count === one.siblings) found.add(one.document);
    }
    return found;
  }

  /** An object of a build as its file has it, where that is the same: it can be edited there. */
  #asWritten(layer: Layer): Layer {
    const same = this.#written.find(
      (one) => keyOf(one) === keyOf(layer) && isSameLayer(one, layer),
    );
    return same ?? { ...layer, isAsBuilt: true };
  }
}

/** The folders of the kustomizations that are part of it. */
function foldersOf({ sources }: Task): readonly string[] {
  return 'reason' in sources ? [] : sources.folders;
}

/** Names an object by where it is written. */
export function keyOf({ path, name }: Pick<Layer, 'path' | 'name'>): string {
  return JSON.stringify([path, name]);
}

/** All of an object that counts; where it stands in what is built does not. */
function contentOf(layer: Layer): string {
  return JSON.stringify([keyOf(layer), contentKey(layer)]);
}
