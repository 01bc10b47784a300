import { Engine } from '../engine/engine.ts';
import type { Given, Values } from '../options/options.ts';
import { settle } from '../configuration/settle.ts';
import type { RunOptions } from './run-review.ts';

/** The part of what a team decides that is the same for every front end. */
type Told = Pick<
  RunOptions,
  | 'scope'
  | 'failOn'
  | 'requestChanges'
  | 'files'
  | 'automation'
  | 'skipsDrafts'
  | 'checkName'
  | 'engine'
  | 'settle'
>;

/**
 * What the options say of reviews on GitHub.
 *
 * @param valuesWith all options, with those of a configuration in their place
 */
export function runOptionsOf(valuesWith: (configured: Given) => Values): Told {
  const values = valuesWith({});
  return {
    scope: values.scope,
    failOn: values['fail-on'],
    requestChanges: values['request-changes'],
    files: values.files,
    automation: values.automation,
    skipsDrafts: values.drafts === 'skip',
    checkName: values['check-name'],
    engine: values.render === 'charts' ? new Engine() : undefined,
    settle: (files) =>
      settle(files, {
        values: valuesWith,
        today: new Date().toISOString().slice(0, 10),
        where: ' on the base branch',
      }),
  };
}
