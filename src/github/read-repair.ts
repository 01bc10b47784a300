import { BrokenConfiguration } from '../configuration/broken-configuration.ts';
import { BASELINE_PATH, CONFIGURATION_PATHS } from '../configuration/configuration.ts';
import { placedLines } from '../errors/fault-lines.ts';
import type { SourceFile } from '../kubernetes/manifest.ts';
import type { ConfigurationFault, ConfigurationFiles, NextFiles } from '../review/change.ts';
import { type Listed, touchedPaths } from './list-files.ts';
import {
  type ConfigurationSource,
  readExtendedOnGitHub,
  readNextOnGitHub,
} from './read-configuration.ts';

/** A change whose base has a configuration that can't be used. */
export interface BrokenBase<View> {
  readonly broken: BrokenConfiguration;
  readonly source: ConfigurationSource;
  readonly listed: Listed;
  /** The configurations and the baseline that the base has; those that can't be read have no text. */
  readonly found: readonly (Pick<SourceFile, 'path'> & Partial<SourceFile>)[];
  /** Looks at it by a configuration. */
  readonly look: (files: ConfigurationFiles) => View;
}

/**
 * Looks at a change that repairs the configuration of its base and touches no other file. In any other
 * file there could be findings that nobody would see.
 *
 * @throws UserError that says what is wrong on the base, and why the change is no repair of it
 */
export async function readRepair<View>(base: BrokenBase<View>): Promise<View> {
  const { broken, source, listed, look } = base;
  const touched = touchedPaths(listed);
  const project = projectOf(base, touched);
  if (!project) throw broken;
  const extended = await readExtendedOnGitHub(source, project);
  const next = await readNextOnGitHub(source, { ...project, extended }, listed);
  if (!next) throw broken;
  const view = lookAfter(broken, next, look);
  const own = new Set(next.changed.map(({ path }) => path));
  if ([...touched].every((path) => own.has(path))) return view;
  throw more(
    broken,
    "This change repairs it, but other files of it can't be analyzed yet: put them into another pull request.",
  );
}

/** The files on the base; undefined where there stay two configurations, or one that can't be read. */
function projectOf(
  { found }: Pick<BrokenBase<unknown>, 'found'>,
  touched: ReadonlySet<string>,
): ConfigurationFiles | undefined {
  const readable = found.flatMap(({ path, text }) => (text === undefined ? [] : [{ path, text }]));
  const staying = found.filter(({ path }) => !touched.has(path));
  const configurations = readable.filter(({ path }) => CONFIGURATION_PATHS.includes(path));
  const [configuration, second] = configurations.filter(({ path }) => !touched.has(path));
  if (second || staying.some(({ text }) => text === undefined)) return undefined;
  return {
    configuration: configuration ?? configurations[0],
    baseline: readable.find(({ path }) => path === BASELINE_PATH),
  };
}

function lookAfter<View>(
  broken: BrokenConfiguration,
  next: NextFiles,
  look: (files: ConfigurationFiles) => View,
): View {
  if (next.faults.length > 0) throw stillBroken(broken, next.faults);
  try {
    return look(next);
  } catch (error) {
    throw error instanceof BrokenConfiguration ? stillBroken(broken, error.faults) : error;
  }
}

function stillBroken(
  broken: BrokenConfiguration,
  faults: readonly ConfigurationFault[],
): BrokenConfiguration {
  return more(broken, `With this change there would be:\n${placedLines(faults)}`);
}

function more({ faults, message }: BrokenConfiguration, rest: string): BrokenConfiguration {
  return new BrokenConfiguration(faults, `${message}\n${rest}`);
}
