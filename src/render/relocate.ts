import type { ExemptionFault, Exempted } from '../judge/exemptions/exempt.ts';
import { type Finding, type Judged, fingerprintIn } from '../judge/judge.ts';
import type { Manifest, Skip } from '../kubernetes/manifest.ts';
import type { RuleSet } from '../rules/kit/rule.ts';
import { field } from '../yaml/value.ts';
import { md, prose } from '../text/markdown.ts';
import { indexLines } from '../yaml/lines.ts';
import { MergedFindings, keyOf, listed } from './merged-findings.ts';
import { isWritten, placeFinding } from './place-finding.ts';
import {
  type RenderedManifest,
  type SourceFolder,
  type SourcePlace,
  reportedPath,
} from './rendered-source.ts';
import { withSet } from './with-set.ts';

/** What was judged of one template with one value set. */
export interface JudgedRendering<Rendered extends RenderedManifest = RenderedManifest> {
  readonly rendered: Rendered;
  readonly judged: Judged;
}

/** What was found in renderings, at its places in their source. */
export interface Relocated {
  /** By the source's files. */
  readonly judged: readonly Judged[];
  /** Where each of their findings was found. */
  readonly origins: ReadonlyMap<Finding, readonly FoundIn[]>;
}

/** A finding as a rendering has it. */
export interface FoundIn {
  readonly rendered: RenderedManifest;
  readonly finding: Finding;
  /** The kustomization whose build it is, by its folder. */
  readonly root?: string;
}

/** How findings are relocated. */
interface RelocateOptions {
  readonly ruleSet: RuleSet;
  readonly skips: readonly Skip[];
  /** Which findings of the renderings count the most: all, where it is undefined. */
  readonly isNew?: (finding: Finding) => boolean;
}

/**
 * What was found in the renderings of a source, by the files of the source that it comes from. Each
 * finding stands where its value is written, or where one that is missing can be set. One that holds
 * with several value sets is one finding; if it is new with some of them, it names these. None has a fix:
 * an edit of the rendering is of no use.
 */
export function relocate(
  source: SourceFolder,
  all: readonly JudgedRendering[],
  { ruleSet, skips, isNew = () => true }: RelocateOptions,
): Relocated {
  const sources = new Sources(source);
  const moved = movedFindings(sources, all, isNew);
  const origins = new Map(moved.map(({ finding, from }) => [finding, from]));
  const findings = [...origins.keys()];
  const exempted = movedExempted(sources, all);
  const faults = movedFaults(sources, all);
  const unjudged = [...skips, ...skipsIn(all)];
  for (const { rendered } of all) sources.seen(rendered);
  for (const { file } of unjudged) sources.file(file);
  const judged = sources.all().map((manifest) => {
    const { path } = manifest.file;
    return {
      ruleSet,
      manifest: { ...manifest, skips: unjudged.filter(({ file }) => file === path) },
      findings: findings.filter(({ file }) => file === path).toSorted(compare),
      exempted: exempted.filter(({ finding }) => finding.file === path),
      exemptionFaults: faults.filter(({ file }) => file === path),
    };
  });
  return { judged, origins };
}

/**
 * Adds what was found in a file of values as such, which no value set may have brought to a container:
 * what is known from a rendering already is not said again.
 */
export function withValues(all: readonly Judged[], values: Judged): Judged[] {
  const { file } = values.manifest;
  const here = all.find(({ manifest }) => manifest.file.path === file.path);
  const isKnown = ({ rule, line }: Finding): boolean =>
    here?.findings.some((known) => known.rule === rule && known.line === line) ?? false;
  const findings = values.findings.filter((finding) => !isKnown(finding));
  const others = all.filter((one) => one !== here);
  const merged: Judged = {
    ...values,
    manifest: { ...values.manifest, skips: here?.manifest.skips ?? [] },
    findings: [...(here?.findings ?? []), ...findings].toSorted(compare),
    exempted: [...(here?.exempted ?? []), ...values.exempted],
    exemptionFaults: [...(here?.exemptionFaults ?? []), ...values.exemptionFaults],
  };
  return [...others, merged].toSorted(byPath);
}

function byPath(one: Judged, other: Judged): number {
  return one.manifest.file.path < other.manifest.file.path ? -1 : 1;
}

/** What can't be judged in the renderings of a source; lines are those of the rendering. */
function skipsIn(all: readonly JudgedRendering[]): Skip[] {
  return unique(
    all.flatMap(({ rendered: { set }, judged: { manifest } }) =>
      manifest.skips.map(({ file, reason }) => ({
        file,
        // A line is one of the rendering.
        reason: reason.startsWith('line ') ? `as it is rendered${withSet(set)}, ${reason}` : reason,
      })),
    ),
  );
}

function compare(one: Finding, other: Finding): number {
  return one.line - other.line || one.column - other.column;
}

function unique<Item>(items: readonly Item[]): Item[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}

/** Where a container stands: patches of two overlays may each add it to the same object. */
function homeOf(
  { sources, manifest }: RenderedManifest,
  { subject: { container } }: Finding,
): SourcePlace | undefined {
  const name = field(container?.value, 'name')?.key;
  return name && sources.textAt(manifest.lines.position(name.start).line - 1);
}

interface Merged {
  readonly finding: Finding;
  readonly from: readonly FoundIn[];
}

function movedFindings(
  sources: Sources,
  all: readonly JudgedRendering[],
  isNew: (finding: Finding) => boolean,
): Merged[] {
  const merged = new MergedFindings<FoundIn>(({ rendered }) => rendered.set);
  const each = all.flatMap(({ rendered, judged }) =>
    judged.findings.map((finding) => ({ rendered, finding })),
  );
  const inOrder = [
    ...each.filter(({ finding }) => isNew(finding)),
    ...each.filter(({ finding }) => !isNew(finding)),
  ];
  for (const one of inOrder) {
    merged.add(sources.move(one.rendered, one.finding), one, isWritten(one.finding));
  }
  return merged.all().map(({ finding, from }) => {
    const fresh = from.filter((one) => isNew(one.finding));
    const named = (fresh.length > 0 ? fresh : from).map(({ rendered }) => rendered.set);
    return { finding: naming(finding, named), from };
  });
}

/** Names the value sets of a finding that the defaults do not have. */
function naming(finding: Finding, sets: readonly RenderedManifest['set'][]): Finding {
  const names = [...new Set(sets.map(({ name }) => name))];
  if (names.includes(undefined)) return finding;
  // Values in a release are where the finding is.
  const shown = names.map((name) => name?.replace(` in ${finding.file}`, '') ?? '');
  const list = listed(shown);
  const message = md`${finding.message} (with ${prose(list)})`;
  return { ...finding, message };
}

function movedExempted(sources: Sources, all: readonly JudgedRendering[]): Exempted[] {
  const moved = all.flatMap(({ rendered, judged }) =>
    judged.exempted.map((one) => ({ ...one, finding: sources.move(rendered, one.finding) })),
  );
  return [...new Map(moved.map((one) => [keyOf(one.finding), one])).values()];
}

function movedFaults(sources: Sources, all: readonly JudgedRendering[]): ExemptionFault[] {
  return unique(
    all.flatMap(({ rendered, judged }) =>
      judged.exemptionFaults.map((fault) => {
        const place = rendered.sources.textAt(fault.line - 1);
        return { ...fault, file: sources.path(place), line: place?.line ?? 1 };
      }),
    ),
  );
}

/** The files of a source that something comes from, as manifests without objects. */
class Sources {
  readonly #source: SourceFolder;
  readonly #texts: ReadonlyMap<string, string>;
  readonly #files = new Map<string, Manifest>();

  constructor(source: SourceFolder) {
    this.#source = source;
    this.#texts = new Map(
      Object.entries(source.files).map(([path, text]) => [reportedPath(source, path), text]),
    );
  }

  all(): Manifest[] {
    return [...this.#files.values()].toSorted((a, b) => (a.file.path < b.file.path ? -1 : 1));
  }

  /** What comes from no file, but from an archive, comes from the chart that has it. */
  path(place: SourcePlace | undefined): string {
    return reportedPath(this.#source, place?.path ?? this.#source.main);
  }

  /** A file that was judged, also where nothing was found in it. */
  seen({ sources: { path } }: RenderedManifest): void {
    if (path !== undefined) this.file(reportedPath(this.#source, path));
  }

  /** @param path as reports name it */
  file(path: string): Manifest {
    const known = this.#files.get(path);
    if (known) return known;
    const text = this.#texts.get(path) ?? '';
    const nothing = { documents: [], resources: [], skips: [], unreadable: 0, isWhole: true };
    const manifest = { file: { path, text }, lines: indexLines(text), ...nothing };
    this.#files.set(path, manifest);
    return manifest;
  }

  /** The finding, at its place in the source and without its fix. */
  move(rendered: RenderedManifest, finding: Finding): Finding {
    const found = placeFinding(rendered, finding);
    const file = this.path(found);
    const { lines, file: source } = this.file(file);
    const line = found?.line ?? 1;
    const whole = lines.span(line);
    const text = source.text.slice(whole.start, whole.end);
    const start = whole.start + text.length - text.trimStart().length;
    const span = found?.key ?? { start, end: whole.start + text.trimEnd().length };
    const { line: endLine, column: endColumn } = lines.position(span.end);
    const { column } = lines.position(span.start);
    const place = { file, span, line, column, endLine, endColumn };
    const { kind, folder, installedAt } = this.#source;
    const { path } = rendered.manifest.file;
    const home = kind === 'kustomization' ? homeOf(rendered, finding) : undefined;
    const isOfPatch = home !== undefined && this.path(home) !== path;
    const fingerprint = isOfPatch ? fingerprintIn(finding, this.path(home)) : finding.fingerprint;
    return {
      ...{ ...finding, ...place, fingerprint, remedy: undefined },
      rendered: {
        ...{ kind, folder, path },
        ...(installedAt && {
          installedAt: { path: this.path(installedAt), line: installedAt.line },
        }),
        remedy: finding.remedy?.safety,
        isBuilt: found && rendered.set.builtFrom?.includes(found.path),
      },
    };
  }
}
