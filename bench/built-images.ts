/**
 * Counts, over clones of public repositories, of how many containers the image is known by the catalog,
 * by a Dockerfile of the repository, or not at all, and how many fixes are safe without and with the
 * Dockerfiles: `node bench/built-images.ts [--list] CLONE...`.
 */
import { BuildIndex } from '../src/builds/build-index.ts';
import { readBlobs } from '../src/git/blobs.ts';
import { openRepository } from '../src/git/git.ts';
import { imageNames } from '../src/kubernetes/images-of.ts';
import { knownImage } from '../src/images/known-image.ts';
import type { BuiltImages } from '../src/images/built-image.ts';
import { judge } from '../src/judge/judge.ts';
import {
  KUSTOMIZATION_NAMES,
  readKustomization,
} from '../src/kubernetes/kustomization/kustomization.ts';
import { readManifest } from '../src/kubernetes/manifest.ts';
import { podsOf } from '../src/kubernetes/workloads.ts';
import { readBuilds } from '../src/run/read-builds.ts';
import { field, textOf } from '../src/yaml/value.ts';

interface Counts {
  catalog: number;
  dockerfile: number;
  nobody: number;
  fixesBefore: number;
  safeBefore: number;
  fixesAfter: number;
  safeAfter: number;
}

const isListing = process.argv.includes('--list');
const clones = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const total = emptyCounts();
for (const clone of clones) {
  const counts = await measure(clone);
  print(clone.replace(/\/repo\/?$/, '').replace(/^.*\//, ''), counts);
  for (const key of Object.keys(total) as (keyof Counts)[]) total[key] += counts[key];
}
print('all', total);

async function measure(clone: string): Promise<Counts> {
  const repository = await openRepository(clone);
  const listed = (await repository.run(['ls-tree', '-r', '-z', 'HEAD'])).toString();
  const oids = new Map(
    [...listed.matchAll(/100\d{3} blob ([0-9a-f]+)\t([^\0]+)\0/g)].map(
      ([, oid = '', path = '']) => [path, oid] as const,
    ),
  );
  const read = async (paths: readonly string[]): Promise<Map<string, string>> => {
    const blobs = await readBlobs(
      repository,
      paths.flatMap((path) => oids.get(path) ?? []),
    );
    return new Map(
      paths.flatMap((path) => {
        const bytes = blobs.get(oids.get(path) ?? '');
        return bytes && bytes.length < 2_000_000 ? [[path, bytes.toString()] as const] : [];
      }),
    );
  };
  const index = new BuildIndex({ paths: [...oids.keys()], texts: new Map() });
  const manifests = await read([...oids.keys()].filter((path) => /\.ya?ml$/.test(path)));
  const counts = emptyCounts();
  for (const [path, text] of manifests) {
    const manifest = readManifest({ path, text });
    const folder = path.slice(0, path.lastIndexOf('/') + 1);
    const beside = KUSTOMIZATION_NAMES.map((name) => folder + name).find((one) => oids.has(one));
    const file =
      beside === undefined ? undefined : { path: beside, text: manifests.get(beside) ?? '' };
    const found = file && readKustomization(file);
    const kustomization = found?.resources.has(path.slice(folder.length)) ? found : undefined;
    const names = imageNames(manifest, kustomization);
    if (names.run.length === 0) continue;
    const built = await readBuilds(index, [...names.run, ...names.written], read);
    for (const pod of manifest.resources.flatMap(podsOf)) {
      for (const { value, name } of pod.containers) {
        const image = textOf(field(value, 'image')?.value);
        if (image === undefined) continue;
        count(counts, image, built, `${path} ${name}`);
      }
    }
    const rules = { profile: 'immutable' as const, kustomization };
    const before = judge(manifest, rules).findings.flatMap(({ remedy }) => remedy ?? []);
    const after = judge(manifest, { ...rules, built }).findings.flatMap(
      ({ remedy }) => remedy ?? [],
    );
    counts.fixesBefore += before.length;
    counts.safeBefore += before.filter(({ safety }) => safety === 'safe').length;
    counts.fixesAfter += after.length;
    counts.safeAfter += after.filter(({ safety }) => safety === 'safe').length;
  }
  return counts;
}

function count(counts: Counts, image: string, built: BuiltImages, where: string): void {
  const link = built.get(image);
  if (knownImage(image)) counts.catalog++;
  else if (link) counts.dockerfile++;
  else counts.nobody++;
  if (!isListing || knownImage(image)) return;
  const { user, nonRoot, writes = [], readOnlyRoot } = link?.facts ?? {};
  const said = link
    ? [
        link.dockerfile ?? link.tool,
        link.evidence ?? 'by its name',
        link.isExact ? 'exact' : 'alike',
        link.says,
        `user ${JSON.stringify(user)} works ${nonRoot?.uid ?? '-'} edit ${link.userEdit?.line ?? '-'}`,
        `writes ${writes.map(({ path, when }) => path + (when ? '?' : '')).join(' ')}`,
        readOnlyRoot ? 'whole' : link.caveats.join('; '),
        ...link.notes,
      ].join(' | ')
    : 'nobody';
  console.log(`  ${where}: ${image}: ${said}`);
}

function emptyCounts(): Counts {
  return {
    ...{ catalog: 0, dockerfile: 0, nobody: 0 },
    ...{ fixesBefore: 0, safeBefore: 0, fixesAfter: 0, safeAfter: 0 },
  };
}

function print(name: string, counts: Counts): void {
  const { catalog, dockerfile, nobody } = counts;
  const all = catalog + dockerfile + nobody;
  const share = (part: number, whole: number): string =>
    `${part} of ${whole} (${whole === 0 ? 0 : Math.round((100 * part) / whole)} %)`;
  console.log(
    `${name}: ${all} containers, catalog ${share(catalog, all)}, Dockerfile ${share(dockerfile, all)}, ` +
      `nobody ${share(nobody, all)}; safe fixes ${share(counts.safeBefore, counts.fixesBefore)} -> ` +
      share(counts.safeAfter, counts.fixesAfter),
  );
}
