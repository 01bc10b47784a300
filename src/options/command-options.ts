import { LOG_FORMATS } from '../learn/log-formats.ts';
import { PROJECT_IMAGES_PATH } from '../images/project-images-path.ts';
import { POLICY_ENGINES } from '../policy/policy-engines.ts';
import { ENGINES } from '../trial/engines.ts';
import { REPORT_FORMATS, outputOption } from './report-formats.ts';
import { OPTIONS } from './options.ts';
import { choiceOption, flagOption, listOption, numberOption, textOption } from './option.ts';

/** How the other commands print. */
const FORMATS = ['text', 'json'] as const;

const dryRun = flagOption({ help: 'Print a unified diff, write nothing.' });
const format = choiceOption(FORMATS, {
  help: 'How to print the result: `text` or `json`.',
  default: 'text',
});

const reportFormat = choiceOption(REPORT_FORMATS, {
  help: `How to print the result: ${REPORT_FORMATS.map((name) => `\`${name}\``).join(', ')}.`,
  default: 'text',
});

const object = textOption('kind/name', {
  help: 'Only what is about this object, such as Deployment/web.',
  default: undefined,
});
const container = textOption('name', {
  help: 'Only what is about this container.',
  default: undefined,
});

const verbose = flagOption({ help: 'Say on standard error which configuration counts.' });

const noRender = flagOption({
  help: 'Judge the files of Helm charts and kustomizations as they are, without rendering.',
});

/** The options that one command has and no other front end. */
export const COMMAND_OPTIONS = {
  check: {
    format: reportFormat,
    output: outputOption,
    staged: flagOption({
      help: 'Check what is staged, as the next commit has it, and not what the work tree has.',
    }),
    unsafe: flagOption({ help: 'In the format `patch`, also the fixes that need a manual check.' }),
    'no-render': noRender,
    verbose,
  },
  fix: {
    unsafe: flagOption({ help: 'Also the fixes that need a manual check.' }),
    interactive: flagOption({
      help: 'Show each fix, also those that need a manual check, and ask whether to make it.',
    }),
    object,
    container,
    'dry-run': dryRun,
    'no-render': noRender,
    verbose,
  },
  try: {
    object,
    container,
    image: textOption('image', {
      help: 'Run this image in place of the one that the manifest names.',
      default: undefined,
    }),
    fixed: flagOption({
      help: 'Run the container with its fix. What the run shows goes into the fix, up to four times.',
    }),
    suggested: flagOption({
      help:
        'Run the container with the fix that a review suggests, by what is known without looking into the image, ' +
        'and no other. Containers without a fix are left out.',
    }),
    learn: flagOption({ help: 'Keep what the run shows, as `podseal learn` does.' }),
    engine: choiceOption(ENGINES, {
      help: 'What runs the container: `docker` or `podman`.',
      default: undefined,
      defaultText: 'the first that answers',
    }),
    seconds: numberOption(
      { least: 1, most: 3600 },
      { help: 'How long to wait for each container.', default: 60 },
    ),
    settle: numberOption(
      { least: 1, most: 3600 },
      {
        help: 'How many seconds a container without probes has to run to count as started.',
        default: 10,
      },
    ),
    trace: flagOption({
      help: 'Also watch the calls of the container with strace, which needs root.',
    }),
    network: flagOption({ help: 'Give the container a network that leads out.' }),
    'allow-privileged': flagOption({
      help: 'Give the container the privileges and capabilities that the manifest asks for.',
    }),
    format,
    verbose,
  },
  review: {
    repo: textOption('folder', { help: 'The git repository, bare or not.', default: '.' }),
    base: textOption('ref', {
      help: 'What to compare with.',
      default: undefined,
      defaultText: 'the default branch',
    }),
    head: textOption('ref', { help: 'What to review.', default: undefined, defaultText: 'HEAD' }),
    worktree: flagOption({ help: 'Review the files as they are, committed or not.' }),
    format: reportFormat,
    output: outputOption,
    'no-render': noRender,
    verbose,
  },
  image: { format },
  charts: {
    all: flagOption({
      help: 'All charts that releases in this folder lack, as `podseal check` tells. One that can not be had is named.',
    }),
    version: textOption('version', {
      help: 'The version of the chart, such as `1.2.3`. A chart repository needs none.',
      default: undefined,
      defaultText: 'the newest of a chart repository',
    }),
    'registry-allow': OPTIONS['registry-allow'],
    'registry-mirror': OPTIONS['registry-mirror'],
  },
  render: {
    values: textOption('file', {
      help: 'A values file of the chart, by its path below the chart, such as `ci/test-values.yaml`.',
      default: undefined,
      defaultText: 'values.yaml alone',
    }),
  },
  policy: {
    engine: choiceOption(POLICY_ENGINES, {
      help: 'What enforces the rules: `vap` (the API server), `pod-security`, `kyverno`, `kyverno-cluster-policy` or `gatekeeper`.',
      default: 'vap',
    }),
    output: textOption('folder', {
      help: 'The folder to write the file into.',
      default: undefined,
      defaultText: 'standard output',
    }),
    from: listOption('file', {
      help: 'PodSecurityPolicies to write successors of: files, folders, or - for standard input.',
      default: undefined,
    }),
    check: listOption('file', {
      help: 'Say which policies in files or folders are missing, older or weaker; writes nothing.',
      default: undefined,
    }),
    enforce: flagOption({ help: 'Refuse what fails the review, instead of telling of it.' }),
    defaults: flagOption({
      help: 'Also set `allowPrivilegeEscalation: false` and a seccomp profile on pods that leave them out (Kubernetes 1.36).',
    }),
    namespace: listOption('name', {
      help: 'A namespace that gets labels, for `pod-security`.',
      default: ['default'],
    }),
  },
  baseline: {
    prune: flagOption({ help: 'Only remove what is gone and update what moved; add nothing.' }),
    verbose,
  },
  config: {},
  explain: {},
  completion: {},
  rules: {},
  init: {},
  learn: {
    image: textOption('image', {
      help: 'The image that was run; needed unless the log says it.',
      default: undefined,
    }),
    from: choiceOption(LOG_FORMATS, {
      help: 'What the logs are: `docker-diff`, `try`, `falco`, `tracee`, `gadget`, `strace` or `paths`.',
      default: undefined,
      defaultText: 'told by their content',
    }),
    cwd: textOption('folder', {
      help: 'The working folder of what strace has traced, for relative paths.',
      default: undefined,
    }),
    output: textOption('file', {
      help: 'Where to keep it.',
      default: undefined,
      defaultText: PROJECT_IMAGES_PATH,
    }),
    'dry-run': dryRun,
  },
};
