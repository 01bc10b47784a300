/** What a file of the repository says of how an image is built. */
export interface BuildLink {
  /** The image's reference, with or without a tag; a template. */
  readonly image: string;
  /** How it is built: from a Dockerfile, a template of its path, or by a tool without one. */
  readonly by: { readonly dockerfile: string } | { readonly tool: 'ko' | 'jib' | 'buildpacks' };
  /** The folder that the build sees, a template, where it is known. */
  readonly context: string | undefined;
  /** The stage; the last one where it is undefined. */
  readonly target: string | undefined;
  /** The values of `ARG`, where the build sets them. */
  readonly args: ReadonlyMap<string, string>;
  /** The file that says so. */
  readonly evidence: string;
}

/** The paths of a repository's files. */
export type Tree = ReadonlySet<string>;
