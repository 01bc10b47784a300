import type { ImageNames } from '../kubernetes/images-of.ts';
import type { ChartSources } from '../render/chart-sources.ts';
import type { ChartEngine } from '../render/chart.ts';
import { type JudgedSource, imagesOfSource, judgeSource } from '../render/judge-source.ts';
import { type ChartManifest, readRendering, requestFor } from '../render/rendered-manifests.ts';
import type { RenderedSource } from '../render/rendered-source.ts';
import type { RuleSet } from '../rules/kit/rule.ts';

/** What charts are rendered and judged with. */
export interface ChartMeans {
  readonly engine: ChartEngine;
  readonly ruleSet: RuleSet;
  /** Reads what there is of images. */
  readonly inspect?:
    ((names: ImageNames) => Promise<Pick<RuleSet, 'configs' | 'built'>>) | undefined;
}

/** What was read of a chart; a reason where that is not enough to render it. */
export interface ReadChart {
  readonly chart: ChartSources;
  readonly reason?: string;
}

/** What a chart came to. */
export interface JudgedChart extends JudgedSource<ChartManifest> {
  readonly rendered: RenderedSource<ChartManifest>;
}

/** Renders a chart with all of its value sets, and judges what it becomes. Never throws for what is in it. */
export async function judgeChart(
  { chart, reason }: ReadChart,
  { engine, ruleSet, inspect }: ChartMeans,
): Promise<JudgedChart> {
  const answer = reason === undefined ? await engine.render(requestFor(chart)) : { reason };
  const rendered = readRendering(chart, answer, ruleSet);
  const names = imagesOfSource(rendered);
  const images = await inspect?.({ run: names, written: names });
  return { rendered, ...judgeSource(rendered, { ...ruleSet, ...images }) };
}
