import { createAppAuth } from '@octokit/auth-app';
import { request } from '@octokit/request';
import type { Metrics } from './metrics.ts';
import { politeFetch } from './polite-fetch.ts';
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
  const fetch = politeFetch({ apiUrl, metrics, isCurrent: async () => true });
  const auth = createAppAuth({
    appId,
    privateKey,
    request: request.defaults({ baseUrl: apiUrl, request: { fetch } }),
  });
  return async ({ installation, repositoryId }, permissions) => {
    const { token } = await auth({
      type: 'installation',
      installationId: installation,
      repositoryIds: [repositoryId],
      permissions: { ...permissions },
    });
    return token;
  };
}
