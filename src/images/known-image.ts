import { entryOf } from './catalog.ts';
import type { BuiltImage } from './built-image.ts';
import { caveatsOf } from './caveats.ts';
import type {
  Account,
  Alternative,
  Confirmation,
  Environment,
  Evidence,
  ImageFacts,
  MovedBy,
  NodeNeeds,
  NonRoot,
  ReadOnlyRoot,
  Signs,
  User,
  VariantFacts,
  WriteFact,
} from './facts.ts';
import { hidesFilesAt } from './image-files.ts';
import { type InspectedImage, refineWrites } from './inspected-image.ts';
import type { ProjectImages } from './project-images.ts';
import { realPath } from './paths.ts';
import { type CanonicalReference, canonicalReference } from './reference.ts';
import { isInRange, versionOf, wordsOf } from './version.ts';

/** A path that an image writes to. */
export interface Write {
  readonly path: string;
  readonly kind: WriteFact['kind'];
  /** Whether it is data: an `emptyDir` there loses it with the pod. */
  readonly isPersistent: boolean;
  /** When it writes there, a clause after "if"; undefined: always, and it needs to. */
  readonly when: string | undefined;
  /** Only where a volume is mounted here it can be that it writes there. */
  readonly ifMounted: string | undefined;
  /** Settings by which the condition holds. */
  readonly if: Signs | undefined;
  /** Settings by which it does not write there. */
  readonly unless: Signs | undefined;
  readonly movedBy: MovedBy | undefined;
  /** The variable that names a folder for these files, where the program refuses one open to all. */
  readonly ownFolder: string | undefined;
  /** Whether a volume would hide files of the image that it needs; undefined where that is not known. */
  readonly hidesFiles: boolean | undefined;
  /** Whether the image's own `cp` is known to copy these files to an empty volume. */
  readonly isCopyable: boolean;
  readonly evidence: Evidence;
  /** Whether its source was read, or it was seen to write there. */
  readonly isRead: boolean;
  readonly source: string;
}

/** What is known of an image, for its tag. What is not known is undefined, never "no". */
export interface KnownImage {
  readonly id: string;
  /** The programs that a `command` may name to start what the image starts. */
  readonly programs: readonly string[];
  /** Whether the project's own facts are among them. */
  readonly isOwn: boolean;
  /** How the repository builds it, where it does. */
  readonly built: BuiltImage | undefined;
  /** What its layers tell, where they were read and the catalog knows nothing. */
  readonly inspected: InspectedImage | undefined;
  readonly reference: CanonicalReference;
  readonly user: User | undefined;
  /** The account that it changes to when it starts as root. */
  readonly becomes: Account | undefined;
  readonly nonRoot: NonRoot | undefined;
  readonly readOnlyRoot: ReadOnlyRoot | undefined;
  /** What of its node it can't work without; without any field: nothing. */
  readonly needs: NodeNeeds | undefined;
  /** Capabilities without which its binary can't be started, whatever it does. */
  readonly fileCapabilities: readonly string[];
  readonly environment: readonly Environment[];
  readonly ports: readonly number[];
  /** Those that only root may listen on, unless a sysctl says otherwise. */
  readonly lowPorts: readonly number[];
  /** Empty: it writes nothing. */
  readonly writes: readonly Write[] | undefined;
  readonly alternatives: readonly Alternative[];
  readonly notes: readonly string[];
  readonly sources: readonly string[];
  /** For which versions the facts were read, and the one of the tag. */
  readonly versions: string | undefined;
  readonly version: string | undefined;
  /** Whether the facts were read for this version. */
  readonly isVersionChecked: boolean;
  /** A run by these facts that held, of this version; undefined where there was none. */
  readonly confirmed: Confirmation | undefined;
  /** What is uncertain about how it runs with a read-only root, in clauses. */
  readonly caveats: readonly string[];
  /**
   * How far the facts about a read-only root can be relied on.
   * `shipped`: the project's own manifests have one, and there is no caveat; `read`: all was read, and
   * there is no caveat; `doubtful`: all else. A fix that rests on doubtful facts is never safe.
   */
  readonly confidence: 'shipped' | 'read' | 'doubtful';
}

/**
 * What is known of an image that a manifest names; undefined for nothing, and for no reference.
 *
 * @param own what the project knows itself: each field that it has replaces ours
 * @param here what was read of this very image, which stands in where the catalog knows nothing
 */
export function knownImage(
  image: string,
  own?: ProjectImages,
  here: ReadHere = {},
): KnownImage | undefined {
  const reference = canonicalReference(image) ?? (here.built && toolReference(image));
  const entry = reference && entryOf(reference.name);
  const theirs = reference && own?.get(reference.name);
  const built = entry ? undefined : builtOf(here);
  const inspected = entry ? undefined : here.inspected;
  const facts = theirs ?? entry?.facts;
  if (!reference || !(facts ?? inspected ?? built)) return undefined;
  const version = versionOf(reference.tag);
  const read = inspected ?? built;
  const ours = entry
    ? refined(factsFor(entry.facts, reference.tag, version), here.inspected)
    : read && factsHere(read);
  const needs = combine(ours, theirs && factsFor(theirs, reference.tag, version));
  const known = {
    ...describeFacts(needs),
    id: entry?.id ?? (read ? reference.name.replace(/^.*\//, '') : reference.name),
    isOwn: theirs !== undefined,
    built,
    inspected,
    reference,
    ...listsOf(theirs, entry?.facts ?? read),
    versions: needs.versions,
    version,
    isVersionChecked: needs.isVersionChecked,
    confirmed: facts && confirmedFor(facts, reference.tag, version),
  };
  const caveats = caveatsOf(known);
  return { ...known, caveats, confidence: confidenceIn(known, caveats) };
}

/** What is listed with an image, the project's own first. */
function listsOf(
  theirs: ImageFacts | undefined,
  facts: ImageFacts | BuiltImage | InspectedImage | undefined,
): Pick<KnownImage, 'programs' | 'alternatives' | 'notes' | 'sources'> {
  const { alternatives = [] }: Partial<ImageFacts> = facts && 'alternatives' in facts ? facts : {};
  return {
    programs: theirs?.programs ?? facts?.programs ?? [],
    alternatives: theirs?.alternatives ?? alternatives,
    notes: [...(theirs?.notes ?? []), ...(facts?.notes ?? [])],
    sources: [...(theirs?.sources ?? []), ...(facts?.sources ?? [])],
  };
}

/** The name that ko gives an image, `ko://example.com/cmd/web`, as that of an image. */
function toolReference(image: string): CanonicalReference | undefined {
  const [, name] = /^ko:\/\/([\w./-]+)$/.exec(image) ?? [];
  return name === undefined
    ? undefined
    : { name, tag: undefined, digest: undefined, isGuessed: false };
}

/** What was read of an image itself, or of how it is built. */
export interface ReadHere {
  /** How the repository builds it. */
  readonly built?: BuiltImage | undefined;
  readonly inspected?: InspectedImage | undefined;
}

/** The image in the registry may be older than its Dockerfile, and is the one that runs. */
function builtOf({ built, inspected }: ReadHere): BuiltImage | undefined {
  const [one, other] = [built?.facts.user, inspected?.facts.user];
  const isSame = !inspected || (one?.declared === other?.declared && one?.uid === other?.uid);
  return isSame ? built : undefined;
}

/** What was read of the image itself is of no other version. */
function factsHere({ facts }: Pick<BuiltImage | InspectedImage, 'facts'>): VersionFacts {
  return { ...facts, versions: undefined, ranges: [], isVersionChecked: true };
}

/** Facts about an image with what its own layers tell more exactly: what it has, and its users. */
function refined(facts: VersionFacts, inspected: InspectedImage | undefined): VersionFacts {
  if (!inspected) return facts;
  const { files } = inspected;
  const { user, becomes, nonRoot, writes } = facts;
  const found = files.accounts.get(becomes?.name ?? user?.name ?? '');
  const numbers = found && { uid: found.uid, gid: found.gid };
  // What its facts run it as is the user that it has for that.
  const isOwn = nonRoot?.uid !== undefined && nonRoot.uid === (becomes ?? user)?.uid;
  return {
    ...facts,
    ...(user && { user: user.declared === 'name' && !becomes ? { ...user, ...numbers } : user }),
    ...(becomes && { becomes: { ...becomes, ...numbers } }),
    ...(nonRoot && { nonRoot: isOwn ? { ...nonRoot, ...numbers } : nonRoot }),
    ...(writes && { writes: refineWrites(writes, (path) => hidesFilesAt(files, path)) }),
    fileCapabilities: files.startCapabilities,
  };
}

/** What facts say of one version, each path with its source. */
interface VersionFacts extends Omit<VariantFacts, 'writes'> {
  readonly writes?: readonly Write[];
  /** For which versions it was read, as it is written. */
  readonly versions: string | undefined;
  readonly ranges: readonly string[];
  readonly isVersionChecked: boolean;
}

function factsFor(facts: ImageFacts, tag: string | undefined, version?: string): VersionFacts {
  const variants = variantsFor(facts, tag, version);
  const { writes, ...needs }: VariantFacts = Object.assign({}, facts, ...variants);
  const ranges = [facts, ...variants].flatMap(({ versions }) => versions ?? []);
  return {
    ...needs,
    ...(writes && { writes: writes.map((write) => toWrite(write, facts.sources)) }),
    versions: facts.versions,
    ranges,
    isVersionChecked: version !== undefined && ranges.some((range) => isInRange(version, range)),
  };
}

/**
 * A project's own facts over ours. What it has seen written comes to what we know; only where it also
 * says how a read-only root works is its list the whole one. What we read of such a root holds for
 * the paths that we read of, so that own paths take it away. Own facts without versions hold for all
 * of them, since the project sees to it.
 */
function combine(ours: VersionFacts | undefined, theirs: VersionFacts | undefined): VersionFacts {
  const none = { versions: undefined, ranges: [], isVersionChecked: false };
  if (!ours || !theirs) return withOwnVersions(theirs) ?? ours ?? none;
  const isAboutRoot = theirs.writes !== undefined || theirs.readOnlyRoot !== undefined;
  const { versions, ranges, isVersionChecked } = isAboutRoot ? withOwnVersions(theirs) : ours;
  const both = { ...ours, ...theirs, versions, ranges, isVersionChecked };
  if (theirs.writes === undefined || theirs.readOnlyRoot !== undefined) return both;
  const { readOnlyRoot: _, ...others } = both;
  return { ...others, writes: [...theirs.writes, ...otherWrites(ours, theirs.writes)] };
}

function otherWrites({ writes = [] }: VersionFacts, known: readonly Write[]): Write[] {
  const own = new Set(known.map(({ path }) => realPath(path)));
  return writes.filter(({ path }) => !own.has(realPath(path)));
}

function withOwnVersions<T extends VersionFacts | undefined>(needs: T): T {
  return needs && needs.ranges.length === 0 ? { ...needs, isVersionChecked: true } : needs;
}

function variantsFor({ variants = [] }: ImageFacts, tag: string | undefined, version?: string) {
  const words = wordsOf(tag);
  return variants.filter(
    (variant) =>
      (variant.tag ?? []).every((word) => words.includes(word)) &&
      (variant.versions === undefined ||
        (version !== undefined && isInRange(version, variant.versions))),
  );
}

function describeFacts(needs: VersionFacts) {
  const ports = needs.ports ?? [];
  return {
    user: needs.user,
    becomes: needs.becomes,
    nonRoot: needs.nonRoot,
    readOnlyRoot: needs.readOnlyRoot,
    needs: needs.needs,
    fileCapabilities: needs.fileCapabilities ?? [],
    environment: needs.environment ?? [],
    ports,
    lowPorts: ports.filter((port) => port < 1024),
    writes: needs.writes,
  };
}

function toWrite(write: WriteFact, sources: readonly string[]): Write {
  return {
    path: write.path,
    kind: write.kind,
    isPersistent: write.volume === 'persistent',
    when: write.when,
    ifMounted: write.ifMounted,
    if: write.if,
    unless: write.unless,
    movedBy: write.movedBy,
    ownFolder: write.ownFolder,
    hidesFiles: write.hidesFiles,
    isCopyable: write.copyable === true,
    evidence: write.evidence,
    isRead: write.evidence !== 'unread',
    source: sources[write.source] ?? '',
  };
}

/**
 * The confirmation of an image for a tag: of the same minor version, and not of a variant, which has
 * another layout.
 */
function confirmedFor(
  facts: ImageFacts,
  tag: string | undefined,
  version: string | undefined,
): Confirmation | undefined {
  const { confirmed } = facts;
  if (!confirmed || version === undefined) return undefined;
  const minor = confirmed.version.split('.').slice(0, 2);
  const isNamed = version.split('.').length >= minor.length;
  const isVariant = variantsFor(facts, tag, version).length > 0;
  return isNamed && !isVariant && isInRange(version, minor.join('.')) ? confirmed : undefined;
}

function confidenceIn(
  { readOnlyRoot, confirmed }: Pick<KnownImage, 'readOnlyRoot' | 'confirmed'>,
  caveats: readonly string[],
): KnownImage['confidence'] {
  if (caveats.length > 0) return 'doubtful';
  if (readOnlyRoot?.works === 'shipped') return 'shipped';
  const isRead = readOnlyRoot?.works === 'as-is' || (!readOnlyRoot && confirmed !== undefined);
  return isRead ? 'read' : 'doubtful';
}
