/** What GitHub calls its errors in GraphQL. The last three are from github/docs and the schema. */
export type ProblemType =
  'NOT_FOUND' | 'FORBIDDEN' | 'STALE_DATA' | 'UNPROCESSABLE' | 'INVALID_CURSOR_ARGUMENTS';

/** An error that becomes one entry of `errors`, while the other fields are answered. */
export type Problem = Error & { problemType: ProblemType };

export function problem(type: ProblemType, message: string): Problem {
  return Object.assign(new Error(message), { problemType: type });
}

export function isProblem(error: unknown): error is Problem {
  return error instanceof Error && 'problemType' in error;
}

/** A permission is missing (PostHog/posthog#52454, conan-io/conan-center-index#4937). */
export function forbidden(): Problem {
  return problem('FORBIDDEN', 'Resource not accessible by integration');
}

export function noSuchNode(id: string): Problem {
  return problem('NOT_FOUND', `Could not resolve to a node with the global id of '${id}'`);
}
