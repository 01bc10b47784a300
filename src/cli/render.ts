import { readdir } from 'node:fs/promises';
import { relative } from 'node:path';
import { UserError } from '../errors/user-error.ts';
import { Engine } from '../engine/engine.ts';
import { projectRoot } from '../files/project-images.ts';
import { whyUnreadable } from '../files/read.ts';
import { Repository } from '../files/repository.ts';
import { listedSkips, moreFiles } from '../judge/listed-skips.ts';
import type { Skip } from '../kubernetes/manifest.ts';
import type { ChartSources, ValueSet } from '../render/chart-sources.ts';
import { renderingsIn, requestFor } from '../render/rendered-manifests.ts';
import { KUSTOMIZATION_FILES } from '../render/kustomization-references.ts';
import { buildRequestFor, leftOutOf, readBuilt } from '../render/rendered-kustomization.ts';
import { buildText, renderingText } from '../report/rendering-text.ts';
import { shown, visibleLine } from '../text/shown.ts';
import { shownFolder } from './chart-folders.ts';
import { readChart } from './read-chart.ts';
import { note, paint, print } from './terminal.ts';

/** The options of `podseal render`. */
export interface RenderOptions {
  /** The values file below the chart's folder to render with; the chart's own values alone when undefined. */
  readonly values: string | undefined;
}

/**
 * Prints what a chart or a kustomization becomes, each line with its place in the sources. Returns the exit
 * code.
 */
export async function render(folder: string, options: RenderOptions): Promise<number> {
  const names = await readdir(folder).catch((error: unknown) => {
    throw new UserError(`${folder}: ${whyUnreadable(error)}.`);
  });
  if (names.includes('Chart.yaml')) return renderChart(folder, options);
  if (KUSTOMIZATION_FILES.some((name) => names.includes(name))) {
    return renderKustomization(folder, options);
  }
  throw new UserError(
    `${folder}: there is no Chart.yaml or kustomization.yaml. Name the folder of a chart or a kustomization.`,
  );
}

async function renderKustomization(folder: string, { values }: RenderOptions): Promise<number> {
  if (values !== undefined) {
    throw new UserError('--values: this is a kustomization. Only charts have values.');
  }
  const repository = await Repository.at(await projectRoot(folder));
  const root = await repository.pathOf(folder);
  if (root === undefined) {
    throw new UserError(`${folder}: this is outside of ${repository.root}. Go there first.`);
  }
  const sources = await repository.collect(root);
  if ('reason' in sources) throw new UserError(`${folder}: ${sources.reason}.`);
  const read = { folder: shownFolder(relative('.', repository.root) || '.'), sources };
  const answer = await new Engine().build(buildRequestFor(read));
  if ('text' in answer) await print(buildText(read, answer, paint));
  const left = 'text' in answer ? leftOutOf(read, answer) : readBuilt(read, answer).skips;
  noteSkips(left);
  return 'text' in answer ? 0 : 2;
}

function noteSkips(skips: readonly Skip[]): void {
  for (const skip of listedSkips(skips)) {
    note(visibleLine(`not analyzed  ${skip.file}${moreFiles(skip)}: ${skip.reason}`));
  }
}

async function renderChart(folder: string, { values }: RenderOptions): Promise<number> {
  const { chart: whole, reason } = await readChart(folder, {
    root: await projectRoot(folder),
    charts: [],
  });
  if (reason !== undefined) throw new UserError(`${folder}: ${reason}.`);
  const chart = { ...whole, sets: [setOf(whole, values)] };
  const { rendered, skips } = renderingsIn(chart, await new Engine().render(requestFor(chart)));
  const [set] = rendered;
  if (set) await print(shown`${renderingText(chart, set, paint)}`);
  noteSkips(skips);
  return set ? 0 : 2;
}

function setOf({ files }: ChartSources, values: string | undefined): ValueSet {
  if (values === undefined) return { name: undefined, values: [] };
  if (files[values] !== undefined) return { name: values, values: [values] };
  throw new UserError(`--values: the chart has no file ${values}. Give a path below its folder.`);
}
