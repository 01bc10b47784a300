/** As what an image starts: `root` also where it says nothing, `name` for a user without a number. */
export interface User {
  readonly declared: 'root' | 'name' | 'numeric';
  readonly name?: string;
  readonly uid?: number;
  readonly gid?: number;
}

/** The account that an image changes to when it starts as root. */
export interface Account {
  readonly name: string;
  readonly uid?: number;
  readonly gid?: number;
}

/** Whether an image works as another user than root, and what that takes. */
export interface NonRoot {
  readonly works: 'as-is' | 'with-changes' | 'never';
  readonly uid?: number;
  readonly gid?: number;
  /** False where the number is inferred. */
  readonly checked?: false;
  /** A sentence or two. */
  readonly how?: string;
  /** What to set beside `fsGroup`, and why, a clause. */
  readonly fsGroupChangePolicy?: { readonly value: 'OnRootMismatch'; readonly why: string };
}

/**
 * Whether an image works with a read-only root, with volumes where it writes: `shipped` where its
 * own manifests or charts have it, `never` where its maintainers do not support it.
 */
export interface ReadOnlyRoot {
  readonly works: 'as-is' | 'shipped' | 'with-changes' | 'never';
  readonly note?: string;
}

/** What of its node an image can't work without. Empty: nothing. */
export interface NodeNeeds {
  /** Capabilities would not do. */
  readonly privileged?: true;
  /** Without `CAP_`. */
  readonly capabilities?: readonly string[];
  readonly hostNamespaces?: readonly ('hostNetwork' | 'hostPID' | 'hostIPC')[];
  /** Folders of the node; `/` is the whole node. */
  readonly hostPaths?: readonly { readonly path: string; readonly access: 'read' | 'write' }[];
  /** Settings by which a container is one that needs it; undefined: every container. */
  readonly if?: Signs;
  /** A sentence, there where anything is needed. */
  readonly why?: string;
  /** What to use that does without, a sentence. */
  readonly instead?: string;
}

/** Settings of a manifest, any of which answers a condition; `*` in them stands for any text. */
export interface Signs {
  /** `NAME`: the variable is set; `NAME=value`: it has this value. */
  readonly env?: readonly string[];
  /** `--name`, `--name=value`, or a word before a value. */
  readonly options?: readonly string[];
  /** Names of programs that the container starts. */
  readonly programs?: readonly string[];
  /** Paths where something is mounted. */
  readonly mounts?: readonly string[];
  /** Nothing else decides it: where none of them is set, the answer is no. */
  readonly complete?: true;
}

/** Settings of a manifest that name another place for a path. */
export interface MovedBy {
  readonly env?: readonly string[];
  readonly options?: readonly string[];
  /** They name a file, whose folder is the place. */
  readonly file?: true;
}

/** How it is known that an image writes somewhere; docs/images.md says what each word means. */
export type Evidence =
  'declared' | 'script' | 'chart' | 'docs' | 'code' | 'reported' | 'observed' | 'unread';

/** A path that an image writes to, as the facts have it. */
export interface WriteFact {
  readonly path: string;
  readonly kind: 'scratch' | 'cache' | 'run' | 'log' | 'config' | 'data';
  readonly volume: 'emptyDir' | 'persistent';
  /** The condition, a clause after "if"; without one it always writes there. */
  readonly when?: string;
  /** The condition holds only where a volume is mounted here. */
  readonly ifMounted?: string;
  /** Settings by which the condition holds. */
  readonly if?: Signs;
  /** Settings by which it does not write there. */
  readonly unless?: Signs;
  readonly movedBy?: MovedBy;
  /** The variable that names a folder for these files, where the program refuses one open to all. */
  readonly ownFolder?: string;
  readonly hidesFiles?: boolean;
  /** Whether what is there is known to be copied to a volume by the image's own `cp`. */
  readonly copyable?: true;
  readonly evidence: Evidence;
  /** The place of its source among the sources of the image. */
  readonly source: number;
}

/** A variable that has to be set, and why, in a clause. */
export interface Environment {
  readonly name: string;
  readonly value: string;
  /** What needs it; undefined for both. */
  readonly for?: 'nonRoot' | 'readOnlyRoot';
  readonly why: string;
}

/** A run with a read-only root by these facts, which held. */
export interface Confirmation {
  /**
   * program: the program of the image ran, from another package, in the image's layout, so that the
   * image's own scripts did not; image: the image itself ran.
   */
  readonly how: 'program' | 'image';
  readonly program: string;
  readonly version: string;
  /** As `2026-01-31`. */
  readonly date: string;
}

/** An image made to run without root that does the same. */
export interface Alternative {
  readonly image: string;
  readonly uid?: number;
  readonly note?: string;
  /** False for one named from memory. */
  readonly checked?: false;
}

/** What a variant may say otherwise than its image. */
export interface VariantFacts {
  readonly user?: User;
  readonly becomes?: Account;
  readonly nonRoot?: NonRoot;
  readonly readOnlyRoot?: ReadOnlyRoot;
  readonly needs?: NodeNeeds;
  readonly fileCapabilities?: readonly string[];
  readonly environment?: readonly Environment[];
  readonly ports?: readonly number[];
  readonly writes?: readonly WriteFact[];
}

/** What is different where a tag has all these words, and a version in this range. */
export interface Variant extends VariantFacts {
  readonly tag?: readonly string[];
  readonly versions?: string;
}

/** What is kept of an image: a file of `data/images`, compiled by `npm run update`. */
export interface ImageFacts extends VariantFacts {
  readonly versions?: string;
  /** Programs of the image, by which a `command` is known to start what the image starts. */
  readonly programs?: readonly string[];
  readonly variants?: readonly Variant[];
  readonly confirmed?: Confirmation;
  readonly alternatives?: readonly Alternative[];
  readonly notes?: readonly string[];
  readonly sources: readonly string[];
}
