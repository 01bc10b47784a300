import { headComments, isGenerated } from '../yaml/generated.ts';
import type { SourceFile } from './manifest.ts';
import { kept } from '../yaml/kept.ts';

/** What the `.gitattributes` of a repository say of a file. */
export interface Attribute {
  readonly value: boolean;
  /** The path of the `.gitattributes` that says so. */
  readonly source: string;
}

/** What they say of where it is made; undefined where they are silent. */
export interface Attributes {
  readonly generated?: Attribute | undefined;
  readonly vendored?: Attribute | undefined;
}

/** Where a file is made, other than where it is: nobody edits it there. */
export type Elsewhere =
  /** `by` is the `.gitattributes` that says so; a comment in the file where it is undefined. */
  | { readonly kind: 'generated'; readonly by?: string }
  /** From a chart of this name. */
  | { readonly kind: 'rendered'; readonly chart: string }
  /** A copy from another project: its name, or the `.gitattributes` that says so. */
  | { readonly kind: 'copy'; readonly from: string }
  | { readonly kind: 'copy'; readonly by: string };

/** What `helm template` writes above each object that it renders. */
const RENDERED = /^# Source: ([\w.-]+)\/(?:charts\/|templates\/|crds\/)/;

/** Where Go keeps copies of other modules, each under the host that it is from; and where npm does. */
const VENDORED =
  /(?:^|\/)(?:vendor\/((?:[\w-]+\.)+[a-z]+(?:\/[\w.-]+){0,2})|node_modules\/([^/]+))\//;

/** Where a file is made, if not here. What `.gitattributes` say counts more than comments and paths. */
export function madeElsewhere({ path, text, attributes = {} }: SourceFile): Elsewhere | undefined {
  const { generated, vendored } = attributes;
  if (generated?.value !== false) {
    const chart = headComments(text)
      .map((line) => RENDERED.exec(line)?.[1])
      .find(Boolean);
    if (chart !== undefined) return { kind: 'rendered', chart };
    if (generated) return { kind: 'generated', by: generated.source };
    if (isGenerated(text)) return { kind: 'generated' };
  }
  if (vendored?.value === false) return undefined;
  const [, go, npm] = VENDORED.exec(path) ?? [];
  const from = go ?? npm;
  if (from !== undefined) return { kind: 'copy', from };
  return vendored && { kind: 'copy', by: vendored.source };
}

/** Why nobody is to edit a file, where it is for a program to write: a sentence. */
export function whyNotToEdit(file: SourceFile): string | undefined {
  const { why } = known.get(file) ?? { why: reasonOf(file) };
  known.set(file, { why });
  return why;
}

/** Asked for each finding of a file, of which there may be thousands. */
const known = kept<SourceFile, { readonly why: string | undefined }>();

function reasonOf({ text, attributes = {} }: SourceFile): string | undefined {
  const { generated, vendored } = attributes;
  if (generated?.value ?? isGenerated(text)) {
    return 'this file is generated, so change what it is made from';
  }
  return vendored?.value === true
    ? 'this file is a copy from another project, so change it there'
    : undefined;
}
