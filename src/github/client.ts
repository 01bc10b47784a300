import { RequestError } from '@octokit/request-error';
import type { Endpoints, RequestInterface } from '@octokit/types';
import { GraphQlError, type GraphQlFault } from './github-errors.ts';
import { BrokenAnswer, type Shape, list, object, optional, readAnswer, string } from './shape.ts';
import type { Send } from './with-retry.ts';

/** A repository by its place. */
export interface RepositoryRef {
  readonly owner: string;
  readonly repo: string;
}

/** A pull request by its place. */
export interface PullRequestRef extends RepositoryRef {
  readonly number: number;
}

type Route = keyof Endpoints;

/** The parameters of a request, without those that are about the connection. */
type Parameters<R extends Route> = Omit<Endpoints[R]['parameters'], 'baseUrl' | 'headers'>;

/** GitHub's API, whoever asks it: the Action or the app. No answer is read without its shape. */
export interface GitHubClient {
  /** Asks for one thing, or does one thing. */
  ask<R extends Route, T>(route: R, parameters: Parameters<R>, shape: Shape<T>): Promise<T>;
  /** The same, for what must never be carried out twice: it is not sent again where an answer got lost. */
  once<R extends Route, T>(route: R, parameters: Parameters<R>, shape: Shape<T>): Promise<T>;
  /** Asks for a list, page by page. */
  pages<R extends Route, T>(route: R, parameters: Parameters<R>, item: Shape<T>): Promise<T[]>;
  /** Asks GraphQL, in a query or a mutation. */
  graphql<T>(query: string, variables: object, shape: Shape<T>): Promise<T>;
}

/** What of a request is ours to say besides its parameters. */
interface Call<T> {
  readonly route: string;
  readonly parameters: object;
  readonly shape: Shape<T>;
  readonly isOnce: boolean;
}

interface Answer<T> {
  readonly value: T;
  readonly headers: Readonly<Record<string, string | number | undefined>>;
}

/** The most that GitHub gives in a page. */
const PAGE = 100;

/** No list that is read has more pages: an answer that says so is wrong, and would never end. */
export const MAX_PAGES = 300;

/**
 * Makes a client.
 *
 * @param request Octokit's, with the address and the token; it must not wait or retry itself
 */
export function makeClient(request: RequestInterface, send: Send): GitHubClient {
  const call = async <T>({ route, parameters, shape, isOnce }: Call<T>): Promise<Answer<T>> => {
    const method = route.split(' ', 1)[0] ?? '';
    // What creates something does it twice when it is sent twice.
    const sending = { name: route, isWrite: method !== 'GET', isOnce: isOnce || method === 'POST' };
    return send(sending, async (signal) => {
      const { data, headers } = await request(route, { ...parameters, request: { signal } }).catch(
        refuse,
      );
      return { value: readAnswer(shape, data, route), headers };
    });
  };
  const ask: GitHubClient['ask'] = async (route, parameters, shape) =>
    (await call({ route, parameters, shape, isOnce: false })).value;
  return {
    ask,
    once: async (route, parameters, shape) =>
      (await call({ route, parameters, shape, isOnce: true })).value,
    async pages<R extends Route, T>(route: R, parameters: Parameters<R>, item: Shape<T>) {
      const all: T[] = [];
      for (let page = 1; page <= MAX_PAGES; page++) {
        const place = { ...parameters, per_page: PAGE, page };
        const next = { route, parameters: place, shape: list(item), isOnce: false };
        // oxlint-disable-next-line no-await-in-loop
        const { value, headers } = await call(next);
        for (const one of value) all.push(one);
        if (!String(headers['link']).includes('rel="next"')) return all;
      }
      throw new BrokenAnswer(`GitHub's answer to ${route} does not end after ${MAX_PAGES} pages`);
    },
    graphql: async (query, variables, shape) => askGraphQl(request, send, query, variables, shape),
  };
}

const FAULTS = object({
  errors: optional(list(object({ type: optional(string), message: string }))),
});

async function askGraphQl<T>(
  request: RequestInterface,
  send: Send,
  query: string,
  variables: object,
  shape: Shape<T>,
): Promise<T> {
  const isWrite = query.trimStart().startsWith('mutation');
  const name = `${isWrite ? 'a mutation' : 'a query'} of GraphQL`;
  // An Enterprise Server has GraphQL beside /api/v3, not below it.
  const url = request.endpoint.DEFAULTS.baseUrl.replace(/(\/api)\/v3\/?$/, '$1') + '/graphql';
  return send({ name, isWrite, isOnce: false }, async (signal) => {
    const options = { url, query, variables, request: { signal } };
    const { data, headers } = await request('POST /graphql', options).catch(refuse);
    const faults: readonly GraphQlFault[] = readAnswer(FAULTS, data, name).errors ?? [];
    if (faults.length > 0) throw new GraphQlError(faults, headers);
    return readAnswer(object({ data: shape }), data, name).data;
  });
}

/** The shape of a refusal; what has another one does not come from GitHub, or did not come whole. */
const REFUSAL = object({ message: string });

/** Refusals in which the status is not enough: it would be taken for GitHub's word. */
const SPOKEN: readonly number[] = [400, 401, 403, 404, 409, 410, 422, 451];

function refuse(error: unknown): never {
  const response = error instanceof RequestError ? error.response : undefined;
  if (response && SPOKEN.includes(response.status) && !('retry-after' in response.headers)) {
    const { url, status, data } = response;
    try {
      readAnswer(REFUSAL, data, `${url} with status ${status}`);
    } catch (broken) {
      if (!(broken instanceof BrokenAnswer)) throw broken;
      throw new BrokenAnswer(broken.message, { cause: error });
    }
  }
  throw error;
}
