import { IGNORE_MARK } from '../judge/exemptions/comments.ts';
import { exemptMoved } from '../judge/exempt-moved.ts';
import type { ExemptionFault, Exempted } from '../judge/exemptions/exempt.ts';
import type { Finding, Judged } from '../judge/judge.ts';
import { type Manifest, type Skip, type SourceFile, readManifest } from '../kubernetes/manifest.ts';
import type { FoundIn, JudgedRendering, Relocated } from './relocate.ts';
import type { KustomizationSources } from './collect-kustomization.ts';
import type { RuleSet } from '../rules/kit/rule.ts';
import { md, prose } from '../text/markdown.ts';
import { indexLines } from '../yaml/lines.ts';
import { MergedFindings, keyOf, listed } from './merged-findings.ts';
import { sharedObject } from './shared-object.ts';
import { withOwnFixes } from './with-own-fixes.ts';

/** A kustomization that was built and judged by itself. */
export interface JudgedRoot {
  /** Its folder, as reports name it. */
  readonly name: string;
  /** By the files of the repository, each finding at its line there. */
  readonly judged: readonly Judged[];
  /** The files that show in the build, as reports name them, with their texts. */
  readonly shown: readonly SourceFile[];
  /** What it was built from, and what it came to; undefined where it was not built. */
  readonly built?: {
    readonly sources: KustomizationSources;
    readonly renderings: readonly JudgedRendering[];
    /** Which of its objects are judged elsewhere, by their numbers. */
    readonly elsewhere: ReadonlySet<number> | undefined;
  };
  /** Where its findings were found. */
  readonly origins?: Relocated['origins'];
}

/** A finding in the build of a kustomization: plain data. */
export interface RootOrigin {
  readonly root: string;
  readonly fingerprint: string;
}

/** The builds that a finding comes from, by the kustomizations. */
export function rootOriginsOf(found: readonly FoundIn[] = []): RootOrigin[] {
  return found.flatMap(({ root, finding: { fingerprint } }) =>
    root === undefined ? [] : [{ root, fingerprint }],
  );
}

/** A finding in a kustomization. */
interface FoundInRoot {
  readonly root: string;
  /** Whether it counts the most there. */
  readonly isNew: boolean;
  readonly origins: readonly FoundIn[];
}

/**
 * Puts together what was found in several kustomizations that are deployed, by their files, of which they
 * share some. What holds in several is one finding. It names where it holds, if that is not everywhere.
 */
export class RootMerger {
  readonly #ruleSet: RuleSet;
  readonly #isNew: (finding: Finding) => boolean;
  readonly #files = new Map<string, SharedFile>();
  readonly #origins = new Map<Finding, readonly FoundIn[]>();

  /** @param isNew which of the findings in builds count the most: all, where it is undefined */
  constructor(ruleSet: RuleSet, isNew: (finding: Finding) => boolean = () => true) {
    this.#ruleSet = ruleSet;
    this.#isNew = isNew;
  }

  add({ name, judged, shown, origins: all }: JudgedRoot): void {
    for (const { path, text } of shown) this.#file(path, text).users.add(name);
    for (const { manifest, findings, exempted, exemptionFaults } of judged) {
      const file = this.#file(manifest.file.path, manifest.file.text);
      for (const finding of findings) {
        const origins = (all?.get(finding) ?? []).map((one) => ({ ...one, root: name }));
        const isNew = origins.some((one) => this.#isNew(one.finding));
        file.findings.add(finding, { root: name, isNew, origins });
      }
      for (const one of exempted) file.exempted.set(keyOf(one.finding), one);
      for (const fault of exemptionFaults) file.faults.set(JSON.stringify(fault), fault);
      for (const skip of manifest.skips) file.skips.set(skip.reason, skip);
    }
  }

  #file(path: string, text: string): SharedFile {
    const known = this.#files.get(path);
    if (known) return known;
    const file: SharedFile = {
      text,
      users: new Set<string>(),
      findings: new MergedFindings<FoundInRoot>(({ root }) => root),
      exempted: new Map<string, Exempted>(),
      faults: new Map<string, ExemptionFault>(),
      skips: new Map<string, Skip>(),
    };
    this.#files.set(path, file);
    return file;
  }

  /** The files that show in a build, as reports name them. */
  shown(): Set<string> {
    return new Set([...this.#files].flatMap(([path, { users }]) => (users.size > 0 ? [path] : [])));
  }

  /** The files that show in a build with their texts, as reports name them. */
  shownFiles(): SourceFile[] {
    return [...this.#files].flatMap(([path, { users, text }]) =>
      users.size > 0 ? [{ path, text }] : [],
    );
  }

  /** Where what `all` tells of was found. */
  get origins(): ReadonlyMap<Finding, readonly FoundIn[]> {
    return this.#origins;
  }

  /**
   * What was found, by file in their order.
   *
   * @param own what files show by themselves, by their paths: what holds there, too, has its fix
   */
  all(own: ReadonlyMap<string, Judged> = new Map()): Judged[] {
    return [...this.#files]
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([path, file]) => this.#judged({ path, text: file.text }, file, own.get(path)));
  }

  /** The finding, with what the file calls its object if several kustomizations use that. */
  #shared(finding: Finding, from: readonly FoundInRoot[], { users }: SharedFile): Finding {
    const { rendered } = finding;
    if (!rendered || users.size < 2) return finding;
    const all = from.flatMap(({ origins }) => origins);
    const shared = sharedObject(all, (path) => this.#read(path));
    return shared ? { ...finding, rendered: { ...rendered, shared } } : finding;
  }

  #read(path: string): Manifest | undefined {
    const { kinds } = this.#ruleSet;
    const file = this.#files.get(path);
    if (file) file.own ??= readManifest({ path, text: file.text }, { kinds });
    return file?.own;
  }

  #judged(file: SourceFile, shared: SharedFile, alone: Judged | undefined): Judged {
    const ruleSet = this.#ruleSet;
    const skips = [...shared.skips.values()];
    const findings = withOwnFixes(shared.findings.all(), alone)
      .map(({ finding, from }) => {
        const named = naming(this.#shared(finding, from, shared), from, shared.users);
        this.#origins.set(
          named,
          from.flatMap(({ origins }) => origins),
        );
        return named;
      })
      .toSorted((a, b) => a.line - b.line || a.column - b.column);
    const nothing = { documents: [], resources: [], unreadable: 0, isWhole: true };
    const manifest = alone
      ? { ...alone.manifest, skips }
      : { file, lines: indexLines(file.text), ...nothing, skips };
    // Its own objects are of no interest, but its comments have their places among them.
    const own = file.text.includes(IGNORE_MARK) ? readManifest(file, { parseAll: true }) : manifest;
    const { exempted, exemptionFaults, ...kept } = exemptMoved(findings, own, ruleSet);
    return {
      ruleSet: alone?.ruleSet ?? ruleSet,
      manifest,
      findings: kept.findings,
      exempted: [...shared.exempted.values(), ...exempted],
      exemptionFaults: [...shared.faults.values(), ...exemptionFaults],
    };
  }
}

/** What several kustomizations make of one file. */
interface SharedFile {
  readonly text: string;
  /** As it is by itself, once that was asked for. */
  own?: Manifest;
  /** Those that use it. */
  readonly users: Set<string>;
  readonly findings: MergedFindings<FoundInRoot>;
  readonly exempted: Map<string, Exempted>;
  readonly faults: Map<string, ExemptionFault>;
  readonly skips: Map<string, Skip>;
}

/** Names where a finding holds that does not hold in all kustomizations that use its file. */
function naming(
  finding: Finding,
  from: readonly FoundInRoot[],
  users: ReadonlySet<string>,
): Finding {
  const fresh = from.filter(({ isNew }) => isNew);
  const names = [...new Set((fresh.length > 0 ? fresh : from).map(({ root }) => root))];
  if (names.length >= users.size) return finding;
  return { ...finding, message: md`${finding.message} (in ${prose(listed(names))})` };
}
