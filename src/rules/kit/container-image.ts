import { type BuiltImage, asOtherUser } from '../../images/built-image.ts';
import type { User } from '../../images/facts.ts';
import type { ImageConfig } from '../../images/image-config.ts';
import { type KnownImage, knownImage } from '../../images/known-image.ts';
import type { ProjectImages } from '../../images/project-images.ts';
import { type Container, effectiveField } from '../../kubernetes/pod.ts';
import { field, items, scalar, textOf } from '../../yaml/value.ts';
import { isSetByTrigger } from '../../kubernetes/image-triggers.ts';
import { changeImage } from '../../kubernetes/kustomization/image-changes.ts';
import { hasCommand, programOf, wordsOf } from './container-settings.ts';
import { codeImage } from './describe.ts';
import { imageUser } from './image-user.ts';
import { inspectImage } from './inspect-image.ts';
import type { RuleSet } from './rule.ts';
import { kept } from '../../yaml/kept.ts';

/** By reference: rules ask for each finding, and once more for each proof of a fix. */
const known = kept<RuleSet, Map<string, KnownImage | undefined>>();

/** What is known of the image that a container names; undefined for nothing. */
export function imageOf(container: Container, ruleSet: RuleSet): KnownImage | undefined {
  const image = referenceOf(container, ruleSet);
  if (image === undefined) return undefined;
  const images = known.get(ruleSet) ?? new Map<string, KnownImage | undefined>();
  known.set(ruleSet, images);
  const built = builtOf(container, ruleSet);
  const config = configOf(container, ruleSet);
  const here = { images, built, own: ruleSet.images };
  if (config?.files) return inspectedImage(container, image, config, here);
  return built ? builtImage(container, image, { ...here, built }) : byName(image, ruleSet.images);
}

/** What is known by name alone, for all files: these name the same few images again and again. */
const named = kept<object, Map<string, KnownImage | undefined>>();
const NO_OWN = {};
const MAX_NAMED = 500;

function byName(image: string, own: ProjectImages | undefined): KnownImage | undefined {
  const images = named.get(own ?? NO_OWN) ?? new Map<string, KnownImage | undefined>();
  named.set(own ?? NO_OWN, images);
  if (images.has(image)) return images.get(image);
  if (images.size === MAX_NAMED) images.clear();
  const found = knownImage(image, own);
  images.set(image, found);
  return found;
}

interface BuiltHere {
  readonly images: Map<string, KnownImage | undefined>;
  readonly built: BuiltImage;
  readonly own: ProjectImages | undefined;
}

/** Where an image writes whose files are known depends on the user whom the container names. */
function inspectedImage(
  container: Container,
  image: string,
  config: ImageConfig,
  { images, built, own }: Omit<BuiltHere, 'built'> & { readonly built: BuiltImage | undefined },
): KnownImage | undefined {
  const [user, group] = ['runAsUser', 'runAsGroup'].map((name) =>
    scalar(effectiveField(container, name)?.value),
  );
  const uid = typeof user === 'number' ? user : undefined;
  const gid = typeof group === 'number' ? group : undefined;
  const key = `${image} as ${uid ?? 'its user'}:${gid ?? 'its group'}`;
  const found = images.get(key);
  if (found) return found;
  const inspected = inspectImage(config, { uid, gid });
  const read = knownImage(image, own, { built, inspected });
  images.set(key, read);
  return read;
}

/** Where an image of the repository writes depends on the user whom the container names. */
function builtImage(
  container: Container,
  image: string,
  { images, built, own }: BuiltHere,
): KnownImage | undefined {
  const user = scalar(effectiveField(container, 'runAsUser')?.value);
  const isOther = typeof user === 'number' && user > 0 && user !== built.facts.user?.uid;
  const key = isOther ? `${image} as another user` : image;
  const found =
    images.get(key) ?? knownImage(image, own, { built: isOther ? asOtherUser(built) : built });
  images.set(key, found);
  return found;
}

/** How it is built: by the name that it has, else by the one that a kustomization changes. */
function builtOf(container: Container, ruleSet: RuleSet): BuiltImage | undefined {
  const { built } = ruleSet;
  const written = textOf(field(container.value, 'image')?.value);
  return built?.get(referenceOf(container, ruleSet) ?? '') ?? built?.get(written ?? '');
}

/**
 * The image that a container runs: as the kustomization names it that lists the file, else as written; undefined
 * where that is in an image stream.
 */
function referenceOf(
  container: Container,
  { kustomization }: Pick<RuleSet, 'kustomization'>,
): string | undefined {
  const { value } = container;
  if (isSetByTrigger(container)) return undefined;
  const written = textOf(field(value, 'image')?.value);
  // Kustomize does not look for images in the values of a chart.
  if (written === undefined || !kustomization || value.document.madeFrom) return written;
  return changeImage(written, kustomization.images)?.reference ?? written;
}

/** The same for a message. */
export function imageWords(container: Container, ruleSet: RuleSet): string {
  const reference = referenceOf(container, ruleSet);
  return reference === undefined ? 'its image' : codeImage(reference);
}

/** What its image says of itself, where somebody looked; nothing for one that is not for Linux. */
export function configOf(container: Container, ruleSet: RuleSet): ImageConfig | undefined {
  const config = ruleSet.configs?.get(referenceOf(container, ruleSet) ?? '');
  return config?.platform.startsWith('windows/') === true ? undefined : config;
}

/** Shells, which may run anything that an image has. */
const SHELL = /^(?:ba|da|a)?sh$/;

/**
 * As whom the image of a container starts, whatever the container sets: by its configuration where a
 * registry was asked, else by what is known of it. A `command` does not change it.
 */
export function startOf(container: Container, ruleSet: RuleSet): User | undefined {
  const config = configOf(container, ruleSet);
  return config ? imageUser(config) : imageOf(container, ruleSet)?.user;
}

/** The same where there is no doubt that the facts hold for this image. */
export function certainStart(container: Container, ruleSet: RuleSet): User | undefined {
  const config = configOf(container, ruleSet);
  if (config) return imageUser(config);
  const image = imageOf(container, ruleSet);
  if (image?.built && !(image.built.isVouched && image.built.isExact)) return undefined;
  return image?.isVersionChecked && !image.reference.isGuessed ? image.user : undefined;
}

/**
 * Whether a container starts what its image starts. With a `command` of its own that names another
 * program, or arguments that start a shell, it may run anything that the image has, so that what is
 * known of the image says little about it.
 */
export function isUsualProgram(container: Container, image?: KnownImage): boolean {
  const program = programOf(container) ?? '';
  return hasCommand(container)
    ? image !== undefined && isProgramOf(image, program)
    : !SHELL.test(program);
}

/**
 * Whether a container may run the program of its image: it starts it, or a command of its own names it or
 * the image's entrypoint, as in `sh -c "render > /tmp/conf && exec nginx"`.
 */
export function mayRunProgram(container: Container, image: KnownImage): boolean {
  return (
    isUsualProgram(container, image) ||
    wordsOf(container).some(
      (word) =>
        /entrypoint/.test(word) || word.split(/[^\w.-]+/).some((name) => isProgramOf(image, name)),
    )
  );
}

/**
 * The program that the first argument names, as entrypoints that are scripts let it: not an option, and
 * not the image's own. Other arguments leave the program as it is.
 */
export function ownProgram(container: Container, image: KnownImage): string | undefined {
  const program = programOf(container);
  if (hasCommand(container) || program === undefined) return undefined;
  const first = textOf(items(field(container.value, 'args')?.value)[0]);
  return isProgramOf(image, program) ? undefined : first;
}

/** Whether a name is that of a program that an image is for. */
export function isProgramOf({ id, programs }: KnownImage, name: string): boolean {
  return [id, `${id}d`, `${id}-server`, ...programs].includes(name);
}
