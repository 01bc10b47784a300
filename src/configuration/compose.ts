import type { SourceFile } from '../kubernetes/manifest.ts';
import type { ConfigurationFault, ExtendedFile } from '../review/change.ts';
import type { Profile } from '../rules/kit/rule.ts';
import { type Configuration, NO_CONFIGURATION, readConfiguration } from './configuration.ts';
import { type Extends, nameOf } from './extends.ts';
import { MAX_LEVELS } from './read-extended.ts';

/**
 * A configuration with all that it extends: what is nearer to the repository wins, and lists of
 * exemptions, kinds, charts and allowed values add up. Never throws.
 *
 * @param extended the files that were read for it
 */
export function composeConfiguration(
  file: SourceFile,
  extended: readonly ExtendedFile[] = [],
): Configuration | { readonly faults: readonly ConfigurationFault[] } {
  const composer = new Composer(extended);
  composer.visit(file, []);
  const { faults, layers } = composer;
  return faults.length > 0
    ? { faults }
    : { ...layers.reduce(merge, NO_CONFIGURATION), path: file.path };
}

/** Goes through the files, the farthest first. */
class Composer {
  readonly layers: Configuration[] = [];
  readonly faults: ConfigurationFault[] = [];
  readonly #files: ReadonlyMap<string, ExtendedFile>;
  readonly #visited = new Set<string>();

  constructor(extended: readonly ExtendedFile[]) {
    this.#files = new Map(extended.map((file) => [file.path, file]));
  }

  /** @param chain the names of the files that led here */
  visit(file: SourceFile, chain: readonly string[]): void {
    this.#visited.add(file.path);
    const read = readConfiguration(file);
    if ('faults' in read) {
      for (const { line, column, message } of read.faults) {
        this.faults.push({ path: file.path, line, column, message });
      }
      return;
    }
    for (const one of read.extends) this.#visitBase(one, [...chain, file.path]);
    this.layers.push(read);
  }

  #visitBase(one: Extends, chain: readonly string[]): void {
    const { base, text, line, column } = one;
    const path = chain.at(-1) ?? '';
    const fail = (message: string): void => {
      this.faults.push({ path, line, column, message });
    };
    if (typeof base === 'string') {
      this.layers.push(profileLayer(base, `${path}:${line}`));
      return;
    }
    if (base === undefined) {
      fail(`"extends" leads out of the repository: ${text}. Name a file in it`);
      return;
    }
    const name = nameOf(base);
    if (chain.includes(name)) {
      const circle = [...chain.slice(chain.indexOf(name)), name].join(' → ');
      fail(`"extends" goes in a circle: ${circle}. Remove one of these`);
    } else if (chain.length > MAX_LEVELS) {
      fail(`"extends" goes more than ${MAX_LEVELS} levels deep: ${[...chain, name].join(' → ')}`);
    } else if (!this.#visited.has(name)) {
      const file = this.#files.get(name) ?? { path: name, absent: 'it was not read' };
      if ('text' in file) this.visit(file, chain);
      else if ('absent' in file) fail(`"extends" names ${name}: ${file.absent}`);
    }
  }
}

function profileLayer(profile: Profile, source: string): Configuration {
  return { ...NO_CONFIGURATION, given: { profile }, sources: { profile: source } };
}

/** What a nearer file makes of what it extends. */
function merge(base: Configuration, nearer: Configuration): Configuration {
  const allow = { ...base.allow };
  for (const [rule, values] of Object.entries(nearer.allow)) {
    allow[rule] = [...new Set([...(allow[rule] ?? []), ...values])];
  }
  return {
    path: nearer.path,
    extends: [],
    given: { ...base.given, ...nearer.given },
    severities: { ...base.severities, ...nearer.severities },
    allowed: { ...base.allowed, ...nearer.allowed },
    allow,
    kinds: [...base.kinds, ...nearer.kinds],
    charts: [...base.charts, ...nearer.charts],
    kustomizations: nearer.kustomizations.length > 0 ? nearer.kustomizations : base.kustomizations,
    exemptions: [...base.exemptions, ...nearer.exemptions],
    sources: mergeSources(base.sources, nearer.sources),
  };
}

/** A list that adds up has several sources. */
function mergeSources(
  base: Configuration['sources'],
  nearer: Configuration['sources'],
): Configuration['sources'] {
  const added = Object.entries(nearer).map(([key, source]) => {
    const before = base[key];
    return [key, key.endsWith('.allow') && before ? `${before}, ${source}` : source];
  });
  return { ...base, ...Object.fromEntries(added) };
}
