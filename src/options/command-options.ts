import { FORMATS as LOG_FORMATS } from '../learn/formats.ts';
import { PROJECT_IMAGES_PATH } from '../images/project-images.ts';
import { choiceOption, flagOption, textOption } from './option.ts';

/** How `podseal check` prints. */
export const CHECK_FORMATS = ['text', 'json', 'github'] as const;
/** How the other commands print. */
const FORMATS = ['text', 'json'] as const;

const dryRun = flagOption({ help: 'Print a unified diff, write nothing.' });
const format = choiceOption(FORMATS, {
  help: 'How to print the result: `text` or `json`.',
  default: 'text',
});

const verbose = flagOption({ help: 'Say on standard error which configuration counts.' });

const noRender = flagOption({
  help: 'Judge the files of Helm charts as they are, without rendering the charts.',
});

/** The options that one command has and no other front end. */
export const COMMAND_OPTIONS = {
  check: {
    format: choiceOption(CHECK_FORMATS, {
      help: 'How to print the result: `text`, `json`, or `github` for workflow commands.',
      default: 'text',
    }),
    'no-render': noRender,
    verbose,
  },
  fix: {
    unsafe: flagOption({ help: 'Also the fixes that need a manual check.' }),
    object: textOption('kind/name', {
      help: 'Only what is about this object, such as Deployment/web.',
      default: undefined,
    }),
    container: textOption('name', {
      help: 'Only what is about this container.',
      default: undefined,
    }),
    'dry-run': dryRun,
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
    format,
    'no-render': noRender,
    verbose,
  },
  image: { format },
  render: {
    values: textOption('file', {
      help: 'A values file of the chart, by its path below the chart, such as `ci/test-values.yaml`.',
      default: undefined,
      defaultText: 'values.yaml alone',
    }),
  },
  baseline: {
    prune: flagOption({ help: 'Only remove what is gone and update what moved; add nothing.' }),
    verbose,
  },
  config: {},
  rules: {},
  init: {},
  learn: {
    image: textOption('image', {
      help: 'The image that was run; needed unless the log says it.',
      default: undefined,
    }),
    from: choiceOption(
      LOG_FORMATS.map(({ name }) => name),
      {
        help: 'What the logs are: `docker-diff`, `falco`, `tracee`, `gadget`, `strace` or `paths`.',
        default: undefined,
        defaultText: 'told by their content',
      },
    ),
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
