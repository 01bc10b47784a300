import { UserError } from '../errors/user-error.ts';
import { COMMAND_OPTIONS } from '../options/command-options.ts';
import type { Place } from '../options/option.ts';
import { outputsOf } from '../options/report-formats.ts';
import {
  type CommandName,
  type GivenOptions,
  ownValues,
  registryIn,
  sharedIn,
  withAbsoluteFolders,
} from './given-options.ts';

/** A command of `podseal`. */
export interface CommandRow {
  readonly description: string;
  /** What it takes beside options, as `<file>`, `[file]`, `<files...>` or `[files...]`, and help. */
  readonly operands: readonly (readonly [form: string, help: string])[];
  /** The place whose shared options it has; none for one that judges nothing. */
  readonly place?: Place;
  /** What is wrong with a further operand, where that needs other words than usual. */
  readonly excess?: (operand: string) => string;
  /** Does it. Returns the exit code. */
  run(operands: readonly string[], given: GivenOptions): Promise<number>;
}

/** How a command judges the project around a path. */
async function judging(path: string | undefined, given: GivenOptions, isVerbose: boolean) {
  const { settleHere } = await import('./settle-here.ts');
  const settled = await settleHere(path ?? '.', sharedIn(given), { isVerbose });
  return { ...registryIn(given), ...settled };
}

async function runCheck(paths: readonly string[], given: GivenOptions): Promise<number> {
  const own = ownValues(given, COMMAND_OPTIONS.check);
  const { format, output, unsafe, verbose, 'no-render': isPlain } = own;
  const reported = { format, unsafe, render: !isPlain };
  const outputs = outputsOf(output);
  if (own.staged) {
    const { checkStaged } = await import('./check-staged.ts');
    const settled = withAbsoluteFolders(given);
    const settle = async () => ({ ...(await judging('.', settled, verbose)), ...reported });
    return checkStaged(paths, { outputs, settle });
  }
  if (paths.length === 0) throw new UserError('Name files or folders to check, or use --staged.');
  const { check } = await import('./check.ts');
  return check(paths, { ...(await judging(paths[0], given, verbose)), ...reported, outputs });
}

async function runFix(paths: readonly string[], given: GivenOptions): Promise<number> {
  if (paths.length === 0)
    throw new UserError('Name files or folders to fix, such as deploy/web.yaml.');
  const { fix } = await import('./fix.ts');
  const own = ownValues(given, COMMAND_OPTIONS.fix);
  const { unsafe, interactive, object, container, verbose } = own;
  const { 'dry-run': dryRun, 'no-render': isPlain } = own;
  const settled = await judging(paths[0], given, verbose);
  const target = { object, container };
  return fix(paths, { ...settled, unsafe, interactive, dryRun, render: !isPlain, target });
}

async function runTry(paths: readonly string[], given: GivenOptions): Promise<number> {
  if (paths.length === 0)
    throw new UserError('Name files or folders to try, such as deploy/web.yaml.');
  const { tryContainers } = await import('./try.ts');
  const { object, container, verbose, ...own } = ownValues(given, COMMAND_OPTIONS.try);
  const { ruleSet, wanted } = await judging(paths[0], given, verbose);
  const asked = { object, container };
  const allowPrivileged = own['allow-privileged'];
  return tryContainers(paths, { ...own, ruleSet, wanted, asked, allowPrivileged });
}

async function runReview(given: GivenOptions): Promise<number> {
  const { review } = await import('./review.ts');
  const { settleWith } = await import('./settle-here.ts');
  const { readCheckouts } = await import('../files/extended-files.ts');
  const shared = sharedIn(given);
  const own = ownValues(given, COMMAND_OPTIONS.review);
  const { 'no-render': isPlain, output, ...rest } = own;
  return review({
    ...{ ...registryIn(given), ...rest, render: !isPlain, outputs: outputsOf(output) },
    settle: (files) => settleWith(files, shared),
    readElsewhere: readCheckouts(shared['extends-from']),
  });
}

async function runBaseline(given: GivenOptions): Promise<number> {
  const { baseline } = await import('./baseline.ts');
  const { settleHere } = await import('./settle-here.ts');
  const { prune, verbose } = ownValues(given, COMMAND_OPTIONS.baseline);
  const by = { ignoresBaseline: true, isVerbose: verbose };
  return baseline({ ...(await settleHere('.', sharedIn(given), by)), prune });
}

async function runCharts(operands: readonly string[], given: GivenOptions): Promise<number> {
  const { charts } = await import('./charts.ts');
  const [action = '', chart] = operands;
  const { all, version, ...registries } = ownValues(given, COMMAND_OPTIONS.charts);
  const { 'registry-allow': registryAllow, 'registry-mirror': registryMirror } = registries;
  const settle = all ? async () => judging('.', {}, false) : undefined;
  return charts(action, chart, { version, settle, registryAllow, registryMirror });
}

async function runPolicy(given: GivenOptions): Promise<number> {
  const { policy } = await import('./policy.ts');
  const { settleHere } = await import('./settle-here.ts');
  const settled = await settleHere('.', sharedIn(given));
  return policy({ ...settled, ...ownValues(given, COMMAND_OPTIONS.policy) });
}

async function runLearn(logs: readonly string[], given: GivenOptions): Promise<number> {
  const { learn } = await import('./learn.ts');
  const { 'dry-run': dryRun, ...own } = ownValues(given, COMMAND_OPTIONS.learn);
  return learn(logs, { ...own, dryRun });
}

/** The commands, in the order of the help. */
export const COMMANDS: Readonly<Record<CommandName, CommandRow>> = {
  check: {
    description: 'say what is wrong in manifests',
    operands: [['[paths...]', 'files, folders, or - for standard input']],
    place: 'check',
    run: runCheck,
  },
  fix: {
    description:
      'fix manifests, charts and kustomizations by small edits that keep their formatting',
    operands: [['[paths...]', 'files or folders']],
    place: 'fix',
    run: runFix,
  },
  try: {
    description: 'run containers as their manifests say, and tell whether they start',
    operands: [['[paths...]', 'files or folders, also those with their ConfigMaps and Secrets']],
    place: 'try',
    run: runTry,
  },
  review: {
    description: 'print the review that a change would get as a pull request',
    operands: [],
    place: 'review',
    excess: (ref) => `review takes no files. Name what to compare with: --base ${ref}.`,
    run: async (_, given) => runReview(given),
  },
  init: {
    description: 'write a configuration to start with, and the workflow',
    operands: [],
    run: async () => (await import('./init.ts')).init(),
  },
  config: {
    description: 'print the effective configuration, and where each value comes from',
    operands: [],
    // What is told of is how `podseal check` judges.
    place: 'check',
    run: async (_, given) => (await import('./config.ts')).config(sharedIn(given)),
  },
  rules: {
    description: 'list the rules with their severities here, or explain one',
    operands: [['[id]', 'the rule to explain']],
    place: 'check',
    run: async ([id], given) => (await import('./rules.ts')).rules(id, sharedIn(given)),
  },
  explain: {
    description: 'say what is found at a line, why, and what fixes it',
    operands: [['<place>', 'a file and a line, such as deploy/web.yaml:12']],
    place: 'check',
    run: async ([place = ''], given) => {
      const { explain, readPlace } = await import('./explain.ts');
      const at = readPlace(place);
      return explain(at, await judging(at.path, given, false));
    },
  },
  baseline: {
    description: 'write what is wrong in the project today, so that only new findings count',
    operands: [],
    place: 'baseline',
    run: async (_, given) => runBaseline(given),
  },
  image: {
    description: 'say what images need to run with a read-only root filesystem',
    operands: [['<images...>', 'images as manifests name them, such as nginx:1.30']],
    place: 'image',
    run: async (images, given) => {
      const { image } = await import('./image.ts');
      const { format } = ownValues(given, COMMAND_OPTIONS.image);
      return image(images, { ...registryIn(given), format });
    },
  },
  charts: {
    description: 'download charts that releases install, and keep them in the repository',
    operands: [
      ['<action>', 'add'],
      ['[chart]', 'oci://HOST/PATH/NAME, or https://REPOSITORY/NAME'],
    ],
    run: runCharts,
  },
  render: {
    description: 'print what a chart or kustomization becomes, each line with its source',
    operands: [['<folder>', 'the folder of a chart or a kustomization']],
    run: async ([folder = ''], given) => {
      const { render } = await import('./render.ts');
      return render(folder, ownValues(given, COMMAND_OPTIONS.render));
    },
  },
  policy: {
    description: 'write policies for the cluster that decide as the review does',
    operands: [],
    place: 'check',
    run: async (_, given) => runPolicy(given),
  },
  learn: {
    description: 'keep where an image needs volumes, from a log of what its container wrote',
    operands: [
      ['<logs...>', 'output of docker diff or strace, events, paths; - for standard input'],
    ],
    run: runLearn,
  },
  completion: {
    description: 'print the script that completes commands and options in a shell',
    operands: [['<shell>', 'bash, zsh or fish']],
    run: async ([shell = '']) => {
      const { completion } = await import('./completion.ts');
      return completion(shell, COMMANDS);
    },
  },
};
