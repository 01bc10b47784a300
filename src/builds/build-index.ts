import type { BuiltImage, BuiltImages } from '../images/built-image.ts';
import type { ProjectImages } from '../images/project-images.ts';
import { canonicalReference } from '../images/reference.ts';
import { code } from '../text/markdown.ts';
import { describeBuilt } from './dockerfile/built.ts';
import { startScripts } from './dockerfile/entrypoint.ts';
import { evaluate } from './dockerfile/evaluate.ts';
import type { ImageState } from './dockerfile/image-state.ts';
import { type Dockerfile, readDockerfile } from './dockerfile/parse.ts';
import { type FoundLink, collectLinks, evidencePaths } from './links/collect.ts';
import { type Match, matchImage } from './links/match.ts';
import { folderOf, isDockerfile, isForeign } from './paths.ts';
import { builtByJib, jibFile } from './jib-image.ts';
import { KO_FILE, builtByKo, koBase } from './ko-image.ts';
import { builtByTool } from './tool-image.ts';
import { unknownImages } from './unknown-images.ts';

/** The files of a repository, as far as they are needed to tell how its images are built. Plain data. */
export interface BuildFiles {
  /** All paths that it has. */
  readonly paths: readonly string[];
  /** The texts that were read; empty for a file that can't be. */
  readonly texts: ReadonlyMap<string, string>;
}

/** What came out of the files that were read. */
export interface Builds {
  readonly built: BuiltImages;
  /** The files to read before more can be said, each once. */
  readonly wanted: readonly string[];
}

/** How an image is built, or what to read before that can be told. */
interface Found {
  readonly image?: BuiltImage;
  readonly wanted: readonly string[];
}

/** So many images of a file are followed to their Dockerfiles: as many as one request asks for. */
const MAX_IMAGES = 90;

const NOTHING: Found = { wanted: [] };

/**
 * Tells how images are built by the files of their repository. Files are asked for in up to three steps:
 * those that say how images are built, the Dockerfiles, and their start scripts.
 */
export class BuildIndex {
  readonly #tree: ReadonlySet<string>;
  readonly #dockerfiles: readonly string[];
  readonly #texts: Map<string, string>;
  readonly #found = new Map<string, Found>();
  #evidence: readonly string[] | undefined;
  #links: readonly FoundLink[] | undefined;

  constructor({ paths, texts }: BuildFiles) {
    this.#tree = new Set(paths);
    this.#dockerfiles = paths.filter((path) => isDockerfile(path) && !isForeign(path));
    this.#texts = new Map(texts);
  }

  /** Takes the texts of files that it asked for; those that are not given can't be read. */
  add(wanted: readonly string[], texts: ReadonlyMap<string, string>): void {
    for (const path of wanted) this.#texts.set(path, texts.get(path) ?? '');
  }

  /** The files that may say how images are built and were not read yet. */
  get evidence(): readonly string[] {
    const paths = this.#dockerfiles.length === 0 ? [] : this.#evidencePaths();
    return paths.filter((path) => !this.#texts.has(path));
  }

  /** Looked for once, among all paths of a repository. */
  #evidencePaths(): readonly string[] {
    return (this.#evidence ??= evidencePaths(this.#tree));
  }

  /** How those of the images are built that nobody else knows. */
  find(images: readonly string[], own?: ProjectImages): Builds {
    const built = new Map<string, BuiltImage>();
    const wanted = new Set<string>();
    for (const image of unknownImages(images, own).slice(0, MAX_IMAGES)) {
      const found = this.#of(image, own);
      if (found.image) built.set(image, found.image);
      for (const path of found.wanted) wanted.add(path);
    }
    return { built, wanted: [...wanted] };
  }

  #of(image: string, own?: ProjectImages): Found {
    const known = this.#found.get(image);
    if (known) return known;
    const found = this.#search(image, own);
    if (found.wanted.length === 0) this.#found.set(image, found);
    return found;
  }

  #search(image: string, own?: ProjectImages): Found {
    if (image.startsWith('ko://')) return this.#readKo(image, undefined, own);
    if (!this.#links) {
      const { evidence } = this;
      if (evidence.length > 0) return { wanted: evidence };
      const paths = { tree: this.#tree, dockerfiles: this.#dockerfiles };
      this.#links = collectLinks({ ...paths, evidence: this.#evidencePaths() }, this.#texts);
    }
    const match = matchImage(image, this.#links, this.#dockerfiles);
    return match ? this.#read(image, match, own) : NOTHING;
  }

  /** The configuration of ko names the base of its images. */
  #readKo(image: string, evidence: string | undefined, own?: ProjectImages): Found {
    const configuration = this.#tree.has(KO_FILE) ? this.#texts.get(KO_FILE) : '';
    if (configuration === undefined) return { wanted: [KO_FILE] };
    const base = koBase({ path: KO_FILE, text: configuration }, image);
    return { image: builtByKo(base, evidence, own), wanted: [] };
  }

  /** A build file names the user and the base of what Jib builds. */
  #readJib({ link: { context, evidence } }: Match, own?: ProjectImages): Found {
    const path = jibFile(evidence, context, this.#tree);
    const text = path === undefined ? '' : this.#texts.get(path);
    if (text === undefined) return { wanted: path === undefined ? [] : [path] };
    const file = path === undefined ? undefined : { path, text };
    return { image: builtByJib(file, evidence, own), wanted: [] };
  }

  #read(image: string, match: Match, own?: ProjectImages): Found {
    const { dockerfile, context, tool, evidence } = match.link;
    if (tool === 'ko') return this.#readKo('', evidence, own);
    if (tool === 'jib') return this.#readJib(match, own);
    if (tool !== undefined) return { image: builtByTool(tool, evidence), wanted: [] };
    if (dockerfile === undefined) return NOTHING;
    const wanted: string[] = [];
    const found = this.#evaluate(match, { own, wanted, trail: [], known: new Map() });
    if (wanted.length > 0) return { wanted };
    if (!found || !(match.isExact || mayBuild(found, image))) return NOTHING;
    const { file, state } = found;
    const paths = startScripts(state, context ?? folderOf(dockerfile), this.#tree);
    const open = paths.filter((path) => !this.#texts.has(path));
    if (open.length > 0) return { wanted: open };
    const scripts = paths.map((path) => ({ path, text: this.#texts.get(path) ?? '' }));
    return { image: describeBuilt({ file, state, match, scripts }, own), wanted: [] };
  }

  /** What a Dockerfile makes of an image, through those of the images that it starts from. */
  #evaluate({ link }: Match, chain: Chain): Evaluated | undefined {
    const { dockerfile = '', target, args } = link;
    const text = this.#texts.get(dockerfile);
    if (text === undefined) {
      chain.wanted.push(dockerfile);
      return undefined;
    }
    const file = readDockerfile({ path: dockerfile, text });
    if (!file) return undefined;
    const trail = [...chain.trail, dockerfile];
    const baseOf = (image: string): ImageState | undefined =>
      this.#baseOf(image, { ...chain, trail });
    const state = evaluate(file, { target, args, baseOf });
    return state && { file, state };
  }

  /** How the base of an image is built, where the repository does that; each is looked for once. */
  #baseOf(image: string, chain: Chain): ImageState | undefined {
    const { trail, own, known } = chain;
    if (known.has(image)) return known.get(image);
    if (known.size === MAX_BASES || trail.length === MAX_DEPTH) return undefined;
    if (image === 'scratch' || unknownImages([image], own).length === 0) return undefined;
    const match = matchImage(image, this.#links ?? [], this.#dockerfiles);
    const { dockerfile, context } = match?.link ?? {};
    const isBuilt = dockerfile !== undefined && !trail.includes(dockerfile);
    const found = match && isBuilt ? this.#evaluate(match, chain) : undefined;
    const state = found && asBase(found, { image, context, isExact: match?.isExact === true });
    known.set(image, state);
    return state;
  }
}

/** Whether a Dockerfile of such a name may be an image's: it is another's that starts from that image. */
function mayBuild({ state }: Evaluated, image: string): boolean {
  if (state.base === undefined) return false;
  return canonicalReference(state.base)?.name !== canonicalReference(image)?.name;
}

/** An image as another one starts from it: what it says is in another file, and so are its scripts. */
function asBase(
  { file: { path }, state }: Evaluated,
  {
    image,
    context = folderOf(path),
    isExact,
  }: { readonly image: string; readonly context: string | undefined; readonly isExact: boolean },
): ImageState {
  return {
    ...state,
    accounts: new Map(
      [...state.accounts].map(([name, one]) => [name, { ...one, isOfBase: true as const }]),
    ),
    bases: [{ path, caveats: baseCaveats(image, path, isExact) }, ...state.bases],
    user: state.user && { ...state.user, of: state.user.of ?? path },
    copies: state.copies.map((one) => ({ ...one, context: one.context ?? context })),
  };
}

/** Images that start from each other: people have two or three. */
const MAX_DEPTH = 5;
/** Images that one image starts or copies from, all together. */
const MAX_BASES = 20;

/** How a Dockerfile was reached, and what has to be read to go on. */
interface Chain {
  readonly own: ProjectImages | undefined;
  readonly wanted: string[];
  readonly trail: readonly string[];
  /** By the names of the images. */
  readonly known: Map<string, ImageState | undefined>;
}

interface Evaluated {
  readonly file: Dockerfile;
  readonly state: ImageState;
}

/** What is uncertain about a base that the repository builds as well. */
function baseCaveats(image: string, dockerfile: string, isExact: boolean): string[] {
  const [base, file] = [code(image), code(dockerfile, Infinity)];
  if (!isExact) return [`only the name tells that its base ${base} is built from ${file}`];
  const { tag = '', digest } = canonicalReference(image) ?? {};
  const isOld = digest !== undefined || /\d/.test(tag);
  return isOld ? [`${file} is as it is now, and the base ${base} may be older`] : [];
}
