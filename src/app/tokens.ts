import { createAppAuth } from '@octokit/auth-app';
import type { Octokit } from '@octokit/core';
import { UserError } from '../errors/user-error.ts';
import { statusOf } from '../github/github-errors.ts';
import { object, readAnswer, string } from '../github/shape.ts';
import type { Send } from '../github/with-retry.ts';
import type { Identity } from './settings.ts';

/** What a token may do, in GitHub's words. */
export type Permissions = Readonly<Record<string, 'read' | 'write'>>;

/** A repository of an installation: by its id, or by its name without the owner. */
export type TokenPlace = { readonly installation: number } & (
  { readonly repositoryId: number } | { readonly repositoryName: string }
);

/** Gets a token of an installation, for one repository and these permissions. */
export type TokenSource = (place: TokenPlace, permissions: Permissions) => Promise<string>;

const TOKEN = object({ token: string, expires_at: string });

/**
 * Makes tokens of installations, each for one repository. They live an hour; for most of it they are
 * kept, in this process only. Probot has the same inside, but asks github.com for them, whatever the
 * address of the API is.
 *
 * @param octokit sends to that address; it has no token
 */
export function makeTokens(
  { appId, privateKey }: Identity,
  octokit: Octokit,
  makeSend: () => Send,
): TokenSource {
  octokit.hook.wrap('request', async (request, options) => {
    // A token that nobody got does no harm: it can be asked for again.
    const sending = { name: options.url, isWrite: false, isOnce: false };
    return makeSend()(sending, async (signal) => {
      const response = await request({ ...options, request: { ...options.request, signal } });
      readAnswer(TOKEN, response.data, options.url);
      return response;
    });
  });
  const auth = createAppAuth({ appId, privateKey, request: octokit.request });
  return async (place, permissions) => {
    try {
      const { token } = await auth({
        type: 'installation',
        installationId: place.installation,
        ...('repositoryId' in place
          ? { repositoryIds: [place.repositoryId] }
          : { repositoryNames: [place.repositoryName] }),
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
