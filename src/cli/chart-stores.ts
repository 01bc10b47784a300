import {
  type VendoredChart,
  readVendoredArchive,
  readVendoredCharts,
} from '../files/vendored-charts.ts';
import { VENDORED_CHARTS } from '../files/vendored-folder.ts';
import { verify } from '../registry/digest.ts';
import { failureOf } from '../registry/failure.ts';
import { fetchChart } from '../registry/fetch-chart.ts';
import type { RegistryOptions } from '../registry/options.ts';
import { unpackChart } from '../registry/unpack-chart.ts';
import type { RegistryFlags } from '../registry/flags.ts';
import { type ChartStore, ElsewhereCharts } from '../run/elsewhere-charts.ts';
import { commandRegistries } from './inspect-images.ts';

/** The charts of a project that are not its own: those that it keeps, then those that may be pulled. */
export async function elsewhereCharts(
  root: string,
  flags: RegistryFlags,
): Promise<ElsewhereCharts> {
  const registries =
    flags.pullCharts === true ? commandRegistries({ ...flags, registry: true }) : undefined;
  const kept = await vendoredStore(root);
  return new ElsewhereCharts([kept, ...(registries ? [pullingStore(registries)] : [])]);
}

/** The charts that are in a project's folder for them. */
async function vendoredStore(root: string): Promise<ChartStore> {
  const charts = await readVendoredCharts(root);
  return {
    find: async ({ address, version }) => {
      const chart = charts.find((one) => one.chart === address && one.version === version);
      return chart && readVendored(root, chart);
    },
  };
}

async function readVendored(root: string, chart: VendoredChart): ReturnType<ChartStore['find']> {
  const archive = await readVendoredArchive(root, chart);
  const path = `${VENDORED_CHARTS}/${chart.file}`;
  if (!archive) return { reason: `${path} is not there: run podseal charts add again` };
  try {
    verify(archive, chart.digest, path);
    return await unpackChart(archive);
  } catch (error) {
    return { reason: failureOf(error).reason };
  }
}

/** More charts than the releases of a repository name, each of some hundred kilobytes. */
const MAX_PULLED = 100;

/** Charts that are pulled when they are needed. */
function pullingStore(options: RegistryOptions): ChartStore {
  let pulled = 0;
  return {
    find: async (place) => {
      pulled++;
      if (pulled > MAX_PULLED) return { reason: `more than ${MAX_PULLED} charts are not pulled` };
      try {
        return await unpackChart((await fetchChart(place, options)).archive);
      } catch (error) {
        return { reason: `the chart can't be pulled: ${failureOf(error).reason}` };
      }
    },
  };
}
