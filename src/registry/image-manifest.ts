import { isDigest } from './digest.ts';
import { RegistryError } from './failure.ts';
import { type Json, listIn, objectIn, parseObject, textIn } from './untrusted-json.ts';

/** What points to a document or a layer. */
export interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
  /** `linux/amd64`; empty where it is not said. */
  readonly platform: string;
  readonly annotations: Json;
}

/** The manifest of an image for one platform. */
export interface ImageManifest {
  readonly kind: 'image';
  readonly config: Descriptor;
  /** From the bottom to the top. */
  readonly layers: readonly Descriptor[];
}

/** The manifests of an image for several platforms. */
export interface ImageIndex {
  readonly kind: 'index';
  readonly manifests: readonly Descriptor[];
}

export const MANIFEST_TYPES: readonly string[] = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.docker.distribution.manifest.v2+json',
];

const CONFIG_TYPES: readonly string[] = [
  'application/vnd.oci.image.config.v1+json',
  'application/vnd.docker.container.image.v1+json',
];

const WHAT = 'the manifest of the image';

/** Reads a manifest or an index, whichever it is. Throws RegistryError for anything else. */
export function readManifest(bytes: Buffer): ImageManifest | ImageIndex {
  const json = parseObject(bytes, WHAT);
  if (json['schemaVersion'] === 1) {
    throw new RegistryError('unsupported', 'its manifest has the schema 1, which runtimes gave up');
  }
  const isIndex = 'manifests' in json;
  // A document that is both would be another image to another reader (CVE-2021-41190).
  if (isIndex && ('config' in json || 'layers' in json)) {
    throw new RegistryError('invalid', `${WHAT} is an index, too`);
  }
  if (isIndex) return { kind: 'index', manifests: listIn(json['manifests'], WHAT).map(descriptor) };
  const config = descriptor(json['config']);
  if (!CONFIG_TYPES.includes(config.mediaType)) {
    throw new RegistryError('unsupported', 'it is no image of a container');
  }
  return { kind: 'image', config, layers: listIn(json['layers'], WHAT).map(descriptor) };
}

const CHART_CONFIG = 'application/vnd.cncf.helm.config.v1+json';
const CHART_LAYER = 'application/vnd.cncf.helm.chart.content.v1.tar+gzip';

/** The archive that the manifest of a chart points to (helm.sh/docs/topics/registries). */
export function readChartManifest(bytes: Buffer): Descriptor {
  const what = 'the manifest of the chart';
  const json = parseObject(bytes, what);
  const layers = listIn(json['layers'], what).map(descriptor);
  const layer = layers.find(({ mediaType }) => mediaType === CHART_LAYER);
  if ('manifests' in json || !layer || descriptor(json['config']).mediaType !== CHART_CONFIG) {
    throw new RegistryError('unsupported', 'it is no Helm chart');
  }
  return layer;
}

function descriptor(value: unknown): Descriptor {
  const json = objectIn(value, WHAT);
  const digest = textIn(json['digest'], WHAT);
  const { size } = json;
  if (!isDigest(digest) || !Number.isSafeInteger(size) || Number(size) < 0) {
    throw new RegistryError('invalid', `${WHAT} has a descriptor without a digest or a size`);
  }
  const { platform, annotations } = json;
  return {
    mediaType: textIn(json['mediaType'], WHAT),
    digest,
    size: Number(size),
    platform: platform === undefined ? '' : platformOf(objectIn(platform, WHAT)),
    annotations: annotations === undefined ? {} : objectIn(annotations, WHAT),
  };
}

/** `linux/arm/v7`; empty where system or architecture is not said. */
export function platformOf(json: Json): string {
  const [os, architecture, variant] = ['os', 'architecture', 'variant'].map((name) =>
    textIn(json[name], WHAT),
  );
  if (os === '' || architecture === '') return '';
  const platform = [os, architecture, ...(variant === '' ? [] : [variant])].join('/');
  if (/^[\w.-]{1,32}(?:\/[\w.-]{1,32}){1,2}$/.test(platform)) return platform;
  throw new RegistryError('invalid', `${WHAT} is for no platform that there is`);
}

/**
 * The manifest of an index that stands for all: linux/amd64, else the first for Linux, else the first.
 * Attestations are filed as images of an unknown platform (docs.docker.com/build/metadata/attestations).
 */
export function choosePlatform({ manifests }: ImageIndex): Descriptor {
  const images = manifests.filter(({ platform }) => !platform.startsWith('unknown/'));
  const isLinux = ({ platform }: Descriptor): boolean => platform.startsWith('linux/');
  const chosen =
    images.find(({ platform }) => platform === 'linux/amd64') ?? images.find(isLinux) ?? images[0];
  if (chosen) return chosen;
  throw new RegistryError('not-found', 'its index has no image');
}
