/** A chart to render, with the value sets to render it with. */
export interface ChartRequest {
  /** Texts by their path below the chart's folder. */
  readonly files: Readonly<Record<string, string>>;
  /** Vendored charts in binaries, in Base64. */
  readonly binaries: Readonly<Record<string, string>>;
  readonly sets: readonly RequestedSet[];
}

export interface RequestedSet {
  readonly release: string;
  readonly namespace: string;
  /** Texts of values files; the later ones count over the earlier. */
  readonly values: readonly string[];
  /** Kustomizations without resources, which change what the chart becomes, one after the other. */
  readonly post?: readonly string[];
}

/** What a chart becomes, for each value set in its turn. */
export interface ChartAnswer {
  readonly sets: readonly (Rendering | FailedRendering)[];
}

/** Why a chart can't be rendered with a value set. */
export interface FailedRendering {
  readonly error: string;
  /** What refuses it, where that is not Helm. */
  readonly by?: 'post renderers';
}

/** What a chart becomes with one value set, with the way back to its sources. */
export interface Rendering {
  readonly files: readonly RenderedFile[];
  /** The table that lines point into. */
  readonly places: readonly TemplatePlace[];
  /** The chart and its sub-charts that are in folders. */
  readonly folders: readonly ChartFolder[];
  /** The dependencies that are not in `charts/`: what they make is missing here. */
  readonly missing: readonly string[];
  /** What may make a container and stands in conditions that did not hold. */
  readonly skipped: readonly SkippedBranch[];
  /** False where the trace came to its bound: lines at the end lack their places. */
  readonly whole: boolean;
  /** What the schemas of values (`values.schema.json`) say against the values, line by line. */
  readonly refused?: readonly string[];
}

/** A part of a template that was not executed. */
export interface SkippedBranch {
  /** As Helm names it. */
  readonly template: string;
  readonly line: number;
}

/** What one template wrote. */
export interface RenderedFile {
  /** As Helm names it: `web/charts/db/templates/a.yaml`. */
  readonly template: string;
  readonly text: string;
  readonly lines: readonly TracedLine[];
  /** The lines that kustomizations wrote: the number of one in `post`, and the line in it, from 1. */
  readonly patched?: readonly (readonly [number, number] | undefined)[];
}

/** Where a rendered line comes from, by numbers of places. */
export interface TracedLine {
  /** The nodes that wrote its first character that is no blank: the outermost first, then what that included. */
  readonly start: readonly number[];
  /** Those that wrote its last one; empty where they are the same. */
  readonly end: readonly number[];
  /** Nodes that were evaluated at the line and wrote nothing. */
  readonly near: readonly number[];
  /** The conditions around it, the innermost first. */
  readonly within: readonly number[];
}

/** A node of a template. */
export interface TemplatePlace {
  /** As Helm names it; empty for a text that the function `tpl` was given. */
  readonly file: string;
  /** In the file, or in the text. */
  readonly line: number;
  readonly kind: 'text' | 'action' | 'condition' | 'call';
  /** The values that were asked for there, as JSON pointers into the chart's values. */
  readonly paths: readonly string[];
}

/** Where a chart's files are, since its name need not be its folder's. */
export interface ChartFolder {
  /** What the names of its templates start with. */
  readonly name: string;
  /** Below the folder of the chart that is rendered; empty for that one. */
  readonly folder: string;
  /** Where its values are among those of the chart that is rendered, as a JSON pointer. */
  readonly values: string;
}

/** What renders charts. */
export interface ChartEngine {
  /** Renders a chart; a reason where that came to nothing with any value set. Never throws for what a chart does. */
  render(request: ChartRequest): Promise<ChartAnswer | { readonly reason: string }>;
}
