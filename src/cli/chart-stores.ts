import {
  type VendoredChart,
  readVendoredArchive,
  readVendoredCharts,
} from '../files/vendored-charts.ts';
import { KEPT_CHARTS } from '../reach/kept-folder.ts';
import { type ChartArchives, allowed } from '../reach/chart-archives.ts';
import type { RegistryFlags } from '../registry/flags.ts';
import { chartArchives } from '../run/chart-archives.ts';
import { type ChartStore, ElsewhereCharts } from '../run/elsewhere-charts.ts';
import { commandRegistries } from './inspect-images.ts';

/** Opens and pulls the charts of others, for a command. */
export function commandArchives(flags: RegistryFlags): ChartArchives {
  return chartArchives(commandRegistries({ ...flags, registry: true }));
}

/** The charts of a project that are not its own: those that it keeps, then those that may be pulled. */
export async function elsewhereCharts(
  root: string,
  flags: RegistryFlags,
): Promise<ElsewhereCharts> {
  const archives = allowed(commandArchives(flags), flags.pullCharts);
  const kept = await vendoredStore(root, archives);
  return new ElsewhereCharts([kept, ...pullingStores(archives)]);
}

/** The charts that are in a project's folder for them. */
async function vendoredStore(root: string, archives: ChartArchives): Promise<ChartStore> {
  const charts = await readVendoredCharts(root);
  return {
    find: async ({ address, version }) => {
      const chart = charts.find((one) => one.chart === address && one.version === version);
      return chart && readVendored(root, chart, archives);
    },
  };
}

async function readVendored(
  root: string,
  chart: VendoredChart,
  { open }: ChartArchives,
): ReturnType<ChartStore['find']> {
  const archive = await readVendoredArchive(root, chart);
  const path = `${KEPT_CHARTS}/${chart.file}`;
  if (!archive) return { reason: `${path} is not there: run podseal charts add again` };
  return open(archive, { path, digest: chart.digest });
}

/** More charts than the releases of a repository name, each of some hundred kilobytes. */
const MAX_PULLED = 100;

/** Charts that are pulled when they are needed. */
function pullingStores({ pull }: ChartArchives): ChartStore[] {
  if (!pull) return [];
  let pulled = 0;
  return [
    {
      find: async (place) => {
        pulled++;
        if (pulled > MAX_PULLED) return { reason: `more than ${MAX_PULLED} charts are not pulled` };
        return pull(place);
      },
    },
  ];
}
