import { UserError } from '../errors/user-error.ts';
import type { SourceFile } from '../kubernetes/manifest.ts';
import { optionsIn } from '../options/option.ts';
import { type Given, OPTIONS } from '../options/options.ts';
import type { Allowed, Exemption } from '../rules/kit/exemption.ts';
import type { Severity } from '../rules/kit/rule.ts';
import { type FileFault, readYamlFile } from '../schema/yaml-file.ts';
import { indexLines } from '../yaml/lines.ts';
import type { ParsedDocument } from '../yaml/parse.ts';
import { items, rootOf, valueAt } from '../yaml/value.ts';
import { configurationSchema } from './configuration-schema.ts';

/** Where a team keeps its configuration, from the root of its repository: one of these. */
export const CONFIGURATION_PATHS: readonly string[] = ['.github/podseal.yml', 'podseal.yml'];

/**
 * The configuration among the files at these paths.
 *
 * @throws UserError where there are several
 */
export function onlyConfiguration(
  found: readonly (SourceFile | undefined)[],
): SourceFile | undefined {
  const [first, second] = found.filter((file) => file !== undefined);
  if (!second) return first;
  throw new UserError(`There are ${first?.path} and ${second.path}: keep one of them.`);
}

/** Where it keeps its baseline. */
export const BASELINE_PATH = '.github/podseal.baseline';

/** What a team decides about all its reviews and checks. */
export interface Configuration {
  /** Where it is written; undefined where there is none. */
  readonly path: string | undefined;
  /** Options that front ends have, too. */
  readonly given: Given;
  readonly severities: Readonly<Record<string, Severity | 'off'>>;
  readonly allowed: Readonly<Record<string, Allowed>>;
  readonly exemptions: readonly Exemption[];
}

export const NO_CONFIGURATION: Configuration = {
  path: undefined,
  given: {},
  severities: {},
  allowed: {},
  exemptions: [],
};

/** A configuration, or all that is wrong with it. Never throws. */
export function readConfiguration(
  file: SourceFile,
): Configuration | { readonly faults: readonly FileFault[] } {
  const read = readYamlFile(file, configurationSchema);
  if (!read) return { ...NO_CONFIGURATION, path: file.path };
  if ('faults' in read) return read;
  const { rules = {}, exemptions = [], ...given } = read.output;
  const lines = linesOfExemptions(file, read.document);
  const settings = Object.entries(rules).map(([id, value = {}]) => {
    return [id, typeof value === 'string' ? { severity: value } : value] as const;
  });
  return {
    path: file.path,
    given: givenIn(given),
    severities: Object.fromEntries(
      settings.flatMap(([id, { severity }]) => (severity === undefined ? [] : [[id, severity]])),
    ),
    allowed: Object.fromEntries(
      settings.flatMap(([id, { exemptions: where }]) => (where === undefined ? [] : [[id, where]])),
    ),
    exemptions: exemptions.map(({ rule, ...exemption }, index) => ({
      ...exemption,
      rules: [rule].flat(),
      source: `${file.path}:${lines[index] ?? 1}`,
    })),
  };
}

/** The options among the keys of a file, which the schema of each has checked. */
function givenIn(output: Readonly<Record<string, unknown>>): Given {
  const keys = Object.keys(optionsIn(OPTIONS, 'file'));
  return Object.fromEntries(
    keys.flatMap((key) => (output[key] === undefined ? [] : [[key, output[key]]])),
  );
}

function linesOfExemptions(file: SourceFile, document: ParsedDocument): number[] {
  const lines = indexLines(file.text);
  const list = valueAt(rootOf(document), ['exemptions']);
  return items(list).map(({ span }) => lines.position(span.start).line);
}
