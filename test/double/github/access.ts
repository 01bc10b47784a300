import { notFound, refusal } from './errors.ts';
import type { Access, RoutePermission, TokenOptions } from './options.ts';
import type { Repository, State } from './state.ts';

/** Finds who is asking. An unknown token is refused; the double serves nobody without one. */
export function authenticate(state: State, authorization: string | undefined): TokenOptions {
  const secret = tokenOf(authorization);
  const token =
    secret === undefined ? undefined : (state.options.tokens[secret] ?? state.people.get(secret));
  if (token) return token;
  throw refusal(401, 'Bad credentials', { documentation_url: 'https://docs.github.com/rest' });
}

/** The secret in an authorization header: `token X` or `Bearer X`. */
export function tokenOf(authorization: string | undefined): string | undefined {
  return /^(?:token|bearer) +(\S+) *$/i.exec(authorization ?? '')?.[1];
}

/** Whether a token was made for a repository. */
export function reaches(token: TokenOptions, { id, owner, name }: Repository): boolean {
  const fullName = `${owner}/${name}`.toLowerCase();
  return (
    token.repositoryIds?.includes(id) !== false &&
    token.repositories?.some((one) => one.toLowerCase() === fullName) !== false
  );
}

/**
 * Refuses what the token may not do; one of the permissions is enough. Reading a public repository takes no permission ("This
 * endpoint can be used without authentication or the aforementioned permissions if only public
 * resources are requested"); the contents of a private one aren't even admitted to exist.
 * https://docs.github.com/en/rest/using-the-rest-api/troubleshooting-the-rest-api
 */
export function authorize(
  token: TokenOptions,
  repository: Repository,
  permissions: readonly RoutePermission[],
  access: Access,
): void {
  const isReached = reaches(token, repository);
  // A token that was made for some repositories is not told that there are others, unless all the
  // world is: a workflow's job checks out public repositories with its own token.
  if (!isReached && repository.private) throw notFound();
  const granted = permissions.map((name) => {
    if (!isReached) return undefined;
    return name === 'metadata' ? 'read' : token.permissions[name];
  });
  if (granted.includes('write')) return;
  if (access === 'read') {
    if (granted.includes('read') || !repository.private) return;
    if (permissions.includes('contents')) throw notFound();
  }
  throw notAccessible(token);
}

/** What a token is told that lacks a permission, or a right that its kind never has. */
export function notAccessible(token: TokenOptions): Error {
  const by = token.type === 'pat' ? 'personal access token' : 'integration';
  return refusal(403, `Resource not accessible by ${by}`);
}
