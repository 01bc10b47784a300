/** Something that the person can fix: the message says what is wrong and what to do. Exit code 2. */
export class UserError extends Error {
  override readonly name = 'UserError';
}
