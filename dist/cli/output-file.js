const { constants } = process.getBuiltinModule("node:fs");
const { basename, dirname, join, sep } = process.getBuiltinModule("node:path");
const lstat = (...of) => process.getBuiltinModule("node:fs/promises").lstat(...of), mkdir = (...of) => process.getBuiltinModule("node:fs/promises").mkdir(...of), open = (...of) => process.getBuiltinModule("node:fs/promises").open(...of), realpath = (...of) => process.getBuiltinModule("node:fs/promises").realpath(...of), stat = (...of) => process.getBuiltinModule("node:fs/promises").stat(...of), unlink = (...of) => process.getBuiltinModule("node:fs/promises").unlink(...of);
// src/cli/output-file.ts
/**
* Notes what stands at a path. Call it before reading.
*
* @param root the project's folder, for a file that the user did not name: a link there is refused
*/
async function noteOutput(path, root) {
	try {
		const real = await realpath(path);
		return {
			path,
			file: {
				real,
				id: idOf(await stat(real, { bigint: true }))
			},
			root
		};
	} catch {
		return {
			path,
			file: void 0,
			root
		};
	}
}
/**
* Writes a file where it is still what was read. It is written in place: owner, mode, other names
* (hard links) and extended attributes stay. Of a write that fails, nothing stays. A new file gets
* its folder.
*
* @param before the text that was read; undefined where there was no file
* @returns what is wrong and what to do
*/
async function writeWhole(output, before, after) {
	try {
		await mkdir(dirname(output.path), { recursive: true });
		const place = await placeOf(output);
		if (place.refused !== void 0) return place.refused;
		return output.file ? await replace(output.path, output.file, {
			before: before ?? "",
			after
		}) : await create(place.path, after);
	} catch (error) {
		return whyNotWritten(error);
	}
}
/** Where to write: through no link that leads out of the project. */
async function placeOf({ path, root }) {
	if (root === void 0) return { path };
	const inside = await realpath(root);
	const folder = await realpath(dirname(path));
	if ((await lstat(path).catch(() => void 0))?.isSymbolicLink() || !`${folder}${sep}`.startsWith(inside.endsWith(sep) ? inside : `${inside}${sep}`)) return { refused: "it is a link, or its folder is: replace the link with a file" };
	return { path: join(folder, basename(path)) };
}
const CHANGED = "it changed since it was read: run the command again";
async function create(path, text) {
	const file = await open(path, "wx");
	try {
		await writeAll(file, Buffer.from(text));
	} catch (error) {
		await unlink(path);
		throw error;
	} finally {
		await file.close();
	}
}
async function replace(path, { real, id }, text) {
	const flags = constants.O_RDWR | constants.O_NOFOLLOW | constants.O_NONBLOCK;
	const file = await open(real, flags);
	try {
		const stats = await file.stat({ bigint: true });
		if (!(idOf(stats) === id && await realpath(path) === real && stats.isFile())) return CHANGED;
		const refused = whyForbidden(stats);
		if (refused !== void 0) return refused;
		const before = Buffer.from(text.before);
		if (!before.equals(await file.readFile())) return CHANGED;
		await writeOver(file, before, Buffer.from(text.after));
		return;
	} finally {
		await file.close();
	}
}
async function writeOver(file, before, after) {
	try {
		await writeAll(file, after);
	} catch (error) {
		await writeAll(file, before);
		throw error;
	}
}
async function writeAll(file, bytes) {
	for (let at = 0; at < bytes.length;) at += (await file.write(bytes, at, bytes.length - at, at)).bytesWritten;
	await file.truncate(bytes.length);
	await file.sync();
}
/** Root may write to any file, but is not asked to change those that are kept from writing. */
function whyForbidden({ mode, uid }) {
	if ((mode & 146n) === 0n) return READ_ONLY;
	const user = process.geteuid?.() ?? 0;
	return user === 0 || BigInt(user) === uid ? void 0 : "another user owns it: run as its owner";
}
const READ_ONLY = "it is read-only: make it writable first (chmod u+w)";
function whyNotWritten(error) {
	const code = error instanceof Error && "code" in error ? error.code : void 0;
	if (code === "EACCES") return READ_ONLY;
	if (code === "EROFS") return "its file system is read-only: run podseal where it can write";
	if (code === "ENOSPC" || code === "EDQUOT") return "the disk is full, nothing was changed";
	if (code === "EEXIST" || code === "ENOENT" || code === "ELOOP") return CHANGED;
	return `it can't be written (${error instanceof Error ? error.message : String(error)})`;
}
function idOf({ dev, ino }) {
	return `${dev}:${ino}`;
}
export { writeWhole as n, noteOutput as t };
