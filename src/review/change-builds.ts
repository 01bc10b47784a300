import { dequal } from 'dequal/lite';
import { type BuildFiles, BuildIndex } from '../builds/build-index.ts';
import { unknownImages } from '../builds/unknown-images.ts';
import { isDockerfile } from '../builds/paths.ts';
import type { BuiltImages } from '../images/built-image.ts';
import { imageNames } from '../kubernetes/images-of.ts';
import { type Manifest, readManifest } from '../kubernetes/manifest.ts';
import { type Container, effectiveField } from '../kubernetes/pod.ts';
import { podsOf } from '../kubernetes/workloads.ts';
import { field, scalar } from '../yaml/value.ts';
import type { OwnKind } from '../kubernetes/own-kinds.ts';
import type { Change } from './change.ts';
import { imagesOfChange } from './change-images.ts';
import { kustomizationsOf } from './kustomizations.ts';
import { manifestsFor } from './manifests-for.ts';
import { reviewedImages } from './project-images.ts';

/** How images are built, as a change makes it, and before it. */
export interface ChangedBuilds {
  readonly now: BuiltImages;
  readonly before: BuiltImages;
}

/** What to read of a repository before it can be said how images are built; undefined for nothing. */
export function wantedBuilds(
  change: Change,
  kinds: readonly OwnKind[] = [],
  onFile?: (path: string) => void,
): readonly string[] | undefined {
  const { builds } = change;
  const own = reviewedImages(change).images;
  if (!builds) {
    const isNeeded =
      changedDockerfiles(change).length > 0 ||
      unknownImages(openImages(change, kinds, onFile), own).length > 0;
    return isNeeded ? [] : undefined;
  }
  const images = [...imagesIn(change, kinds, onFile), ...imagesBeside(change, kinds)];
  const index = new BuildIndex(builds);
  const manifests = manifestsOf(change);
  // What will be asked for anyway is asked for at once.
  const early = manifests.length > 0 ? [...changedDockerfiles(change), ...index.evidence] : [];
  const unread = [...early, ...manifests].filter((path) => !builds.texts.has(path));
  return [...new Set([...index.find(images, own).wanted, ...unread])];
}

/** How the images of a change are built that nobody else knows. */
export function changedBuilds(change: Change, kinds: readonly OwnKind[] = []): ChangedBuilds {
  const { builds } = change;
  if (!builds) return { now: new Map(), before: new Map() };
  const own = reviewedImages(change).images;
  const images = [...imagesIn(change, kinds), ...imagesBeside(change, kinds)];
  const find = (files: BuildFiles): BuiltImages => new BuildIndex(files).find(images, own).built;
  const now = find(builds);
  if (builds.before.size === 0) return { now, before: now };
  const before = find({ ...builds, texts: new Map([...builds.texts, ...builds.before]) });
  const vouched = [...now].map(([image, built]) => {
    const isVouched = dequal(built.facts.user, before.get(image)?.facts.user);
    return [image, { ...built, isVouched }] as const;
  });
  return { now: new Map(vouched), before };
}

/** The Dockerfiles that a change touches and does not remove. */
export function changedDockerfiles({ touched = [], builds }: Change): string[] {
  const there = builds && new Set(builds.paths);
  return touched.filter((path) => isDockerfile(path) && there?.has(path) !== false);
}

/** Manifests that a change leaves alone, and that may use what its Dockerfiles make. */
export function manifestsBeside(change: Change, kinds: readonly OwnKind[] = []): Manifest[] {
  const { builds } = change;
  return manifestsOf(change).flatMap((path) => {
    const text = builds?.texts.get(path) ?? '';
    return text === '' ? [] : [readManifest({ path, text }, { kinds })];
  });
}

function manifestsOf(change: Change): string[] {
  const { builds, files } = change;
  const known = new Set(files.map(({ path }) => path));
  const dockerfiles = builds ? changedDockerfiles(change) : [];
  const others = builds?.paths.filter((path) => !known.has(path)) ?? [];
  return manifestsFor(dockerfiles, others);
}

function imagesBeside(change: Change, kinds: readonly OwnKind[]): string[] {
  return manifestsBeside(change, kinds).flatMap((manifest) => imageNames(manifest).run);
}

/** The images of containers that leave something open which an image could answer. */
function openImages(
  change: Change,
  kinds: readonly OwnKind[],
  onFile: (path: string) => void = () => {},
): string[] {
  const { now } = kustomizationsOf(change);
  const images = change.files.flatMap(({ path, head }) => {
    onFile(path);
    const manifest = readManifest({ path, text: head }, { kinds });
    const containers = manifest.resources.flatMap(podsOf).flatMap((pod) => pod.containers);
    if (containers.every(isClosed)) return [];
    return imageNames(manifest, now(path)).run;
  });
  const sources = [...(change.charts ?? []), ...(change.roots ?? [])];
  const isRendered = sources.some(({ head }) => head?.answer);
  return isRendered ? [...images, ...imagesOfChange({ ...change, files: [] }, kinds)] : images;
}

/** Whether a container has a read-only root, and a user other than root. */
function isClosed(container: Container): boolean {
  const flag = field(container.securityContext, 'readOnlyRootFilesystem')?.value;
  return scalar(flag) === true && scalar(effectiveField(container, 'runAsNonRoot')?.value) === true;
}

/** The images of the manifests of a change, before it and now, by all of their names. */
function imagesIn(
  change: Change,
  kinds: readonly OwnKind[],
  onFile: (path: string) => void = () => {},
): string[] {
  const { now, before } = kustomizationsOf(change);
  const images = change.files.flatMap(({ path, head, base }) => {
    const heads = imageNames(readManifest({ path, text: head }, { kinds }), now(path));
    if (base === undefined) return heads.written;
    const bases = imageNames(readManifest({ path, text: base }, { kinds }), before(path));
    return [...heads.written, ...bases.run, ...bases.written];
  });
  return [...new Set([...imagesOfChange(change, kinds, onFile), ...images])];
}
