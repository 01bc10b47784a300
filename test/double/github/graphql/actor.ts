import { accountOf, nodeId, stableId, WEB } from '../payload-account.ts';
import type { Fields } from './context.ts';

/**
 * Who did something. The login of a bot has no `[bot]` here, other than in REST: dependabot is
 * `dependabot` (cli/cli writes `app/dependabot` from it).
 */
export function actor(login: string): Fields {
  const { type } = accountOf(login);
  const id = stableId(login);
  const name = login.replace(/\[bot\]$/, '');
  const path = type === 'Bot' ? `/apps/${name}` : `/${name}`;
  return {
    __typename: type,
    id: nodeId(type, id),
    databaseId: id,
    login: name,
    resourcePath: path,
    url: WEB + path,
  };
}

/**
 * A field whose type is User. What GitHub gives there of an App is not verified, so the double
 * gives nothing.
 */
export function user(login: string | undefined): Fields | null {
  if (login === undefined || accountOf(login).type === 'Bot') return null;
  return actor(login);
}

/**
 * `viewer`, whose login does have the `[bot]` of an App: fullsend-ai/fullsend#1953 saw it with an
 * installation token in 2026. The older cli/cli#1489 was refused.
 */
export function viewer(login: string): Fields {
  return { ...actor(login), __typename: 'User', login };
}
