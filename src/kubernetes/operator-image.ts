import { valuesOfKey } from './named-kinds.ts';
import { placesOf } from './places.ts';
import { MAX_DEPTH, MAX_VALUES, PASSED_OVER } from './shape.ts';
import type { Resource } from './resource.ts';
import { type Value, field, isMapping, items, ownFields, textOf } from '../yaml/value.ts';

const IMAGE_KEY = /image["']?\s*:/i;
/** A group, or the start of a value that only the parser can read. */
const BEHIND_VERSION = /["']?\s*:\s*(?:["']?([\w.-]+)\/|[&*!|>#])/y;

/**
 * Groups whose objects name images of machines, also in a cloud, images that a service watches, checks, promotes or has a
 * profile for, or images for other objects, which unseen.ts looks at.
 */
const OTHER_GROUPS =
  /(?:^|\.)(?:cluster\.x-k8s|security-profiles-operator\.x-k8s|toolkit\.fluxcd|kargo\.akuity|cli\.kyverno|config\.openshift|argoproj|fleet\.cattle|crossplane|upbound|backstage)\.io$/;
/** Kinds that list images or pull them: ImageRepository, ImageCatalog, ImagePullJob. */
const OF_IMAGES = /^(?:Cluster)?Image/;

/** Whether a text may have an object that gives an image to its operator. */
export function mayHaveOperatorImage(text: string): boolean {
  const groups = valuesOfKey(text, 'apiVersion', BEHIND_VERSION);
  const isOpen = groups.some((group) => group === undefined || isOfOperator(group));
  return isOpen && IMAGE_KEY.test(text);
}

/** Kubernetes' own groups have no dot, or end like this; their kinds with images are all known. */
function isOfOperator(group: string): boolean {
  return group.includes('.') && !group.endsWith('.k8s.io') && !OTHER_GROUPS.test(group);
}

/**
 * The image that an object of an unknown kind gives to its operator, which makes the containers; undefined for all
 * other objects. The object must have no pod: it could be judged.
 */
export function operatorImage(resource: Resource): string | undefined {
  const { group, kind, embedded, value } = resource;
  if (embedded !== undefined || !isOfOperator(group) || OF_IMAGES.test(kind)) return undefined;
  if (placesOf(resource) !== undefined) return undefined;
  const spec = field(value, 'spec')?.value;
  let level = spec ? [spec] : [];
  let count = 0;
  for (let depth = 0; depth <= MAX_DEPTH && count <= MAX_VALUES && level.length > 0; depth++) {
    const below = level.flatMap(partsOf);
    for (const part of below) {
      const image = /image$/i.test(part.name) ? imageIn(part.value) : undefined;
      if (image !== undefined) return image;
    }
    count += below.length;
    level = below.map((part) => part.value);
  }
  return undefined;
}

interface NamedPart {
  /** Empty for the item of a list. */
  readonly name: string;
  readonly value: Value;
}

function partsOf(value: Value): readonly NamedPart[] {
  if (!isMapping(value)) return items(value).map((item) => ({ name: '', value: item }));
  return ownFields(value).filter(({ name }) => !PASSED_OVER.has(name));
}

/** An image as it is written, or the repository of one in parts. */
function imageIn(value: Value): string | undefined {
  const part = (name: string): string | undefined => textOf(field(value, name)?.value) || undefined;
  // A plain word can be anything, unless a tag goes with it.
  const hasTag = part('tag') !== undefined || part('digest') !== undefined;
  return [textOf(value), part('repository'), part('name')].find(
    (text) => text !== undefined && (hasTag || /[/:$]/.test(text)) && !NO_IMAGE.test(text),
  );
}

/** A pattern with wildcards, a path, an address, or the file of a picture. */
const NO_IMAGE = /[*?!\s]|^\.?\/|:\/\/|\.(?:gif|ico|iso|jpe?g|png|qcow2|svg|webp)$/i;
