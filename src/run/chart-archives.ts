import type { ChartArchives, ElsewhereChart } from '../reach/chart-archives.ts';
import { ChartIndexCache } from '../registry/chart-index-cache.ts';
import { failureOf } from '../registry/failure.ts';
import { DEFAULTS, type RegistryOptions } from '../registry/options.ts';

/** Registries that are slow for every chart must not hold up a run for an hour. */
const MAX_RUN = 5 * DEFAULTS.deadline;

/**
 * Opens the charts of others: nothing of them is run.
 *
 * @param registries how they are pulled; undefined where no registry is asked
 */
export function chartArchives(registries?: RegistryOptions): ChartArchives {
  if (!registries) return { open };
  const indexes = new ChartIndexCache();
  let spent = 0;
  const pull = async (place: Parameters<NonNullable<ChartArchives['pull']>>[0]) => {
    if (spent > MAX_RUN) return { reason: 'pulling the charts before it took too long' };
    const start = performance.now();
    try {
      return await pulled(place, registries, indexes);
    } catch (error) {
      return { reason: `the chart can't be pulled: ${failureOf(error).reason}` };
    } finally {
      spent += performance.now() - start;
    }
  };
  return { open, pull };
}

// What speaks HTTP and unpacks takes longer to load than all the rest.
async function pulled(
  place: Parameters<NonNullable<ChartArchives['pull']>>[0],
  registries: RegistryOptions,
  indexes: ChartIndexCache,
): Promise<ElsewhereChart> {
  const { fetchChart } = await import('../registry/fetch-chart.ts');
  const { unpackChart } = await import('../registry/unpack-chart.ts');
  return unpackChart((await fetchChart(place, registries, indexes)).archive);
}

const open: ChartArchives['open'] = async (archive, { path, digest }) => {
  const { verify } = await import('../registry/digest.ts');
  const { unpackChart } = await import('../registry/unpack-chart.ts');
  const bytes = Buffer.from(archive);
  try {
    verify(bytes, digest, path);
    return await unpackChart(bytes);
  } catch (error) {
    return { reason: failureOf(error).reason };
  }
};
