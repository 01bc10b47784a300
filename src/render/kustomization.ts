import type { SourcePlace } from './rendered-source.ts';

/** A kustomization to build. */
export interface KustomizationRequest {
  /** The folder of the kustomization, from the root of the repository; empty for that one. */
  readonly root: string;
  /** Texts by their path from the root of the repository. */
  readonly files: Readonly<Record<string, string>>;
  /** What is no text, in Base64. */
  readonly binaries: Readonly<Record<string, string>>;
}

/** Why an entry of a kustomization is left out of a build. */
export const LEFT_KINDS = ['remote', 'missing', 'helm', 'plugin', 'patch'] as const;

/** An entry of a kustomization that is left out of a build. */
export interface LeftOut {
  readonly file: string;
  readonly line: number;
  readonly kind: (typeof LEFT_KINDS)[number];
  /** What the entry names: a URL, a chart, the kind of a plugin, a file; empty for a patch without a name. */
  readonly name: string;
}

/** What a kustomization becomes, with the way back to its sources. */
export interface Build {
  readonly text: string;
  /** The files that `lines` are about. */
  readonly files: readonly string[];
  /** For each line of the text the number of a file and a line in it; nothing where that is not known. */
  readonly lines: readonly (readonly [] | readonly [number, number])[];
  /** The files whose objects and patches are in the text, kustomizations included. */
  readonly sources: readonly string[];
  readonly left: readonly LeftOut[];
  /** The object that deploys it and adds to it, if there is one. */
  readonly deployedBy?: SourcePlace;
  /** What else has a say in a line of the text, by its number from 0. */
  readonly causes?: ReadonlyMap<number, readonly SourcePlace[]>;
  /** Why no line has a place. */
  readonly untraced?: string;
}

/** What came of a build: Kustomize's own error, or the reason why it was broken off. */
export type KustomizationAnswer = Build | { readonly error: string } | { readonly reason: string };

/** What builds kustomizations. */
export interface KustomizationEngine {
  /** Builds one kustomization. Never throws for what it does. */
  build(request: KustomizationRequest): Promise<KustomizationAnswer>;
}
