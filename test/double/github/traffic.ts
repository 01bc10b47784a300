import type { RequestRecord } from './options.ts';

/** What a client did to GitHub, for tests of its manners. */
export interface Traffic {
  /** How many requests there were of each kind, `post /repos/{owner}/{repo}/check-runs`. */
  byOperation: Readonly<Record<string, number>>;
  /** How many were under way at once. */
  maxConcurrent: number;
  /** The same of those that change something: GitHub asks for one at a time. */
  maxConcurrentWrites: number;
  /** Requests that create content, in the busiest minute: 80 are allowed, and 500 an hour. */
  maxContentPerMinute: number;
  maxContentPerHour: number;
  /** In the busiest minute; 900 are allowed of REST and 2,000 of GraphQL. */
  maxPointsPerMinute: { rest: number; graphql: number };
}

/**
 * Measures the log against the documented limits:
 * https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#about-secondary-rate-limits
 */
export function trafficOf(records: readonly RequestRecord[]): Traffic {
  const byOperation: Record<string, number> = {};
  for (const { operation } of records) byOperation[operation] = (byOperation[operation] ?? 0) + 1;
  const writes = records.filter(isWrite);
  const contents = records.filter((record) => record.createsContent);
  const graphql = records.filter(isGraphql);
  const rest = records.filter((record) => !isGraphql(record));
  return {
    byOperation,
    maxConcurrent: maxConcurrent(records),
    maxConcurrentWrites: maxConcurrent(writes),
    maxContentPerMinute: busiest(contents, MINUTE, () => 1),
    maxContentPerHour: busiest(contents, 60 * MINUTE, () => 1),
    maxPointsPerMinute: {
      rest: busiest(rest, MINUTE, points),
      graphql: busiest(graphql, MINUTE, points),
    },
  };
}

const MINUTE = 60_000;

function isGraphql({ operation }: RequestRecord): boolean {
  return operation.startsWith('graphql ');
}

function isWrite(record: RequestRecord): boolean {
  return isGraphql(record)
    ? record.operation.startsWith('graphql mutation')
    : record.method !== 'GET';
}

/** "GraphQL requests without mutations 1, with 5; most REST GET … 1, most POST … 5" */
function points(record: RequestRecord): number {
  return isWrite(record) ? 5 : 1;
}

function maxConcurrent(records: readonly RequestRecord[]): number {
  const counts = records.map(
    ({ startedAt: at }) =>
      records.filter((one) => one.startedAt <= at && (one.endedAt ?? Infinity) > at).length,
  );
  return Math.max(0, ...counts);
}

function busiest(
  records: readonly RequestRecord[],
  span: number,
  weight: (record: RequestRecord) => number,
): number {
  const sums = records.map(({ startedAt: from }) =>
    records
      .filter((one) => one.startedAt >= from && one.startedAt < from + span)
      .reduce((sum, one) => sum + weight(one), 0),
  );
  return Math.max(0, ...sums);
}
