import { parseImageReference } from '../kubernetes/image-reference.ts';
import { registries } from './images.generated.ts';

/** An image by the one name that it has among the facts, and what a manifest says of its version. */
export interface CanonicalReference {
  /** Registry and repository: `docker.io/library/nginx`. */
  readonly name: string;
  readonly tag: string | undefined;
  readonly digest: string | undefined;
  /** Whether the name stands for another one by usual knowledge only. */
  readonly isGuessed: boolean;
}

/** The one name for all the names of an image; undefined for what is no reference. */
export function canonicalReference(image: string): CanonicalReference | undefined {
  const reference = parseImageReference(image);
  if (!reference) return undefined;
  const { registry = 'docker.io', repository, tag, digest } = reference;
  let name = `${registry}/${repository}`;
  let isGuessed = false;
  // In their order: what Docker Hub is called comes before what is mirrored there.
  for (const { from, to, isRead } of registries) {
    if (!name.startsWith(from)) continue;
    name = to + name.slice(from.length);
    isGuessed ||= !isRead;
  }
  return { name: withLibrary(name), tag, digest, isGuessed };
}

/** Docker Hub's own images have no owner: `nginx` is `library/nginx`. */
function withLibrary(name: string): string {
  return name.replace(/^docker\.io\/([^/]+)$/, 'docker.io/library/$1');
}
