import { BASELINE_PATH, CONFIGURATION_PATHS } from '../configuration/configuration.ts';
import { UserError } from '../errors/user-error.ts';
import { buildReader } from '../github/build-files.ts';
import type { GitHubClient, RepositoryRef } from '../github/client.ts';
import type { Look } from '../github/wanted-files.ts';
import { identityOf } from '../github/run-identity.ts';
import type { Change } from '../review/change.ts';
import type { ReviewOptions } from '../review/review.ts';
import type { WantedFix } from '../review/wanted-source-fixes.ts';
import type { Settled } from '../configuration/settle.ts';
import type { ConfigurationFiles } from '../review/change.ts';
import type { JudgeTask } from './judge-task.ts';
import { proveSourceFixes } from './prove-source-fixes.ts';
import { renderChange } from './render-change.ts';
import type { RunOptions } from './run-review.ts';
import { withBuilds } from './with-builds.ts';

/** Settles how a repository is judged; as the options say where the front end does not. */
function settled(
  options: RunOptions,
  files: ConfigurationFiles,
): Omit<Settled, 'baseline' | 'configuration' | 'values'> &
  Pick<RunOptions, 'baseline'> &
  Partial<Pick<Settled, 'configuration' | 'values'>> {
  return options.settle?.(files) ?? options;
}

/** Which files of a change are looked at, and who looks, by the options and the configuration. */
export function lookBy(options: RunOptions): Look {
  return (files) => {
    const { checkName } = options;
    const { files: globs, automation, ruleSet, configuration, values } = settled(options, files);
    const extended = (files.extended ?? []).map(({ path }) => path);
    const always = [BASELINE_PATH, ...CONFIGURATION_PATHS, ...extended];
    const identity = identityOf({ checkName, files: [...globs, ...DOCKERFILES], always, ruleSet });
    const charts = options.engine && (configuration?.charts ?? []);
    const kustomizations = configuration?.kustomizations;
    const pullsCharts = values?.['pull-charts'];
    return { globs, automation, identity, charts, kustomizations, pullsCharts };
  };
}

/** A run tells of Dockerfiles, too, whatever manifests it looks at. */
const DOCKERFILES = ['**/*[Dd]ockerfile*', '**/*[Cc]ontainerfile*'];

/** Nobody wants it judged by the defaults instead. */
const REPAIR =
  "The configuration on the base branch can't be used, so nothing was analyzed. Merge this repair of it first.";

/**
 * How a change is judged: by the options and the configuration on its base, with what its images say
 * of themselves where a team wants that.
 */
export async function prepare(change: Change, options: RunOptions): Promise<ReviewOptions> {
  if (change.repairs) throw new UserError(REPAIR);
  const { inspect } = options;
  const { ruleSet, failOn, scope, requestChanges, baseline } = settled(options, change);
  const { fixes, trials } = options;
  const images =
    inspect && (await options.judge.judge({ kind: 'images', change, kinds: ruleSet.kinds }));
  const configs = images && (await inspect(images));
  // It is sent to a thread, so that nothing else may be in it.
  return {
    ...{ failOn, scope, ruleSet: configs ? { ...ruleSet, configs } : ruleSet },
    ...(baseline && { baseline }),
    ...(requestChanges !== undefined && { requestChanges }),
    ...(fixes !== undefined && { fixes }),
    ...(trials && { trials }),
  };
}

/** A change with what its charts and kustomizations become. */
export async function withCharts(change: Change, { engine }: RunOptions): Promise<Change> {
  return engine ? renderChange(change, engine) : change;
}

/** A change with the fixes of what it brings to its charts and kustomizations, or of what a command asks for. */
export async function withSourceFixes(
  change: Change,
  review: ReviewOptions,
  { engine, judge }: RunOptions,
  fix?: Extract<JudgeTask, { kind: 'source-fixes' }>['fix'],
): Promise<Change> {
  const task = { kind: 'source-fixes', options: review, ...(fix && { fix }) } as const;
  const ask = async (one: Change): Promise<readonly WantedFix[]> =>
    judge.judge({ ...task, change: one });
  const unsafe = fix?.command.unsafe ?? true;
  return engine ? proveSourceFixes(change, { engine, options: review, ask, unsafe }) : change;
}

/** A change with what tells how its images are built, where nobody else knows them. */
export async function readBuilds(
  client: GitHubClient,
  ref: RepositoryRef,
  change: Change,
  options: RunOptions,
): Promise<Change> {
  if (change.repairs) return change;
  const { kinds } = settled(options, change).ruleSet;
  return withBuilds(change, buildReader(client, ref, change), async (task) =>
    options.judge.judge({ kind: 'builds', change: task, kinds }),
  );
}
