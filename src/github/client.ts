import type { Octokit } from '@octokit/core';
import { RequestError } from '@octokit/request-error';
import { UserError } from '../errors/user-error.ts';
import { limitWait } from './limits.ts';

/** A client of GitHub's API, whoever made it: the Action or the app. */
export type GitHubClient = Octokit;

/** A repository by its place. */
export interface RepositoryRef {
  readonly owner: string;
  readonly repo: string;
}

/** A pull request by its place. */
export interface PullRequestRef extends RepositoryRef {
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
  const isRefused =
    [403, 404].includes(statusOf(error) ?? 0) && limitWait(error, 0, 0) === undefined;
  return isRefused || graphQlErrors(error).some((type) => /^(FORBIDDEN|NOT_FOUND)$/.test(type));
}

/** The types of the errors in an answer of GraphQL; none for other errors. */
function graphQlErrors(error: unknown): string[] {
  if (!(error instanceof Error) || !('errors' in error) || !Array.isArray(error.errors)) return [];
  return error.errors.map((one: unknown) => {
    const fields = new Map<string, unknown>(Object.entries(one ?? {}));
    return String(fields.get('type'));
  });
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
