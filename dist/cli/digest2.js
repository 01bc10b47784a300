import { J as RegistryError } from "./check.js";
const createHash = (...of) => process.getBuiltinModule("node:crypto").createHash(...of);
// src/registry/digest.ts
/** The algorithms of the OCI image-spec ("Registered Algorithms"), and one that runtimes know too. */
const DIGEST = /^(sha256:[0-9a-f]{64}|sha384:[0-9a-f]{96}|sha512:[0-9a-f]{128})$/;
function isDigest(text) {
	return DIGEST.test(text);
}
/** A hash of the kind that a digest is. */
function hashFor(digest) {
	return createHash(digest.slice(0, digest.indexOf(":")));
}
function sha256(bytes) {
	return `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
}
/** @throws RegistryError when bytes are not those that a digest names */
function verify(bytes, digest, what) {
	verifyHash(hashFor(digest).update(bytes), digest, what);
}
/** @throws RegistryError when what was hashed is not what a digest names */
function verifyHash(hash, digest, what) {
	if (hash.digest("hex") === digest.slice(digest.indexOf(":") + 1)) return;
	throw new RegistryError("digest-mismatch", `${what} is not what its digest says`);
}
export { verifyHash as a, verify as i, isDigest as n, sha256 as r, hashFor as t };
