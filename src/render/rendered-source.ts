import type { ValueSet } from './chart-sources.ts';
import type { WrappedChart } from '../kubernetes/known-charts/wrapped-chart.ts';
import type { Manifest, Skip } from '../kubernetes/manifest.ts';
import type { Span } from '../yaml/lines.ts';

/** A folder whose files are rendered to manifests, such as a chart's. */
export interface SourceFolder {
  readonly kind: 'chart' | 'kustomization';
  /** As reports name it; empty for the folder that the command runs in. */
  readonly folder: string;
  /** Texts by their path from the folder; some may be outside of it (`../`). */
  readonly files: Readonly<Record<string, string>>;
  /** The file that makes it what it is, such as `Chart.yaml`: what has no other place stands there. */
  readonly main: string;
  /** Where a release says which chart it is, if that is not in the repository. */
  readonly installedAt?: SourcePlace | undefined;
}

/** A place in a file that is rendered. */
export interface SourcePlace {
  /** From the source's folder. */
  readonly path: string;
  /** Counts from 1. */
  readonly line: number;
  /** The value's key, where the place is in a file of values. */
  readonly key?: Span;
}

/** Leads from the lines of one rendered manifest, which count from 0, to the files that made them. */
export interface LineSources {
  /** The file that the manifest as a whole comes from, if it is one of the source's. */
  readonly path: string | undefined;
  /** Where the value on a line comes from. */
  valueAt(line: number): SourcePlace | undefined;
  /** Where the text of a line stands. */
  textAt(line: number): SourcePlace | undefined;
  /** Where a field can be set that a securityContext on these lines lacks. */
  contextFor(from: number, to: number): SourcePlace | undefined;
  /** What else has a say in a line: values that are asked for there, and conditions around it. */
  causesAt(line: number): readonly SourcePlace[];
  /** The object that deploys it and adds to it, if there is one. */
  readonly deployedBy?: SourcePlace | undefined;
}

/** What a source becomes in one way, such as what one template writes with one value set. */
export interface RenderedManifest {
  /** The values that it was rendered with. Their name is undefined for the defaults. */
  readonly set: Pick<ValueSet, 'name' | 'builtFrom'>;
  readonly sources: LineSources;
  readonly manifest: Manifest;
  /** What the schemas of a chart say against the values. */
  readonly refused?: readonly string[] | undefined;
}

/** A source with all that it becomes, to be judged. */
export interface RenderedSource<Rendered extends RenderedManifest = RenderedManifest> {
  readonly source: SourceFolder;
  readonly manifests: readonly Rendered[];
  /** The files of values in it, which are judged as such, too; undefined where nothing could be rendered. */
  readonly values: readonly Manifest[] | undefined;
  /** The chart that is known, whose values the file of values has under a key. */
  readonly wrapped?: WrappedChart | undefined;
  readonly skips: readonly SourceSkip[];
  /** What may make containers and is in no rendering. */
  readonly unused: readonly UnusedPart[];
}

/** Something about a source as a whole that was not judged, and why. */
export interface SourceSkip extends Skip {
  /** The dependency that is missing, where that is the reason. */
  readonly dependency?: string;
}

/** A template, or a part of one, that no values enable. */
export interface UnusedPart {
  /** From the source's folder. */
  readonly path: string;
  /** Where the part starts; undefined for the whole file. */
  readonly line: number | undefined;
}

/** A path in a source as reports name it. */
export function reportedPath({ folder }: Pick<SourceFolder, 'folder'>, path: string): string {
  const steps = folder === '' ? [] : folder.split('/');
  let rest = path;
  while (rest.startsWith('../') && steps.length > 0 && steps.at(-1) !== '..') {
    steps.pop();
    rest = rest.slice('../'.length);
  }
  return [...steps, rest].join('/');
}
