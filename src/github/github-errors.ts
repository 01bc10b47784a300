import { RequestError } from '@octokit/request-error';
import { BrokenAnswer } from './shape.ts';

/** An entry of `errors` in an answer of GraphQL. */
export interface GraphQlFault {
  /** Absent where GitHub itself failed, or where the query is wrong. */
  readonly type?: string | undefined;
  readonly message: string;
}

/** GraphQL tells of faults with status 200. */
export class GraphQlError extends Error {
  override readonly name = 'GraphQlError';
  readonly faults: readonly GraphQlFault[];
  readonly headers: Readonly<Record<string, string | number | undefined>>;

  constructor(faults: readonly GraphQlFault[], headers: GraphQlError['headers']) {
    super(faults.map(({ message }) => message).join(' '));
    this.faults = faults;
    this.headers = headers;
  }

  has(type: RegExp): boolean {
    return this.faults.some((fault) => fault.type !== undefined && type.test(fault.type));
  }
}

/** Ends all that a client does: no request is sent after it. */
export abstract class StopError extends Error {}

/** What ended a client, where an error is that or was caused by it. */
export function stopOf(error: unknown): StopError | undefined {
  if (error instanceof StopError) return error;
  return error instanceof Error ? stopOf(error.cause) : undefined;
}

/** The status of a refused request; undefined for any other error, such as a broken connection. */
export function statusOf(error: unknown): number | undefined {
  return error instanceof RequestError && error.response ? error.status : undefined;
}

/**
 * Whether an answer got lost or late, is not what it should be, or GitHub failed: what was asked for
 * may be done or not.
 */
export function isBroken(error: unknown): boolean {
  if (stopOf(error)) return false;
  if (error instanceof BrokenAnswer) return true;
  if (error instanceof GraphQlError) return error.faults.some(isFaultOfGitHub);
  if (error instanceof RequestError) return (error.response?.status ?? 500) >= 500;
  return error instanceof Error && /^(Timeout|Abort)Error$/.test(error.name);
}

/** "Something went wrong while executing your query", which has no type (octokit/plugin-retry.js#395). */
function isFaultOfGitHub({ type, message }: GraphQlFault): boolean {
  return type === undefined && /went wrong|time(?:d )?out/i.test(message);
}

/** Whether a query asks for more than GitHub works out at once: with less, it would be answered. */
export function isTooMuch(error: unknown): boolean {
  return (
    error instanceof GraphQlError && error.has(/^(?:RESOURCE_LIMITS|MAX_NODE_LIMIT)_EXCEEDED$/)
  );
}
