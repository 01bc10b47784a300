#!/usr/bin/env node
import { parentPort } from 'node:worker_threads';
import { Command, CommanderError, Option as Flag } from 'commander';
import packageJson from '../package.json' with { type: 'json' };
import { serveChecks } from './cli/check-threads.ts';
import { baseline } from './cli/baseline.ts';
import { check } from './cli/check.ts';
import { config } from './cli/config.ts';
import { fix } from './cli/fix.ts';
import { image } from './cli/image.ts';
import { init } from './cli/init.ts';
import { learn } from './cli/learn.ts';
import { policy } from './cli/policy.ts';
import { render } from './cli/render.ts';
import { review } from './cli/review.ts';
import { rules } from './cli/rules.ts';
import { settleHere, settleWith } from './cli/settle-here.ts';
import { tryContainers } from './cli/try.ts';
import { isEngineThread } from './engine/engine-thread.ts';
import { readCheckouts } from './files/extended-files.ts';
import { UserError } from './errors/user-error.ts';
import { COMMAND_OPTIONS } from './options/command-options.ts';
import {
  type GivenOf,
  type Option,
  type Options,
  type Place,
  type ValuesOf,
  optionsIn,
  readItem,
  shortHelp,
  valuesOf,
} from './options/option.ts';
import { OPTIONS } from './options/options.ts';
import { type RegistryFlags, registryFlagsOf } from './registry/flags.ts';

type CommandName = keyof typeof COMMAND_OPTIONS;

/** The place whose shared options a command has; none for one that judges nothing. */
const PLACES: Readonly<Record<CommandName, Place | undefined>> = {
  check: 'check',
  fix: 'fix',
  try: 'try',
  review: 'review',
  image: 'image',
  baseline: 'baseline',
  // What is told of is how `podseal check` judges.
  config: 'check',
  rules: 'check',
  policy: 'check',
  render: undefined,
  init: undefined,
  learn: undefined,
};

/** A command with its own options and those that it shares. */
function addCommand(program: Command, name: CommandName, description: string): Command {
  const command = program.command(name).description(description);
  const place = PLACES[name];
  const shared = place ? optionsIn(OPTIONS, place) : {};
  for (const [key, option] of Object.entries({ ...COMMAND_OPTIONS[name], ...shared })) {
    command.addOption(toFlag(key, option));
  }
  return command;
}

function toFlag(key: string, option: Option<unknown>): Flag {
  const { kind, placeholder, defaultText } = option;
  if (kind === 'flag') return new Flag(`--${key}`, shortHelp(option));
  const more = [
    ...(kind === 'list' ? ['may be repeated'] : []),
    ...(defaultText === '' ? [] : [`default: ${defaultText}`]),
  ];
  const help = more.length > 0 ? `${shortHelp(option)} (${more.join('; ')})` : shortHelp(option);
  return new Flag(`--${key} <${placeholder}>`, help).argParser((text, before: unknown) => {
    const read = readItem(option, text, `--${key}`);
    if ('fault' in read) throw new UserError(read.fault);
    return Array.isArray(before) && Array.isArray(read.output)
      ? [...before, ...read.output]
      : read.output;
  });
}

/** What was given of a table's options; a flag's key is as commander writes it. */
function givenIn<Table extends Options>(command: Command, table: Table): GivenOf<Table> {
  const found = command.opts<Readonly<Record<string, unknown>>>();
  const entries = Object.keys(table).map((key) => {
    const flag = new Flag(`--${key}`);
    const value = found[flag.attributeName()];
    // Of `--no-render`, commander keeps `render`, which is true unless the flag was given.
    return [key, flag.negate ? value === false || undefined : value];
  });
  // Each value was checked when it was read.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return Object.fromEntries(entries) as GivenOf<Table>;
}

/** The options of a command that it does not share, given or not. */
function ownValues<Table extends Options>(command: Command, table: Table): ValuesOf<Table> {
  return valuesOf(table, givenIn(command, table));
}

function registryIn(command: Command): RegistryFlags {
  return registryFlagsOf(valuesOf(OPTIONS, givenIn(command, OPTIONS)));
}

/** How a command judges the project around a path. */
async function judging(path: string | undefined, command: Command, isVerbose: boolean) {
  const settled = await settleHere(path ?? '.', givenIn(command, OPTIONS), { isVerbose });
  return { ...registryIn(command), ...settled };
}

function addCheck(program: Command): void {
  addCommand(program, 'check', 'say what is wrong in manifests')
    .argument('<paths...>', 'files, folders, or - for standard input')
    .action(async (paths: string[], _, command: Command) => {
      const own = ownValues(command, COMMAND_OPTIONS.check);
      const { format, verbose, 'no-render': isPlain } = own;
      const settled = await judging(paths[0], command, verbose);
      process.exitCode = await check(paths, { ...settled, format, render: !isPlain });
    });
}

function addFix(program: Command): void {
  addCommand(
    program,
    'fix',
    'fix manifests and Helm charts by small edits that keep their formatting',
  )
    .argument('<paths...>', 'files or folders')
    .action(async (paths: string[], _, command: Command) => {
      const own = ownValues(command, COMMAND_OPTIONS.fix);
      const { unsafe, 'dry-run': dryRun, 'no-render': isPlain, object, container, verbose } = own;
      const settled = await judging(paths[0], command, verbose);
      const target = { object, container };
      process.exitCode = await fix(paths, {
        ...settled,
        unsafe,
        dryRun,
        render: !isPlain,
        target,
      });
    });
}

function addTry(program: Command): void {
  addCommand(program, 'try', 'run containers as their manifests say, and tell whether they start')
    .argument('<paths...>', 'files or folders, also those with their ConfigMaps and Secrets')
    .action(async (paths: string[], _, command: Command) => {
      const { object, container, verbose, ...own } = ownValues(command, COMMAND_OPTIONS.try);
      const { ruleSet, wanted } = await settleHere(paths[0] ?? '.', givenIn(command, OPTIONS), {
        isVerbose: verbose,
      });
      const asked = { object, container };
      const allowPrivileged = own['allow-privileged'];
      process.exitCode = await tryContainers(paths, {
        ...{ ...own, ruleSet, wanted, asked, allowPrivileged },
      });
    });
}

function addReview(program: Command): void {
  addCommand(
    program,
    'review',
    'print the review that a change would get as a pull request',
  ).action(async (_, command: Command) => {
    const given = givenIn(command, OPTIONS);
    const { 'no-render': isPlain, ...own } = ownValues(command, COMMAND_OPTIONS.review);
    process.exitCode = await review({
      ...{ ...registryIn(command), ...own, render: !isPlain },
      settle: (files) => settleWith(files, given),
      readElsewhere: readCheckouts(given['extends-from']),
    });
  });
}

function addBaseline(program: Command): void {
  addCommand(
    program,
    'baseline',
    'write what is wrong in the project today, so that only new findings count',
  ).action(async (_, command: Command) => {
    const { prune, verbose } = ownValues(command, COMMAND_OPTIONS.baseline);
    const settled = await settleHere('.', givenIn(command, OPTIONS), {
      ignoresBaseline: true,
      isVerbose: verbose,
    });
    process.exitCode = await baseline({ ...settled, prune });
  });
}

function addConfiguration(program: Command): void {
  addCommand(program, 'init', 'write a configuration to start with, and the workflow').action(
    async () => {
      process.exitCode = await init();
    },
  );
  addCommand(
    program,
    'config',
    'print the effective configuration, and where each value comes from',
  ).action(async (_, command: Command) => {
    process.exitCode = await config(givenIn(command, OPTIONS));
  });
  addCommand(program, 'rules', 'list the rules with their severities here, or explain one')
    .argument('[id]', 'the rule to explain')
    .action(async (id: string | undefined, _, command: Command) => {
      process.exitCode = await rules(id, givenIn(command, OPTIONS));
    });
}

function addImage(program: Command): void {
  addCommand(program, 'image', 'say what images need to run with a read-only root filesystem')
    .argument('<images...>', 'images as manifests name them, such as nginx:1.30')
    .action(async (images: string[], _, command: Command) => {
      const { format } = ownValues(command, COMMAND_OPTIONS.image);
      process.exitCode = await image(images, { ...registryIn(command), format });
    });
}

function addRender(program: Command): void {
  addCommand(
    program,
    'render',
    'print what a chart or kustomization becomes, each line with its source',
  )
    .argument('<folder>', "the chart's folder")
    .action(async (folder: string, _, command: Command) => {
      process.exitCode = await render(folder, ownValues(command, COMMAND_OPTIONS.render));
    });
}

function addPolicy(program: Command): void {
  addCommand(
    program,
    'policy',
    'write policies for the cluster that decide as the review does',
  ).action(async (_, command: Command) => {
    const settled = await settleHere('.', givenIn(command, OPTIONS));
    const own = ownValues(command, COMMAND_OPTIONS.policy);
    process.exitCode = await policy({ ...settled, ...own });
  });
}

function addLearn(program: Command): void {
  addCommand(program, 'learn', 'learn from what a container wrote where its image needs volumes')
    .argument('<logs...>', 'output of docker diff or strace, events, paths; - for standard input')
    .action(async (logs: string[], _, command: Command) => {
      const { 'dry-run': dryRun, ...own } = ownValues(command, COMMAND_OPTIONS.learn);
      process.exitCode = await learn(logs, { ...own, dryRun });
    });
}

function createProgram(): Command {
  const program = new Command('podseal')
    .description('Makes the containers in Kubernetes manifests immutable.')
    .version(packageJson.version)
    .exitOverride();
  addCheck(program);
  addFix(program);
  addTry(program);
  addReview(program);
  addConfiguration(program);
  addBaseline(program);
  addImage(program);
  addRender(program);
  addPolicy(program);
  addLearn(program);
  return program;
}

/** Runs the command line. Exit codes: 0 clean, 1 findings, 2 could not run. */
async function main(): Promise<void> {
  // A reader that stops early, such as `head`, is not a fault.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit();
    process.stderr.write(`podseal: the output can't be written (${error.message}).\n`);
    process.exit(2);
  });
  try {
    await createProgram().parseAsync();
  } catch (error) {
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
    else if (error instanceof UserError) {
      process.stderr.write(`podseal: ${error.message}\n`);
      process.exitCode = 2;
    } else {
      const trace = error instanceof Error ? error.stack : String(error);
      process.stderr.write(`podseal: this is a bug in podseal: please report it.\n${trace}\n`);
      process.exitCode = 2;
    }
  }
}

// The threads of a check, and of the engine, run this same file, so that it still runs wherever it is copied.
if (isEngineThread) {
  // Its module does what there is to do.
} else if (parentPort) await serveChecks(parentPort);
else await main();
