import { RequestError } from '@octokit/request-error';
import type { RequestInterface } from '@octokit/types';
import { expect } from 'vitest';
import { type GitHubClient, makeClient } from '../../src/github/client.ts';
import type { ReviewRef } from '../../src/github/run-identity.ts';
import { writeMarker } from '../../src/review/marker.ts';
import type { PlannedComment, ReviewPlan } from '../../src/review/review-plan.ts';
import type { Thread } from '../../src/review/thread.ts';
import { md } from '../../src/text/markdown.ts';

/** A request that is expected, by the end of its route or the name in its query, and how it ends. */
export type Step = readonly [request: string, answer?: unknown];

/** A GitHub that expects certain requests, one after the other, and no others. */
export interface Script {
  readonly client: GitHubClient;
  /** What was sent. */
  readonly sent: readonly Readonly<Record<string, unknown>>[];
  /** Checks that all that was expected has come. */
  end(): void;
}

export function script(...steps: readonly Step[]): Script {
  const rest = [...steps];
  /** Some code passes over what a request throws. */
  const faults: string[] = [];
  const sent: Readonly<Record<string, unknown>>[] = [];
  const send = async (route: string, parameters: Readonly<Record<string, unknown>>) => {
    const [wanted, answer] = rest.shift() ?? ['nothing more'];
    const name = route === 'POST /graphql' ? String(parameters['query']) : route;
    if (!(route === 'POST /graphql' ? name.includes(wanted) : name.endsWith(wanted))) {
      faults.push(`expected ${wanted}, and not ${name}`);
      throw new Error(faults.at(-1));
    }
    const { request, ...own } = parameters;
    expect(request).toBeDefined();
    sent.push(own);
    if (answer instanceof Error) throw answer;
    const isQuery = route === 'POST /graphql';
    return { status: 200, headers: {}, data: isQuery ? { data: answer ?? {} } : (answer ?? {}) };
  };
  const endpoint = { DEFAULTS: { baseUrl: 'https://api.github.com' } };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- The client uses no more of it.
  const request = Object.assign(send, { endpoint }) as unknown as RequestInterface;
  return {
    client: makeClient(request, async (_, attempt) => attempt(AbortSignal.timeout(10_000))),
    sent,
    end: () => expect({ faults, rest }).toEqual({ faults: [], rest: [] }),
  };
}

/** Does something that makes these requests, and no others. */
export async function run<T>(task: (client: GitHubClient) => Promise<T>, ...steps: Step[]) {
  const github = script(...steps);
  const result = await task(github.client);
  github.end();
  return { result, sent: github.sent };
}

/** GitHub's refusal of a request. */
export function refusal(status: number, message = 'No'): RequestError {
  const request = { method: 'POST', url: 'https://api.github.com/x', headers: {} } as const;
  const data = { message };
  const response = { status, url: request.url, headers: {}, data, retryCount: 0 };
  return new RequestError(message, status, { request, response });
}

/** A request whose answer got lost: it may be carried out or not. */
export const LOST = refusal(502);

export const REF: ReviewRef = {
  ...{ owner: 'shop', repo: 'manifests', number: 7 },
  identity: { key: '01234567', judgesFile: () => true, judgesRule: () => true },
};

export function plannedComment(
  fingerprint: string,
  more: Partial<PlannedComment> = {},
): PlannedComment {
  return {
    ...{ path: `${fingerprint}.yaml`, subject: 'line', line: 4, suggestion: null },
    ...{ body: md`on the line`, fileBody: md`on the file`, fingerprints: [fingerprint] },
    ...more,
  };
}

export const PLAN: ReviewPlan = {
  ...{ base: 'base', head: 'head', conclusion: 'failure', failOn: 'error' },
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- It is plain.
  title: 'A title' as ReviewPlan['title'],
  ...{ summary: md`A summary`, body: md`A body`, comments: [], requestsChanges: false },
  ...{ dismissals: [], updates: [], resolutions: [], duplicates: [] },
  ...{ findings: [], generated: [], skips: [], faults: [], exempted: [] },
  ...{ exemptionFaults: [], notes: [] },
};

export function thread(number: number, more: Partial<Thread> = {}): Thread {
  return {
    ...{ id: `T_${number}`, commentId: `C_${number}`, number, isOwn: true },
    ...{ path: 'a.yaml', body: 'text', fingerprints: ['a'], place: undefined, state: 'open' },
    ...{ hasReply: false, canResolve: false },
    ...more,
  };
}

/** What GitHub says of the pull request, with our comments on these fingerprints. */
export function existing(
  fingerprints: readonly string[],
  { head = 'head', reviews = new Array<object>() } = {},
): object {
  const nodes = fingerprints.map((fingerprint, index) => ({
    ...{ id: `T_${index}`, isResolved: false, isOutdated: false, viewerCanResolve: true },
    ...{ path: 'a.yaml', line: 4, startLine: null, subjectType: 'LINE', resolvedBy: null },
    comments: {
      totalCount: 1,
      nodes: [
        {
          ...{ id: `C_${index}`, url: `https://github.com/x#r${index + 1}`, isMinimized: false },
          ...{ body: `text\n\n${writeMarker([fingerprint])}`, viewerDidAuthor: true },
        },
      ],
    },
  }));
  const reviewThreads = { pageInfo: { hasNextPage: false, endCursor: null }, nodes };
  const pullRequest = { headRefOid: head, reviews: { nodes: reviews }, reviewThreads };
  return { viewer: { login: 'bot' }, repository: { pullRequest } };
}
