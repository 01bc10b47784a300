import { createPublicKey, createHmac, randomUUID, verify } from 'node:crypto';
import type { Incoming } from './answer.ts';
import { refusal } from './errors.ts';
import type { Reply } from './errors.ts';
import type { Access, PermissionName } from './options.ts';
import { appPayload } from './payload-account.ts';
import { pullPayload } from './pulls.ts';
import { repositoryPayload } from './payload-repository.ts';
import { userPayload } from './payload-account.ts';
import { findRepository, timestamp } from './state.ts';
import type { State } from './state.ts';

/** A GitHub App, with its installations by their ids. */
export interface AppOptions {
  id: number;
  slug: string;
  /** In PEM; its tokens for itself are signed with it. */
  privateKey: string;
  installations: Record<number, InstallationOptions>;
}

export interface InstallationOptions {
  /** The account that it is installed on: all of its repositories. */
  account: string;
  permissions: Partial<Record<PermissionName, Access>>;
}

const HOUR = 3_600_000;

interface AppReply {
  /** As GitHub's OpenAPI document names it. */
  operation: string;
  reply: Reply;
}

/** Answers what an App asks as itself; undefined for all other requests. */
export function answerApp(state: State, incoming: Incoming): AppReply | undefined {
  const path = incoming.target.split('?', 1)[0] ?? '';
  if (path !== '/app' && !path.startsWith('/app/')) return undefined;
  const app = authenticateApp(state, incoming.headers.authorization);
  const operation = `${incoming.method} ${path}`;
  if (operation === 'GET /app') {
    return { operation: 'get /app', reply: { status: 200, body: appPayload(state, app.slug) } };
  }
  const [, id] = /^POST \/app\/installations\/(\d+)\/access_tokens$/.exec(operation) ?? [];
  const installation = app.installations[Number(id)];
  if (!installation) throw refusal(404, 'Not Found');
  return {
    operation: 'post /app/installations/{installation_id}/access_tokens',
    reply: { status: 201, body: makeToken(state, app, installation, incoming.text) },
  };
}

/** https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app */
function authenticateApp(state: State, authorization = ''): AppOptions {
  const [, head = '', body = '', signature = ''] =
    /^bearer (\S+)\.(\S+)\.(\S+)$/i.exec(authorization) ?? [];
  const claims = readClaims(body);
  const app = state.options.apps?.find(({ id }) => String(id) === String(claims.iss));
  if (!app) throw refusal(401, 'A JSON web token could not be decoded');
  const key = createPublicKey(app.privateKey);
  const signed = Buffer.from(`${head}.${body}`);
  if (!verify('sha256', signed, key, Buffer.from(signature, 'base64url'))) {
    throw refusal(401, 'A JSON web token could not be decoded');
  }
  if (claims.exp * 1000 < Date.now()) {
    throw refusal(401, "'Expiration time' claim ('exp') must be a numeric value in the future");
  }
  return app;
}

function readClaims(body: string): { iss: unknown; exp: number } {
  try {
    return JSON.parse(Buffer.from(body, 'base64url').toString('utf8'));
  } catch {
    return { iss: undefined, exp: 0 };
  }
}

interface TokenRequest {
  repository_ids?: number[];
  /** By their names, without the owner. */
  repositories?: string[];
  permissions?: Partial<Record<PermissionName, Access>>;
}

/** https://docs.github.com/rest/apps/apps#create-an-installation-access-token-for-an-app */
function makeToken(
  state: State,
  app: AppOptions,
  { account, permissions: granted }: InstallationOptions,
  text: string,
): Record<string, unknown> {
  const wanted: TokenRequest = JSON.parse(text === '' ? '{}' : text);
  const permissions = wanted.permissions ?? granted;
  for (const [name, access] of Object.entries(permissions)) {
    const has = granted[name as PermissionName];
    if (has !== 'write' && has !== access) {
      throw refusal(422, 'The permissions requested are not granted to this installation.');
    }
  }
  const own = state.repositories.filter(({ owner }) => owner === account);
  const { repository_ids: ids, repositories: names } = wanted;
  const asked = ids ?? names;
  const chosen = asked
    ? own.filter(({ id, name }) => ids?.includes(id) ?? names?.includes(name) ?? false)
    : own;
  if (asked && chosen.length !== asked.length) {
    const what = 'There is at least one repository that does not exist or is not accessible';
    throw refusal(422, `${what} to the parent installation.`);
  }
  const token = `ghs_${randomUUID().replaceAll('-', '')}`;
  const login = `${app.slug}[bot]`;
  const repositoryIds = chosen.map(({ id }) => id);
  state.options.tokens[token] = { type: 'installation', login, permissions, repositoryIds };
  return {
    token,
    expires_at: timestamp(Date.now() + HOUR),
    permissions,
    repository_selection: asked ? 'selected' : 'all',
  };
}

/** A webhook, ready to be sent. */
export interface Webhook {
  headers: Record<string, string>;
  body: string;
}

/** Signs a webhook as GitHub does. */
export function signWebhook(
  secret: string,
  event: string,
  payload: unknown,
  delivery: string = randomUUID(),
): Webhook {
  const body = JSON.stringify(payload);
  const signature = createHmac('sha256', secret).update(body).digest('hex');
  return {
    headers: {
      'content-type': 'application/json',
      'user-agent': 'GitHub-Hookshot/044aadd',
      'x-github-delivery': delivery,
      'x-github-event': event,
      'x-hub-signature-256': `sha256=${signature}`,
    },
    body,
  };
}

/** The payload of a `pull_request` event, as the pull request is now. */
export async function pullRequestEvent(
  state: State,
  number: number,
  action: string,
): Promise<Record<string, unknown>> {
  const pull = state.pulls.find((candidate) => candidate.number === number);
  if (!pull) throw new Error(`there is no pull request ${number}`);
  const { repository, author } = pull;
  return {
    action,
    number,
    // It is newer than every event before it.
    pull_request: { ...pullPayload(state, pull, []), updated_at: new Date().toISOString() },
    ...common(state, repository.owner, repository.name),
    sender: userPayload(state, author),
  };
}

/** What every event of a repository says. */
export function common(state: State, owner: string, name: string): Record<string, unknown> {
  const repository = findRepository(state, owner, name);
  if (!repository) throw new Error(`there is no ${owner}/${name}`);
  const [installation] = (state.options.apps ?? []).flatMap(({ installations }) =>
    Object.entries(installations).filter(([, { account }]) => account === owner),
  );
  return {
    repository: repositoryPayload(state, { ...repository, fork: false }),
    installation: { id: Number(installation?.[0] ?? 0) },
  };
}
