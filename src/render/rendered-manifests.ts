import { type ReadOptions, readManifest } from '../kubernetes/manifest.ts';
import { canMatter } from '../kubernetes/prefilter.ts';
import type { ChartAnswer, ChartRequest, RenderedFile, Rendering } from './chart.ts';
import type { ChartSources, ValueSet } from './chart-sources.ts';
import {
  type RenderedManifest,
  type RenderedSource,
  type SourceSkip,
  type UnusedPart,
  reportedPath,
} from './rendered-source.ts';
import { mounted } from './file-dependencies.ts';
import { ReleaseLines } from './release-lines.ts';
import { separated } from './separate-documents.ts';
import { textOfLines } from './placed-line.ts';
import { SourceMap } from './source-map.ts';
import { isForOthers } from './template-parts.ts';
import { withSet } from './with-set.ts';
import { judgedByValues, wrappedIn } from './wrapped-values.ts';

/** The name of the release in what is rendered: no chart may depend on it. */
const RELEASE = 'release-name';
const NAMESPACE = 'default';

/** What one template of a chart becomes with one value set. */
export interface ChartManifest extends RenderedManifest {
  readonly set: ValueSet;
  readonly file: RenderedFile;
  readonly map: SourceMap;
}

/** What the engine is asked for a chart. */
export function requestFor({
  files,
  binaries,
  sets,
  inline = {},
  linked = [],
}: ChartSources): ChartRequest {
  return {
    files: mounted(files, linked),
    binaries: mounted(binaries, linked),
    sets: sets.map(({ values, release, namespace, post = [] }) => ({
      release: release ?? RELEASE,
      namespace: namespace ?? NAMESPACE,
      values: values.map((name) => inline[name]?.text ?? files[name] ?? ''),
      ...(post.length > 0 && { post: post.map(textOfLines) }),
    })),
  };
}

/** What a chart is rendered from; a link to a license is of no matter. */
const OF_CHART = /^(?:templates|charts|ci)(?:\/|$)|\.(?:ya?ml|tpl|tgz|lock)$/;

/** Reads what a chart becomes with all of its value sets, with its files of values. */
export function readRendering(
  chart: ChartSources,
  answer: ChartAnswer | { readonly reason: string },
  { kinds }: Pick<ReadOptions, 'kinds'> = {},
): RenderedSource<ChartManifest> {
  const main = chart.installedAt?.path ?? 'Chart.yaml';
  const { folder, files, installedAt } = chart;
  const source = { kind: 'chart' as const, folder, files, main, installedAt };
  const { rendered, skips } = renderingsIn(chart, answer);
  if (rendered.length === 0) {
    return { source, manifests: [], values: undefined, skips, unused: [] };
  }
  const paths = new Set(
    chart.installedAt
      ? rendered.flatMap(({ set }) => ownValuesOf(set))
      : ['values.yaml', ...rendered.flatMap(({ set }) => set.values)],
  );
  const wrapped = wrappedIn(chart);
  const known = judgedByValues(chart);
  return {
    source,
    wrapped,
    manifests: rendered.flatMap((one) => manifestsOf(chart, one, { kinds })),
    values: [...paths].flatMap((path) => {
      const text = chart.files[path];
      const own = path === 'values.yaml' ? wrapped : undefined;
      return text === undefined
        ? []
        : readManifest({ path: reportedPath(chart, path), text }, { kinds, wrapped: own });
    }),
    // What is missing of a chart that is known is known.
    skips: skips.filter(({ dependency }) => !known || dependency !== known.chart),
    // What a release does not enable is not its matter.
    unused: chart.installedAt ? [] : unusedIn(chart, rendered),
  };
}

/** The files of values of a release that are not its chart's, which is elsewhere. */
function ownValuesOf({ values }: ValueSet): string[] {
  return values.filter((path) => path.startsWith('../'));
}

/** What a release brings: its files of values, and the files that it is built from. */
function ownFilesOf(set: ValueSet): string[] {
  return [...ownValuesOf(set), ...(set.builtFrom ?? [])];
}

/** A chart's rendering with one of its value sets. */
export interface RenderedSet {
  readonly set: ValueSet;
  readonly rendering: Rendering;
}

function isAbsent(names: readonly string[]): string {
  return `dependencies are not in charts/: run \`helm dependency build\`, or commit their archives (${names.join(', ')})`;
}

/** The renderings of a chart, and what of it can't be rendered. */
export function renderingsIn(
  chart: ChartSources,
  answer: ChartAnswer | { readonly reason: string },
): { readonly rendered: readonly RenderedSet[]; readonly skips: readonly SourceSkip[] } {
  const file = reportedPath(chart, chart.installedAt?.path ?? 'Chart.yaml');
  if ('reason' in answer) return { rendered: [], skips: [{ file, reason: answer.reason }] };
  const rendered: RenderedSet[] = [];
  const links = chart.links
    .filter((link) => OF_CHART.test(link))
    .map((link) => `the link ${link} is not followed`);
  const skips = new Map<string, SourceSkip>();
  const failures: SourceSkip[] = [];
  const add = (reason: string, more: Pick<SourceSkip, 'dependency'> = {}): SourceSkip => {
    const skip = { file, reason, ...more };
    skips.set(reason, skip);
    return skip;
  };
  for (const reason of [...links, ...chart.unread]) add(reason);
  for (const [index, set] of chart.sets.entries()) {
    const outcome = answer.sets[index];
    if (outcome && 'files' in outcome) {
      rendered.push({ set, rendering: outcome });
      for (const dependency of outcome.missing) {
        add(isAbsent([dependency]), { dependency });
      }
      if (!outcome.whole) add(`it is too large to be traced to its lines${withSet(set)}`);
    } else {
      const why = outcome?.error ?? 'there is no answer';
      const what = outcome?.by ? `its ${outcome.by} fail` : "Helm can't render it";
      const advice = set.name === undefined && EXECUTED.test(why) ? ADVICE : '';
      failures.push(add(`${what}${withSet(set)}: ${whyFailed(why)}${advice}`));
    }
  }
  // A chart that needs values is never installed without: those that it is tested and installed with count.
  const [first] = chart.sets;
  const [failed] = failures;
  const isBare = first?.name === undefined && answer.sets[0] && 'error' in answer.sets[0];
  if (rendered.length > 0 && isBare && failed) skips.delete(failed.reason);
  // Where it fails with all values, it mostly fails for one reason.
  const [only] = rendered.length === 0 ? failures : [];
  return { rendered, skips: only ? [only] : [...skips.values()] };
}

/** Reads what a chart becomes with one value set. */
export function manifestsOf(
  chart: ChartSources,
  { set, rendering }: RenderedSet,
  { kinds }: Pick<ReadOptions, 'kinds'> = {},
): ChartManifest[] {
  const map = new SourceMap(rendering, chart, set);
  const files = rendering.files.map(separated);
  const options = { kinds, isRendered: true, together: files.map(({ text }) => text) };
  return files.map((file) => {
    // A template in an archive is in no file: it is named as Helm does.
    const path = reportedPath(chart, map.templatePath(file.template) ?? inChart(file.template));
    const manifest = readManifest({ path, text: file.text }, options);
    const sources = chart.installedAt
      ? new ReleaseLines(map.of(file), chart.installedAt, ownFilesOf(set))
      : map.of(file);
    return { set, file, map, sources, manifest, refused: rendering.refused };
  });
}

/** What may make containers and what no value set renders, templates and parts of them: nobody saw it. */
function unusedIn(chart: ChartSources, all: readonly RenderedSet[]): UnusedPart[] {
  const maps = all.map(({ rendering, set }) => ({
    rendering,
    map: new SourceMap(rendering, chart, set),
  }));
  const rendered = new Set(
    maps.flatMap(({ rendering, map }) =>
      rendering.files.map(({ template }) => map.templatePath(template)),
    ),
  );
  const templates = Object.entries(chart.files).flatMap(([path, text]) =>
    TEMPLATE.test(path) && !rendered.has(path) && canMatter(text) && !isForOthers(text)
      ? [path]
      : [],
  );
  const branches = maps.map(
    ({ rendering, map }) =>
      new Set(
        rendering.skipped.flatMap(({ template, line }) => {
          const path = map.templatePath(template);
          return path === undefined || templates.includes(path) ? [] : [`${path}\0${line}`];
        }),
      ),
  );
  return [
    ...templates.map((path) => ({ path, line: undefined })),
    ...inAll(branches).map((branch) => {
      const [path = '', line = ''] = branch.split('\0');
      return { path, line: Number(line) };
    }),
  ];
}

/** In what a template computes, such as with `required` and `fail`; what can't be parsed, no values help. */
const EXECUTED = /^(?!dependencies missing).*(?:\bexecution error\b|\bexecuting ")/;

const ADVICE = '; add values with which it renders, as ci/NAME-values.yaml of the chart';

function inAll([first = new Set(), ...others]: readonly ReadonlySet<string>[]): string[] {
  return [...first].filter((one) => others.every((other) => other.has(one)));
}

/** A template that writes a file: what starts with `_` is for others, notes are for people. */
const TEMPLATE = /^(?:charts\/[^/]+\/)*templates\/(?:[^/]+\/)*(?!_)(?!NOTES\.txt$)[^/]+$/;

/** A template's name without the chart's. */
function inChart(template: string): string {
  return template.slice(template.indexOf('/') + 1);
}

/** How the engine starts an error of a chart that lacks dependencies. What Helm says then is mostly about these. */
const WITHOUT_DEPENDENCIES = /^dependencies missing in charts\/: ([^(]+) \(/;

function whyFailed(error: string): string {
  const [, absent] = WITHOUT_DEPENDENCIES.exec(error) ?? [];
  return absent === undefined ? firstLines(error) : isAbsent([...new Set(absent.split(', '))]);
}

/** Helm's errors have the place on one line, and what is wrong there on the next. */
function firstLines(error: string): string {
  const lines = error.split('\n').map((line) => line.trim());
  const text = lines.filter(Boolean).slice(0, 3).join(' ');
  return text.length > 2 * MAX_PART
    ? `${text.slice(0, MAX_PART)} … ${text.slice(-MAX_PART)}`
    : text;
}

/** Of an error in a thousand nested templates, the start and the end tell what is wrong. */
const MAX_PART = 150;
