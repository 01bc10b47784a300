import type { KnownImage, Write } from '../images/known-image.ts';
import { sourceUrl } from '../images/source.ts';
import { type Shown, jsonText, shown } from '../text/shown.ts';
import type { ImageResult, InspectedImage } from './image-result.ts';

/** What is known of images as JSON, for programs. What nobody knows is null. */
export function imagesJson(results: readonly ImageResult[]): Shown {
  const images = results.map(({ image, known, inspected }) => ({
    image,
    known: known ? factsOf(known) : null,
    ...(inspected && { inspected: inspectionOf(inspected) }),
  }));
  return shown`${jsonText({ version: 1, images }, 2)}\n`;
}

/** Values of variables are left out: they may be secrets. */
function inspectionOf({ config, files }: InspectedImage) {
  const { env, ...said } = config;
  return {
    ...said,
    env: Object.keys(env),
    files: files ? [...files].map(([path, found]) => ({ path, ...found })) : null,
  };
}

function factsOf(known: KnownImage) {
  return {
    id: known.id,
    isOwn: known.isOwn,
    name: known.reference.name,
    tag: known.reference.tag ?? null,
    digest: known.reference.digest ?? null,
    user: known.user ?? null,
    becomes: known.becomes ?? null,
    nonRoot: known.nonRoot ?? null,
    readOnlyRoot: known.readOnlyRoot ?? null,
    needs: known.needs ?? null,
    fileCapabilities: known.fileCapabilities,
    environment: known.environment,
    ports: known.ports,
    writes: known.writes?.map(writeOf) ?? null,
    alternatives: known.alternatives,
    notes: known.notes,
    sources: known.sources.map(sourceUrl),
    versions: known.versions ?? null,
    isVersionChecked: known.isVersionChecked,
    confirmed: known.confirmed ?? null,
    confidence: known.confidence,
    caveats: known.caveats,
  };
}

function writeOf({ path, kind, isPersistent, when, hidesFiles, evidence, source }: Write) {
  return {
    path,
    kind,
    isPersistent,
    when: when ?? null,
    hidesFiles: hidesFiles ?? null,
    evidence,
    source: sourceUrl(source),
  };
}
