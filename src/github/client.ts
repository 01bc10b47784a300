import type { Octokit } from '@octokit/core';
import { RequestError } from '@octokit/request-error';
import { UserError } from '../config/user-error.ts';

/** A client of GitHub's API, whoever made it: the Action or the app. */
export type GitHubClient = Octokit;

/** A pull request by its place. */
export interface PullRequestRef {
  readonly owner: string;
  readonly repo: string;
  readonly number: number;
}

/** The status of a refused request; undefined for any other error, such as a broken connection. */
export function statusOf(error: unknown): number | undefined {
  return error instanceof RequestError && error.response ? error.status : undefined;
}

/**
 * Whether a permission is missing. GitHub answers 404 where it does not want to tell that something
 * exists, and 403 also where a limit is reached, which is no matter of permissions.
 */
export function isForbidden(error: unknown): boolean {
  if (!(error instanceof RequestError) || ![403, 404].includes(statusOf(error) ?? 0)) return false;
  const headers = error.response?.headers ?? {};
  const isLimited = 'retry-after' in headers || headers['x-ratelimit-remaining'] === '0';
  return !isLimited && !/rate limit/i.test(error.message);
}

/**
 * Makes a request that can't be done without.
 *
 * @param permission what it needs, as a workflow's `permissions:` writes it
 * @throws UserError that names the permission when GitHub refuses it
 */
export async function needs<T>(permission: string, request: () => Promise<T>): Promise<T> {
  try {
    return await request();
  } catch (error) {
    if (!isForbidden(error)) throw error;
    throw new UserError(
      `GitHub refused to let the token read (${String(error)}). Add \`${permission}\` under ` +
        '`permissions:` in the workflow.',
      { cause: error },
    );
  }
}
