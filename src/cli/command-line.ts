import { resolve } from 'node:path';
import { Command, CommanderError } from 'commander';
import packageJson from '../../package.json' with { type: 'json' };
import { UserError } from '../errors/user-error.ts';
import { COMMAND_OPTIONS } from '../options/command-options.ts';
import { OPTIONS } from '../options/options.ts';
import { outputsOf } from '../options/report-formats.ts';
import { type CommandName, addCommand, givenIn, ownValues, registryIn } from './flags.ts';

/** Takes the exit code of a command that is done. */
type End = (exitCode: number) => void;

/** How a command judges the project around a path. */
async function judging(path: string | undefined, command: Command, isVerbose: boolean) {
  const { settleHere } = await import('./settle-here.ts');
  const settled = await settleHere(path ?? '.', givenIn(command, OPTIONS), { isVerbose });
  return { ...registryIn(command), ...settled };
}

function addCheck(program: Command, end: End): void {
  addCommand(program, 'check', 'say what is wrong in manifests')
    .argument('[paths...]', 'files, folders, or - for standard input')
    .action(async (paths: string[], _, command: Command) => {
      const { check } = await import('./check.ts');
      const own = ownValues(command, COMMAND_OPTIONS.check);
      const { format, output, unsafe, verbose, 'no-render': isPlain } = own;
      const pullCharts = own['pull-charts'];
      const reported = { format, unsafe, render: !isPlain, pullCharts };
      const outputs = outputsOf(output);
      if (own.staged) {
        const { checkStaged } = await import('./check-staged.ts');
        makeAbsolute(command);
        const settle = async () => ({ ...(await judging('.', command, verbose)), ...reported });
        end(await checkStaged(paths, { outputs, settle }));
        return;
      }
      if (paths.length === 0)
        throw new UserError('Name files or folders to check, or use --staged.');
      const settled = await judging(paths[0], command, verbose);
      end(await check(paths, { ...settled, ...reported, outputs }));
    });
}

/** Names folders from the root, for a command that goes to another folder. */
function makeAbsolute(command: Command): void {
  const given = command.opts<{ extendsFrom?: readonly string[]; registryCache?: string }>();
  const { extendsFrom = [], registryCache } = given;
  const moved = extendsFrom.map((one) => {
    const at = one.indexOf('=') + 1;
    return `${one.slice(0, at)}${resolve(one.slice(at))}`;
  });
  if (moved.length > 0) command.setOptionValue('extendsFrom', moved);
  if (registryCache !== undefined) command.setOptionValue('registryCache', resolve(registryCache));
}

function addFix(program: Command, end: End): void {
  addCommand(
    program,
    'fix',
    'fix manifests and Helm charts by small edits that keep their formatting',
  )
    .argument('<paths...>', 'files or folders')
    .action(async (paths: string[], _, command: Command) => {
      const { fix } = await import('./fix.ts');
      const own = ownValues(command, COMMAND_OPTIONS.fix);
      const { unsafe, interactive, object, container, verbose } = own;
      const { 'dry-run': dryRun, 'no-render': isPlain } = own;
      const settled = await judging(paths[0], command, verbose);
      const target = { object, container };
      end(await fix(paths, { ...settled, unsafe, interactive, dryRun, render: !isPlain, target }));
    });
}

function addTry(program: Command, end: End): void {
  addCommand(program, 'try', 'run containers as their manifests say, and tell whether they start')
    .argument('<paths...>', 'files or folders, also those with their ConfigMaps and Secrets')
    .action(async (paths: string[], _, command: Command) => {
      const { tryContainers } = await import('./try.ts');
      const { object, container, verbose, ...own } = ownValues(command, COMMAND_OPTIONS.try);
      const { ruleSet, wanted } = await judging(paths[0], command, verbose);
      const asked = { object, container };
      const allowPrivileged = own['allow-privileged'];
      end(await tryContainers(paths, { ...own, ruleSet, wanted, asked, allowPrivileged }));
    });
}

function addReview(program: Command, end: End): void {
  addCommand(program, 'review', 'print the review that a change would get as a pull request')
    .allowExcessArguments() // so that the error can say what was meant
    .action(async (_, command: Command) => {
      const [ref] = command.args;
      if (ref !== undefined)
        throw new UserError(`review takes no files. Name what to compare with: --base ${ref}.`);
      const { review } = await import('./review.ts');
      const { settleWith } = await import('./settle-here.ts');
      const { readCheckouts } = await import('../files/extended-files.ts');
      const given = givenIn(command, OPTIONS);
      const own = ownValues(command, COMMAND_OPTIONS.review);
      const { 'no-render': isPlain, output, ...rest } = own;
      const code = await review({
        ...{ ...registryIn(command), ...rest, render: !isPlain, outputs: outputsOf(output) },
        settle: (files) => settleWith(files, given),
        readElsewhere: readCheckouts(given['extends-from']),
      });
      end(code);
    });
}

function addInit(program: Command, end: End): void {
  addCommand(program, 'init', 'write a configuration to start with, and the workflow').action(
    async () => {
      const { init } = await import('./init.ts');
      end(await init());
    },
  );
}

function addConfig(program: Command, end: End): void {
  addCommand(
    program,
    'config',
    'print the effective configuration, and where each value comes from',
  ).action(async (_, command: Command) => {
    const { config } = await import('./config.ts');
    end(await config(givenIn(command, OPTIONS)));
  });
}

function addRules(program: Command, end: End): void {
  addCommand(program, 'rules', 'list the rules with their severities here, or explain one')
    .argument('[id]', 'the rule to explain')
    .action(async (id: string | undefined, _, command: Command) => {
      const { rules } = await import('./rules.ts');
      end(await rules(id, givenIn(command, OPTIONS)));
    });
}

function addExplain(program: Command, end: End): void {
  addCommand(program, 'explain', 'say what is found at a place, why, and what fixes it')
    .argument('<place>', 'a file and a line, such as deploy/web.yaml:12')
    .action(async (place: string, _, command: Command) => {
      const { explain, readPlace } = await import('./explain.ts');
      const at = readPlace(place);
      end(await explain(at, await judging(at.path, command, false)));
    });
}

function addCompletion(program: Command, end: End): void {
  addCommand(program, 'completion', 'print what completes commands and options in a shell')
    .argument('<shell>', 'bash, zsh or fish')
    .action(async (shell: string) => {
      const { completion } = await import('./completion.ts');
      end(await completion(shell, createProgram(undefined, end)));
    });
}

function addBaseline(program: Command, end: End): void {
  addCommand(
    program,
    'baseline',
    'write what is wrong in the project today, so that only new findings count',
  ).action(async (_, command: Command) => {
    const { baseline } = await import('./baseline.ts');
    const { settleHere } = await import('./settle-here.ts');
    const { prune, verbose } = ownValues(command, COMMAND_OPTIONS.baseline);
    const settled = await settleHere('.', givenIn(command, OPTIONS), {
      ignoresBaseline: true,
      isVerbose: verbose,
    });
    end(await baseline({ ...settled, prune }));
  });
}

function addImage(program: Command, end: End): void {
  addCommand(program, 'image', 'say what images need to run with a read-only root filesystem')
    .argument('<images...>', 'images as manifests name them, such as nginx:1.30')
    .action(async (images: string[], _, command: Command) => {
      const { image } = await import('./image.ts');
      const { format } = ownValues(command, COMMAND_OPTIONS.image);
      end(await image(images, { ...registryIn(command), format }));
    });
}

function addCharts(program: Command, end: End): void {
  addCommand(program, 'charts', 'put charts that releases install into the repository')
    .argument('<action>', 'add')
    .argument('<chart>', 'oci://HOST/PATH/NAME, or https://REPOSITORY/NAME')
    .action(async (action: string, chart: string, _, command: Command) => {
      const { charts } = await import('./charts.ts');
      const own = ownValues(command, COMMAND_OPTIONS.charts);
      const { version, 'registry-allow': registryAllow, 'registry-mirror': registryMirror } = own;
      end(await charts(action, chart, { version, registryAllow, registryMirror }));
    });
}

function addRender(program: Command, end: End): void {
  addCommand(
    program,
    'render',
    'print what a chart or kustomization becomes, each line with its source',
  )
    .argument('<folder>', "the chart's folder")
    .action(async (folder: string, _, command: Command) => {
      const { render } = await import('./render.ts');
      end(await render(folder, ownValues(command, COMMAND_OPTIONS.render)));
    });
}

function addPolicy(program: Command, end: End): void {
  addCommand(
    program,
    'policy',
    'write policies for the cluster that decide as the review does',
  ).action(async (_, command: Command) => {
    const { policy } = await import('./policy.ts');
    const { settleHere } = await import('./settle-here.ts');
    const settled = await settleHere('.', givenIn(command, OPTIONS));
    const own = ownValues(command, COMMAND_OPTIONS.policy);
    end(await policy({ ...settled, ...own }));
  });
}

function addLearn(program: Command, end: End): void {
  addCommand(program, 'learn', 'learn from what a container wrote where its image needs volumes')
    .argument('<logs...>', 'output of docker diff or strace, events, paths; - for standard input')
    .action(async (logs: string[], _, command: Command) => {
      const { learn } = await import('./learn.ts');
      const { 'dry-run': dryRun, ...own } = ownValues(command, COMMAND_OPTIONS.learn);
      end(await learn(logs, { ...own, dryRun }));
    });
}

/** What adds each command, in the order of the help. */
const COMMANDS: Readonly<Record<CommandName, (program: Command, end: End) => void>> = {
  check: addCheck,
  fix: addFix,
  try: addTry,
  review: addReview,
  init: addInit,
  config: addConfig,
  rules: addRules,
  explain: addExplain,
  baseline: addBaseline,
  image: addImage,
  charts: addCharts,
  render: addRender,
  policy: addPolicy,
  learn: addLearn,
  completion: addCompletion,
};

function createProgram(named: string | undefined, end: End): Command {
  const program = new Command('podseal')
    .description('Makes the containers in Kubernetes manifests immutable.')
    .version(packageJson.version)
    .exitOverride();
  const wanted = Object.entries(COMMANDS).filter(([name]) => name === named);
  // All of them have a hundred options: one that is named needs its own alone.
  for (const [, add] of wanted.length > 0 ? wanted : Object.entries(COMMANDS)) add(program, end);
  return program;
}

/**
 * Does what a command line asks for.
 *
 * @param args what follows the name of the program
 * @returns the exit code: 0 clean, 1 findings, 2 could not run
 */
async function main(args: readonly string[]): Promise<number> {
  let exitCode = 0;
  try {
    const program = createProgram(args[0], (code) => {
      exitCode = code;
    });
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (error instanceof UserError) {
      process.stderr.write(`podseal: ${error.message}\n`);
      return 2;
    }
    const trace = error instanceof Error ? error.stack : String(error);
    process.stderr.write(`podseal: this is a bug in podseal: please report it.\n${trace}\n`);
    return 2;
  }
}

/** Does what the command line of this process asks for. */
export async function runHere(): Promise<void> {
  // A reader that stops early, such as `head`, is not a fault.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit();
    process.stderr.write(`podseal: the output can't be written (${error.message}).\n`);
    process.exit(2);
  });
  process.exitCode = await main(process.argv.slice(2));
}
