import type { Reply } from './errors.ts';
import type { TokenOptions } from './options.ts';
import type { Repository, State } from './state.ts';

/** A request that is allowed and well formed, ready to be done. */
export interface Call {
  state: State;
  token: TokenOptions;
  method: string;
  /** The path as it is named in links: by the id of the repository, as GitHub does. */
  linkPath: string;
  query: URLSearchParams;
  accept: string;
  /** The parts of the path, decoded. */
  params: Readonly<Record<string, string>>;
  body: unknown;
}

/** A call below /repos/{owner}/{repo}. */
export interface RepositoryCall extends Call {
  repository: Repository;
}

export type Handler = (call: RepositoryCall) => Reply | Promise<Reply>;

export type PlainHandler = (call: Call) => Reply;

/** The number in a path; anything else names nothing, so it is never found. */
export function numberParam(call: Call, name: string): number {
  const text = call.params[name] ?? '';
  return /^\d+$/.test(text) ? Number(text) : Number.NaN;
}
