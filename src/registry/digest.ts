import { type Hash, createHash } from 'node:crypto';
import { RegistryError } from './failure.ts';

/** The algorithms of the OCI image-spec ("Registered Algorithms"), and one that runtimes know too. */
const DIGEST = /^(sha256:[0-9a-f]{64}|sha384:[0-9a-f]{96}|sha512:[0-9a-f]{128})$/;

export function isDigest(text: string): boolean {
  return DIGEST.test(text);
}

/** A hash of the kind that a digest is. */
export function hashFor(digest: string): Hash {
  return createHash(digest.slice(0, digest.indexOf(':')));
}

export function sha256(bytes: Buffer): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

/** @throws RegistryError when bytes are not those that a digest names */
export function verify(bytes: Buffer, digest: string, what: string): void {
  verifyHash(hashFor(digest).update(bytes), digest, what);
}

/** @throws RegistryError when what was hashed is not what a digest names */
export function verifyHash(hash: Hash, digest: string, what: string): void {
  if (hash.digest('hex') === digest.slice(digest.indexOf(':') + 1)) return;
  throw new RegistryError('digest-mismatch', `${what} is not what its digest says`);
}
