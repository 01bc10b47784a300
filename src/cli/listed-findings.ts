import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { KustomizationsBeside } from '../files/kustomizations-beside.ts';
import { ReleaseSources } from '../files/release-sources.ts';
import { readSource } from '../files/read.ts';
import { type BaselineEntry, entriesOf } from '../judge/exemptions/baseline-entry.ts';
import { matchBaseline, withoutBaseline } from '../judge/exemptions/match-baseline.ts';
import { pathFromRoot } from '../judge/exemptions/patterns.ts';
import { type Finding, type Judged, judge } from '../judge/judge.ts';
import { readManifest } from '../kubernetes/manifest.ts';
import type { RuleSet } from '../rules/kit/rule.ts';

/** A baseline, and how the project that it is about is judged: plain data. */
export interface BaselineSetup {
  readonly baseline: readonly BaselineEntry[];
  /** The root of the project. */
  readonly root: string;
  readonly ruleSet: RuleSet;
}

/** A judged file without the findings that are in the baseline, and the entries of these. */
export interface KnownFindings {
  readonly judged: Judged;
  readonly listed: readonly BaselineEntry[];
}

/** Takes the findings of a baseline out of what was judged. */
export class ListedFindings {
  readonly #setup: BaselineSetup;
  /** The keys of the findings of other files, by their paths; undefined for a file that is gone. */
  readonly #keys = new Map<string, Promise<ReadonlySet<string> | undefined>>();
  readonly #beside = new KustomizationsBeside();
  /** Those beside a file: whatever else there is, a file that is gone says nothing. */
  readonly #releases = new ReleaseSources([]);

  constructor(setup: BaselineSetup) {
    this.#setup = setup;
  }

  async remove(judged: Judged): Promise<KnownFindings> {
    const { baseline, ruleSet } = this.#setup;
    if (baseline.length === 0) return { judged, listed: [] };
    const { file } = judged.manifest;
    const path = pathFromRoot(file.path, ruleSet.exemptions?.folders);
    const { own, elsewhere, entries } = matchBaseline(judged.findings, path, baseline);
    const known = new Set<Finding>(own);
    for (const [finding, others] of elsewhere) {
      // What comes as standard input is some file's text, or is made of it.
      // oxlint-disable-next-line no-await-in-loop
      if (file.path === 'stdin' || (await this.#hasMoved(others))) known.add(finding);
    }
    const listed = [...known].flatMap((finding) => entries.get(finding) ?? []);
    return { judged: withoutBaseline(judged, (finding) => known.has(finding), entries), listed };
  }

  /** Whether one of the files of a finding has it no more: then it moved, and is no new copy. */
  async #hasMoved(entries: readonly BaselineEntry[]): Promise<boolean> {
    for (const { key, path } of entries) {
      const keys = this.#keys.get(path) ?? this.#keysIn(path);
      this.#keys.set(path, keys);
      // oxlint-disable-next-line no-await-in-loop
      if ((await keys)?.has(key) !== true) return true;
    }
    return false;
  }

  async #keysIn(path: string): Promise<ReadonlySet<string> | undefined> {
    const { root, ruleSet } = this.#setup;
    // A path in a file of the project leads nowhere else.
    const isInside = !path.startsWith('/') && !path.split('/').includes('..');
    const stats = isInside ? await lstat(join(root, path)).catch(() => undefined) : undefined;
    if (!stats?.isFile()) return undefined;
    const source = await readSource({ path: join(root, path), named: false });
    if (!source || 'reason' in source) return undefined;
    const kustomization = this.#beside.of(source.path);
    const releaseSources = this.#releases.of(source);
    const rules = { ...ruleSet, kustomization, releaseSources };
    const { findings } = judge(readManifest(source, rules), rules);
    return new Set([...entriesOf(findings, path).values()].map(({ key }) => key));
  }
}
