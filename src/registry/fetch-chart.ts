import {
  type ChartPlace,
  chartName,
  isExactVersion,
} from '../kubernetes/known-charts/chart-place.ts';
import { RegistryClient } from './client.ts';
import { ChartIndexCache } from './chart-index-cache.ts';
import { chooseVersion, versionsIn } from './chart-index.ts';
import { sha256, verify } from './digest.ts';
import { RegistryError } from './failure.ts';
import { readHosts, targetOf } from './hosts.ts';
import { readChartManifest } from './image-manifest.ts';
import { DEFAULTS, type RegistryOptions } from './options.ts';
import { Transport, readBody } from './transport.ts';

/** An archive of a chart, as it came. */
export interface FetchedChart {
  readonly version: string;
  readonly archive: Buffer;
  /** Of the archive. */
  readonly digest: string;
}

/** The largest public charts have a megabyte; those with definitions of resources have some. */
const MAX_ARCHIVE = 16 * 1024 ** 2;
/** The index of a chart repository with thousands of versions. */
const MAX_INDEX = 32 * 1024 ** 2;

/**
 * Reads a chart from a registry or from a chart repository. What it is is verified by the digest that the registry or
 * the index has for it; nothing of it is run.
 *
 * @param indexes those that were read before with the same options
 * @throws RegistryError
 */
export async function fetchChart(
  place: ChartPlace,
  options: RegistryOptions,
  indexes = new ChartIndexCache(),
): Promise<FetchedChart> {
  return place.address.startsWith('oci://')
    ? fromRegistry(place, options)
    : fromRepository(place, options, indexes);
}

async function fromRegistry(place: ChartPlace, options: RegistryOptions): Promise<FetchedChart> {
  const { address, version } = place;
  if (!isExactVersion(version)) {
    throw new RegistryError(
      'no-reference',
      'a registry needs a version of the chart, such as 1.2.3',
    );
  }
  const client = await RegistryClient.open(options);
  try {
    // A tag can't have the `+` of a version; Helm writes `_` for it.
    const reference = `${address.slice('oci://'.length)}:${version.replaceAll('+', '_')}`;
    const target = targetOf(reference, client.hosts);
    const { bytes } = await client.manifest(target);
    const layer = readChartManifest(bytes);
    const archive = await readBody(await client.layer(target, layer), MAX_ARCHIVE);
    verify(archive, layer.digest, 'the archive of the chart');
    return { version, archive, digest: layer.digest };
  } finally {
    client.close();
  }
}

async function fromRepository(
  place: ChartPlace,
  options: RegistryOptions,
  indexes: ChartIndexCache,
): Promise<FetchedChart> {
  const name = chartName(place);
  const base = URL.parse(place.address.slice(0, -name.length));
  if (!base) throw new RegistryError('no-reference', 'its repository is no host');
  const transport = new Transport(readHosts(options), options);
  const signal = AbortSignal.timeout(options.deadline ?? DEFAULTS.deadline);
  const get = async (url: URL, limit: number): Promise<Buffer> => {
    const answer = await transport.send({ url, from: base.origin, accept: '*/*', signal });
    if (answer.status === 200) return readBody(answer, limit);
    answer.body.destroy();
    const isAbsent = answer.status === 404;
    throw new RegistryError(
      isAbsent ? 'not-found' : 'unreachable',
      isAbsent
        ? `${answer.host} does not have it`
        : `${answer.host} answers with the status ${answer.status}`,
    );
  };
  try {
    const at = new URL('index.yaml', base);
    const index = await indexes.get(at.href, signal, async () => get(at, MAX_INDEX));
    const found = chooseVersion(versionsIn(index, name), place.version);
    const url = URL.parse(found.url, base.href);
    if (!url) throw new RegistryError('invalid', 'its repository names no address for it');
    const archive = await get(url, MAX_ARCHIVE);
    if (found.digest !== undefined) verify(archive, found.digest, 'the archive of the chart');
    return { version: found.version, archive, digest: sha256(archive) };
  } finally {
    transport.close();
  }
}
