import { expect } from 'vitest';
import { parse } from 'yaml';
import type { ChartAnswer, Rendering, TemplatePlace, TracedLine } from '../src/render/chart.ts';
import { type ValueSet, valueSetsIn } from '../src/render/chart-sources.ts';
import type { Change, ChartSide } from '../src/review/change.ts';
import type { ReviewPlan } from '../src/review/review-plan.ts';
import { changeOf, changedFile, withoutRuleLinks } from './judging.ts';

/** Files of a chart by their path below its folder. */
export type ChartFiles = Readonly<Record<string, string>>;

/**
 * Renders a chart by hand, as the engine does: in its templates, `<a.b>` is a value, and a line that starts
 * with `?a.b ` is there only if that value is true.
 */
export function answerOf(files: ChartFiles, more: Partial<Rendering> = {}): ChartAnswer {
  const sets = valueSetsIn(Object.keys(files));
  return { sets: sets.map((set) => ({ ...renderingOf(files, set), ...more })) };
}

function renderingOf(files: ChartFiles, set: ValueSet): Rendering {
  const values = new Map(
    ['values.yaml', ...set.values].flatMap((path) => flat(parse(files[path] ?? '{}'), '')),
  );
  const places: TemplatePlace[] = [];
  const templates = Object.entries(files).filter(([path]) => path.startsWith('templates/'));
  const rendered = templates.map(([path, template]) => {
    const text: string[] = [];
    const lines: TracedLine[] = [];
    for (const [index, raw] of template.split('\n').entries()) {
      const [, condition, rest = raw] = /^\?(\S+) (.*)$/.exec(raw) ?? [];
      if (condition !== undefined && values.get(condition) !== 'true') continue;
      const place = (kind: TemplatePlace['kind'], name: string | undefined): number => {
        const paths = name === undefined ? [] : [`/${name.replaceAll('.', '/')}`];
        return places.push({ file: `web/${path}`, line: index + 1, kind, paths }) - 1;
      };
      const named = /<([\w.]+)>/.exec(rest)?.[1];
      const start = [place(named === undefined ? 'text' : 'action', named)];
      const within = condition === undefined ? [] : [place('condition', condition)];
      text.push(rest.replace(/<([\w.]+)>/, (_, name: string) => values.get(name) ?? ''));
      lines.push({ start, end: [], near: [], within });
    }
    return { template: `web/${path}`, text: text.join('\n'), lines };
  });
  const folders = [{ name: 'web', folder: '', values: '' }];
  return { files: rendered, places, folders, missing: [], skipped: [], whole: true };
}

function flat(value: unknown, name: string): [string, string][] {
  if (typeof value !== 'object' || value === null) return [[name, String(value)]];
  return Object.entries(value).flatMap(([key, one]) =>
    flat(one, name === '' ? key : `${name}.${key}`),
  );
}

/** A chart on one side of a change. */
function sideOf(
  folder: string,
  files: ChartFiles,
  answer: ChartSide['answer'] = answerOf(files),
): ChartSide {
  const sets = valueSetsIn(Object.keys(files));
  return { chart: { folder, files, binaries: {}, links: [], unread: [], sets }, answer };
}

/** A chart before and after a change; undefined where it is not there. */
export interface BothSides {
  readonly base: ChartFiles | undefined;
  readonly head: ChartFiles | undefined;
  readonly baseAnswer?: ChartSide['answer'];
  readonly headAnswer?: ChartSide['answer'];
}

/** The change that makes one of the other, in a folder. */
export function chartChange(
  folder: string,
  { base, head, baseAnswer, headAnswer }: BothSides,
): Change {
  const paths = new Set([...Object.keys(base ?? {}), ...Object.keys(head ?? {})]);
  const changed = [...paths].filter((path) => base?.[path] !== head?.[path]);
  const files = changed.flatMap((path) => {
    const text = head?.[path];
    return text === undefined ? [] : changedFile(`${folder}/${path}`, base?.[path], text);
  });
  const removed = changed.flatMap((path) => {
    const text = base?.[path];
    return text === undefined || head?.[path] !== undefined
      ? []
      : { path: `${folder}/${path}`, text };
  });
  const chart = {
    folder,
    base: base && sideOf(folder, base, baseAnswer),
    head: head && sideOf(folder, head, headAnswer),
  };
  return changeOf(files, { removed, charts: [chart] });
}

/** The description of a chart. */
export const CHART = 'apiVersion: v2\nname: web\nversion: 1.0.0\nappVersion: "1.0"\n';

/** A chart with a container that is as it should be, and a sidecar that is not there. */
export const SAFE: ChartFiles = {
  'Chart.yaml': CHART,
  'values.yaml': `image: example/web:1
privileged: false
# Writes nothing.
readOnly: true
proxy:
  enabled: false
  image: example/proxy:1
`,
  'templates/web.yaml': `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: <image>
      securityContext:
        privileged: <privileged>
        readOnlyRootFilesystem: <readOnly>
        runAsNonRoot: true
?proxy.enabled     - name: proxy
?proxy.enabled       image: <proxy.image>
`,
};

/** The files of a chart with another text in one of them. */
export function editedChart(path: string, from: string, to: string, base = SAFE): ChartFiles {
  const text = base[path] ?? '';
  expect(text).toContain(from);
  return { ...base, [path]: text.replace(from, to) };
}

/** The comments in short: where they are, and what a reader sees. */
export function comments({ comments: all }: ReviewPlan): string[] {
  return all.map(({ path, subject, line, body }) => {
    const [shown = ''] = withoutRuleLinks(body).split('<details>');
    const text = shown.split('<!--')[0] ?? '';
    return `${path}:${subject === 'file' ? 'file' : line} ${text.trim()}`;
  });
}
