import { notAccessible } from './access.ts';
import type { PlainHandler } from './call.ts';
import { refusal } from './errors.ts';
import { budgetOf, isLimited } from './limits.ts';
import { accountOf, userPayload } from './payload-account.ts';

/** GET /user: an installation is nobody (hmarr/auto-approve-action#191). */
export const getUser: PlainHandler = (call) => {
  if (call.token.type === 'installation') throw notAccessible(call.token);
  const body = { ...userPayload(call.state, accountOf(call.token.login)), ...PROFILE };
  return { status: 200, body };
};

const PROFILE = {
  name: null,
  company: null,
  blog: '',
  location: null,
  email: null,
  hireable: null,
  bio: null,
  public_repos: 0,
  public_gists: 0,
  followers: 0,
  following: 0,
  created_at: '2026-01-01T00:00:00Z',
  updated_at: '2026-01-01T00:00:00Z',
};

/** GET /rate_limit, which costs nothing. */
export const getRateLimit: PlainHandler = (call) => {
  // https://docs.github.com/en/enterprise-server/rest/rate-limit/rate-limit
  if (!isLimited(call.state)) throw refusal(404, 'Rate limiting is not enabled.');
  const [secret = ''] =
    Object.entries(call.state.options.tokens).find(([, token]) => token === call.token) ?? [];
  const core = budgetOf(call.state, secret);
  const search = { limit: 30, used: 0, remaining: 30, reset: core.reset };
  return { status: 200, body: { resources: { core, search }, rate: core } };
};
