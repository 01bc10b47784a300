import type { State } from './state.ts';

/** https://docs.github.com/en/enterprise-server/rest/using-the-rest-api/getting-started-with-the-rest-api */
export const REST_OF_ENTERPRISE = '/api/v3';
const GRAPHQL_OF_ENTERPRISE = '/api/graphql';

/** The address of GraphQL next to one of REST. */
export function graphqlUrl(url: string): string {
  return `${url.replace(/\/v3$/, '')}/graphql`;
}

/** A target as it is on github.com; one that isn't the API's is as good as unknown. */
export function targetOf(state: State, sent: string): string {
  if (!state.options.enterprise) return sent;
  if (sent === GRAPHQL_OF_ENTERPRISE) return '/graphql';
  if (sent.startsWith(`${REST_OF_ENTERPRISE}/`)) return sent.slice(REST_OF_ENTERPRISE.length);
  return sent.startsWith('/double-of-the-store/') ? sent : '/';
}

/** Whether the percent signs of a path mean something. */
export function isWellEncoded(path: string): boolean {
  try {
    return decodeURIComponent(path) !== '';
  } catch {
    return false;
  }
}
