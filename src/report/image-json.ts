import type { ImageFiles } from '../images/image-files.ts';
import type { KnownImage, Write } from '../images/known-image.ts';
import { sourceUrl } from '../images/source.ts';
import { type Shown, jsonLines, shown } from '../text/shown.ts';
import type { ImageResult, InspectedImage } from './image-result.ts';

/** What is known of images as JSON, for programs. What nobody knows is null. */
export function imagesJson(results: readonly ImageResult[]): Shown {
  const images = results.map(({ image, known, inspected }) => ({
    image,
    known: known ? factsOf(known) : null,
    ...(inspected && { inspected: inspectionOf(inspected) }),
  }));
  return shown`${jsonLines({ version: 1, images })}\n`;
}

/** Values of variables are left out: they may be secrets. */
function inspectionOf({ config, files }: InspectedImage) {
  const { env, files: layers, ...said } = config;
  return {
    ...said,
    layers: layers ? layersOf(layers) : null,
    env: Object.keys(env),
    files: files ? [...files].map(([path, found]) => ({ path, ...found })) : null,
  };
}

/** Texts of scripts are left out: they are long, and the image's. */
function layersOf({ accounts, scripts, privileged, open, isCut }: ImageFiles) {
  return {
    users: [...accounts].map(([name, { uid, gid, home }]) => ({ name, uid, gid, home })),
    scripts: scripts.map(({ path }) => path),
    privileged: privileged.map(({ path, capabilities, isSetUser }) => ({
      ...{ path, isSetUser, capabilities: capabilities ?? null },
    })),
    open: open.map(({ path, kind, uid, gid, mode }) => ({
      ...{ path, kind, uid, gid, mode: (mode & 0o7777).toString(8).padStart(4, '0') },
    })),
    isCut,
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
