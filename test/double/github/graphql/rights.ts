import type { Access, PermissionName, TokenOptions } from '../options.ts';
import { reaches } from '../access.ts';
import type { Repository } from '../state.ts';
import type { Context } from './context.ts';
import { forbidden, type Problem, problem } from './problem.ts';

/** Whether a token has a permission; what is public may be read by everybody. */
export function may(
  token: TokenOptions,
  repository: Repository,
  permission: PermissionName,
  access: Access,
): boolean {
  const granted = reaches(token, repository) ? token.permissions[permission] : undefined;
  if (access === 'write') return granted === 'write';
  return granted !== undefined || !repository.private;
}

/** Refuses what the token may not do. */
export function needs(
  { token }: Context,
  repository: Repository,
  permissions: readonly PermissionName[],
  access: Access,
  mutation = '',
): void {
  const missing = permissions.some((permission) => !may(token, repository, permission, access));
  if (missing) throw refusalFor(token, mutation);
}

/** The words for people are those of https://github.com/orgs/community discussions. */
export function refusalFor(token: TokenOptions, mutation: string): Problem {
  if (token.type === 'installation') return forbidden();
  const name = mutation.charAt(0).toUpperCase() + mutation.slice(1);
  const text = `${token.login} does not have the correct permissions to execute \`${name}\``;
  return problem('FORBIDDEN', text);
}

/**
 * Resolving takes contents: write besides pull_requests: write (github/gh-aw#35726,
 * oven-sh/bun#36959). People may who have write access or opened the pull request:
 * https://docs.github.com/en/pull-requests/collaborating-with-pull-requests/reviewing-changes-in-pull-requests/commenting-on-a-pull-request#resolving-conversations
 */
export function mayResolve(token: TokenOptions, repository: Repository, author: string): boolean {
  if (token.type === 'pat' && token.login === author) return true;
  const permissions = ['contents', 'pull_requests'] as const;
  return permissions.every((permission) => may(token, repository, permission, 'write'));
}
