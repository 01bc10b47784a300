import { refusal, validationFailed } from './errors.ts';
import type { TokenOptions } from './options.ts';
import type { State } from './state.ts';

const HOUR = 3600;

/**
 * What GITHUB_TOKEN and users get an hour, and a caller without a token:
 * https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api
 */
const LIMITS = { installation: 1000, pat: 5000, nobody: 60 };

export interface Budget {
  limit: number;
  remaining: number;
  used: number;
  /** When the budget is whole again, in seconds since 1970. */
  reset: number;
}

/** REST and GraphQL are counted apart. */
export type Resource = 'core' | 'graphql';

/** The budget of whoever sends this token. */
export function budgetOf(state: State, secret: string, resource: Resource = 'core'): Budget {
  const { rateLimit, graphqlRateLimit, tokens } = state.options;
  const type = tokens[secret]?.type ?? 'nobody';
  const set = resource === 'core' ? rateLimit : graphqlRateLimit;
  const { limit, remaining } = set ?? { limit: LIMITS[type] };
  const before = limit - (remaining ?? limit);
  const used = Math.min(limit, before + (state.used.get(`${resource} ${secret}`) ?? 0));
  const reset = Math.floor(state.startedAt / 1000) + HOUR;
  return { limit, remaining: limit - used, used, reset };
}

/** Whether requests are counted at all. */
export function isLimited({ options }: State): boolean {
  return options.enterprise ? (options.enterprise.rateLimits ?? false) : true;
}

/** Takes a request, or the points of one, off a budget. */
export function spend(state: State, secret: string, resource: Resource, cost: number): void {
  const key = `${resource} ${secret}`;
  state.used.set(key, (state.used.get(key) ?? 0) + cost);
}

/** The headers that tell of a budget, on every response. */
export function budgetHeaders(budget: Budget, resource: Resource): Record<string, string> {
  return {
    'x-ratelimit-limit': String(budget.limit),
    'x-ratelimit-remaining': String(budget.remaining),
    'x-ratelimit-used': String(budget.used),
    'x-ratelimit-reset': String(budget.reset),
    'x-ratelimit-resource': resource,
  };
}

/** Refuses the request after the last. The end of the sentence is not verified. */
export function checkPrimaryLimit(state: State, secret: string, token: TokenOptions): void {
  if (!isLimited(state) || budgetOf(state, secret).remaining > 0) return;
  const whom = token.type === 'installation' ? 'installation ID 1' : `user ID ${token.login}`;
  throw refusal(403, `API rate limit exceeded for ${whom}.`, {
    documentation_url:
      'https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api',
  });
}

/**
 * Counts a request that creates content and refuses it beyond the limit of the test: as
 * alibaba/open-code-review#158 was, or as octokit/plugin-throttling.js#775.
 */
export function checkContentCreation(state: State, resource: string): void {
  const limit = state.options.secondaryLimit;
  if (!limit) return;
  if (state.contentBlockedUntil !== undefined && Date.now() >= state.contentBlockedUntil) {
    state.contentBlockedUntil = undefined;
    state.contentCreated = 0;
  }
  state.contentCreated += 1;
  if (state.contentCreated <= limit.after) return;
  const wait = limit.retryAfter ?? Number.POSITIVE_INFINITY;
  state.contentBlockedUntil ??= Date.now() + wait * 1000;
  if (limit.kind === 'abuse') throw validationFailed({ resource, code: 'abuse', field: 'base' });
  throw refusal(
    403,
    'You have exceeded a secondary rate limit and have been temporarily blocked from content ' +
      'creation. Please retry your request again later. For more on scraping GitHub and how it ' +
      'may affect your rights, please review our Terms of Service ' +
      '(https://docs.github.com/en/site-policy/github-terms/github-terms-of-service)',
    {
      documentation_url:
        'https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api' +
        '#about-secondary-rate-limits',
      ...(limit.retryAfter === undefined
        ? {}
        : { headers: { 'retry-after': String(limit.retryAfter) } }),
    },
  );
}
