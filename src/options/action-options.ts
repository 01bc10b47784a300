import { outputOption } from './report-formats.ts';
import { choiceOption, flagOption, textOption } from './option.ts';

/** What a run of the Action does: all of a review, or one of the two halves that a fork's pull request takes. */
export const MODES = ['review', 'plan', 'publish'] as const;

/** The options that only the Action has. */
export const ACTION_OPTIONS = {
  token: textOption('token', {
    help: 'The token to read the pull request and to write the review and the check with.',
    default: undefined,
    defaultText: '`${{ github.token }}`',
  }),
  mode: choiceOption(MODES, {
    help:
      '`review` does all; it also carries out commands in comments (`on: issue_comment` and `pull_request_review_comment`). For pull requests from ' +
      'forks, `plan` only writes a plan file, with a token that may only read, and `publish` posts the review from ' +
      'a workflow on `workflow_run`.',
    default: 'review',
  }),
  'plan-file': textOption('file', {
    help: 'The file that mode `plan` writes and mode `publish` checks; empty for no check.',
    default: 'podseal-plan.json',
  }),
  'trials-file': textOption('file', {
    help:
      'What `podseal try --suggested --format json` wrote in a job of the pull request: the check then says ' +
      'which suggestions were run, and by whom.',
    default: undefined,
  }),
  output: outputOption,
  'dry-run': flagOption({
    help: 'Print the review to the log and post nothing.',
  }),
};
