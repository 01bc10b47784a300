import { settle } from '../../src/configuration/settle.ts';
import { valuesOf } from '../../src/options/option.ts';
import { OPTIONS } from '../../src/options/options.ts';
import type { RunOptions } from '../../src/run/run-review.ts';
import { FEW_RULES } from '../judging.ts';

/** As the Action settles it, by few rules. */
export const byConfiguration: Partial<RunOptions> = {
  settle: (files) =>
    settle(files, {
      values: (configured) => valuesOf(OPTIONS, { rule: FEW_RULES.only ?? [] }, configured),
      today: '2026-11-28',
      where: ' on the base branch',
    }),
};
