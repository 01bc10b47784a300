import { UserError } from '../errors/user-error.ts';
import { Engine } from '../engine/engine.ts';
import type { ChartSources, ValueSet } from '../render/chart-sources.ts';
import { renderingsIn, requestFor } from '../render/rendered-manifests.ts';
import { renderingText } from '../report/rendering-text.ts';
import { shown, visibleLine } from '../text/shown.ts';
import { readChart } from './read-chart.ts';
import { note, paint, print } from './terminal.ts';

/** The options of `podseal render`. */
export interface RenderOptions {
  /** The values file below the chart's folder to render with; the chart's own values alone when undefined. */
  readonly values: string | undefined;
}

/** Prints what a chart becomes, each line with its place in the chart. Returns the exit code. */
export async function render(folder: string, { values }: RenderOptions): Promise<number> {
  const { chart: whole, reason } = await readChart(folder);
  if (reason !== undefined) throw new UserError(`${folder}: ${reason}.`);
  if (whole.files['Chart.yaml'] === undefined) {
    throw new UserError(
      `${folder}: this is no chart: it has no Chart.yaml. Name a chart's folder.`,
    );
  }
  const chart = { ...whole, sets: [setOf(whole, values)] };
  const { rendered, skips } = renderingsIn(chart, await new Engine().render(requestFor(chart)));
  const [set] = rendered;
  if (set) await print(shown`${renderingText(chart, set, paint)}`);
  for (const skip of skips) note(visibleLine(`not analyzed  ${skip.file}: ${skip.reason}`));
  return set ? 0 : 2;
}

function setOf({ files }: ChartSources, values: string | undefined): ValueSet {
  if (values === undefined) return { name: undefined, values: [] };
  if (files[values] !== undefined) return { name: values, values: [values] };
  throw new UserError(`--values: the chart has no file ${values}. Give a path below its folder.`);
}
