/** Why an image could not be looked into. */
export type FailureCode =
  | 'no-reference'
  | 'not-found'
  | 'needs-login'
  | 'forbidden'
  | 'rate-limited'
  | 'refused-address'
  | 'unreachable'
  | 'timeout'
  | 'too-large'
  | 'too-many'
  | 'digest-mismatch'
  | 'unsupported'
  | 'invalid';

/** What is returned in place of an image's data: a clause for people, without text of the registry. */
export interface RegistryFailure {
  readonly code: FailureCode;
  readonly reason: string;
}

/** A failure on its way out of this folder, whose functions return it and do not throw it. */
export class RegistryError extends Error {
  override readonly name = 'RegistryError';
  readonly code: FailureCode;

  constructor(code: FailureCode, reason: string, options?: ErrorOptions) {
    super(reason, options);
    this.code = code;
  }
}

/** The failure that an error stands for. Anything but a `RegistryError` is a fault of ours. */
export function failureOf(error: unknown): RegistryFailure {
  if (error instanceof RegistryError) return { code: error.code, reason: error.message };
  throw error;
}

/** Whether it is a failure and not what was asked for. */
export function isFailure(result: object): result is RegistryFailure {
  return 'code' in result && 'reason' in result;
}
