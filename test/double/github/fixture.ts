import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, inject, onTestFinished } from 'vitest';
import { makeRepository, type Changes } from '../git-repository.ts';
import { startGitHub, type GitHubDouble, type GitHubOptions, type TokenOptions } from './index.ts';

/** The tokens of every world: who they are is in their names. */
export const TOKENS = {
  actions: {
    type: 'installation',
    login: 'github-actions[bot]',
    permissions: { contents: 'read', pull_requests: 'write', checks: 'write' },
  },
  reader: {
    type: 'installation',
    login: 'github-actions[bot]',
    permissions: { contents: 'read', pull_requests: 'read', checks: 'read' },
  },
  nothing: { type: 'installation', login: 'github-actions[bot]', permissions: {} },
  app: {
    type: 'installation',
    login: 'podseal[bot]',
    permissions: { contents: 'read', pull_requests: 'write', checks: 'write' },
  },
  person: {
    type: 'pat',
    login: 'octocat',
    permissions: { contents: 'write', pull_requests: 'write', checks: 'write' },
  },
  committer: {
    type: 'installation',
    login: 'podseal[bot]',
    permissions: { contents: 'write', pull_requests: 'write', checks: 'write' },
  },
  other: { type: 'pat', login: 'hubot', permissions: { contents: 'read' } },
} satisfies Record<string, TokenOptions>;

export interface Answer {
  status: number;
  headers: Headers;
  /** The parsed body; tests know what they look for. */
  body: unknown;
  text: string;
}

export interface Ask {
  token?: keyof typeof TOKENS;
  body?: unknown;
  /** Sent as it is, instead of `body`. */
  text?: string;
  headers?: Record<string, string>;
}

export interface World {
  github: GitHubDouble;
  gitDir: string;
  commits: string[];
  /** Asks the double; the path is that below /repos/acme/shop unless it starts with a slash. */
  ask(method: string, path: string, options?: Ask): Promise<Answer>;
  /** Asks in GraphQL and gives the body. */
  query(
    text: string,
    variables?: Record<string, unknown>,
    token?: keyof typeof TOKENS,
  ): Promise<GraphqlBody>;
}

/** Tests know what they asked for. */
export interface GraphqlBody {
  data?: unknown;
  errors?: { type?: string; message: string; path?: string[] }[];
}

/** `1\n2\n3\n` and so on. */
export function numbered(count: number, changes: Record<number, string> = {}): string {
  return Array.from({ length: count }, (_, at) => `${changes[at + 1] ?? at + 1}\n`).join('');
}

/**
 * The commits most tests use: `long.txt` changes on lines 3 and 30, so that it has two hunks (1
 * to 6 and 27 to 33), `gone.txt` is removed, and `new.txt` has three lines and no final newline.
 */
const COMMITS: readonly Changes[] = [
  { 'long.txt': numbered(40), 'gone.txt': 'a\nb\n', 'same.txt': 'same\n' },
  {
    'long.txt': numbered(40, { 3: 'three', 30: 'thirty' }),
    'gone.txt': null,
    'new.txt': 'x\ny\nz',
  },
];

/** Makes a repository and a double with pull request 7 from the first commit to the last. */
export async function makeWorld(
  commits: readonly Changes[] = COMMITS,
  options: Partial<GitHubOptions> = {},
): Promise<World> {
  const world = await build(commits, options);
  onTestFinished(() => remove(world));
  return world;
}

/** A world for tests that leave it as it was: the first of them makes it. */
export function sharedWorld(options: Partial<GitHubOptions> = {}): () => Promise<World> {
  let made: Promise<World> | undefined;
  afterAll(async () => {
    if (made) await remove(await made);
  });
  return () => (made ??= build(COMMITS, options));
}

async function build(commits: readonly Changes[], options: Partial<GitHubOptions>): Promise<World> {
  const gitDir = mkdtempSync(join(tmpdir(), 'github-double-'));
  const names = commits === COMMITS ? copyTemplate(gitDir) : makeRepository(gitDir, commits);
  const github = await startGitHub({ tokens: TOKENS, ...options });
  const [base = ''] = names;
  const head = names.at(-1) ?? '';
  await github.addPullRequest({ owner: 'acme', repo: 'shop', number: 7, gitDir, base, head });
  return {
    ...{ github, gitDir, commits: names },
    ask: (method, path, ask = {}) => send(github, method, path, ask),
    async query(query, variables = {}, token = 'actions') {
      const body = { query, variables };
      const answer = await send(github, 'POST', '/graphql', { token, body });
      if (answer.status !== 200) throw new Error(answer.text);
      return answer.body as GraphqlBody;
    },
  };
}

async function remove({ github, gitDir }: World): Promise<void> {
  await github.close();
  rmSync(gitDir, { recursive: true, force: true });
}

let template: { directory: string; names: string[] } | undefined;

/** Most tests begin with the same repository, and copying one is faster than making it. */
function copyTemplate(gitDir: string): string[] {
  if (!template) {
    const directory = mkdtempSync(join(inject('temporary'), 'template-'));
    template = { directory, names: makeRepository(directory, COMMITS) };
  }
  cpSync(template.directory, gitDir, { recursive: true });
  return template.names;
}

async function send(
  github: GitHubDouble,
  method: string,
  path: string,
  { token = 'actions', body, text, headers }: Ask,
): Promise<Answer> {
  const sent = text ?? (body === undefined ? undefined : JSON.stringify(body));
  const response = await fetch(github.url + (path.startsWith('/') ? path : `${BASE}${path}`), {
    method,
    headers: { authorization: `Bearer ${token}`, 'user-agent': 'test', ...headers },
    ...(sent === undefined ? {} : { body: sent }),
  });
  const received = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: parse(received),
    text: received,
  };
}

const BASE = '/repos/acme/shop/';

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
