import * as core from '@actions/core';
import { UserError } from '../errors/user-error.ts';

/**
 * The token that the Action is told.
 *
 * @throws UserError for none: a secret that there is not is an empty input
 */
export function readToken(): string {
  const token = core.getInput('token');
  if (token !== '') return token;
  throw new UserError(
    "Input token is empty. Runs on Dependabot's pull requests have Dependabot's secrets only: add it there, " +
      'or use `github.token`.',
  );
}
