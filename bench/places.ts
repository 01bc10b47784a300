// Counts for how much of the containers of charts and kustomizations of clones a line of the source is known.
//   node bench/places.ts CLONE...
// A clone is a git directory, with or without a work tree; nothing is fetched.
import { relative } from 'node:path';
import { chartFolders } from '../src/cli/chart-folders.ts';
import { readChart } from '../src/cli/read-chart.ts';
import { Engine } from '../src/engine/engine.ts';
import { listFiles } from '../src/files/read.ts';
import { Repository } from '../src/files/repository.ts';
import { type Manifest, readManifest } from '../src/kubernetes/manifest.ts';
import { podsOf } from '../src/kubernetes/workloads.ts';
import { DEFAULT_FILES } from '../src/options/options.ts';
import { buildRequestFor } from '../src/render/rendered-kustomization.ts';
import { readRendering, requestFor } from '../src/render/rendered-manifests.ts';
import { ownFields, textOf } from '../src/yaml/value.ts';
import { nameOf, withCheckout } from './check-out.ts';

interface Counts {
  sources: number;
  /** Those with containers. */
  withContainers: number;
  containers: number;
  placedContainers: number;
  fields: number;
  placedFields: number;
}

const NONE: Counts = {
  ...{ sources: 0, withContainers: 0, containers: 0 },
  ...{ placedContainers: 0, fields: 0, placedFields: 0 },
};

/** @param hasPlace whether a line of the manifest has a place, from 0 */
function countPlaces(
  manifest: Manifest,
  hasPlace: (index: number) => boolean,
  counts: Counts,
): void {
  const isPlaced = (offset: number): boolean => hasPlace(manifest.lines.position(offset).line - 1);
  for (const { value } of manifest.resources
    .flatMap(podsOf)
    .flatMap(({ containers }) => containers)) {
    const fields = ownFields(value);
    const name = fields.find((one) => one.name === 'name');
    counts.containers++;
    if (name && isPlaced(name.key.start)) counts.placedContainers++;
    counts.fields += fields.length;
    const placed = fields.filter(({ key }) => isPlaced(key.start));
    counts.placedFields += placed.length;
    if (!name || !isPlaced(name.key.start)) continue;
    for (const one of fields.filter((other) => !placed.includes(other))) {
      process.stdout.write(`  ${textOf(name.value) ?? ''}: ${one.name} has no place\n`);
    }
  }
}

/** A chart with its own values, as they are found by all. */
async function countChart(path: string, shown: string, counts: Counts): Promise<void> {
  const { chart, reason } = await readChart(path);
  if (reason !== undefined) return;
  const { manifests } = readRendering(chart, await new Engine().render(requestFor(chart)));
  if (manifests.length > 0) counts.sources++;
  const before = { ...counts };
  for (const { manifest, sources, set } of manifests) {
    if (set !== manifests[0]?.set) continue;
    countPlaces(manifest, (index) => sources.textAt(index) !== undefined, counts);
  }
  tell(shown, before, counts);
}

async function countRoots(folder: string, name: string, counts: Counts): Promise<void> {
  const globs = ['**/kustomization.yaml', '**/kustomization.yml', '**/Kustomization'];
  const { files } = listFiles([folder], { globs });
  const repository = await Repository.at(folder);
  for (const [root, { isComponent }] of await repository.references(files)) {
    const sources = isComponent ? { reason: '' } : await repository.collect(root);
    if (!('root' in sources)) continue;
    const answer = await new Engine().build(buildRequestFor({ folder: '', sources }));
    if (!('text' in answer)) continue;
    counts.sources++;
    const before = { ...counts };
    const manifest = readManifest({ path: 'build.yaml', text: answer.text }, { isRendered: true });
    countPlaces(manifest, (index) => (answer.lines[index] ?? []).length > 0, counts);
    tell(`${name} ${root}`, before, counts);
  }
}

function tell(where: string, before: Counts, now: Counts): void {
  const found = now.containers - before.containers;
  if (found > 0) now.withContainers++;
  const open = found - (now.placedContainers - before.placedContainers);
  if (open > 0) process.stdout.write(`  ${where}: ${open} containers without a place\n`);
}

const [charts, roots] = [{ ...NONE }, { ...NONE }];
for (const clone of process.argv.slice(2)) {
  await withCheckout(clone, async (checkout) => {
    const { files } = listFiles([checkout], { globs: DEFAULT_FILES });
    for (const path of chartFolders(files)) {
      await countChart(path, `${nameOf(clone)} ${relative(checkout, path)}`, charts);
    }
    await countRoots(checkout, nameOf(clone), roots);
  });
  process.stderr.write(`${nameOf(clone)}: ${JSON.stringify({ charts, roots })}\n`);
}
process.stdout.write(`charts: ${JSON.stringify(charts)}\nroots: ${JSON.stringify(roots)}\n`);
