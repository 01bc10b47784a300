import { type NamedSource, namedSourcesIn } from '../kubernetes/known-charts/named-sources.ts';
import { mayHaveSources } from '../kubernetes/known-charts/release-sources.ts';
import { type SourceFile, emptyManifest } from '../kubernetes/manifest.ts';
import type { RuleSet } from '../rules/kit/rule.ts';

/**
 * In characters: to open a short file again takes longer than to read it, and nine of ten files with something to judge
 * are as short (bench/tree.ts). In a large project the last ones are read again.
 */
const SHORT = 8 * 1024;
const MAX_KEPT = 2 * 1024 * 1024;

/**
 * What the texts of a project's files have, told when each is read for the first time. What goes through all
 * files later reads those only that have something for it: to read each file three times took a sixth of a check.
 */
export class FirstLook {
  readonly #ruleSet: RuleSet;
  /** Paths of files that were read and have nothing to judge, and of those without objects that say where charts are. */
  readonly #empty = new Set<string>();
  readonly #withoutSources = new Set<string>();
  readonly #named: NamedSource[] = [];
  /** Files that will be read again, and the room for more. */
  readonly #kept = new Map<string, SourceFile>();
  #room = MAX_KEPT;

  /** @param ruleSet what the files are judged by */
  constructor(ruleSet: RuleSet) {
    this.#ruleSet = ruleSet;
  }

  take(file: SourceFile): void {
    if (emptyManifest(file, this.#ruleSet)) this.#empty.add(file.path);
    else this.#keep(file);
    if (!mayHaveSources(file.text)) this.#withoutSources.add(file.path);
    for (const one of namedSourcesIn(file)) this.#named.push(one);
  }

  #keep(file: SourceFile): void {
    if (file.text.length > Math.min(SHORT, this.#room)) return;
    this.#room -= file.text.length;
    this.#kept.set(file.path, file);
  }

  /** A file as it was read, and it is kept no longer; undefined where it has to be read again. */
  give(path: string): SourceFile | undefined {
    const file = this.#kept.get(path);
    this.#kept.delete(path);
    this.#room += file?.text.length ?? 0;
    return file;
  }

  /** Whether a file is known to have no document to judge. */
  isEmpty(path: string): boolean {
    return this.#empty.has(path);
  }

  /** Whether a file is known to have no object that says where charts are. */
  hasNoSources(path: string): boolean {
    return this.#withoutSources.has(path);
  }

  /** What the releases in these files name as the objects that say where their charts are. */
  namedSources(): readonly NamedSource[] {
    return this.#named;
  }
}
