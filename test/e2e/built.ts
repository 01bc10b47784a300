import { join } from 'node:path';
import { inject } from 'vitest';

/** The folder with what `src/` builds to now. */
export const BUILT = inject('built');

/** The built command. */
export const CLI = join(BUILT, 'cli.js');
