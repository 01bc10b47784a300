import { RequestError } from '@octokit/request-error';
import { UserError } from '../errors/user-error.ts';
import { GraphQlError, statusOf } from './github-errors.ts';
import { limitWait } from './limits.ts';

/** What keeps us from writing: a permission, as a workflow's `permissions:` writes it, or a lock. */
export type Obstacle = `${string}: ${'read' | 'write'}` | 'locked' | 'archived';

/**
 * Whether GitHub refuses to read or to write. It answers 404 where it does not want to tell that
 * something exists, and 403 also where a limit is reached, which is no matter of permissions.
 */
export function isForbidden(error: unknown): boolean {
  if (limitWait(error, 0, 0) !== undefined) return false;
  if (error instanceof GraphQlError) return error.has(/^(?:FORBIDDEN|NOT_FOUND)$/);
  return [403, 404].includes(statusOf(error) ?? 0);
}

/** What is in the way of a request that was refused; undefined for other errors. */
export function obstacleOf(error: unknown, permission: Obstacle): Obstacle | undefined {
  if (!isForbidden(error)) return undefined;
  const said = error instanceof Error ? error.message : '';
  // No permission helps there (renovatebot/renovate#6215).
  if (/\barchived\b/i.test(said)) return 'archived';
  if (/\blocked\b/i.test(said)) return 'locked';
  return permission;
}

/** What a person can do about an obstacle. */
export function describeObstacle(obstacle: Obstacle): string {
  switch (obstacle) {
    case 'archived':
      return 'The repository is archived: GitHub lets nobody write to it.';
    case 'locked':
      return 'The conversation is locked: unlock it for comments.';
    default:
      return `The token lacks a permission. Add \`${obstacle}\` under \`permissions:\` in the workflow.`;
  }
}

/**
 * Makes a request that can't be done without.
 *
 * @param permission what it needs, as a workflow's `permissions:` writes it
 * @throws UserError that names the permission when GitHub refuses it
 */
export async function needs<T>(permission: Obstacle, request: () => Promise<T>): Promise<T> {
  try {
    return await request();
  } catch (error) {
    if (!isForbidden(error)) throw error;
    const said = error instanceof RequestError ? error.message : String(error);
    throw new UserError(
      `The token may not read this (${said}). Add \`${permission}\` under ` +
        "`permissions:` in the workflow, or to the App's permissions.",
      { cause: error },
    );
  }
}
