import { faultLines } from '../errors/fault-lines.ts';
import { UserError } from '../errors/user-error.ts';
import type { BaselineEntry } from '../judge/exemptions/baseline-entry.ts';
import type { SourceFile } from '../kubernetes/manifest.ts';
import type { Given, Values } from '../options/options.ts';
import { ruleSetOf } from '../options/rule-set.ts';
import type { ReviewOptions } from '../review/review.ts';
import type { ExemptionPolicy } from '../rules/kit/exemption.ts';
import { requireBaseline } from './baseline.ts';
import { type Configuration, NO_CONFIGURATION, readConfiguration } from './configuration.ts';

/** The files of a repository that say how it is judged. */
export interface ConfigurationFiles {
  readonly configuration?: SourceFile | undefined;
  readonly baseline?: SourceFile | undefined;
}

/** How a repository is judged, by what a front end was told and by its own files. */
export interface Settled extends ReviewOptions {
  readonly files: readonly string[];
  /** Accounts and branches of programs that open pull requests, besides the known ones. */
  readonly automation?: readonly string[] | undefined;
  readonly configuration: Configuration;
  readonly baseline: readonly BaselineEntry[];
  /** All options, wherever they come from. */
  readonly values: Values;
}

/** What a front end knows beside the files of the repository. */
export interface Told {
  /** All options, with those of the configuration in their place. */
  readonly values: (configured: Given) => Values;
  /** The day, as `2026-11-28`. */
  readonly today: string;
  readonly folders?: ExemptionPolicy['folders'];
  /** Where the files were read, as the end of a message: ` (on the base branch)`. */
  readonly where?: string;
}

/**
 * Settles how a repository is judged.
 *
 * @throws UserError that names each fault of its files with its place, or options that don't fit
 */
export function settle(files: ConfigurationFiles, told: Told): Settled {
  const { today, folders, where = '' } = told;
  const configuration = files.configuration
    ? requireConfiguration(files.configuration, where)
    : NO_CONFIGURATION;
  const values = told.values(configuration.given);
  const { exemptions, allowed, severities } = configuration;
  return {
    ruleSet: {
      ...ruleSetOf(values),
      severities,
      exemptions: { exemptions, allowed, today, folders, foreign: values['foreign-exemptions'] },
    },
    baseline: files.baseline ? requireBaseline(files.baseline, where) : [],
    scope: values.scope,
    failOn: values['fail-on'],
    requestChanges: values['request-changes'],
    files: values.files,
    automation: values.automation,
    configuration,
    values,
  };
}

function requireConfiguration(file: SourceFile, where: string): Configuration {
  const read = readConfiguration(file);
  if (!('faults' in read)) return read;
  throw new UserError(
    `${faultLines(file.path, read.faults)}\nCorrect the configuration${where}: docs/configuration.md has the keys.`,
  );
}
