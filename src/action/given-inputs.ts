import * as core from '@actions/core';
import { UserError } from '../errors/user-error.ts';
import { ACTION_OPTIONS, type MODES } from '../options/action-options.ts';
import {
  type GivenOf,
  type Options,
  type ValuesOf,
  readTexts,
  valuesOf,
} from '../options/option.ts';
import { type Given, OPTIONS } from '../options/options.ts';

/** What a run does: all of a review, or one of the two halves that a fork's pull request takes. */
export type Mode = (typeof MODES)[number];

/** All that the Action is told besides its token, read once. */
export interface GivenInputs {
  /** What was given of the options that all front ends share. */
  readonly given: Given;
  readonly own: ValuesOf<typeof ACTION_OPTIONS>;
}

/** @throws UserError where a value is none of those that there are */
export function readGivenInputs(): GivenInputs {
  const given = readGiven(OPTIONS);
  const own = valuesOf(ACTION_OPTIONS, readGiven(ACTION_OPTIONS));
  return { given, own };
}

/** What was given of the options of a table; an input that is empty is not given. */
function readGiven<Table extends Options>(table: Table): GivenOf<Table> {
  const { given, faults } = readTexts(
    table,
    (key) => core.getInput(key),
    (key) => `Input ${key}`,
  );
  if (faults.length > 0) throw new UserError(faults.join('\n'));
  return given;
}
