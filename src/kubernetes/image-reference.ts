/** An image as a manifest names it, not normalized: `nginx` has no registry. */
export interface ImageReference {
  /** The host, with its port, when the name starts with one. */
  readonly registry: string | undefined;
  readonly repository: string;
  readonly tag: string | undefined;
  /** The algorithm and the hash in hexadecimal. */
  readonly digest: string | undefined;
}

/**
 * Longer repositories are refused (distribution/reference, RepositoryNameTotalLengthMax). A host with
 * its port fits in it, too: a DNS name has at most 253 characters (RFC 1035).
 */
const MAX_NAME = 255;

/**
 * The grammar of distribution/reference (regexp.go), by which container runtimes read the `image` of
 * a container, in its parts: the part before the first slash is a host if it has a dot, a port or a
 * capital, or is `localhost`.
 */
const LABEL = '[A-Za-z0-9]+(?:-+[A-Za-z0-9]+)*';
const HOST = String.raw`(?:${LABEL}(?:\.${LABEL})*|\[[A-Fa-f0-9:]+\])(?::[0-9]+)?`;
const COMPONENT = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*';
const REGISTRY = new RegExp(`^${HOST}$`);
const REPOSITORY = new RegExp(`^${COMPONENT}(?:/${COMPONENT})*$`);
const TAG = /^\w[\w.-]{0,127}$/;

/** The algorithms that opencontainers/go-digest has, by the number of their hexadecimal digits. */
const DIGEST_LENGTHS: ReadonlyMap<string, number> = new Map([
  ['sha256', 64],
  ['sha384', 96],
  ['sha512', 128],
]);

/** Parses the reference of an image; undefined where a container runtime would refuse it. */
export function parseImageReference(text: string): ImageReference | undefined {
  const [rest = '', digest, ...more] = text.split('@');
  if (more.length > 0 || (digest !== undefined && !isDigest(digest))) return undefined;
  // A colon before the last slash belongs to the port of the registry.
  const colon = rest.indexOf(':', rest.lastIndexOf('/') + 1);
  const name = colon === -1 ? rest : rest.slice(0, colon);
  const tag = colon === -1 ? undefined : rest.slice(colon + 1);
  if (tag !== undefined && !TAG.test(tag)) return undefined;
  const { registry, repository } = splitName(name);
  if (registry !== undefined && !matches(registry, REGISTRY)) return undefined;
  // An image's ID looks like a repository, but container runtimes never accept it as one.
  if (!matches(repository, REPOSITORY) || /^[0-9a-f]{64}$/.test(name)) return undefined;
  return { registry, repository, tag, digest };
}

function matches(text: string, pattern: RegExp): boolean {
  return text.length <= MAX_NAME && pattern.test(text);
}

function splitName(name: string): Pick<ImageReference, 'registry' | 'repository'> {
  const slash = name.indexOf('/');
  const first = name.slice(0, Math.max(slash, 0));
  const isHost = /[.:A-Z]/.test(first) || first === 'localhost';
  return isHost
    ? { registry: first, repository: name.slice(slash + 1) }
    : { registry: undefined, repository: name };
}

function isDigest(text: string): boolean {
  const [algorithm = '', hash = ''] = text.split(':', 2);
  const isWhole = text.length === algorithm.length + 1 + hash.length;
  return isWhole && hash.length === DIGEST_LENGTHS.get(algorithm) && /^[0-9a-f]+$/.test(hash);
}

/** The first component of a name with more after it: with a dot it is a host. */
const FIRST_COMPONENT = '[a-z0-9]+(?:(?:_|__|-+)[a-z0-9]+)*';
const HEX_LENGTHS = [...DIGEST_LENGTHS].map(([name, length]) => `${name}:[0-9a-f]{${length}}`);

/**
 * What `parseImageReference` takes as one pattern of RE2, for policies of a cluster. It has no bound of
 * the length, and takes an ID in place of a name.
 */
export const IMAGE_REFERENCE =
  `^(?:${HOST}/${COMPONENT}(?:/${COMPONENT})*|${FIRST_COMPONENT}(?:/${COMPONENT})+|${COMPONENT})` +
  String.raw`(?::\w[\w.-]{0,127})?(?:@(?:${HEX_LENGTHS.join('|')}))?$`;
