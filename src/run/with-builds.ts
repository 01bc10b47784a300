import type { Change } from '../review/change.ts';
import type { BuildReader, ReviewedBuilds } from '../review/reviewed-builds.ts';

/** Says what to read next, by what was read; undefined for nothing. */
type Ask = (change: Change) => Promise<readonly string[] | undefined>;

/** The files that say how images are built, the Dockerfiles and manifests, those of their bases, and their scripts. */
const MAX_STEPS = 7;

/**
 * Reads how the images of a change are built that nobody knows, and what uses the Dockerfiles that it
 * touches. Nothing is read for a change that has neither.
 */
export async function withBuilds(change: Change, source: BuildReader, ask: Ask): Promise<Change> {
  if (change.repairs || (await ask(change)) === undefined) return change;
  const paths = await source.list();
  if (!paths) return change;
  const changed = new Set(change.touched);
  const texts = new Map<string, string>();
  const builds: ReviewedBuilds = { paths, texts, before: new Map() };
  for (let step = 0; step < MAX_STEPS; step++) {
    // oxlint-disable-next-line no-await-in-loop
    const wanted = (await ask({ ...change, builds })) ?? [];
    if (wanted.length === 0) break;
    // oxlint-disable-next-line no-await-in-loop
    const read = await source.read(wanted);
    // What can't be read is not asked for again.
    for (const path of wanted) texts.set(path, read.get(path) ?? '');
  }
  const touched = [...texts.keys()].filter((path) => changed.has(path));
  if (touched.length === 0) return { ...change, builds };
  const before = await source.readBefore(touched);
  return {
    ...change,
    builds: { ...builds, before: new Map(touched.map((path) => [path, before.get(path) ?? ''])) },
  };
}
