import type { Hunk } from '../diff/hunks.ts';
import type { SourceEdits } from '../judge/judge.ts';
import type { Skip, SourceFile } from '../kubernetes/manifest.ts';
import type { ElsewhereRelease } from '../render/elsewhere-releases.ts';
import type { SourcePlace } from '../render/rendered-source.ts';
import type { ReleaseSource } from '../kubernetes/known-charts/release-sources.ts';
import type { ChartRelease } from '../render/chart-releases.ts';
import type { ChartSources, UsedRelease } from '../render/chart-sources.ts';
import type { ChartAnswer } from '../render/chart.ts';
import type { Markdown } from '../text/markdown.ts';
import type { KustomizationSources } from '../render/collect-kustomization.ts';
import type { KustomizationAnswer } from '../render/kustomization.ts';
import type { BesideFile } from './beside.ts';
import type { ReviewedBuilds } from './reviewed-builds.ts';
import type { PriorReview, Thread } from './thread.ts';

/** A file that a pull request changes, with both of its texts. */
export interface ChangedFile {
  readonly path: string;
  /** Its path before, where the change renames or moves it. */
  readonly from?: string;
  /** Its text before; undefined for a new file. */
  readonly base: string | undefined;
  /** Its text now. */
  readonly head: string;
  /** Undefined when its diff is too large to be shown: no line can carry a comment. */
  readonly hunks: readonly Hunk[] | undefined;
}

/**
 * A file that the configuration extends: its text, or why it has none, as the end of a sentence; or that
 * it is read only once the change is merged.
 */
export type ExtendedFile = { readonly path: string } & FileText;

/** What there is of a file. */
export type FileText =
  { readonly text: string } | { readonly absent: string } | { readonly isLater: true };

/** What is wrong in a file that says how the repository is judged. */
export interface ConfigurationFault {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** The files of a repository that say how it is judged. */
export interface ConfigurationFiles {
  readonly configuration?: SourceFile | undefined;
  /** What the configuration extends, and what that extends. */
  readonly extended?: readonly ExtendedFile[] | undefined;
  readonly baseline?: SourceFile | undefined;
}

/** These files as they will be once a change is merged. */
export interface NextFiles extends ConfigurationFiles {
  /** Those that the change brings, each with its diff; undefined for one that is too large to be shown. */
  readonly changed: readonly {
    readonly path: string;
    readonly hunks: readonly Hunk[] | undefined;
  }[];
  /** What is wrong with which files there are. */
  readonly faults: readonly ConfigurationFault[];
}

/** A chart that a change reaches, before and after it; undefined where it is not there. */
export interface ReachedChart {
  /** From the root of the repository, where the chart is. */
  readonly folder: string;
  readonly base: ChartSide | undefined;
  readonly head: ChartSide | undefined;
  /** Edits of the chart as it is now that fix what the change brings; undefined until they were looked for. */
  readonly fixes?: readonly ChartFix[];
}

/** Edits of a chart's files that fix one container or object of what it becomes, proved by rendering it again. */
export interface ChartFix {
  /** The files that change, from the root of the repository. */
  readonly files: readonly EditedText[];
  /** The fingerprints of the findings whose remedies it applies. */
  readonly applies: readonly string[];
  /** The fingerprints of the findings that no value set has any more. */
  readonly resolves: readonly string[];
  /** What a person has to check before applying it. */
  readonly verify: readonly Markdown[];
}

/** Edits of files of kustomizations, proved by building all that share them again. */
export interface RootFix extends ChartFix {
  /** What each finding alone needs in its own file, by its fingerprint. */
  readonly each: readonly { readonly fingerprint: string; readonly fix: SourceEdits }[];
}

/** A file with its text before and after edits. */
export interface EditedText {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/** A chart on one side of a change. */
export interface ChartSide {
  readonly chart: ChartSources;
  /** The releases that it is rendered for, as their files have them. */
  readonly written?: readonly ChartRelease[] | undefined;
  /** The release that installs it, where it is not in the repository, as its file has it. */
  readonly elsewhere?: InstalledRelease | undefined;
  /** What it becomes, or why it is not known; undefined until it was rendered. */
  readonly answer: ChartAnswer | { readonly reason: string } | undefined;
}

/** A release of a chart of others. */
export interface InstalledRelease {
  readonly release: ElsewhereRelease;
  /** Where it is said which archive of the chart is kept. */
  readonly keptAt: SourcePlace | undefined;
  /** Where charts are. */
  readonly sources: readonly ReleaseSource[];
}

/** Releases and folders that objects deploy, on both sides of a change. */
export type Unaffected = Readonly<Record<'base' | 'head', readonly UsedRelease[]>>;

/** A file with sets of applications that a change leaves alone, and the changed file that they go through. */
export interface SetThrough {
  readonly file: SourceFile;
  readonly changed: string;
}

/** A kustomization that a change reaches, before and after it; undefined where it is not there. */
export interface ReachedRoot {
  /** As reports name it, where that is not its folder. */
  readonly name?: string | undefined;
  /** From the root of the repository. */
  readonly folder: string;
  readonly base: RootSide | undefined;
  readonly head: RootSide | undefined;
  /** The texts that its files had before, whatever used them then, by their path. */
  readonly before: Readonly<Record<string, string>>;
  /**
   * What was there before of what a new one uses: its kustomizations, each by itself, and what was deployed with
   * one of its components.
   */
  readonly used?: readonly RootSide[];
}

/** A kustomization on one side of a change. */
export interface RootSide {
  readonly sources: KustomizationSources;
  /** What it becomes, or why it is not known; undefined until it was built. */
  readonly answer: KustomizationAnswer | undefined;
}

/** All that a review looks at. The files that say how the repository is judged are those of the base. */
export interface Change extends ConfigurationFiles {
  /** The commit that the change is compared with; on GitHub, the tip of the base branch. */
  readonly base: string;
  readonly head: string;
  /** Whether a program opened the pull request: a bot, or an account or branch that is known for one. */
  readonly isAutomated: boolean;
  readonly files: readonly ChangedFile[];
  /** Files that the change removes, with their text before; what is in them may have moved. */
  readonly removed?: readonly SourceFile[];
  /** What was found of the files that are read beside the changed ones. */
  readonly beside?: readonly BesideFile[];
  /** The charts that these files are part of, or that they have values for. */
  readonly charts?: readonly ReachedChart[];
  /** The deployed kustomizations that use these files. */
  readonly roots?: readonly ReachedRoot[];
  /** Whether more kustomizations use these files. */
  readonly hasMoreRoots?: boolean;
  /** What objects in these files deploy that the change makes nothing else of: it is not rendered. */
  readonly unaffected?: Unaffected;
  /** The sets of applications that go through these files. */
  readonly sets?: readonly SetThrough[];
  /** Edits of files of the kustomizations that fix what the change brings; undefined until they were looked for. */
  readonly rootFixes?: readonly RootFix[];
  /** All paths that the change touches, those that it removes included. */
  readonly touched?: readonly string[];
  /** The diffs of the Dockerfiles among them; where one is missing, it is computed. */
  readonly dockerfiles?: ReadonlyMap<string, readonly Hunk[]>;
  /** What was read of how the repository builds its images. */
  readonly builds?: ReviewedBuilds | undefined;
  /** Changed files that could not be read. */
  readonly skips: readonly Skip[];
  /** Whether all changed files were listed: a file that is not here was not changed. */
  readonly isWhole: boolean;
  /** What runs of ours left on the pull request. */
  readonly threads: readonly Thread[];
  readonly reviews: readonly PriorReview[];
  /** The commit, and the branch, whose configuration and baseline count; undefined where none were read. */
  readonly configuredAt?: { readonly commit: string; readonly branch: string | undefined };
  /** What the change makes of the files that say how the repository is judged, if it touches them. */
  readonly next?: NextFiles | undefined;
  /**
   * What is wrong with these files on the base, where the change repairs that and does nothing else: then
   * there is nothing else here, as nothing can be analyzed.
   */
  readonly repairs?: readonly ConfigurationFault[];
  /** Whether the change has another baseline. */
  readonly editsBaseline?: boolean;
  /** What the project knows of images itself, as it is on the base; undefined for nothing. */
  readonly projectImages?: SourceFile | undefined;
}
