import { createAppAuth } from '@octokit/auth-app';
import { request } from '@octokit/request';
import { UserError } from '../errors/user-error.ts';
import { statusOf } from '../github/client.ts';
import type { Metrics } from './metrics.ts';
import { rateLimitedFetch } from './rate-limited-fetch.ts';
import type { Identity, Settings } from './settings.ts';

/** What a token may do, in GitHub's words. */
export type Permissions = Readonly<Record<string, 'read' | 'write'>>;

/** Gets a token of an installation, for one repository and these permissions. */
export type TokenSource = (
  place: { readonly installation: number; readonly repositoryId: number },
  permissions: Permissions,
) => Promise<string>;

/**
 * Makes tokens of installations, each for one repository. They live an hour; for most of it they are
 * kept, in this process only. Probot has the same inside, but asks github.com for them, whatever the
 * address of the API is.
 */
export function makeTokens(
  { appId, privateKey }: Identity,
  { apiUrl }: Pick<Settings, 'apiUrl'>,
  metrics: Metrics,
): TokenSource {
  const fetch = rateLimitedFetch({ apiUrl, metrics, isCurrent: async () => true });
  const auth = createAppAuth({
    appId,
    privateKey,
    request: request.defaults({ baseUrl: apiUrl, request: { fetch } }),
  });
  return async ({ installation, repositoryId }, permissions) => {
    try {
      const { token } = await auth({
        type: 'installation',
        installationId: installation,
        repositoryIds: [repositoryId],
        permissions: { ...permissions },
      });
      return token;
    } catch (error) {
      throw statusOf(error) === 422 ? notGranted(permissions, error) : error;
    }
  };
}

function notGranted(permissions: Permissions, cause: unknown): UserError {
  const needed = Object.entries(permissions).map(([name, access]) => `${name}: ${access}`);
  return new UserError(
    `The App was not granted what it needs here (${needed.join(', ')}). An owner of the account ` +
      'can accept it in the settings of the installation.',
    { cause },
  );
}
