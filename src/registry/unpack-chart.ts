import { posix } from 'node:path';
import { Readable } from 'node:stream';
import { RegistryError } from './failure.ts';
import { type Budget, readTar } from './tar.ts';

/** The files of a chart by their paths below its folder. */
export interface UnpackedChart {
  readonly files: Readonly<Record<string, string>>;
  /** What is no text, in Base64. */
  readonly binaries: Readonly<Record<string, string>>;
  readonly links: readonly string[];
}

/** As for charts in folders: 5,000 files, and 32 MiB in all. */
const MAX_FILES = 5000;
const MAX_BYTES = 32 * 1024 ** 2;

/**
 * The files of a chart in an archive, by their paths below its folder. Links are left out.
 *
 * @throws RegistryError for what is no archive of a chart
 */
export async function unpackChart(archive: Buffer): Promise<UnpackedChart> {
  const budget: Budget = {
    compressed: archive.length,
    plain: 2 * MAX_BYTES,
    entries: MAX_FILES,
    characters: MAX_FILES * 200,
  };
  const files: Record<string, string> = {};
  const binaries: Record<string, string> = {};
  const links: string[] = [];
  let left = MAX_BYTES;
  await readTar(Readable.from([archive]), budget, async ({ header, body }) => {
    // All is in one folder, which has the chart's name.
    const path = posix.normalize(header.name.replace(/^(?:\.\/)*[^/]+\//, ''));
    if (/^\.{0,2}\/|\/$|^\.+$/.test(path)) return;
    if (header.type === 'symlink' || header.type === 'link') links.push(path);
    if (header.type !== 'file') return;
    left -= header.size;
    if (left < 0) throw new RegistryError('too-large', 'the chart has over 32 MiB');
    const bytes = Buffer.concat(await Readable.fromWeb(body).toArray());
    const text = decode(bytes);
    if (text === undefined) binaries[path] = bytes.toString('base64');
    else files[path] = text;
  });
  if (files['Chart.yaml'] === undefined) {
    throw new RegistryError('invalid', 'the archive has no Chart.yaml');
  }
  return { files, binaries, links };
}

function decode(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
