import { canonicalReference } from '../../images/reference.ts';
import { parseImageReference } from '../../kubernetes/image-reference.ts';
import { baseOf, folderOf } from '../paths.ts';
import { certainPart, marked, matchTemplate } from '../template.ts';
import type { FoundLink } from './collect.ts';

/** How a link was found: by the whole name of an image, or by its end alone. */
export interface Match {
  readonly link: FoundLink;
  readonly isExact: boolean;
}

/**
 * What builds an image: by its whole name, else by the end of its name, else by the name of the one
 * Dockerfile that is called so. Never one of two: where several fit, nothing is said.
 */
export function matchImage(
  image: string,
  links: readonly FoundLink[],
  dockerfiles: readonly string[],
): Match | undefined {
  const names = namesOf(image);
  if (!names) return undefined;
  const named = links.filter((link) => isNamed(link.image, names));
  const exact = distinct(named);
  // One name may stand for many images, which their tags tell apart.
  if (exact.length > 1) return only(distinct(named.filter((link) => hasTag(link, names))), true);
  if (exact.length > 0) return only(exact, true);
  const last = baseOf(names.name);
  const alike = distinct(
    links.filter((link) => !marked(nameIn(link.image)) && baseOf(nameIn(link.image)) === last),
  );
  if (alike.length > 0) return only(alike, false);
  return only(dockerfiles.filter((path) => isCalled(path, last)).map(toLink), false);
}

function only(links: readonly FoundLink[], isExact: boolean): Match | undefined {
  const [link, second] = links;
  return link && !second ? { link, isExact } : undefined;
}

function distinct(links: readonly FoundLink[]): FoundLink[] {
  // The first says it best.
  const last = new Map(links.toReversed().map((link) => [keyOf(link), link]));
  return [...last.values()].toReversed();
}

function keyOf({ dockerfile, tool, target, context }: FoundLink): string {
  return JSON.stringify(tool === undefined ? [dockerfile, target ?? ''] : [tool, context ?? '']);
}

interface Names {
  /** Canonical, without the tag. */
  readonly name: string;
  /** The names under which it may be written, without the tag. */
  readonly all: readonly string[];
  readonly tag: string | undefined;
}

function namesOf(image: string): Names | undefined {
  const [written, reference] = [parseImageReference(image), canonicalReference(image)];
  if (!written || !reference) return undefined;
  const { name, tag } = reference;
  const short = written.registry === undefined ? '' : `${written.registry}/`;
  return { name, all: [...new Set([name, `${short}${written.repository}`])], tag };
}

/** The name of a template, without its tag. */
function nameIn(template: string): string {
  return splitTag(template)[0];
}

function splitTag(template: string): [name: string, tag: string] {
  const colon = template.indexOf(':', template.lastIndexOf('/') + 1);
  return colon === -1 ? [template, ''] : [template.slice(0, colon), template.slice(colon + 1)];
}

/** A name of fewer certain letters could be anybody's. */
const MIN_LETTERS = 2;
const MIN_TAG_LETTERS = 4;

function isNamed(template: string, { name, all, tag = '' }: Names): boolean {
  const [wanted, wantedTag] = splitTag(template);
  if (!marked(wanted)) {
    const isSame = canonicalReference(wanted)?.name === name;
    return isSame && isTagged(wantedTag, tag);
  }
  const certain = certainPart(wanted);
  const letters = certain.slice(certain.lastIndexOf('/') + 1);
  const isCertain = letters.length >= MIN_LETTERS && !wanted.endsWith('\uE001');
  // The name alone may be a variable where the tag tells the images apart.
  const isByTag =
    marked(wantedTag) && certainPart(wantedTag).replace(/^-/, '').length >= MIN_TAG_LETTERS;
  if (!isCertain && !isByTag) return false;
  return all.some((one) => matchTemplate(wanted, one)) && isTagged(wantedTag, tag);
}

function hasTag({ image }: FoundLink, { tag = 'latest' }: Names): boolean {
  const [, template] = splitTag(image);
  return matchTemplate(template === '' ? 'latest' : template, tag) !== undefined;
}

/** A tag counts only where a part of it is certain, as in `$VERSION-frontend`: versions change. */
function isTagged(template: string, tag: string): boolean {
  const isTelling = marked(template) && /[a-z]{2}/i.test(certainPart(template));
  return !isTelling || matchTemplate(template, tag) !== undefined;
}

/** Folders whose name says nothing: the one above names what is in them. */
const GENERAL = /^(?:src|docker|build|app|images?|container|deploy(?:ment)?|package|\.docker)$/i;

/** Whether the folder or the suffix of a Dockerfile has a name: `web/Dockerfile`, `Dockerfile.web`. */
function isCalled(path: string, name: string): boolean {
  const file = baseOf(path);
  if (/^(?:Docker|Container)file$/i.test(file)) return nameOfFolder(folderOf(path)) === name;
  return file.replace(/^(?:Docker|Container)file[.-]|\.(?:docker|container)file$/i, '') === name;
}

function nameOfFolder(folder: string): string {
  const name = baseOf(folder);
  return GENERAL.test(name) && folder.includes('/') ? nameOfFolder(folderOf(folder)) : name;
}

function toLink(dockerfile: string): FoundLink {
  return {
    image: '',
    dockerfile,
    tool: undefined,
    context: undefined,
    target: undefined,
    args: new Map(),
    evidence: undefined,
  };
}
