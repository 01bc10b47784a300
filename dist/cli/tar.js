import { t as createTarDecoder } from "./web.js";
import { J as RegistryError } from "./check.js";
const { once } = process.getBuiltinModule("node:events");
const { PassThrough, Transform } = process.getBuiltinModule("node:stream");
const pipeline = (...of) => process.getBuiltinModule("node:stream/promises").pipeline(...of);
const { ReadableStream } = process.getBuiltinModule("node:stream/web");
const zlib = process.getBuiltinModule("node:zlib");
// src/registry/tar.ts
const EXCEEDED = {
	compressed: "it has more bytes than are read",
	plain: "it unpacks to more bytes than are read",
	entries: "it has more files than are read",
	characters: "its files have longer names than are read"
};
/** @throws RegistryError when the budget is used up */
function spend(budget, kind, amount) {
	budget[kind] -= amount;
	if (budget[kind] < 0) throw new RegistryError("too-large", EXCEEDED[kind]);
}
/**
* Reads a tar file, packed or not, one entry after the other.
*
* @param hash is fed the bytes as they come
* @throws RegistryError for bytes that are no tar file and when the budget is used up; else the error
*   of the source
*/
async function readTar(source, budget, readEntry, hash) {
	try {
		await pipeline(source, counter(budget, "compressed", hash), decompressor(await peek(source)), counter(budget, "plain"), async (bytes) => readEntries(bytes, budget, readEntry));
	} catch (error) {
		source.destroy();
		if (error instanceof RegistryError || error === source.errored) throw error;
		throw new RegistryError("invalid", "its files can't be unpacked", { cause: error });
	}
}
/** The first bytes, which are read again. */
async function peek(source) {
	if (!source.readable) return Buffer.alloc(0);
	await once(source, "readable");
	const chunk = source.read();
	if (!(chunk instanceof Uint8Array)) return Buffer.alloc(0);
	source.unshift(chunk);
	return Buffer.from(chunk.subarray(0, 4));
}
/** By the first bytes of gzip (RFC 1952) and zstd (RFC 8878), whatever the media type says. */
function decompressor(start) {
	if (start.subarray(0, 2).toString("hex") === "1f8b") return zlib.createGunzip();
	if (start.toString("hex") !== "28b52ffd") return new PassThrough();
	if ("createZstdDecompress" in zlib) return zlib.createZstdDecompress();
	throw new RegistryError("unsupported", "a layer is packed with zstd, which needs Node 22.15");
}
function counter(budget, kind, hash) {
	return new Transform({ transform(chunk, _, done) {
		hash?.update(chunk);
		try {
			spend(budget, kind, chunk.length);
			done(null, chunk);
		} catch (error) {
			done(error instanceof Error ? error : null);
		}
	} });
}
async function readEntries(bytes, budget, readEntry) {
	const entries = ReadableStream.from(bytes).pipeThrough(createTarDecoder({ strict: true }));
	for await (const entry of entries) {
		const { name, linkname = "" } = entry.header;
		spend(budget, "entries", 1);
		spend(budget, "characters", name.length + linkname.length);
		await readEntry(entry);
		if (!entry.body.locked) await entry.body.cancel();
	}
}
export { spend as n, readTar as t };
