import type { SourceFile } from '../kubernetes/manifest.ts';
import type { OwnKind } from '../kubernetes/own-kinds.ts';
import { optionsIn } from '../options/option.ts';
import { type Given, OPTIONS } from '../options/options.ts';
import type { Allowed, Exemption } from '../rules/kit/exemption.ts';
import type { Severity } from '../rules/kit/rule.ts';
import { type FileFault, readYamlFile } from '../schema/yaml-file.ts';
import { type Lines, type Position, indexLines } from '../yaml/lines.ts';
import type { ParsedDocument } from '../yaml/parse.ts';
import { type Path, type Value, ownField, rootOf, valueAt } from '../yaml/value.ts';
import { BrokenConfiguration } from './broken-configuration.ts';
import { configurationSchema } from './configuration-schema.ts';
import { type Extends, baseOf } from './extends.ts';

/** Where a team keeps its configuration, from the root of its repository: one of these. */
export const CONFIGURATION_PATHS: readonly string[] = ['.github/podseal.yml', 'podseal.yml'];

/**
 * The configuration among the files at these paths.
 *
 * @throws BrokenConfiguration where there are several
 */
export function onlyConfiguration(
  found: readonly (SourceFile | undefined)[],
): SourceFile | undefined {
  const [first, second] = found.filter((file) => file !== undefined);
  if (!second) return first;
  const message = `there are ${first?.path} and ${second.path}: keep one of them`;
  const fault = { path: second.path, line: 1, column: 1, message };
  throw new BrokenConfiguration([fault], `T${message.slice(1)}.`);
}

/** Where it keeps its baseline. */
export const BASELINE_PATH = '.github/podseal.baseline';

/** A value set of charts. */
export interface ConfiguredValues {
  /** A glob of their folders, from the root of the repository. */
  readonly chart: string;
  /** Paths from the folder of the chart; a later file wins over those before it. */
  readonly values: readonly string[];
  /** Where it is written. */
  readonly source: string;
}

/** What a team decides about all its reviews and checks. */
export interface Configuration {
  /** Where it is written; undefined where there is none. */
  readonly path: string | undefined;
  /** What it builds on; empty once that is part of it. */
  readonly extends: readonly Extends[];
  /** Options that front ends have, too. */
  readonly given: Given;
  readonly severities: Readonly<Record<string, Severity | 'off'>>;
  /** Where rules may be exempted. */
  readonly allowed: Readonly<Record<string, Allowed>>;
  /** What rules let pass. */
  readonly allow: Readonly<Record<string, readonly string[]>>;
  readonly kinds: readonly OwnKind[];
  /** Value sets of charts, besides those that are found. */
  readonly charts: readonly ConfiguredValues[];
  /** Globs of the folders of kustomizations that are deployed; empty where nothing says so. */
  readonly kustomizations: readonly string[];
  readonly exemptions: readonly Exemption[];
  /** Where each value is written, as `.github/podseal.yml:12`, by its keys: `rules.no-privileged.exemptions`. */
  readonly sources: Readonly<Record<string, string>>;
}

export const NO_CONFIGURATION: Configuration = {
  path: undefined,
  extends: [],
  given: {},
  severities: {},
  allowed: {},
  allow: {},
  kinds: [],
  charts: [],
  kustomizations: [],
  exemptions: [],
  sources: {},
};

/** What one file says, without what it extends, or all that is wrong with it. Never throws. */
export function readConfiguration(
  file: SourceFile,
): Configuration | { readonly faults: readonly FileFault[] } {
  const read = readYamlFile(file, configurationSchema());
  if (!read) return { ...NO_CONFIGURATION, path: file.path };
  if ('faults' in read) return read;
  const { extends: bases = [], rules = {}, kinds = [], ...rest } = read.output;
  const { charts = [], kustomizations = [], exemptions = [], ...given } = rest;
  const places = new Places(file, read.document);
  const settings = settingsOf(rules);
  const names = [...Object.keys(optionsIn(OPTIONS, 'file')), 'kustomizations'];
  return {
    path: file.path,
    extends: [bases].flat().map((text, index) => ({
      ...{ text, base: baseOf(text, file.path) },
      ...places.positionOf(['extends', ...(Array.isArray(bases) ? [index] : [])]),
    })),
    given: givenIn(given),
    ...partsOf(settings),
    kinds: kinds.map((one, index) => toOwnKind(one, places.sourceOf(['kinds', index]))),
    charts: charts.map(({ chart, values }, index) => {
      return { chart, values: [values].flat(), source: places.sourceOf(['charts', index]) };
    }),
    kustomizations,
    exemptions: exemptions.map(({ rule, ...exemption }, index) => ({
      ...exemption,
      rules: [rule].flat(),
      source: places.sourceOf(['exemptions', index]),
    })),
    sources: Object.fromEntries([
      ...names.flatMap((name) => (name in rest ? [[name, places.sourceOf([name])]] : [])),
      ...settings.flatMap(([id, setting]) =>
        Object.keys(setting).map((key) => [
          `rules.${id}.${key}`,
          places.sourceOf(['rules', id, key]),
        ]),
      ),
    ]),
  };
}

type WrittenKind = Omit<OwnKind, 'kinds' | 'pods' | 'source'> & {
  readonly kind: string | readonly string[];
  readonly pods: string | readonly string[];
};

function toOwnKind({ kind, pods, ...one }: WrittenKind, source: string): OwnKind {
  return { ...one, kinds: [kind].flat(), pods: [pods].flat(), source };
}

interface RuleSettings {
  readonly severity?: Severity | 'off';
  readonly exemptions?: Allowed;
  readonly allow?: readonly string[];
}

function settingsOf(rules: Readonly<Record<string, RuleSettings | Severity | 'off' | undefined>>) {
  return Object.entries(rules).map(([id, value = {}]): readonly [string, RuleSettings] => [
    id,
    typeof value === 'string' ? { severity: value } : value,
  ]);
}

function partsOf(
  settings: readonly (readonly [string, RuleSettings])[],
): Pick<Configuration, 'severities' | 'allowed' | 'allow'> {
  const all = <Key extends keyof RuleSettings>(key: Key) =>
    Object.fromEntries(
      settings.flatMap(([id, { [key]: value }]) => (value === undefined ? [] : [[id, value]])),
    );
  return { severities: all('severity'), allowed: all('exemptions'), allow: all('allow') };
}

/** The options among the keys of a file, which the schema of each has checked. */
function givenIn(output: Readonly<Record<string, unknown>>): Given {
  const keys = Object.keys(optionsIn(OPTIONS, 'file'));
  return Object.fromEntries(
    keys.flatMap((key) => (output[key] === undefined ? [] : [[key, output[key]]])),
  );
}

/** Where the values of a file are written. */
class Places {
  readonly #path: string;
  readonly #lines: Lines;
  readonly #root: Value;

  constructor({ path, text }: SourceFile, document: ParsedDocument) {
    this.#path = path;
    this.#lines = indexLines(text);
    this.#root = rootOf(document);
  }

  positionOf(path: Path): Position {
    return this.#lines.position((valueAt(this.#root, path) ?? this.#root).span.start);
  }

  /** The line of a key, or of an item of a list; the one around it where there is no such key. */
  sourceOf(path: Path): string {
    const [last, around] = [path.at(-1), path.slice(0, -1)];
    const key =
      typeof last === 'string' ? ownField(valueAt(this.#root, around), last)?.key : undefined;
    if (key) return `${this.#path}:${this.#lines.position(key.start).line}`;
    const isItem = typeof last === 'number' || around.length === 0;
    return isItem ? `${this.#path}:${this.positionOf(path).line}` : this.sourceOf(around);
  }
}
