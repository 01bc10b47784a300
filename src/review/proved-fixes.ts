import type { DiffLines } from '../diff/diff-lines.ts';
import { type Fix, toFix } from '../fix/fix.ts';
import type { Finding, RenderedIn } from '../judge/judge.ts';
import type { FoundIn } from '../render/relocate.ts';
import type { Anchor } from './anchor.ts';
import type { Change, ChartFix, EditedText } from './change.ts';
import { editsBetween } from './edits-between.ts';
import { describeElsewhere } from './generated.ts';
import type { JudgedFile } from './judge-change.ts';
import { type Replacement, suggestedLines } from './suggest.ts';

/** A fix of what a chart becomes, at its source, as a comment tells of it. */
export interface ProvedFix {
  /** Its edits are those of its files. */
  readonly fix: Fix;
  readonly files: readonly EditedText[];
  /** The lines of the only file that it changes, where the diff shows them together. */
  readonly suggestion: (Replacement & { readonly path: string }) | undefined;
}

/** More lines are mostly such that stay as they are. */
const MAX_LINES = 40;

/** What is fixed at its source. */
export type ProvedSources = Pick<Change, 'charts' | 'rootFixes'>;

/** The folder of the chart that a finding is in; undefined for a kustomization. */
export function chartOf({ kind, folder }: RenderedIn): string | undefined {
  return kind === 'chart' ? folder : undefined;
}

/** What the fixes of charts are told by. */
export interface ToldBy {
  readonly files: readonly JudgedFile[];
  readonly diffs: ReadonlyMap<string, DiffLines>;
  readonly foundIn: ReadonlyMap<Finding, readonly FoundIn[]>;
}

/** The fixes of the charts of a change, each once, as comments tell of them. */
export class ProvedFixes {
  readonly #by: ToldBy;
  readonly #fixes: ReadonlyMap<string | undefined, readonly ChartFix[]>;
  readonly #told = new Map<ChartFix, ProvedFix>();

  constructor({ charts = [], rootFixes = [] }: ProvedSources, by: ToldBy) {
    this.#by = by;
    const ofCharts = charts.map(({ folder, fixes = [] }) => [folder, fixes] as const);
    this.#fixes = new Map([...ofCharts, [undefined, rootFixes] as const]);
  }

  /** The fix that resolves the most of what is wrong with a container or object. */
  of(findings: readonly Finding[]): ProvedFix | undefined {
    const [first] = findings;
    if (!first?.rendered) return undefined;
    const resolvedBy = ({ resolves }: ChartFix): number =>
      findings.filter(({ fingerprint }) => resolves.includes(fingerprint)).length;
    const chart = chartOf(first.rendered);
    const fixes = this.#fixes.get(chart) ?? [];
    const best = fixes.reduce<ChartFix | undefined>(
      (most, fix) => (resolvedBy(fix) > (most ? resolvedBy(most) : 0) ? fix : most),
      undefined,
    );
    return best && this.#tell(best, chart);
  }

  #tell(chartFix: ChartFix, chart: string | undefined): ProvedFix {
    const known = this.#told.get(chartFix);
    if (known) return known;
    const applies = this.#findings(chartFix.applies, chart).map((finding) => ({
      ...finding,
      remedy: this.#by.foundIn.get(finding)?.flatMap((one) => one.finding.remedy ?? [])[0],
    }));
    const resolves = this.#findings(chartFix.resolves, chart);
    const { files } = chartFix;
    const fix = toFix([], applies, resolves);
    const told = { fix, files, suggestion: this.#suggestionOf(files) };
    this.#told.set(chartFix, told);
    return told;
  }

  #findings(fingerprints: readonly string[], chart: string | undefined): Finding[] {
    const wanted = new Set(fingerprints);
    return this.#by.files.flatMap(({ judged }) =>
      judged.findings.filter(
        ({ fingerprint, rendered }) =>
          rendered && chartOf(rendered) === chart && wanted.has(fingerprint),
      ),
    );
  }

  #suggestionOf([only, ...more]: readonly EditedText[]): ProvedFix['suggestion'] {
    if (!only || more.length > 0) return undefined;
    const { path, before, after } = only;
    const file = this.#by.files.find(({ judged }) => judged.manifest.file.path === path);
    const diff = this.#by.diffs.get(path);
    if (!file || !diff || file.judged.manifest.file.text !== before) return undefined;
    if (describeElsewhere(file.judged.manifest.file) !== undefined) return undefined;
    const edits = editsBetween(before, after);
    const lines = edits && suggestedLines(file.judged, diff, edits);
    // What stands far apart, such as in a file of values, is a patch.
    return lines && lines.lastLine - lines.firstLine < MAX_LINES ? { ...lines, path } : undefined;
  }
}

/** The fix at the source of findings that share a comment. */
export function provedFor(
  anchors: ReadonlyMap<Finding, Pick<Anchor, 'proved'>> | undefined,
  findings: readonly Finding[],
): ProvedFix | undefined {
  return findings.map((finding) => anchors?.get(finding)?.proved).find(Boolean);
}

/** The remedy of a finding that is applied at the source. */
export function provedRemedy(
  anchors: ReadonlyMap<Finding, Pick<Anchor, 'proved'>>,
  finding: Finding,
): Finding['remedy'] {
  const { applies = [] } = anchors.get(finding)?.proved?.fix ?? {};
  return applies.find(({ fingerprint }) => fingerprint === finding.fingerprint)?.remedy;
}
