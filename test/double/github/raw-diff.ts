import { refusal, type Reply } from './errors.ts';
import { git } from './git.ts';
import type { PullRequest } from './state.ts';

/**
 * The limits of a diff as a whole: cpp-linter/cpp-linter-action#249 was told of the files,
 * pascalgn/size-label-action#53 of the lines; 1 MB is in GitHub's "Repository limits", and the
 * words for it are not verified.
 */
const MAX_FILES = 300;
const MAX_LINES = 20_000;
const MAX_BYTES = 1024 * 1024;

/** GET /repos/{owner}/{repo}/pulls/{pull_number} as a diff. */
export async function rawDiff(pull: PullRequest): Promise<Reply> {
  const bytes = await git(pull.gitDir, [
    ...['diff', '-M', '--no-color', '--no-ext-diff', '--no-textconv', '--end-of-options'],
    ...[pull.mergeBase, pull.head],
  ]);
  const text = bytes.toString('utf8');
  const files = text.match(/^diff --git /gm)?.length ?? 0;
  if (files > MAX_FILES) throw tooLarge(`files (${MAX_FILES})`);
  if (text.split('\n').length - 1 > MAX_LINES) throw tooLarge(`lines (${MAX_LINES})`);
  if (bytes.length > MAX_BYTES) throw tooLarge(`bytes (${MAX_BYTES})`);
  return { status: 200, raw: { bytes, type: 'application/vnd.github.diff; charset=utf-8' } };
}

function tooLarge(what: string): Error {
  const advice = "'List pull requests files' API or locally cloning the repository instead.";
  return refusal(
    406,
    `Sorry, the diff exceeded the maximum number of ${what}. Consider using ${advice}`,
    {
      errors: [{ resource: 'PullRequest', field: 'diff', code: 'too_large' }],
    },
  );
}
