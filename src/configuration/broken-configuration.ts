import { placedLines } from '../errors/fault-lines.ts';
import { UserError } from '../errors/user-error.ts';
import type { ConfigurationFault } from '../review/change.ts';

/** Files that say how a repository is judged, and can't be used: nothing can be judged by them. */
export class BrokenConfiguration extends UserError {
  readonly faults: readonly ConfigurationFault[];

  constructor(faults: readonly ConfigurationFault[], message = placedLines(faults)) {
    super(message);
    this.faults = faults;
  }
}
