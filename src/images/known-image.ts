import { entryOf } from './catalogue.ts';
import { doubtsOf } from './doubts.ts';
import type {
  Account,
  Alternative,
  Environment,
  Evidence,
  ImageFacts,
  Needs,
  NonRoot,
  ReadOnlyRoot,
  User,
  WriteFact,
} from './facts.ts';
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
  /** Whether a volume would hide files of the image that it needs; undefined where nobody looked. */
  readonly isSeeded: boolean | undefined;
  /** Whether the image's own `cp` is known to copy these files to an empty volume. */
  readonly isCopyable: boolean;
  readonly evidence: Evidence;
  /** Whether its source was read. */
  readonly isRead: boolean;
  readonly source: string;
}

/** What is known of an image, for its tag. What nobody knows is undefined, never "no". */
export interface KnownImage {
  readonly id: string;
  readonly reference: CanonicalReference;
  readonly user: User | undefined;
  /** The account that it changes to when it starts as root. */
  readonly becomes: Account | undefined;
  readonly nonRoot: NonRoot | undefined;
  readonly readOnlyRoot: ReadOnlyRoot | undefined;
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
  /** What is uncertain about how it runs with a read-only root, in clauses. */
  readonly doubts: readonly string[];
  /**
   * How far the facts about a read-only root can be relied on. Nothing was confirmed by running it.
   * `shipped`: its own manifests have one, and there is no doubt; `read`: all was read, without a
   * doubt; `doubtful`: all else. A fix that rests on doubtful facts is never safe.
   */
  readonly confidence: 'shipped' | 'read' | 'doubtful';
}

/** What is known of an image that a manifest names; undefined for nothing, and for no reference. */
export function knownImage(image: string): KnownImage | undefined {
  const reference = canonicalReference(image);
  const entry = reference && entryOf(reference.name);
  if (!entry) return undefined;
  const { id, facts } = entry;
  const version = versionOf(reference.tag);
  const variants = variantsFor(facts, reference.tag, version);
  const needs: Needs = Object.assign({}, facts, ...variants);
  const ranges = [facts, ...variants].flatMap(({ versions }) => versions ?? []);
  const known = {
    ...describeNeeds(needs, facts.sources),
    id,
    reference,
    alternatives: facts.alternatives ?? [],
    notes: facts.notes ?? [],
    sources: facts.sources,
    versions: facts.versions,
    version,
    isVersionChecked: version !== undefined && ranges.some((range) => isInRange(version, range)),
  };
  const doubts = doubtsOf(known);
  return { ...known, doubts, confidence: confidenceIn(known.readOnlyRoot, doubts) };
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

function describeNeeds(needs: Needs, sources: readonly string[]) {
  const ports = needs.ports ?? [];
  return {
    user: needs.user,
    becomes: needs.becomes,
    nonRoot: needs.nonRoot,
    readOnlyRoot: needs.readOnlyRoot,
    fileCapabilities: needs.fileCapabilities ?? [],
    environment: needs.environment ?? [],
    ports,
    lowPorts: ports.filter((port) => port < 1024),
    writes: needs.writes?.map((write): Write => ({
      path: write.path,
      kind: write.kind,
      isPersistent: write.volume === 'persistent',
      when: write.when,
      ifMounted: write.ifMounted,
      isSeeded: write.seeded,
      isCopyable: write.copyable === true,
      evidence: write.evidence,
      isRead: write.evidence !== 'unread',
      source: sources[write.source] ?? '',
    })),
  };
}

function confidenceIn(
  readOnlyRoot: ReadOnlyRoot | undefined,
  doubts: readonly string[],
): KnownImage['confidence'] {
  if (doubts.length > 0) return 'doubtful';
  if (readOnlyRoot?.works === 'shipped') return 'shipped';
  return readOnlyRoot?.works === 'as-is' ? 'read' : 'doubtful';
}
