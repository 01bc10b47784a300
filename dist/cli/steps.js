import { Da as realPath, J as RegistryError, K as MAX_KEPT_CONFIG } from "./check.js";
import { a as choosePlatform, c as readManifest, d as objectIn, f as parseObject, h as targetOf, l as listIn, o as platformOf, p as textIn, r as explain, u as namesIn } from "./client.js";
import { a as verifyHash, t as hashFor } from "./digest2.js";
import { n as spend, t as readTar } from "./tar.js";
const { Readable } = process.getBuiltinModule("node:stream");
/** As many links as Linux follows (path_resolution(7)). */
const MAX_LINKS = 40;
function emptyFolder() {
	return {
		kind: "folder",
		children: /* @__PURE__ */ new Map(),
		isImplied: true,
		isOpaque: false,
		removed: /* @__PURE__ */ new Set()
	};
}
/** The names in a path; undefined for one that leads out of where it starts. */
function partsOf(path) {
	const parts = path.split("/").filter((part) => part !== "" && part !== ".");
	return parts.includes("..") ? void 0 : parts;
}
/**
* Lays a layer over what lower layers made. The layer stays as it is: an image can have it twice.
*
* @throws RegistryError when that takes too many steps
*/
function applyLayer(root, layer, steps) {
	merge(root, layer, {
		root,
		at: [],
		steps
	});
}
function merge(base, layer, merging) {
	const { at, steps } = merging;
	steps.take(layer.removed.size + layer.children.size);
	if (!layer.isImplied) base.owner = layer.owner;
	if (layer.isOpaque) base.children.clear();
	for (const name of layer.removed) base.children.delete(name);
	for (const [name, node] of layer.children) {
		at.push(name);
		if (node.kind === "folder") merge(folderBelow(base, node, merging), node, merging);
		else base.children.set(name, node);
		at.pop();
	}
}
/** The folder that a layer's folder adds to: an entry of its own replaces a link, others follow it. */
function folderBelow(base, node, { root, at, steps }) {
	const name = at.at(-1) ?? "";
	const below = base.children.get(name);
	const found = below?.kind === "link" && node.isImplied ? nodeAt(root, at, steps) : below;
	if (found?.kind === "folder") return found;
	const made = emptyFolder();
	base.children.set(name, made);
	return made;
}
/**
* What stands at a path of an image, its links followed.
*
* @throws RegistryError when that takes too many steps
*/
function stateOf(root, path, steps) {
	const node = nodeAt(root, path.split("/"), steps);
	if (!node) return {
		state: "absent",
		examples: []
	};
	if (node.kind !== "folder") return {
		state: "file",
		examples: []
	};
	steps.take(node.children.size);
	const names = [...node.children.keys()].sort();
	return {
		state: names.length === 0 ? "empty" : "content",
		examples: names.slice(0, 5)
	};
}
/** Finds a node as the kernel does, links from the root of the image; undefined where none is. */
function nodeAt(root, path, steps) {
	steps.take(path.length);
	const waiting = path.toReversed();
	const folders = [root];
	let links = 0;
	let file;
	for (let part = waiting.pop(); part !== void 0; part = waiting.pop()) {
		if (part === "" || part === ".") continue;
		if (file) return void 0;
		if (part === "..") {
			if (folders.length > 1) folders.pop();
			continue;
		}
		const next = folders.at(-1)?.children.get(part);
		if (!next) return void 0;
		if (next.kind === "folder") folders.push(next);
		else if (next.kind === "file") file = next;
		else {
			if (++links > MAX_LINKS) return void 0;
			if (next.to.startsWith("/")) folders.length = 1;
			const parts = next.to.split("/");
			steps.take(parts.length);
			waiting.push(...parts.toReversed());
		}
	}
	return file ?? folders.at(-1);
}
// src/registry/accounts.ts
/** Distributions have some twenty; what comes after so many is not read. */
const MAX_LINES = 500;
/** As `useradd` takes names (shadow, lib/chkname.c), and short. */
const NAME = /^[a-zA-Z_][\w.-]{0,63}\$?$/;
const ID = /^\d{1,10}$/;
/** The API takes ids up to the largest signed 32-bit number. */
const MAX_ID = 2147483647;
/** The users of an `/etc/passwd`; lines of another form are left out. */
function readAccounts(text) {
	return new Map(linesOf(text).flatMap(([name = "", , uid = "", gid = "", , home = ""]) => NAME.test(name) && isId(uid) && isId(gid) ? [[name, {
		uid: Number(uid),
		gid: Number(gid),
		home
	}]] : []));
}
/** The groups of an `/etc/group`. */
function readGroups(text) {
	return new Map(linesOf(text).flatMap(([name = "", , gid = "", members = ""]) => NAME.test(name) && isId(gid) ? [[name, {
		gid: Number(gid),
		members: members.split(",").slice(0, MAX_LINES)
	}]] : []));
}
function linesOf(text) {
	return text.split("\n", MAX_LINES).toReversed().map((line) => line.trim().split(":"));
}
function isId(text) {
	return ID.test(text) && Number(text) <= MAX_ID;
}
// src/registry/image-files.ts
/** Folders so many names below the root are told of one by one: `/usr/src/app`, `/var/lib/web`. */
const DEPTHS = [
	3,
	2,
	1
];
/** Debian has some 800 of them; what has more is told of less deep. */
const MAX_FOLDERS = 1500;
/** Images have a handful of paths that are not root's. */
const MAX_OPEN = 300;
/** Longer ones are nobody's. */
const MAX_PATH$1 = 500;
const MAX_PRIVILEGED = 100;
const MAX_SCRIPTS = 3;
/** The owner of what has no other, with the mode that such files and folders have. */
const ROOT = {
	uid: 0,
	gid: 0,
	mode: 493
};
/** Where the kernel has its own. */
const KERNEL = /* @__PURE__ */ new Set([
	"/dev",
	"/proc",
	"/sys"
]);
/**
* What of the files of an image a fix has to know.
*
* @param paths that somebody wants to know of, whatever their depth
* @throws RegistryError when that takes too many steps
*/
function imageFiles(root, config, paths, steps) {
	const walk = new Walk(steps);
	walk.folder(root, "", "");
	const starts = startFiles(root, config, steps);
	return {
		...foldersOf(root, walk, paths, steps),
		accounts: readAccounts(textAt(root, "/etc/passwd", steps)),
		groups: readGroups(textAt(root, "/etc/group", steps)),
		scripts: starts.flatMap(({ path, node: { text } }) => text === void 0 ? [] : [{
			path,
			text
		}]).slice(0, MAX_SCRIPTS),
		startCapabilities: [...new Set(starts.flatMap(({ node }) => toldCapabilities(node) ?? []))],
		privileged: walk.privileged,
		open: walk.open,
		canCopy: ["/bin/cp", "/usr/bin/cp"].some((path) => nodeAt(root, path.split("/"), steps)),
		isCut: walk.isCut
	};
}
function foldersOf(root, walk, paths, steps) {
	const depth = DEPTHS.find((one) => walk.foldersTo(one) <= MAX_FOLDERS) ?? 0;
	const told = /* @__PURE__ */ new Map();
	const others = /* @__PURE__ */ new Map();
	for (const { path, folder, depth: own } of walk.folders) if (own <= depth) told.set(path, foundFolder(folder));
	for (const path of paths) {
		const node = nodeAt(root, path.split("/"), steps);
		if (node?.kind === "folder") told.set(realPath(path), foundFolder(node));
		else others.set(realPath(path), node ? "file" : "absent");
	}
	return {
		folders: told,
		depth,
		others,
		links: walk.links.filter((one) => one.depth <= depth).map(({ path }) => path)
	};
}
function toldCapabilities({ capabilities }) {
	return capabilities === "unknown" ? void 0 : capabilities ?? [];
}
/** The names of the permissions by which others than root may write, apart by a space. */
function writers({ uid, gid, mode }) {
	return [
		...uid !== 0 ? [`user ${uid}`] : [],
		...(mode & 16) !== 0 ? [`group ${gid}`] : [],
		...(mode & 2) !== 0 ? ["others"] : []
	];
}
function foundFolder({ children, owner = ROOT }) {
	return {
		...owner,
		names: [...children.keys()].slice(0, 5).sort()
	};
}
/** Goes through all files of an image once. */
var Walk = class {
	open = [];
	privileged = [];
	folders = [];
	links = [];
	isCut = false;
	#steps;
	constructor(steps) {
		this.#steps = steps;
	}
	foldersTo(depth) {
		return this.folders.filter((one) => one.depth <= depth).length;
	}
	/** @param above who may write to the folder around it */
	folder(folder, path, above, depth = 0) {
		this.#steps.take(folder.children.size + 1);
		if (KERNEL.has(path)) return;
		if (depth > 0 && depth <= (DEPTHS[0] ?? 0)) this.folders.push({
			path,
			folder,
			depth
		});
		const within = this.#owned(path, folder, above);
		for (const [name, node] of folder.children) {
			const at = `${path}/${name}`;
			if (node.kind === "folder") this.folder(node, at, within, depth + 1);
			else if (node.kind === "link") this.#link(at, depth + 1);
			else this.#file(at, node, within);
		}
	}
	#link(path, depth) {
		if (depth <= (DEPTHS[0] ?? 0) && this.links.length < MAX_FOLDERS) this.links.push({
			path,
			depth
		});
	}
	#file(path, node, above) {
		this.#owned(path, node, above);
		const { owner = ROOT, capabilities } = node;
		const isSetUser = (owner.mode & 3072) !== 0 && (owner.mode & 73) !== 0;
		if (!isSetUser && capabilities === void 0) return;
		if (this.privileged.length === MAX_PRIVILEGED) this.isCut = true;
		else this.privileged.push({
			path,
			capabilities: toldCapabilities(node),
			isSetUser
		});
	}
	/** Keeps what others may write to than those who may write to what is around it. */
	#owned(path, node, above) {
		const { owner } = node;
		if (!owner) return above;
		const known = above.split(", ");
		const own = writers(owner).filter((one) => !known.includes(one));
		if (own.length === 0) return above;
		if (this.open.length === MAX_OPEN || path.length > MAX_PATH$1) this.isCut = true;
		else {
			const names = node.kind === "folder" ? foundFolder(node).names : [];
			this.open.push({
				...owner,
				path: path || "/",
				kind: node.kind,
				names
			});
		}
		return [...known, ...own].join(", ");
	}
};
/** The `PATH` of images that set none (moby/moby, oci/defaults.go). */
const USUAL_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
/** More words than an image starts with, and folders than a `PATH` has. */
const MAX_WORDS = 20;
/** The files that the words of an image's entrypoint and command name. */
function startFiles(root, config, steps) {
	const { entrypoint, cmd, env, workingDir } = config;
	const folders = (env["PATH"] ?? USUAL_PATH).split(":").slice(0, MAX_WORDS);
	return [...entrypoint, ...cmd].slice(0, MAX_WORDS).filter((word) => /^[\w./@+-]+$/.test(word) && !word.startsWith("-")).flatMap((word) => {
		const places = word.includes("/") ? [word.startsWith("/") ? word : `${workingDir}/${word}`] : folders.map((folder) => `${folder}/${word}`);
		for (const path of places) {
			const node = nodeAt(root, path.split("/"), steps);
			if (node?.kind === "file") return [{
				path,
				node
			}];
		}
		return [];
	});
}
function textAt(root, path, steps) {
	const node = nodeAt(root, path.split("/"), steps);
	return node?.kind === "file" ? node.text ?? "" : "";
}
// src/registry/image-config.ts
const WHAT = "the configuration of the image";
/**
* Reads an image's configuration (OCI image-spec, config.md). Throws RegistryError for anything else.
*
* @param digest what the reference leads to
*/
function readImageConfig(bytes, digest) {
	const json = parseObject(bytes, WHAT);
	const config = isNothing(json["config"]) ? {} : objectIn(json["config"], WHAT);
	const read = {
		user: textIn(config["User"], WHAT),
		volumes: namesIn(config["Volumes"], WHAT),
		workingDir: textIn(config["WorkingDir"], WHAT),
		env: readEnv(config["Env"]),
		exposedPorts: readPorts(config["ExposedPorts"]),
		entrypoint: readCommand(config["Entrypoint"]),
		cmd: readCommand(config["Cmd"]),
		digest,
		platform: platformOf(json)
	};
	if (JSON.stringify(read).length <= MAX_KEPT_CONFIG) return read;
	throw new RegistryError("too-large", `${WHAT} says more than is read`);
}
function isNothing(value) {
	return value === void 0 || value === null;
}
function readEnv(value) {
	const entries = listIn(value, WHAT).map((item) => {
		const text = textIn(item, WHAT);
		const equals = text.indexOf("=");
		return equals === -1 ? [text, ""] : [text.slice(0, equals), text.slice(equals + 1)];
	});
	return Object.fromEntries(entries);
}
/** `8080/tcp`, `53/udp`, `80`; old builders also wrote ranges, of which both ends are kept. */
function readPorts(value) {
	const ports = namesIn(value, WHAT).flatMap((name) => name.split("/")[0]?.split("-") ?? []).filter((text) => /^\d{1,5}$/.test(text)).map(Number).filter((port) => port > 0 && port < 65536);
	return [...new Set(ports)].sort((a, b) => a - b);
}
/** A command in one text is what Docker once allowed, and still reads. */
function readCommand(value) {
	if (typeof value === "string") return [textIn(value, WHAT)];
	return listIn(value, WHAT).map((word) => textIn(word, WHAT));
}
// src/registry/read-image.ts
/** Reads the image that a reference names. Throws RegistryError. */
async function readImage(client, reference) {
	const target = targetOf(reference, client.hosts);
	const { bytes, digest } = await client.manifest(target);
	let manifest = readManifest(bytes);
	if (manifest.kind === "index") manifest = readManifest(await client.manifestOf(target, choosePlatform(manifest)));
	if (manifest.kind === "index") throw new RegistryError("unsupported", "its index leads to another index");
	const config = readImageConfig(await client.config(target, manifest.config), digest);
	return {
		target,
		manifest,
		config
	};
}
// src/registry/file-capabilities.ts
/**
* The names of capabilities by their numbers (linux/capability.h).
*/
const NAMES = "CHOWN DAC_OVERRIDE DAC_READ_SEARCH FOWNER FSETID KILL SETGID SETUID SETPCAP LINUX_IMMUTABLE NET_BIND_SERVICE NET_BROADCAST NET_ADMIN NET_RAW IPC_LOCK IPC_OWNER SYS_MODULE SYS_RAWIO SYS_CHROOT SYS_PTRACE SYS_PACCT SYS_ADMIN SYS_BOOT SYS_NICE SYS_RESOURCE SYS_TIME SYS_TTY_CONFIG MKNOD LEASE AUDIT_WRITE AUDIT_CONTROL SETFCAP MAC_OVERRIDE MAC_ADMIN SYSLOG WAKE_ALARM BLOCK_SUSPEND AUDIT_READ PERFMON BPF CHECKPOINT_RESTORE".split(" ");
/** `struct vfs_cap_data` of version 2, and of version 3 with the root of a namespace behind it. */
const LENGTHS = [20, 24];
/** Where its permitted sets are, each of 32 bits in little endian. */
const PERMITTED = [4, 12];
/**
* The capabilities of a file by its extended attribute, as a tar file has it; undefined for none.
*
* @param attribute decoded as UTF-8: a byte that is none is a replacement character
* @returns `unknown` where such a byte, or another length, hides some of them
*/
function capabilitiesOf(attribute) {
	if (attribute === void 0) return void 0;
	const bytes = Array.from(attribute, (character) => character.codePointAt(0) ?? 0);
	if (!LENGTHS.includes(bytes.length)) return "unknown";
	const sets = PERMITTED.flatMap((start) => bytes.slice(start, start + 4));
	if (sets.some((byte) => byte > 127)) return "unknown";
	return NAMES.filter((_, number) => ((sets[number >> 3] ?? 0) & 1 << (number & 7)) !== 0);
}
// src/registry/layer.ts
/**
* Layers compress to a third or so; what takes more than sixteen times its size is no software. An
* image of a million files needs some hundred megabytes of memory here, and is larger than any.
*/
function budgetOf(maxLayerBytes) {
	return {
		compressed: maxLayerBytes,
		plain: 16 * maxLayerBytes,
		entries: 1e6,
		characters: 1e8
	};
}
/** Linux opens no longer path (PATH_MAX, limits.h). */
const MAX_PATH = 4096;
/** How layers name what they take away (OCI image-spec, layer.md, "Whiteouts"). */
const WHITEOUT = ".wh.";
const OPAQUE = ".wh..wh..opq";
/**
* Files whose text is kept: the lists of users, and what is called as start scripts are. People's are a
* few kilobytes long.
*/
const KEPT = /^(?:\.\/)*\/*etc\/(?:passwd|group)$|(?:\.sh|entrypoint|(?:^|\/)(?:run|start|init|launch)[\w-]*)$/i;
const MAX_FILE = 65536;
const MAX_TEXTS = 2 * 1024 ** 2;
/**
* Reads which files a layer has, by the headers of its tar file: contents are passed over, but for a few
* texts.
*
* @param digest of the bytes as they come; not verified where nothing says it
*/
async function readLayer(source, digest, budget) {
	const reading = {
		root: emptyFolder(),
		budget,
		owners: /* @__PURE__ */ new Map(),
		texts: MAX_TEXTS
	};
	const hash = digest === void 0 ? void 0 : hashFor(digest);
	await readTar(source, budget, async (entry) => addEntry(entry, reading), hash);
	if (digest !== void 0 && hash) verifyHash(hash, digest, "a layer of the image");
	return reading.root;
}
async function addEntry(entry, reading) {
	const { header } = entry;
	const { budget, root } = reading;
	const parts = header.name.length > MAX_PATH ? void 0 : partsOf(header.name);
	if (!parts) throw new RegistryError("invalid", "a layer of it has a file outside of the image");
	const name = parts.pop();
	if (name === void 0) return;
	const folder = parts.reduce((parent, part) => childFolder(parent, part, budget), root);
	if (name === OPAQUE) folder.isOpaque = true;
	else if (name.startsWith(".wh..wh.")) return;
	else if (name.startsWith(WHITEOUT)) folder.removed.add(name.slice(4));
	else if (header.type === "directory") {
		const child = childFolder(folder, name, budget);
		child.isImplied = false;
		child.owner = ownerOf(header, reading);
	} else folder.children.set(name, await nodeOf(entry, reading));
}
function childFolder(folder, name, budget) {
	const child = folder.children.get(name);
	if (child?.kind === "folder") return child;
	spend(budget, "entries", 1);
	const made = emptyFolder();
	folder.children.set(name, made);
	return made;
}
async function nodeOf(entry, reading) {
	const { header } = entry;
	const { type, linkname } = header;
	if (type === "symlink") {
		if (linkname !== void 0 && linkname.length <= MAX_PATH) return {
			kind: "link",
			to: linkname
		};
		throw new RegistryError("invalid", "a layer of it has a link to nowhere");
	}
	if (type !== "file" && type !== "link") return { kind: "file" };
	const [owner, text] = [ownerOf(header, reading), await textOf(entry, reading)];
	const capabilities = capabilitiesOf(header.pax?.["SCHILY.xattr.security.capability"]);
	return {
		kind: "file",
		...owner && { owner },
		...text !== void 0 && { text },
		...capabilities && { capabilities }
	};
}
/** Undefined for what belongs to root and is as such files are: most of an image. */
function ownerOf({ uid = 0, gid = 0, mode = 0 }, { owners }) {
	if (uid === 0 && gid === 0 && (mode & 3090) === 0) return void 0;
	const key = `${uid}:${gid}:${mode}`;
	const known = owners.get(key) ?? {
		uid,
		gid,
		mode
	};
	owners.set(key, known);
	return known;
}
/** A shell script, or a list of users. */
async function textOf({ header, body }, reading) {
	const { name, size, type } = header;
	if (type !== "file" || size > MAX_FILE || size > reading.texts || !KEPT.test(name)) return;
	const text = Buffer.concat(await Readable.fromWeb(body).toArray()).toString("utf8");
	if (!/^#![^\n]*\b(?:ba|da|a|k)?sh\b/.test(text.slice(0, 200)) && !/etc\/(?:passwd|group)$/.test(name)) return void 0;
	reading.texts -= size;
	return text;
}
// src/registry/read-tree.ts
/** @throws RegistryError for an image of Windows, whose layers have other names for their files */
function assertUnpackable({ platform }) {
	if (!platform.startsWith("windows/")) return;
	throw new RegistryError("unsupported", "the files of images for Windows are not read");
}
/**
* The files of an image, by its layers laid over each other. Layers that were read before are not
* fetched again.
*
* @throws RegistryError
*/
async function readTree(client, { target, manifest, config }, { steps, maxLayerBytes, cache }) {
	assertUnpackable(config);
	const root = emptyFolder();
	const budget = budgetOf(maxLayerBytes);
	for (const layer of manifest.layers) {
		const kept = cache.get(layer.digest);
		if (kept) {
			applyLayer(root, kept, steps);
			continue;
		}
		const { body, host } = await client.layer(target, layer);
		const before = budget.entries;
		const read = await readLayer(body, layer.digest, budget).catch((error) => {
			throw explain(error, host);
		});
		cache.set(layer.digest, read, before - budget.entries);
		applyLayer(root, read, steps);
	}
	return root;
}
// src/registry/steps.ts
/**
* Ten for each of the million files that an image may have. Laying a million files over a million
* others takes two million; following links takes the rest.
*/
const MAX_STEPS = 1e7;
/** How often the clock is looked at: some milliseconds of work. */
const STEPS_PER_LOOK = 1e4;
/** How much work the files of one image may take. No timer ends what never waits, so the work asks. */
var Steps = class {
	#endsAt;
	#left;
	#untilLook = STEPS_PER_LOOK;
	/** @param endsAt by `performance.now()` */
	constructor(endsAt, left = MAX_STEPS) {
		this.#endsAt = endsAt;
		this.#left = left;
	}
	/** @throws RegistryError when all steps are taken, and when the time is over */
	take(count = 1) {
		this.#left -= count;
		this.#untilLook -= count;
		if (this.#left < 0) throw new RegistryError("too-large", "its layers take too many steps to lay over each other");
		if (this.#untilLook > 0) return;
		this.#untilLook = STEPS_PER_LOOK;
		if (performance.now() > this.#endsAt) throw new RegistryError("timeout", "its layers took too long to lay over each other");
	}
};
export { stateOf as a, imageFiles as i, readTree as n, readImage as r, Steps as t };
