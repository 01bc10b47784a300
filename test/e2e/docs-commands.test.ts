import { spawnSync } from 'node:child_process';
import { chmodSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  type Step,
  blocksOf,
  namedCommands,
  stepsOf,
  workflowCommands,
} from '../docs/page-steps.ts';
import { CLI } from './built.ts';
import { type Folder, makeFolder } from './run-cli.ts';

const FIRST_REVIEW = 'docs/first-review.md';

/** Its commands have a test of their own, adopting.test.ts; what others show as `console` has docs-output.test.ts. */
const ADOPTING = 'docs/adopting.md';

const pages = ['README.md', 'SECURITY.md', 'CONTRIBUTING.md', ...globSync('docs/**/*.md')];

/** Commands that are not run here, and why. Those of Podseal have their options checked all the same. */
const NOT_RUN: readonly (readonly [command: RegExp, why: string])[] = [
  [/^podseal try/, 'needs a container engine: cli-try.test.ts runs it with one'],
  [/^podseal .*--registry/, 'asks a registry: registry.test.ts has one on this machine'],
  [/^npm (?:ci|run)/, 'is what runs this test, or what CI compares'],
  [/gh attestation|^npm audit/, 'needs a release'],
  [/^docker (?!run --detach|diff|rm)/, 'needs a container engine'],
  [/^cat \/(?:proc|sys)\//, 'is for a container or a node'],
  [
    /^kubectl (?!get psp|get pods,|kustomize [.])/,
    'needs a cluster: deploy.test.ts builds the overlay',
  ],
  [/WEBHOOK_SECRET|PRIVATE_KEY_PATH/, 'needs an App: app.test.ts starts it'],
  [/^node bench/, 'needs clones of public repositories'],
];

function whyNotRun(line: string): string | undefined {
  return NOT_RUN.find(([command]) => command.test(line))?.[1];
}

/** Outputs that were recorded: of Podman, whose `diff` is as Docker's; of kubectl, helm and podseal try. */
const RECORDED = join(import.meta.dirname, 'stand-ins');

/** Programs that are not on every machine: each does what pages ask of it, and nothing else. */
const STAND_INS: Readonly<Record<string, string>> = {
  podseal: `exec '${process.execPath}' '${CLI}' "$@"`,
  docker: `case "$1" in
    run) echo 53b827ce6725a4aa786b91f853bd7ef2e6b8cb787abf3e5868483872dd023248 ;;
    diff) cat '${RECORDED}/docker-diff.out' ;;
    rm) echo probe ;;
    *) echo "no stand-in for docker $1" >&2; exit 125 ;;
  esac`,
  kubectl: `case "$1 $2" in
    'get psp') cat '${RECORDED}/kubectl-get-psp.out' ;;
    'get pods,'*) cat '${RECORDED}/kubectl-get-pods.out' ;;
    'kustomize .') cat '${RECORDED}/kubectl-kustomize.out' ;;
    *) echo "no stand-in for kubectl $1 $2" >&2; exit 125 ;;
  esac`,
  helm: `cat '${RECORDED}/helm-template.out'`,
  gh: `case "$1 $2" in
    'run download') cat '${RECORDED}/try.out' > try.json ;;
    *) echo "no stand-in for gh $1 $2" >&2; exit 125 ;;
  esac`,
};

const PSP = `apiVersion: policy/v1beta1
kind: PodSecurityPolicy
metadata: {name: restricted}
spec:
  privileged: false
  runAsUser: {rule: MustRunAsNonRoot}
  seLinux: {rule: RunAsAny}
  supplementalGroups: {rule: RunAsAny}
  fsGroup: {rule: RunAsAny}
  volumes: [configMap, emptyDir]
`;

const WEB = readFileSync('fixtures/demo/head/shop/storefront.yaml', 'utf8');

let folder: Folder;
let env: NodeJS.ProcessEnv;

function bash(script: string, below: string): { code: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync('bash', ['-o', 'pipefail', '-c', script], {
    cwd: join(folder.path, below),
    encoding: 'utf8',
    env: { ...process.env, ...env },
    // Whoever asks gets no answer.
    input: '',
  });
  return { code: status, output: stdout + stderr };
}

/** A command of Podseal alone runs in this process: most of the time of a process is its start. */
async function run(line: string, below: string): Promise<{ code: number | null; output: string }> {
  if (!/^podseal [\w@%+=:,./~ -]+$/.test(line)) return bash(line, below);
  const { code, out, err } = await folder.run(line.split(/ +/).slice(1), { below, env });
  return { code, output: out + err };
}

/** A project that has what the pages name, on a branch. */
function makeProject(below: string): void {
  folder.write(join(below, 'psp.yaml'), PSP);
  const start = 'git init -q -b main . && git add . && git commit -qm a && git switch -qc b';
  expect(bash(start, below)).toEqual({ code: 0, output: '' });
  const image = 'registry.example.com/shop/web:1.2';
  folder.write(join(below, 'deploy/web.yaml'), WEB.replace('nginx:1.27', image));
  expect(bash('git add . && git commit -qm b', below)).toEqual({ code: 0, output: '' });
}

beforeAll(() => {
  folder = makeFolder();
  for (const [name, script] of Object.entries(STAND_INS)) {
    folder.write(`bin/${name}`, `#!/bin/sh\n${script}\n`);
    chmodSync(join(folder.path, 'bin', name), 0o755);
  }
  const home = join(folder.path, 'home');
  mkdirSync(home);
  env = {
    HOME: home,
    PATH: `${join(folder.path, 'bin')}:${process.env['PATH']}`,
    GIT_AUTHOR_NAME: 'A',
    GIT_AUTHOR_EMAIL: 'a@b.invalid',
    GIT_COMMITTER_NAME: 'A',
    GIT_COMMITTER_EMAIL: 'a@b.invalid',
    // What is cloned from GitHub comes from a folder.
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: `url.${join(folder.path, 'github')}/.insteadOf`,
    GIT_CONFIG_VALUE_0: 'https://github.com/',
  };
  folder.write('github/acme/.github/podseal.yml', 'profile: strict\n');
  const made = bash('git init -q -b main && git add . && git commit -qm a', 'github/acme/.github');
  expect(made).toEqual({ code: 0, output: '' });
  // Apart from the rest, as what renders takes seconds to load.
  folder.write('render/deploy/web.yaml', WEB);
  folder.write('render/overlays/prod/kustomization.yaml', 'resources: [../../deploy]\n');
  folder.write('render/deploy/kustomization.yaml', 'resources: [web.yaml]\n');
});
afterAll(() => folder.remove());

it(`the commands of ${FIRST_REVIEW} lead from an empty folder to a checked fix`, () => {
  mkdirSync(join(folder.path, 'new'));
  const script = blocksOf(FIRST_REVIEW)
    .flatMap(stepsOf)
    .map((step) =>
      step.kind === 'command'
        ? step.line
        : `mkdir -p "$(dirname ${step.path})"; cat > ${step.path} <<'END'\n${step.text}END`,
    );
  const { code, output } = bash(`${script.join('\n')}\npodseal check deploy/`, 'new');
  expect({ code, output }).toMatchObject({ code: 0 });
  expect(output).toContain('Check: failure');
  expect(output).toContain('+            readOnlyRootFilesystem: true');
  expect(output).toContain('No findings in 1 file.');
  expect(output).toContain('.github/workflows/podseal.yml: written.');
  expect(output).not.toContain('podseal: ');
});

/** What is wrong with a step, taken in a project; nothing where it went well. */
async function take(step: Step, below: string): Promise<string[]> {
  if (step.kind === 'file') {
    mkdirSync(join(folder.path, below, dirname(step.path)), { recursive: true });
    writeFileSync(join(folder.path, below, step.path), step.text);
    return [];
  }
  const { line } = step;
  if (whyNotRun(line) !== undefined) return faultsOfOptions(line);
  const place = line.startsWith('podseal render') ? 'render' : below;
  const { code, output } = await run(line, place);
  return code === 0 || code === 1 ? [] : [`${line}: ${code} ${output}`];
}

const optionsOf = new Map<string, string>();

/** What a command of Podseal does not have of what a line gives it. */
async function faultsOfOptions(line: string): Promise<string[]> {
  const [given = '', command = ''] = /(?<!\/|-n )podseal ([a-z]+)[^|]*/.exec(line) ?? [];
  if (command === '') return [];
  const known = optionsOf.get(command) ?? (await folder.run([command, '--help'])).out;
  optionsOf.set(command, known);
  if (!known.startsWith(`Usage: podseal ${command}`)) return [`${line}: no such command`];
  return [...given.matchAll(/(?<= )--[a-z-]+/g)].flatMap(([option]) =>
    new RegExp(`^ +${option}\\b`, 'm').test(known) ? [] : [`${line}: no ${option}`],
  );
}

/** What a page has its reader do, but for commands that are shown with their output. */
function guideOf(page: string): Step[] {
  return blocksOf(page)
    .filter(({ language }) => language !== 'console')
    .flatMap(stepsOf);
}

const guides = pages
  .filter((page) => page !== ADOPTING && page !== FIRST_REVIEW)
  .map((page) => [page, guideOf(page)] as const)
  .filter(([, steps]) => steps.some(({ kind }) => kind === 'command'));

it.each(guides)('the commands of %s can be given, in its order', async (page, steps) => {
  const below = join(page.replaceAll('/', '-'), 'shop');
  if (steps.some((step) => step.kind === 'command' && !whyNotRun(step.line))) makeProject(below);
  const faults: string[] = [];
  for (const step of steps) faults.push(...(await take(step, below)));
  expect(faults).toEqual([]);
});

it('what docker diff printed becomes volumes of the fix', () => {
  const fixed = folder.read('docs-learn.md/shop/deploy/web.yaml');
  expect(fixed).toContain('mountPath: /run\n');
  expect(fixed).toContain('mountPath: /var/cache/web\n');
});

it('commands within sentences have the options that they are given there', async () => {
  const faults: string[] = [];
  for (const page of pages) {
    for (const line of namedCommands(page)) {
      for (const fault of await faultsOfOptions(line)) faults.push(`${page}: ${fault}`);
    }
  }
  expect(faults).toEqual([]);
});

it('the ready files for other programs have commands that can be given', async () => {
  makeProject('ci');
  const faults: string[] = [];
  for (const path of globSync('docs/ci/*')) {
    const steps = workflowCommands(readFileSync(path, 'utf8'));
    expect(steps).not.toEqual([]);
    for (const step of steps) faults.push(...(await take(step, 'ci')));
  }
  expect(faults).toEqual([]);
});

it.each(NOT_RUN)('%s is still in a page, and is not run: it %s', (command) => {
  const lines = guides.flatMap(([, steps]) => steps);
  expect(lines.some((step) => step.kind === 'command' && command.test(step.line))).toBe(true);
});
