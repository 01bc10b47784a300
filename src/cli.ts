#!/usr/bin/env node
import { parentPort } from 'node:worker_threads';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { CHECK_FORMATS } from './cli/check-files.ts';
import { serveChecks } from './cli/check-threads.ts';
import { type CheckOptions, check } from './cli/check.ts';
import { type FixOptions, fix } from './cli/fix.ts';
import { IMAGE_FORMATS, type ImageOptions, image } from './cli/image.ts';
import { LEARN_FORMATS, type LearnCommandOptions, learn } from './cli/learn.ts';
import { type ReviewOptions, review } from './cli/review.ts';
import { DEFAULT_FILES, FAIL_ON, PROFILES, SCOPES } from './options/options.ts';
import { LATEST, readPodSecurityVersion } from './options/pod-security-version.ts';
import { MEDIA, type Medium, readScratch } from './options/scratch.ts';
import { UserError } from './errors/user-error.ts';
import { ruleIds } from './judge/catalog.ts';
import { DEFAULT_SIZE_LIMIT } from './rules/kit/read-only-root/scratch-volumes.ts';
import type { RuleSet } from './rules/kit/rule.ts';
import packageJson from '../package.json' with { type: 'json' };

interface SharedOptions {
  readonly profile: RuleSet['profile'];
  readonly podSecurityVersion: string;
  readonly scratchSize: string;
  readonly scratchMedium: Medium;
  readonly rule?: string[];
  readonly skipRule?: string[];
  readonly files?: string[];
}

/** A command's options as commander reads them, the shared ones still as they were given. */
type Raw<Options> = SharedOptions & Omit<Options, keyof SharedOptions>;

function withSharedOptions(command: Command): Command {
  const profile = new Option('--profile <name>', 'the rules and their severities');
  const medium = new Option('--scratch-medium <name>', 'where they are kept');
  return command
    .addOption(profile.choices(PROFILES).default('immutable'))
    .option(
      '--pod-security-version <version>',
      'of the profiles baseline and restricted, such as v1.31',
      LATEST,
    )
    .option(
      '--scratch-size <quantity>',
      'size limit of the volumes that fixes add',
      DEFAULT_SIZE_LIMIT,
    )
    .addOption(medium.choices(MEDIA).default('disk'))
    .option('--rule <id>', 'only this rule; may be repeated', collectRule)
    .option('--skip-rule <id>', 'not this rule; may be repeated', collectRule)
    .option(
      '--files <glob>',
      `which files of a folder or a change to look at; may be repeated (default: ${DEFAULT_FILES.join(' ')})`,
      collect,
    );
}

function withRegistry(command: Command): Command {
  return command
    .option('--registry', 'ask registries what the images say of themselves', false)
    .option('--registry-allow <host>', 'a host with a private address; may be repeated', collect)
    .option('--registry-mirror <name=url>', 'ask this instead; may be repeated', collect)
    .option('--registry-cache <folder>', 'keeps what registries said for later runs');
}

function collect(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}

function collectRule(id: string, before?: readonly string[]): string[] {
  if (!ruleIds.includes(id)) {
    throw new InvalidArgumentError(`There is no such rule. Rules: ${ruleIds.join(', ')}.`);
  }
  return collect(id, before);
}

function withFailOn(command: Command): Command {
  return command.addOption(
    new Option('--fail-on <severity>', 'from which severity on to exit with 1')
      .choices(FAIL_ON)
      .default('error'),
  );
}

/** The options that all commands share, as the commands take them. */
function shared({ profile, rule, skipRule, files, ...options }: SharedOptions): {
  ruleSet: RuleSet;
  files: readonly string[];
} {
  const podSecurityVersion = readPodSecurityVersion(options.podSecurityVersion, profile);
  return {
    ruleSet: {
      profile,
      podSecurityVersion,
      only: rule,
      skip: skipRule,
      scratch: readScratch(options.scratchSize, options.scratchMedium),
    },
    files: files ?? DEFAULT_FILES,
  };
}

function addCheck(program: Command): void {
  const format = new Option('--format <name>', 'how to print it');
  withRegistry(withFailOn(withSharedOptions(program.command('check'))))
    .description('say what is wrong in manifests')
    .argument('<paths...>', 'files, folders, or - for standard input')
    .addOption(format.choices(CHECK_FORMATS).default('text'))
    .action(async (paths: string[], options: Raw<CheckOptions>) => {
      process.exitCode = await check(paths, { ...options, ...shared(options) });
    });
}

function addFix(program: Command): void {
  withRegistry(withSharedOptions(program.command('fix')))
    .description('mend manifests by small edits that keep their formatting')
    .argument('<paths...>', 'files or folders')
    .option('--unsafe', 'also the fixes that a person has to check', false)
    .option('--dry-run', 'print a unified diff, write nothing', false)
    .action(async (paths: string[], options: Raw<FixOptions>) => {
      process.exitCode = await fix(paths, { ...options, ...shared(options) });
    });
}

function addReview(program: Command): void {
  const scope = new Option('--scope <name>', 'what to comment on');
  const format = new Option('--format <name>', 'how to print it');
  withRegistry(withFailOn(withSharedOptions(program.command('review'))))
    .description('print the review that a change would get as a pull request')
    .option('--repo <folder>', 'the git repository, bare or not', '.')
    .option('--base <ref>', 'what to compare with (default: the default branch)')
    .option('--head <ref>', 'what to review (default: HEAD)')
    .option('--worktree', 'review the files as they are, committed or not', false)
    .addOption(scope.choices(SCOPES).default('touched'))
    .addOption(format.choices(['text', 'json']).default('text'))
    .action(async (options: Raw<ReviewOptions>) => {
      process.exitCode = await review({ ...options, ...shared(options) });
    });
}

function addImage(program: Command): void {
  const format = new Option('--format <name>', 'how to print it');
  withRegistry(program.command('image'))
    .description('say what images need in order to run sealed')
    .argument('<images...>', 'images as manifests name them, such as nginx:1.30')
    .addOption(format.choices(IMAGE_FORMATS).default('text'))
    .action(async (images: string[], options: ImageOptions) => {
      process.exitCode = await image(images, options);
    });
}

function addLearn(program: Command): void {
  const from = new Option('--from <format>', 'what the logs are (default: told by their content)');
  program
    .command('learn')
    .description('learn from what a container wrote where its image needs volumes')
    .argument('<logs...>', 'output of docker diff or strace, events, paths; - for standard input')
    .option('--image <image>', 'the image that was run; needed unless the log says it')
    .addOption(from.choices(LEARN_FORMATS))
    .option('--cwd <folder>', 'the working folder of what strace has traced, for relative paths')
    .option('--output <file>', 'where to keep it (default: .github/podseal.images.yml)')
    .option('--dry-run', 'print a unified diff, write nothing', false)
    .action(async (logs: string[], options: LearnCommandOptions) => {
      process.exitCode = await learn(logs, options);
    });
}

function createProgram(): Command {
  const program = new Command('podseal')
    .description('Seals the containers in Kubernetes manifests.')
    .version(packageJson.version)
    .exitOverride();
  addCheck(program);
  addFix(program);
  addReview(program);
  addImage(program);
  addLearn(program);
  return program;
}

/** Runs the command line. Exit codes: 0 clean, 1 findings, 2 could not run. */
async function main(): Promise<void> {
  // A reader that stops early, such as `head`, is no fault.
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
      process.stderr.write(`podseal: this is a fault of podseal, please report it.\n${trace}\n`);
      process.exitCode = 2;
    }
  }
}

// The threads of a check run this same file, so that it still runs wherever it is copied.
if (parentPort) await serveChecks(parentPort);
else await main();
