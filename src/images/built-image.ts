import type { VariantFacts } from './facts.ts';
import type { Write } from './known-image.ts';

/** What the files of a repository say of an image that is built from them. */
export interface BuiltImage {
  /** The path of its Dockerfile; undefined where a tool builds it without one. */
  readonly dockerfile: string | undefined;
  readonly tool: 'ko' | 'jib' | 'buildpacks' | undefined;
  /** The file that says so; undefined where the names alone do. */
  readonly evidence: string | undefined;
  /** Whether that file has the whole name of the image. */
  readonly isExact: boolean;
  /** Whether its user was the same before a change that is reviewed, which must not vouch for itself. */
  readonly isVouched: boolean;
  readonly facts: Omit<VariantFacts, 'writes'> & { readonly writes?: readonly Write[] };
  readonly programs: readonly string[];
  /** What holds of these facts instead where a manifest has it run as another user, and not root. */
  readonly asOther: BuiltWrites;
  /** What its Dockerfile says of the user, a clause: "sets no `USER`". */
  readonly says: string;
  /** The line of the `USER` that counts, or else of the stage's `FROM`. */
  readonly userLine: number;
  /** The paths that it declares as volumes, with their lines. */
  readonly volumes: ReadonlyMap<string, number>;
  /** What a person has to check about where it writes, in clauses. */
  readonly caveats: readonly string[];
  /** What is uncertain about the images that it starts from, in clauses. */
  readonly baseCaveats: readonly string[];
  readonly notes: readonly string[];
  readonly sources: readonly string[];
  /** The edit by which the image starts as another user than root; undefined where none is known. */
  readonly userEdit: UserEdit | undefined;
}

/** Where an image writes as one user, as far as its Dockerfile tells. */
export interface BuiltWrites {
  readonly writes: readonly Write[];
  /** Whether that is all: its user can write nowhere else. */
  readonly isWhole: boolean;
  /** What a person has to check, in clauses. */
  readonly caveats: readonly string[];
}

/** An image as a user other than root has it whom a manifest names. */
export function asOtherUser(built: BuiltImage): BuiltImage {
  const { writes, isWhole, caveats } = built.asOther;
  const { readOnlyRoot: _, ...facts } = built.facts;
  const root = isWhole && { readOnlyRoot: { works: 'as-is' as const } };
  return { ...built, facts: { ...facts, writes, ...root }, caveats };
}

/** A line of a Dockerfile that names a user by its number. */
export interface UserEdit {
  /** From 1: the line that it takes the place of, or goes before. */
  readonly line: number;
  readonly isReplacement: boolean;
  readonly text: string;
  /** The same as a patch for `git apply`. */
  readonly patch: string;
}

/** By the references of manifests, as they are written or as a kustomization makes them. */
export type BuiltImages = ReadonlyMap<string, BuiltImage>;
