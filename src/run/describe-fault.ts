import { UserError } from '../errors/user-error.ts';
import { isBroken, statusOf } from '../github/github-errors.ts';
import { BrokenAnswer } from '../github/shape.ts';

/**
 * What a person has to know of a fault that is none of Podseal's, such as one of GitHub or of the
 * network; undefined for a mistake of ours, which its stack tells.
 */
export function describeFault(error: unknown): string | undefined {
  if (error instanceof UserError) return error.message;
  const status = statusOf(error);
  if (status === 401) {
    return 'GitHub does not accept the token (status 401). Check whether it is set and still valid.';
  }
  if (error instanceof BrokenAnswer) return `${error.message}, each time Podseal asked.`;
  if (!(error instanceof Error) || (status === undefined && !isBroken(error))) return undefined;
  return status === undefined
    ? `GitHub could not be reached: ${error.message}.`
    : `GitHub answered with status ${status}: ${error.message}.`;
}
