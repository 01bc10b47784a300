import { listFiles } from '../files/read.ts';
import { readVendoredCharts } from '../files/vendored-charts.ts';
import type { ChartPlace } from '../kubernetes/known-charts/chart-place.ts';
import { newBuilds } from './check-charts.ts';
import { writtenReleases } from './check-releases.ts';
import { deployedReleases } from './deployed-releases.ts';
import { ReleasesElsewhere } from './read-release.ts';
import type { SettledHere } from './settle-here.ts';

/** The charts that releases in the folder of the command install, and that the project neither has nor keeps. */
export async function lackingCharts({
  root,
  wanted,
  configuration,
  ruleSet,
}: SettledHere): Promise<ChartPlace[]> {
  const { files } = listFiles(['.'], wanted);
  const reader = new ReleasesElsewhere(files, root);
  const written = await writtenReleases(files, reader);
  const deployed = configuration.kustomizations;
  const by = { root, deployed, ruleSet, builds: newBuilds(), reads: reader.built };
  const { releases } = await deployedReleases(files, written, by);
  const kept = (await readVendoredCharts(root)).map(({ chart, version }) => `${chart} ${version}`);
  const places = releases.map(({ place }) => [`${place.address} ${place.version}`, place] as const);
  return [...new Map(places)].flatMap(([key, place]) => (kept.includes(key) ? [] : [place]));
}
