import { problem } from './problem.ts';

/** The arguments of a connection; the limits on them are checked before anything is done. */
export interface PageArguments {
  first?: number | null;
  last?: number | null;
  after?: string | null;
  before?: string | null;
}

/** A page of a list as Relay describes connections: https://relay.dev/graphql/connections.htm */
export function connection<T>(
  all: readonly T[],
  { first, last, after, before }: PageArguments,
  describe: (item: T) => unknown,
): Record<string, unknown> {
  let start = typeof after === 'string' ? position(after) + 1 : 0;
  let end = typeof before === 'string' ? Math.min(position(before), all.length) : all.length;
  if (typeof first === 'number') end = Math.min(end, start + first);
  if (typeof last === 'number') start = Math.max(start, end - last);
  const nodes = all.slice(start, end).map(describe);
  const edges = nodes.map((node, at) => ({ cursor: cursor(start + at), node }));
  return {
    nodes,
    edges,
    totalCount: all.length,
    pageInfo: {
      hasNextPage: end < all.length,
      hasPreviousPage: start > 0,
      startCursor: edges.at(0)?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

const PREFIX = 'cursor:v2:';

function cursor(at: number): string {
  return Buffer.from(`${PREFIX}${at}`).toString('base64');
}

function position(text: string): number {
  const decoded = Buffer.from(text, 'base64').toString();
  const at = decoded.startsWith(PREFIX) ? Number(decoded.slice(PREFIX.length)) : Number.NaN;
  if (Number.isInteger(at)) return at;
  throw problem('INVALID_CURSOR_ARGUMENTS', `\`${text}\` does not appear to be a valid cursor.`);
}
