import { isWellEncoded } from './addresses.ts';
import { findPlainRoute, findRoute } from './routes.ts';

/** What creates content in GraphQL; the others change or remove it. */
const CREATE = new Set(['createCommitOnBranch', 'addReaction']);

/** What a request is for, by the name GitHub has for it, whether or not it can be done. */
export function operationOf(
  method: string,
  path: string,
  body: unknown,
): { operation: string; createsContent: boolean } {
  if (path === '/graphql') return graphqlOperation(body);
  const route = isWellEncoded(path) ? findRoute(method, path)?.route : undefined;
  const operation = route?.operation ?? findPlainRoute(method, path)?.operation;
  return {
    operation: operation ?? `${method.toLowerCase()} ${path}`,
    createsContent: route?.creates !== undefined,
  };
}

function graphqlOperation(body: unknown): { operation: string; createsContent: boolean } {
  const { query } = (body ?? {}) as { query?: unknown };
  const text = typeof query === 'string' ? query : '';
  if (!/^\s*mutation\b/.test(text)) return { operation: 'graphql query', createsContent: false };
  const name = /\{\s*(?:\w+\s*:\s*)?(\w+)/.exec(text)?.[1] ?? '';
  return { operation: `graphql mutation ${name}`, createsContent: CREATE.has(name) };
}
