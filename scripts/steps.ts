/** How a step of `npm test` exits that can't be done here, as Automake's tests do. */
export const SKIPPED = 77;
