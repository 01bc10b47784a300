import { createHash } from 'node:crypto';
import type { Account, State } from './state.ts';

/** Where the pages for people are; the double serves the API alone. */
export const WEB = 'https://github.com';

/** An id that is the same in every run. */
export function stableId(name: string): number {
  return createHash('sha256').update(name).digest().readUIntBE(0, 3) + 1;
}

/** The opaque id of GraphQL. */
export function nodeId(kind: string, id: number): string {
  return Buffer.from(`${kind}:${id}`).toString('base64');
}

/** What kind of account a login is: those of Apps end in `[bot]`. */
export function accountOf(login: string): Account {
  return { login, type: login.endsWith('[bot]') ? 'Bot' : 'User' };
}

/** The `simple-user` of an account. */
export function userPayload(state: State, account: Account): Record<string, unknown> {
  const { login, type } = account;
  const url = `${state.url}/users/${encodeURIComponent(login)}`;
  const id = stableId(login);
  const app = login.replace(/\[bot\]$/, '');
  return {
    login,
    id,
    node_id: nodeId(type, id),
    avatar_url: `https://avatars.githubusercontent.com/u/${id}?v=4`,
    gravatar_id: '',
    url,
    html_url: type === 'Bot' ? `${WEB}/apps/${app}` : `${WEB}/${login}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type,
    user_view_type: 'public',
    site_admin: false,
  };
}

/** GitHub's own App behind GITHUB_TOKEN (its id is in int128/argocd-commenter#631). */
const ACTIONS_APP_ID = 15_368;

/** The id of the App that acts as a login. */
export function appId(login: string): number {
  return login === 'github-actions[bot]' ? ACTIONS_APP_ID : stableId(`app ${login}`);
}

/** The `integration` of the App that acts as a login. */
export function appPayload(state: State, login: string): Record<string, unknown> {
  const slug = login.replace(/\[bot\]$/, '');
  const actions = slug === 'github-actions';
  const owner = actions ? 'github' : `${slug}-owner`;
  return {
    id: appId(login),
    slug,
    node_id: nodeId('App', appId(login)),
    owner: userPayload(state, { login: owner, type: 'Organization' }),
    name: actions ? 'GitHub Actions' : slug,
    description: null,
    external_url: actions ? 'https://help.github.com/en/actions' : `https://${slug}.invalid`,
    html_url: `${WEB}/apps/${slug}`,
    created_at: '2018-07-30T09:30:17Z',
    updated_at: '2024-04-10T20:33:16Z',
    permissions: { checks: 'write', contents: 'read', metadata: 'read', pull_requests: 'write' },
    events: ['check_run', 'check_suite', 'pull_request'],
  };
}
