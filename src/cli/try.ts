import { relative } from 'node:path';
import { type Engine, findEngine } from '../containers/engine.ts';
import { UserError } from '../errors/user-error.ts';
import { openRepository } from '../git/git.ts';
import { resolveCommit } from '../git/refs.ts';
import { projectImagesPath, readProjectFile } from '../files/project-images.ts';
import { type Wanted, listFiles, readSource } from '../files/read.ts';
import { canonicalReference } from '../images/reference.ts';
import { type Manifest, type SourceFile, readManifest } from '../kubernetes/manifest.ts';
import { requireProjectImages } from '../options/project-images.ts';
import type { RuleSet } from '../rules/kit/rule.ts';
import { BuildsHere } from '../run/builds-here.ts';
import { shown, visibleDiff, visibleLine } from '../text/shown.ts';
import type { EngineName } from '../trial/engines.ts';
import { hasStarted } from '../trial/outcome.ts';
import { podDataOf } from '../trial/pod-data.ts';
import { reportTrial, trialsJson } from '../trial/report.ts';
import type { TrialResult } from '../trial/result.ts';
import { type Asked, type Target, targetsIn } from '../trial/target.ts';
import { keepLessons } from './learn.ts';
import { note, print } from './terminal.ts';
import { type TrialSettings, tryContainer, trySuggestion } from './try-container.ts';

/** The options of `podseal try`. */
export interface TryOptions {
  readonly ruleSet: RuleSet;
  readonly wanted: Wanted;
  readonly asked: Asked;
  readonly image: string | undefined;
  readonly fixed: boolean;
  /** Whether what a review suggests is run. */
  readonly suggested: boolean;
  readonly learn: boolean;
  readonly engine: EngineName | undefined;
  readonly seconds: number;
  readonly settle: number;
  readonly trace: boolean;
  readonly network: boolean;
  readonly allowPrivileged: boolean;
  readonly format: 'text' | 'json';
}

/** Each takes up to some minutes. */
const MAX_TARGETS = 50;

/** Runs containers as their manifests say. Returns the exit code: 1 where one does not start. */
export async function tryContainers(
  paths: readonly string[],
  options: TryOptions,
  now = new Date(),
): Promise<number> {
  if (options.image !== undefined && !canonicalReference(options.image)) {
    throw new UserError(`${visibleLine(options.image)} is not a valid image reference.`);
  }
  const manifests = await readManifests(paths, options);
  const targets = manifests.flatMap((manifest) =>
    targetsIn(manifest, options.asked).map((target) => ({ file: manifest.file, target })),
  );
  if (targets.length === 0) throw new UserError(describeNone(options.asked));
  if (targets.length > MAX_TARGETS) {
    throw new UserError(
      `${targets.length} containers are more than the ${MAX_TARGETS} that are tried at once: name one with --object or --container.`,
    );
  }
  const engine = await findEngine(options.engine);
  const results = await untilStopped(async (signal) => {
    const settings = await settingsFor(engine, manifests, options, { signal, now });
    return tryAll(targets, settings, options);
  });
  if (options.format === 'json') await print(trialsJson(results, await headCommit()));
  else if (results.length === 0) note(shown`None of these containers has a fix to run.`);
  if (options.learn) await keep(results);
  return results.every(({ record }) => hasStarted(record)) ? 0 : 1;
}

async function readManifests(
  paths: readonly string[],
  { wanted, ruleSet }: TryOptions,
): Promise<Manifest[]> {
  const { files, skips } = listFiles(paths, wanted);
  const sources = await Promise.all(files.map(async (file) => readSource(file)));
  const texts = sources.flatMap((source) => (source && 'text' in source ? [source] : []));
  const unread = sources.flatMap((source) => (source && 'reason' in source ? [source] : []));
  // ConfigMaps and Secrets hold no pod: they are read although nothing in them can matter to a rule.
  const manifests = texts.map((file) => readManifest(file, { ...ruleSet, parseAll: true }));
  for (const { file, reason } of [...skips, ...unread, ...manifests.flatMap((one) => one.skips)]) {
    note(visibleLine(`not analyzed  ${file}: ${reason}`));
  }
  return manifests;
}

function describeNone({ object, container }: Asked): string {
  const named = [object, container && `container ${container}`].filter(Boolean).join(', ');
  return named === ''
    ? 'These files have no container that can be run: only whole pods for Linux are.'
    : `Nothing in these files is ${named}, with an image, in a pod for Linux.`;
}

async function settingsFor(
  engine: Engine,
  manifests: readonly Manifest[],
  options: TryOptions,
  { signal, now }: { readonly signal: AbortSignal; readonly now: Date },
): Promise<TrialSettings> {
  const path = await projectImagesPath('.');
  const file = (await readProjectFile(path)) ?? { path: relative('.', path), text: '' };
  return {
    ...{ engine, signal, ruleSet: options.ruleSet, image: options.image },
    data: podDataOf(manifests.flatMap(({ resources }) => resources)),
    own: { file, read: requireProjectImages(file) },
    builds: new BuildsHere('.'),
    ...{ isFixed: options.fixed, mayBePrivileged: options.allowPrivileged },
    ...{ usesNetwork: options.network, traces: options.trace },
    ...{ seconds: options.seconds, settleSeconds: Math.min(options.settle, options.seconds) },
    today: now.toISOString().slice(0, 10),
  };
}

async function tryAll(
  targets: readonly { readonly file: SourceFile; readonly target: Target }[],
  settings: TrialSettings,
  { format, suggested }: Pick<TryOptions, 'format' | 'suggested'>,
): Promise<TrialResult[]> {
  const results: TrialResult[] = [];
  for (const { file, target } of targets) {
    // One at a time, so that each has the machine for itself.
    // oxlint-disable-next-line no-await-in-loop
    const result = await (suggested ? trySuggestion : tryContainer)(file, target, settings);
    if (!result) continue;
    results.push(result);
    // oxlint-disable-next-line no-await-in-loop
    if (format === 'text') await printResult(result);
  }
  return results;
}

async function printResult(result: TrialResult): Promise<void> {
  for (const line of reportTrial(result)) {
    // oxlint-disable-next-line no-await-in-loop
    await print(shown`${line}\n`);
  }
  const { patch, isPatchRun } = result;
  if (patch === '') return;
  const what = isPatchRun ? shown`This fix was run:` : shown`A fix, which was not run:`;
  await print(shown`  ${what}\n${visibleDiff(patch)}`);
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Runs something that cleans up behind itself also where a signal ends it. */
async function untilStopped<T>(run: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const stop = (): void => controller.abort();
  for (const name of SIGNALS) process.on(name, stop);
  try {
    const result = await run(controller.signal);
    controller.signal.throwIfAborted();
    return result;
  } catch (error) {
    if (controller.signal.aborted) throw new UserError('Stopped: what was made is removed.');
    throw error;
  } finally {
    for (const name of SIGNALS) process.off(name, stop);
  }
}

async function keep(results: readonly TrialResult[]): Promise<void> {
  const lessons = results.flatMap(({ lesson }) => lesson ?? []);
  if (lessons.length > 0)
    await keepLessons({ lessons, notes: [] }, { output: undefined, dryRun: false });
}

/** The commit of the files; undefined where they are not in a clone. */
async function headCommit(): Promise<string | undefined> {
  try {
    return await resolveCommit(await openRepository('.'), 'HEAD');
  } catch {
    return undefined;
  }
}
