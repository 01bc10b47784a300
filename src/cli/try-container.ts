import { runPod } from '../containers/run-pod.ts';
import type { Engine } from '../containers/engine.ts';
import { readImage } from '../containers/answers.ts';
import { writePatch } from '../diff/patch.ts';
import { type ContainerName, digestOf, fixContainer } from '../fix/fix-container.ts';
import type { ImageConfig } from '../images/image-config.ts';
import { type ProjectFile, readProjectImages } from '../images/project-images.ts';
import { judge } from '../judge/judge.ts';
import { type SourceFile, readManifest } from '../kubernetes/manifest.ts';
import type { Container } from '../kubernetes/pod.ts';
import type { Lesson } from '../learn/learn.ts';
import { mergeImages, newIn } from '../learn/merge.ts';
import type { Observation } from '../learn/observation.ts';
import type { RuleSet } from '../rules/kit/rule.ts';
import type { BuildsHere } from '../run/builds-here.ts';
import { lessonOf, writesOf } from '../trial/lesson.ts';
import { type RunRecord, hasStarted } from '../trial/outcome.ts';
import { planPod } from '../trial/plan-pod.ts';
import type { ContainerPlan, PodPlan } from '../trial/plan.ts';
import type { PodData } from '../trial/pod-data.ts';
import type { TrialResult } from '../trial/result.ts';
import { type Target, targetsIn } from '../trial/target.ts';
import { field, textOf } from '../yaml/value.ts';

/** How containers are tried. */
export interface TrialSettings {
  readonly engine: Engine;
  readonly ruleSet: RuleSet;
  readonly data: PodData;
  /** What the project knows of images, and the text of it. */
  readonly own: { readonly file: SourceFile; readonly read: ProjectFile };
  /** How the repository builds images. */
  readonly builds: BuildsHere;
  readonly image: string | undefined;
  readonly isFixed: boolean;
  readonly mayBePrivileged: boolean;
  readonly usesNetwork: boolean;
  readonly traces: boolean;
  readonly seconds: number;
  readonly settleSeconds: number;
  readonly today: string;
  readonly signal: AbortSignal;
}

/** A fix that fails shows what it lacks; no known program needed a fourth run. */
const MAX_ROUNDS = 4;

/** Runs a container as its manifest, or its fix, says, and learns from the run. */
export async function tryContainer(
  file: SourceFile,
  target: Target,
  settings: TrialSettings,
): Promise<TrialResult> {
  const image = imageOf(target.container);
  const configs = await configsOf(image, settings);
  let { own } = settings;
  let writes: readonly Observation[] = [];
  for (let round = 1; ; round++) {
    const text = settings.isFixed ? fix(file, target, { ...settings, own, configs }) : file.text;
    // oxlint-disable-next-line no-await-in-loop
    const tried = await runOnce({ ...file, text }, target, settings);
    writes = [...writes, ...tried.writes];
    const lesson = lessonFor(image, writes, settings);
    const next = lesson ? withLesson(own, lesson) : own;
    const isNew = next !== own;
    own = next;
    const isLast = !settings.isFixed || hasStarted(tried.record) || !isNew || round === MAX_ROUNDS;
    if (!isLast) continue;
    const fixed = fix(file, target, { ...settings, own, configs });
    return {
      ...resultOf(file, target, settings, tried),
      writes,
      lesson,
      rounds: round,
      ...patchOf(file, fixed, settings.isFixed && fixed === text),
    };
  }
}

/**
 * Runs a container with the fix that a review suggests, by what is known without looking into its image;
 * undefined where there is none.
 */
export async function trySuggestion(
  file: SourceFile,
  target: Target,
  settings: TrialSettings,
): Promise<TrialResult | undefined> {
  const image = imageOf(target.container);
  const built = await settings.builds.of([image], settings.own.read.images);
  const ruleSet = { ...settings.ruleSet, images: settings.own.read.images, built };
  const text = fixContainer(judge(readManifest(file, ruleSet), ruleSet), nameOf(target));
  if (text === file.text) return undefined;
  const tried = await runOnce({ ...file, text }, target, settings);
  const lesson = lessonFor(image, tried.writes, settings);
  return {
    ...resultOf(file, target, { ...settings, isFixed: true }, tried),
    ...{ writes: tried.writes, lesson, rounds: 1, suggestion: digestOf(text) },
    ...patchOf(file, text, true),
  };
}

function patchOf(
  file: SourceFile,
  fixed: string,
  isPatchRun: boolean,
): Pick<TrialResult, 'patch' | 'isPatchRun'> {
  return { patch: fixed === file.text ? '' : writePatch(file.path, file.text, fixed), isPatchRun };
}

function nameOf({ container }: Target): ContainerName {
  const { kind, name, namespace } = container.pod.resource;
  return { kind, name, namespace, container: container.name };
}

function resultOf(
  file: SourceFile,
  target: Target,
  { engine, image: other, isFixed }: TrialSettings,
  { record, isRootReadOnly, notReproduced }: Tried,
): Omit<TrialResult, 'writes' | 'lesson' | 'rounds' | 'patch' | 'isPatchRun'> {
  const image = imageOf(target.container);
  return {
    ...{ file: file.path, line: lineOf(file, target), ...nameOf(target) },
    ...{ image, ranImage: other ?? image, engine: engine.name, record },
    ...{ isFixed, suggestion: undefined, isRootReadOnly, notReproduced },
  };
}

function lineOf(file: SourceFile, { container }: Target): number {
  return file.text.slice(0, container.value.span.start).split('\n').length;
}

function imageOf({ value }: Container): string {
  return textOf(field(value, 'image')?.value) ?? '';
}

/** What the engine says of the image, for the fix: above all its user. */
async function configsOf(
  image: string,
  { engine, image: other }: TrialSettings,
): Promise<ReadonlyMap<string, ImageConfig>> {
  const { code, out } = await engine.run(['image', 'inspect', other ?? image]);
  const config = code === 0 ? readImage(out) : undefined;
  return new Map(config ? [[image, config]] : []);
}

interface FixContext extends TrialSettings {
  readonly configs: ReadonlyMap<string, ImageConfig>;
}

/** The text of a file with the fixes of what is wrong with a container, unsafe ones included. */
function fix(file: SourceFile, target: Target, { ruleSet, own, configs }: FixContext): string {
  const rules = { ...ruleSet, images: own.read.images, configs };
  return fixContainer(judge(readManifest(file, rules), rules), nameOf(target));
}

interface Tried {
  readonly record: RunRecord;
  readonly writes: readonly Observation[];
  readonly isRootReadOnly: boolean;
  readonly notReproduced: readonly string[];
}

/** Runs it once; where a read-only root keeps it from starting, once more to see where it writes. */
async function runOnce(file: SourceFile, target: Target, settings: TrialSettings): Promise<Tried> {
  const { engine, ruleSet, data, traces, ...rest } = settings;
  const found = targetsIn(readManifest(file, ruleSet), {
    object: undefined,
    container: target.container.name,
  }).find(({ key }) => key === target.key);
  if (!found) throw new Error('a fix removes no container');
  const plan = planPod(found.container, data, settings);
  const last = planNamed(plan, target.container.name);
  const isRootReadOnly = last.isRootReadOnly;
  const options = { ...rest, traces, seesVolumes: !isRootReadOnly };
  const record = await runPod(engine, plan, options);
  const ran = planNamed(plan, record.container);
  const isOwn = ran.image === last.image;
  const writes = isOwn ? writesOf(record, ran.mounts) : [];
  const { notReproduced } = plan;
  if (record.ending.as !== 'failed' || !ran.isRootReadOnly || !isOwn) {
    return { record, writes, isRootReadOnly, notReproduced };
  }
  const opened = openRoot(plan, record.container);
  const seen = await runPod(engine, opened, { ...options, seesVolumes: true });
  return {
    record,
    writes: [...writes, ...writesOf(seen, ran.mounts)],
    isRootReadOnly,
    notReproduced,
  };
}

function planNamed({ containers }: PodPlan, name: string): ContainerPlan {
  const plan = containers.find((one) => one.name === name);
  if (!plan) throw new Error('a run ends at one of its containers');
  return plan;
}

/** The same up to a container, with a root filesystem that it can write to. */
function openRoot(plan: PodPlan, name: string): PodPlan {
  const end = plan.containers.findIndex((one) => one.name === name);
  const containers = plan.containers
    .slice(0, end + 1)
    .map((one) => (one.name === name ? { ...one, isRootReadOnly: false } : one));
  return { ...plan, containers, ends: plan.ends || end < plan.containers.length - 1 };
}

function lessonFor(
  image: string,
  writes: readonly Observation[],
  { today }: TrialSettings,
): Lesson | undefined {
  const lesson = lessonOf(image, writes, today);
  return lesson && lesson.paths.length + lesson.undecided.length > 0 ? lesson : undefined;
}

/** What the project knows with what was learned; the same where nothing of it is new. */
function withLesson(own: TrialSettings['own'], lesson: Lesson): TrialSettings['own'] {
  if (newIn(own.read, lesson).length === 0) return own;
  const text = mergeImages(own.file, own.read, [lesson]);
  if (typeof text !== 'string') return own;
  const file = { ...own.file, text };
  const read = readProjectImages(file);
  return 'images' in read ? { file, read } : own;
}
