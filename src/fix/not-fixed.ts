import { md } from '../text/markdown.ts';

/** Nothing is offered for a finding: its message says what to do. */
export const NO_REMEDY = md`no fix`;
/** There is a fix, and it was not allowed. */
export const UNCHECKED = md`needs a check by a person: \`--unsafe\``;
