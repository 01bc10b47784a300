import type { Write } from './known-image.ts';

/** A path that an image writes to, with nothing said of it but this. */
export function plainWrite(
  path: string,
  about: Pick<Write, 'kind' | 'source' | 'evidence'> & Partial<Write>,
): Write {
  return {
    ...{ path, when: undefined, ifMounted: undefined, if: undefined, unless: undefined },
    ...{ isPersistent: false, hidesFiles: false, isCopyable: false, isRead: true },
    ...{ movedBy: undefined, ownFolder: undefined },
    ...about,
  };
}
