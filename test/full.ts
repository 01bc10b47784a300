/** Whether the full sets of tests were asked for: those that CI has no time for. */
export const IS_FULL = process.env['PODSEAL_FULL'] !== undefined;
