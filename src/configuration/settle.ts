import { placedLines } from '../errors/fault-lines.ts';
import { UserError } from '../errors/user-error.ts';
import type { BaselineEntry } from '../judge/exemptions/baseline-entry.ts';
import type { Given, Values } from '../options/options.ts';
import { ruleSetOf } from '../options/rule-set.ts';
import type { ConfigurationFiles } from '../review/change.ts';
import type { ReviewOptions } from '../review/review.ts';
import type { RuleSet } from '../rules/kit/rule.ts';
import type { ExemptionPolicy } from '../rules/kit/exemption.ts';
import { requireBaseline } from './baseline.ts';
import { BrokenConfiguration } from './broken-configuration.ts';
import { composeConfiguration } from './compose.ts';
import { type Configuration, NO_CONFIGURATION } from './configuration.ts';
import { docPage } from '../text/doc-page.ts';

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
 * @throws BrokenConfiguration that names each fault of its files with its place
 */
export function settle(files: ConfigurationFiles, told: Told): Settled {
  const { today, folders, where = '' } = told;
  const configuration = requireConfiguration(files, where);
  const values = told.values(configuration.given);
  const { exemptions, allowed, severities, allow, kinds } = configuration;
  return {
    ruleSet: {
      ...rulesBy(values, configuration, where),
      ...{ severities, allow, kinds },
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

function rulesBy(values: Values, { sources }: Configuration, where: string): RuleSet {
  try {
    return ruleSetOf(values);
  } catch (error) {
    const source = sources['pod-security-version'] ?? sources['profile'];
    if (!(error instanceof UserError) || source === undefined) throw error;
    const end = source.lastIndexOf(':');
    const place = { path: source.slice(0, end), line: Number(source.slice(end + 1)), column: 1 };
    throw new BrokenConfiguration(
      [{ ...place, message: error.message }],
      `${source}: ${error.message}\nCorrect the configuration${where}.`,
    );
  }
}

function requireConfiguration(
  { configuration, extended }: ConfigurationFiles,
  where: string,
): Configuration {
  if (!configuration) return NO_CONFIGURATION;
  const composed = composeConfiguration(configuration, extended);
  if (!('faults' in composed)) return composed;
  throw new BrokenConfiguration(
    composed.faults,
    `${placedLines(composed.faults)}\nCorrect the configuration${where}: ${docPage('configuration')} has the keys.`,
  );
}
