import { createAppAuth } from '@octokit/auth-app';
import { request } from '@octokit/request';
import type { TokenSource } from './clients.ts';
import type { Metrics } from './metrics.ts';
import { politeFetch } from './polite-fetch.ts';
import type { Settings } from './settings.ts';

/**
 * Makes tokens of installations, each for one repository. They live an hour; for most of it they are
 * kept, in this process only. Probot has the same inside, but asks github.com for them, whatever the
 * address of the API is.
 */
export function makeTokens(settings: Settings, metrics: Metrics): TokenSource {
  const { appId, privateKey, apiUrl } = settings;
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
