import { t as requireProjectImages } from "./project-images3.js";
import { s as LOG_FORMATS, u as UserError } from "./command-line.js";
import { $n as changeData, An as blockText, Ct as readProjectFile, Da as realPath, On as planEdits, Pi as applyEdits, Pn as dequal, St as projectRoot, Ut as print, Vt as note, Wt as printPatch, Zt as shown, c as docPage, da as items, en as visibleLine, ga as rootOf, ja as listPaths, to as canonicalReference, vt as whyUnreadable, xt as projectImagesPath } from "./check.js";
import { n as projectEntryIndex, r as readProjectImages } from "./project-images.js";
import { n as writeWhole, t as noteOutput } from "./output-file.js";
const { createReadStream } = process.getBuiltinModule("node:fs");
const { relative, resolve } = process.getBuiltinModule("node:path");
// src/files/read-log.ts
/** More than this is no log of one container's start and use. */
const MAX_BYTES = 268435456;
/**
* The bytes of a log, or of standard input for `-`.
*
* @throws UserError when it can't be read, or is too large
*/
async function readLog$1(path) {
	const chunks = [];
	let size = 0;
	try {
		const stream = path === "-" ? process.stdin : createReadStream(path);
		for await (const chunk of stream) {
			chunks.push(chunk);
			size += chunk.length;
			if (size > MAX_BYTES) break;
		}
	} catch (error) {
		throw new UserError(`${path}: ${whyUnreadable(error)}.`, { cause: error });
	}
	if (size <= MAX_BYTES) return Buffer.concat(chunks);
	throw new UserError(`${path}: larger than ${MAX_BYTES / 1024 / 1024} MiB: give a part of it.`);
}
// src/learn/observation.ts
/** Linux opens no longer ones (PATH_MAX). */
const MAX_PATH = 4096;
/** Four times as deep as applications nest their folders; each folder of each path is looked at. */
const MAX_DEPTH = 128;
/**
* A path made absolute and plain; undefined where it is relative and its folder is not known, and for
* one that is too long or too deep.
*/
function resolvePath(path, folder) {
	const whole = path.startsWith("/") ? path : folder && `${folder}/${path}`;
	if (whole === void 0 || whole === "" || whole.length > MAX_PATH) return void 0;
	const parts = [];
	for (const part of whole.split("/")) if (part === "..") parts.pop();
	else if (part !== "" && part !== ".") parts.push(part);
	return parts.length > MAX_DEPTH ? void 0 : `/${parts.join("/")}`;
}
/** The folder of a path. */
function parentOf(path) {
	return path.slice(0, path.lastIndexOf("/")) || "/";
}
/** The folders that a path is in, from the outermost. */
function ancestorsOf(path) {
	const ancestors = [];
	for (let at = path; at !== "/"; at = parentOf(at)) ancestors.unshift(parentOf(at));
	return ancestors;
}
// src/learn/events.ts
const OPENING$1 = /^(?:open|openat|openat2|open_by_handle_at|creat)$/;
const CHANGING = /^(?:mkdir|mkdirat|rename|renameat|renameat2|unlink|unlinkat|rmdir|link|linkat|symlink|symlinkat|chmod|fchmodat|chown|lchown|fchownat|creat)$/;
const WRITING$1 = /\bO_(?:WRONLY|RDWR|CREAT|TRUNC|TMPFILE)\b/;
/** O_WRONLY, O_RDWR, O_CREAT and O_TRUNC as numbers (fcntl.h of Linux, on x86 and Arm). */
const WRITING_BITS = 579;
/**
* Reads Falco's alerts as JSON, one a line: those that opened a file for writing, or changed one by
* its name (falco.org/docs/reference/rules/supported-fields: `evt.type`, `evt.is_open_write`,
* `evt.failed`, `fd.name`, `fs.path.name`, `container.image.repository` and `.tag`).
*/
function readFalco(lines) {
	return readEvents(lines, falcoEvent, "add `evt.is_open_write` and `evt.type` to the output of the rule");
}
function falcoEvent(event) {
	const fields = mapIn(event, "output_fields");
	const type = textIn(fields, "evt.type");
	const image = imageName(textIn(fields, "container.image.repository"), textIn(fields, "container.image.tag"));
	if (textIn(fields, "container.id") === "host" || String(fields["evt.failed"]) === "true") return [];
	if (CHANGING.test(type ?? "")) {
		const paths = [textIn(fields, "fs.path.name"), textIn(fields, "fs.path.target")];
		const isFolder = type?.startsWith("mkdir") ?? false;
		const found = paths.flatMap((path) => path === void 0 ? [] : [path]);
		if (found.length === 0 && textIn(fields, "fd.name") === void 0) return "unclear";
		return (found.length > 0 ? found : [textIn(fields, "fd.name") ?? ""]).flatMap((path) => observe(path, image, isFolder));
	}
	if (type !== void 0 && !OPENING$1.test(type)) return [];
	const path = textIn(fields, "fd.name") ?? textIn(fields, "fs.path.name");
	const kind = textIn(fields, "fd.typechar") ?? "f";
	if (!path?.startsWith("/") || kind !== "f") return [];
	const isWrite = fields["evt.is_open_write"];
	const flags = textIn(fields, "evt.arg.flags");
	if (isWrite === void 0 && flags === void 0) return "unclear";
	return String(isWrite) === "true" || WRITING$1.test(flags ?? "") ? observe(path, image) : [];
}
/**
* Reads Tracee's events as JSON, one a line: `security_file_open`, whose path is resolved, and those
* of files that are removed or renamed
* (aquasecurity.github.io/tracee/latest/docs/events/builtin/man/lsm).
*/
function readTracee(lines) {
	return readEvents(lines, traceeEvent, "record security_file_open with its flags");
}
function traceeEvent(event) {
	const args = listIn(event, "args").map((arg) => [textIn(arg, "name"), arg["value"]]);
	const valueOf = (name) => args.find(([key]) => key === name)?.[1];
	const image = textIn(event, "containerImage") ?? textIn(mapIn(event, "container"), "image");
	const paths = [
		"pathname",
		"old_path",
		"new_path"
	].flatMap((name) => {
		const value = valueOf(name);
		return typeof value === "string" ? [value] : [];
	});
	const name = textIn(event, "eventName") ?? "";
	if (/^security_inode_(?:unlink|rename)$/.test(name)) return paths.flatMap((path) => observe(path, image));
	if (name !== "security_file_open") return [];
	const flags = valueOf("flags");
	if (flags === void 0) return "unclear";
	return isWriting(flags) ? paths.flatMap((path) => observe(path, image)) : [];
}
/**
* Reads what Inspektor Gadget's `trace_open` prints with `-o json`: `fname`, `flags`, `error` and the
* image (inspektor-gadget/inspektor-gadget, gadgets/trace_open).
*/
function readGadget(lines) {
	return readEvents(lines, gadgetEvent, "record the flags, which `-o json` has");
}
function gadgetEvent(event) {
	const path = textIn(event, "fname");
	const flags = event["flags"] ?? event["flags_raw"];
	if (path === void 0 || (textIn(event, "error") ?? "") !== "") return [];
	if (flags === void 0) return "unclear";
	if (!isWriting(flags)) return [];
	if (!path.startsWith("/")) return "unclear";
	return observe(path, textIn(mapIn(event, "runtime"), "containerImageName"));
}
function isWriting(flags) {
	return typeof flags === "number" ? (flags & WRITING_BITS) !== 0 : WRITING$1.test(String(flags));
}
function readEvents(lines, read, remedy) {
	const found = [];
	const count = {
		broken: 0,
		unclear: 0
	};
	for (const line of lines.filter((text) => text.startsWith("{"))) {
		const event = parseLine(line);
		const reading = event ? read(event) : [];
		if (!event) count.broken++;
		else if (reading === "unclear") count.unclear++;
		else for (const observation of reading) found.push(observation);
	}
	return {
		observations: found,
		notes: [...count.broken > 0 ? [`Left out, because they are no JSON: ${count.broken}.`] : [], ...count.unclear > 0 ? [`Left out, because they do not say what they wrote to or whether they did: ${count.unclear}. To use them, ${remedy}.`] : []]
	};
}
function parseLine(line) {
	try {
		const parsed = JSON.parse(line);
		return isJson$1(parsed) ? parsed : void 0;
	} catch {
		return;
	}
}
function isJson$1(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
function mapIn(event, name) {
	const value = event[name];
	return isJson$1(value) ? value : {};
}
function listIn(event, name) {
	const value = event[name];
	return Array.isArray(value) ? value.filter(isJson$1) : [];
}
/** Falco writes `<NA>` for what it does not know. */
function textIn(event, name) {
	const value = event[name];
	return typeof value === "string" && value !== "" && value !== "<NA>" ? value : void 0;
}
function imageName(repository, tag) {
	return repository === void 0 || tag === void 0 ? repository : `${repository}:${tag}`;
}
function observe(path, image, isFolder = false) {
	const resolved = resolvePath(path);
	return resolved === void 0 ? [] : [{
		path: resolved,
		change: "changed",
		isFolder,
		image
	}];
}
// src/learn/lists.ts
/**
* Reads `docker diff` or `podman diff`: a line for each path with A for added, C for changed or D for
* deleted, where a folder counts as changed when something in it is
* (docs.docker.com/reference/cli/docker/container/diff, podman-diff(1)).
*/
function readDiff(lines) {
	const found = [];
	let strange = 0;
	for (const line of lines) {
		const [, letter, written = ""] = /^([ACD])[ \t]+(\/.*)$/.exec(line) ?? [];
		const path = resolvePath(written);
		if (letter === void 0 || path === void 0) strange++;
		else found.push({
			path,
			change: letter === "A" ? "made" : "changed"
		});
	}
	return {
		observations: found,
		notes: strangeLines(strange, "no line of docker diff")
	};
}
/** Reads paths, one a line; a slash at the end marks a folder. */
function readPaths(lines) {
	const found = [];
	let relative = 0;
	for (const line of lines) {
		const path = resolvePath(line.trim());
		if (path === void 0) relative++;
		else found.push({
			path,
			change: "changed",
			isFolder: line.endsWith("/")
		});
	}
	return {
		observations: found,
		notes: strangeLines(relative, "no absolute path")
	};
}
function strangeLines(count, what) {
	if (count === 0) return [];
	return [`${count === 1 ? "1 line is" : `${count} lines are`} ${what}, and left out.`];
}
// src/learn/strace-line.ts
/** `[pid 12] ` on a terminal, `12 ` in a file, and then a time where it was asked for (strace(1), -f, -t, -r). */
const PREFIX = /^(?:\[pid +(\d+)\] +|(\d+) +)?(?:(?:\d+:\d+:)?\d+(?:\.\d+)? +)?/;
const CALL = /^(\w+)\((.*)$/;
const RESUMED = /^<\.\.\. (\w+) resumed>(.*)$/;
const UNFINISHED = "<unfinished ...>";
/** The last one, since a path may have such text in it. */
const ENDED = /\) += (?=\S)/g;
/** Two paths as long as Linux has them, each byte written as four characters, are half of it. */
const MAX_CALL = 65536;
/** Puts calls together from lines: one that another process interrupts comes in two halves. */
var Calls = class {
	#started = /* @__PURE__ */ new Map();
	/** The call that a line completes; undefined for none. */
	read(line) {
		const prefix = PREFIX.exec(line);
		const pid = prefix?.[1] ?? prefix?.[2] ?? "";
		const text = line.slice(prefix?.[0].length ?? 0);
		const [, resumed, rest = ""] = RESUMED.exec(text) ?? [];
		const whole = resumed === void 0 ? text : (this.#started.get(pid) ?? "") + rest;
		if (resumed !== void 0) this.#started.delete(pid);
		if (whole.length > MAX_CALL) return void 0;
		if (!whole.endsWith(UNFINISHED)) return parseCall(pid, whole);
		this.#started.set(pid, whole.slice(0, -16).trimEnd());
	}
};
/** Whether a line is one of strace's. */
function isStraceLine(line) {
	const text = line.slice(PREFIX.exec(line)?.[0].length ?? 0);
	return /^(?:\w+\(|<\.\.\. \w+ resumed>|--- SIG|\+\+\+ )/.test(text) || line.startsWith("strace: ");
}
function parseCall(pid, text) {
	const [, name, rest = ""] = CALL.exec(text) ?? [];
	const ended = [...rest.matchAll(ENDED)].at(-1);
	if (name === void 0 || ended === void 0) return void 0;
	const result = rest.slice(ended.index + ended[0].length);
	return {
		pid,
		name,
		args: splitArgs(rest.slice(0, ended.index)),
		result
	};
}
/** Where the text that such a mark opens ends, from behind the mark on. */
const CLOSINGS = {
	"\"": /[^"\\]*(?:\\.[^"\\]*)*"/y,
	"{": /[^}]*\}/y,
	"[": /[^\]]*\]/y,
	"<": /[^>]*>/y
};
/** Splits arguments at commas outside of strings, braces and the paths that -y adds. */
function splitArgs(text) {
	const args = [];
	const unclosed = /* @__PURE__ */ new Set();
	let start = 0;
	let end = 0;
	for (const { 0: mark, index } of text.matchAll(/[",{[<]/g)) {
		if (index < end || unclosed.has(mark)) continue;
		const closing = CLOSINGS[mark];
		if (closing) {
			closing.lastIndex = index + 1;
			if (closing.test(text)) end = closing.lastIndex;
			else unclosed.add(mark);
			continue;
		}
		args.push(text.slice(start, index));
		start = index + 1;
	}
	return [...args, text.slice(start)].filter((arg) => arg !== "").map((arg) => arg.trim());
}
const ESCAPES = {
	n: "\n",
	t: "	",
	r: "\r",
	f: "\f",
	v: "\v"
};
/** The text of a string as strace prints it; undefined for anything else. */
function unquote(arg) {
	const inner = /^"([^"\\]*(?:\\.[^"\\]*)*)"$/.exec(arg ?? "")?.[1];
	if (inner === void 0) return void 0;
	if (!inner.includes("\\")) return inner;
	return decodeBytes(inner.replaceAll("%", "%25").replace(/\\(?:x([0-9a-f]{2})|([0-7]{1,3})|(.))/g, (_, hex, octal, other) => {
		if (typeof hex === "string") return `%${hex}`;
		if (typeof octal === "string") return percent(Number.parseInt(octal, 8));
		return ESCAPES[String(other)] ?? String(other);
	}));
}
function percent(byte) {
	return `%${byte.toString(16).padStart(2, "0")}`;
}
/** What is not ASCII is printed byte by byte. */
function decodeBytes(text) {
	try {
		return decodeURIComponent(text);
	} catch {
		return;
	}
}
// src/learn/strace.ts
const FIRST = { at: 0 };
const SECOND = { at: 1 };
const BELOW = {
	at: 1,
	folder: 0
};
const changes = { places: [FIRST] };
const changesBelow = { places: [BELOW] };
/** Calls that a read-only file system refuses (EROFS in their manual pages). */
const EFFECTS = {
	creat: changes,
	mkdir: {
		places: [FIRST],
		made: true,
		isFolder: true
	},
	mkdirat: {
		places: [BELOW],
		made: true,
		isFolder: true
	},
	mknod: {
		places: [FIRST],
		made: true
	},
	mknodat: {
		places: [BELOW],
		made: true
	},
	rename: { places: [FIRST, SECOND] },
	renameat: { places: [BELOW, {
		at: 3,
		folder: 2
	}] },
	renameat2: { places: [BELOW, {
		at: 3,
		folder: 2
	}] },
	link: {
		places: [SECOND],
		made: true
	},
	linkat: {
		places: [{
			at: 3,
			folder: 2
		}],
		made: true
	},
	symlink: {
		places: [SECOND],
		made: true
	},
	symlinkat: {
		places: [{
			at: 2,
			folder: 1
		}],
		made: true
	},
	unlink: changes,
	unlinkat: changesBelow,
	rmdir: {
		places: [FIRST],
		isFolder: true
	},
	truncate: changes,
	chmod: changes,
	fchmodat: changesBelow,
	chown: changes,
	lchown: changes,
	fchownat: changesBelow,
	utimensat: changesBelow
};
const OPENING = {
	open: changes,
	openat: changesBelow,
	openat2: changesBelow
};
const WRITING = /\bO_(?:WRONLY|RDWR|CREAT|TRUNC|TMPFILE)\b/;
/**
* Reads `strace -f -e trace=%file`: what succeeded and changes a file. Relative paths need the
* working folder, which `chdir` tells, or the caller, or strace itself with -y; %process tells whose
* a child has.
*
* @param folder the working folder in which the first process starts
*/
function readStrace(lines, folder) {
	const calls = new Calls();
	const folders = new Folders(folder);
	const found = [];
	let unresolved = 0;
	for (const line of lines) {
		const call = calls.read(line);
		if (!call || /^(?:-1|\?)/.test(call.result)) continue;
		folders.follow(call);
		const effect = effectOf(call);
		for (const place of effect?.places ?? []) {
			if (call.args[place.at] === "NULL") continue;
			const path = pathOf(call, place, folders);
			if (path === void 0) unresolved++;
			else found.push({
				path,
				change: effect?.made ? "made" : "changed",
				isFolder: effect?.isFolder ?? false
			});
		}
	}
	return {
		observations: found,
		notes: notesOn(unresolved)
	};
}
function notesOn(unresolved) {
	if (unresolved === 0) return [];
	return [`${unresolved === 1 ? "1 relative path is" : `${unresolved} relative paths are`} left out, since the log does not say below which folder: run strace with -y and -e trace=%file,%process,fchdir, or give --cwd (the WORKDIR of the image).`];
}
function effectOf({ name, args }) {
	if (Object.hasOwn(OPENING, name)) return args.some((arg) => !arg.startsWith("\"") && WRITING.test(arg)) ? OPENING[name] : void 0;
	return Object.hasOwn(EFFECTS, name) ? EFFECTS[name] : void 0;
}
function pathOf({ pid, name, args, result }, place, folders) {
	const opened = Object.hasOwn(OPENING, name) ? /^\d+<(\/[^>]*)>/.exec(result)?.[1] : void 0;
	if (opened !== void 0) return resolvePath(opened);
	const descriptor = place.folder === void 0 ? "AT_FDCWD" : args[place.folder];
	const shown = folderIn(descriptor);
	const folder = shown ?? (descriptor === "AT_FDCWD" ? folders.of(pid) : void 0);
	const path = unquote(args[place.at]);
	return path === void 0 || path === "" ? shown : resolvePath(path, folder);
}
/** The path at the end of a descriptor, which -y adds: `3</tmp>`. */
function folderIn(descriptor = "") {
	if (!descriptor.endsWith(">")) return void 0;
	const start = descriptor.indexOf("</", descriptor.lastIndexOf(">", descriptor.length - 2) + 1);
	return start === -1 ? void 0 : descriptor.slice(start + 1, -1);
}
const FORKING = /^(?:clone|clone3|fork|vfork)$/;
/** The working folders of processes, as far as they are known. */
var Folders = class {
	#known = /* @__PURE__ */ new Map();
	#start;
	constructor(start) {
		this.#start = start;
	}
	of(pid) {
		if (this.#known.has(pid)) return this.#known.get(pid);
		const places = new Set(this.#known.values());
		const [only] = places;
		const folder = this.#known.size === 0 ? this.#start : places.size === 1 ? only : void 0;
		this.#known.set(pid, folder);
		return folder;
	}
	/** Learns from a call where its process is, or a child of it. */
	follow({ pid, name, args, result }) {
		const shown = /^AT_FDCWD<(\/[^>]*)>$/.exec(args[0] ?? "")?.[1];
		if (shown !== void 0) this.#known.set(pid, shown);
		const folder = this.of(pid);
		if (name === "fchdir") this.#known.set(pid, folderIn(args[0]));
		if (name === "chdir") this.#known.set(pid, resolvePath(unquote(args[0]) ?? "", folder));
		if (FORKING.test(name) && /^\d+$/.test(result)) this.#known.set(result, folder);
	}
};
// src/learn/trials.ts
/** Reads what `podseal try --format json` printed: for each container its image, and where it wrote. */
function readTrials(lines) {
	const observations = [];
	const notes = [];
	for (const line of lines) {
		const trials = trialsIn(line);
		if (!trials) notes.push("A line is left out: it is not what `podseal try --format json` prints.");
		for (const trial of trials ?? []) {
			const { image, writes } = trial;
			if (typeof image !== "string" || !Array.isArray(writes)) {
				notes.push("A trial is left out: it names no image, or no list of writes.");
				continue;
			}
			for (const write of writes.filter(isJson)) {
				const path = typeof write["path"] === "string" ? resolvePath(write["path"]) : void 0;
				const change = write["change"] === "made" ? "made" : "changed";
				if (path !== void 0) observations.push({
					path,
					change,
					image
				});
			}
		}
	}
	return {
		observations,
		notes: [...new Set(notes)]
	};
}
function trialsIn(line) {
	try {
		const data = JSON.parse(line);
		const trials = isJson(data) ? data["trials"] : void 0;
		return Array.isArray(trials) ? trials.filter(isJson) : void 0;
	} catch {
		return;
	}
}
function isJson(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
// src/learn/formats.ts
const BY_NAME = {
	"docker-diff": {
		title: "docker diff",
		has: (line) => /^[ACD]\s+\//.test(line),
		read: readDiff
	},
	try: {
		title: "podseal try",
		has: hasKey("trials"),
		read: readTrials
	},
	falco: {
		title: "Falco events",
		has: hasKey("output_fields"),
		read: readFalco
	},
	tracee: {
		title: "Tracee events",
		has: hasKey("eventName"),
		read: readTracee
	},
	gadget: {
		title: "trace_open events",
		has: hasKey("fname"),
		read: readGadget
	},
	strace: {
		title: "strace",
		has: isStraceLine,
		read: readStrace
	},
	paths: {
		title: "a list of paths",
		has: (line) => line.startsWith("/"),
		read: readPaths
	}
};
/** In the order in which they are tried. */
const FORMATS = LOG_FORMATS.map((name) => ({
	name,
	...BY_NAME[name]
}));
function hasKey(key) {
	return (line) => line.startsWith("{") && line.includes(`"${key}"`);
}
/** Enough to tell, also behind what a daemon says when it starts. */
const MAX_LOOKED_AT = 200;
/** The format that most of the first lines have; undefined where none has any. */
function detectFormat(lines) {
	const some = lines.slice(0, MAX_LOOKED_AT);
	const [most] = FORMATS.map((format) => ({
		format,
		count: some.filter(format.has).length
	})).toSorted((a, b) => b.count - a.count);
	return most && most.count > 0 ? most.format : void 0;
}
/** The lines of a log that have something on them. */
function linesOf(text) {
	return text.replace(/^\u{FEFF}/u, "").split(/\r?\n/).filter((line) => line.trim() !== "");
}
// src/learn/folders.ts
/** What is made for every container anew: by the runtime, or by the kubelet. */
const GIVEN = [
	"/proc",
	"/sys",
	"/dev",
	"/etc/hosts",
	"/etc/hostname",
	"/etc/resolv.conf",
	"/etc/mtab",
	"/.dockerenv",
	"/run/.containerenv",
	"/run/secrets",
	"/var/run/secrets"
];
/** Whether a path is nothing that the image has to have a volume for. */
function isGiven(path) {
	return GIVEN.some((given) => path === given || path.startsWith(`${given}/`));
}
/** Folders whose purpose is known, and that can be mounted as a whole. */
const WHOLE = ["/tmp", "/var/tmp"];
/** Folders in which each folder is somebody's own: that one is mounted. */
const SHARED = [
	"/run",
	"/var/run",
	"/var/cache",
	"/var/log",
	"/var/lib",
	"/var/spool",
	"/home"
];
/** Of those, the ones that may be mounted as a whole for a file right in them. */
const EMPTYABLE = [
	"/run",
	"/var/run",
	"/var/cache",
	"/var/log"
];
/** Folders that hold programs and what they need, or whole trees of others. */
const KEPT = [
	"/",
	"/bin",
	"/boot",
	"/etc",
	"/home",
	"/lib",
	"/lib32",
	"/lib64",
	"/media",
	"/mnt",
	"/opt",
	"/root",
	"/sbin",
	"/srv",
	"/usr",
	"/var",
	"/var/lib",
	"/var/spool"
];
/** Whether a path is a folder that every image has, and that no volume can take the place of. */
function isOfEveryImage(path) {
	return KEPT.includes(path);
}
/** Below these, each folder is likely to hold an application: its name has to say what it is for. */
const PROGRAMS = [
	"/",
	"/opt",
	"/srv",
	"/usr",
	"/usr/lib",
	"/usr/libexec",
	"/usr/local",
	"/usr/share",
	"/usr/src"
];
/**
* Whether a volume would hide so much that a person has to say what to do instead.
*
* @param isMade whether the container made the folder, so that nothing of the image is in it
*/
function isKept(folder, isMade = false) {
	if (KEPT.includes(folder)) return true;
	if (/^\/(?:usr\/(?:local\/)?)?s?bin(?:\/|$)/.test(folder) || /^\/(?:usr\/)?lib\d*(?:\/|$)/.test(folder)) return true;
	const parent = folder.slice(0, folder.lastIndexOf("/")) || "/";
	return !isMade && PROGRAMS.includes(parent) && kindByName(folder) === void 0;
}
/** What the name of a folder says of it; the last such name of a path counts. */
const NAMES = [
	["scratch", /^(?:te?mp|scratch|[\w-]+[-_]te?mp|body|proxy|fastcgi|scgi|uwsgi)$/i],
	["cache", /^\.?caches?$|^\.(?:npm|m2|gradle)$|[-_.]cache$/i],
	["run", /^(?:run|lock|locks|pids?|sockets?)$/i],
	["log", /^(?:logs?|[\w.-]+[-_.]logs?)$/i],
	["config", /^(?:\.?config|conf|conf\.d|etc)$/i],
	["data", /^(?:data|db|databases?|lib|spool|storage|store|uploads?|media|backups?|www|html)$/i]
];
/** What the last telling name of a path says; undefined where none does. */
function kindByName(path) {
	const names = path.split("/").toReversed();
	const isTelling = (name) => name !== "lib" || path.startsWith("/var/lib");
	return names.filter(isTelling).map((name) => NAMES.find(([, pattern]) => pattern.test(name))?.[0]).find((kind) => kind !== void 0);
}
/**
* The folder to mount for a file, by its path alone: as deep as a name tells what is in it, else the
* folder that the file is in.
*/
function folderOf(file, isFolder) {
	const parts = file.split("/").slice(1);
	const folders = isFolder ? parts : parts.slice(0, -1);
	const path = (length) => `/${folders.slice(0, length).join("/")}`;
	const whole = WHOLE.find((folder) => file === folder || file.startsWith(`${folder}/`));
	if (whole !== void 0) return whole;
	const base = SHARED.find((folder) => file === folder || file.startsWith(`${folder}/`));
	const depth = base === void 0 ? 0 : base.split("/").length;
	if (base !== void 0 && folders.length < depth) return base;
	const telling = folders.findIndex((name, index) => index >= depth && NAMES.some(([kind, names]) => kind !== "config" && names.test(name)) && !isKept(path(index + 1)));
	if (telling !== -1) return path(telling + 1);
	return base === void 0 || base === "/home" ? path(folders.length) : path(depth);
}
/** Whether a folder that others have folders in, too, may be mounted as a whole. */
function isEmptyable(folder) {
	return EMPTYABLE.includes(folder);
}
// src/learn/reduce.ts
/** As many folders side by side are taken for what one program makes: their parent is mounted. */
const CROWD = 4;
/** What a mount path may be made of: the schema of the facts has no others. */
const PLAIN = /^(?:\/[\w.-]+)*\/?$/;
/** Reduces what a container changed to the folders that it needs volumes for. */
function reduce(observations) {
	const seen = merge(observations);
	const own = [...seen.values()].filter(({ path }) => !isGiven(path));
	const parents = new Set([...seen.keys()].map((path) => nearestSeen(path, seen)));
	const candidates = own.filter((one) => !parents.has(one.path) && !isBareFolder(one)).map((leaf) => ({
		path: leaf.path,
		folder: mountFor(leaf, seen)
	}));
	const isFree = (folder) => !isKept(folder, isMade(folder, seen));
	const proposed = candidates.filter(({ folder }) => isFree(folder));
	const folders = withoutNested(crowded(proposed.map(({ folder }) => folder)));
	const served = servedBy(folders, proposed);
	return {
		paths: folders.map((folder) => describe(folder, served.get(realPath(folder)) ?? [], seen)),
		undecided: candidates.filter(({ folder }) => !isFree(folder)),
		given: seen.size - own.length
	};
}
/** docker diff lists `/etc` where a file in it came and went, or is the runtime's: that tells nothing. */
function isBareFolder({ path, change, isFolder: said }) {
	return change === "changed" && said === void 0 && isOfEveryImage(path);
}
function merge(observations) {
	const seen = /* @__PURE__ */ new Map();
	for (const observation of observations) {
		const before = seen.get(observation.path) ?? observation;
		const said = observation.isFolder === true || before.isFolder;
		seen.set(observation.path, {
			...before,
			isFolder: said
		});
	}
	return seen;
}
function nearestSeen(path, seen) {
	return ancestorsOf(path).findLast((above) => seen.has(above));
}
function isMade(path, seen) {
	return seen.get(path)?.change === "made";
}
/**
* The folder to mount for the end of a path: by its name; else the outermost folder that the
* container made, in which the image can have nothing; else the folder that it is in.
*/
function mountFor(leaf, seen) {
	const byName = folderOf(leaf.path, isFolder(leaf));
	const made = ancestorsOf(leaf.path).find((path) => isMade(path, seen));
	const folder = kindByName(byName) === void 0 ? made ?? byName : byName;
	return [folder, ...ancestorsOf(folder).toReversed()].find((path) => PLAIN.test(path)) ?? "/";
}
/** docker diff lists a folder in which a file came and went as changed, with nothing in it. */
function isFolder({ path, change, isFolder: said }) {
	if (said !== void 0) return said;
	const isNamed = !path.slice(path.lastIndexOf("/") + 1).includes(".");
	return change === "changed" && isNamed && isEmptyable(parentOf(path));
}
/** Folders with many of their kind beside them give way to the one that they are in. */
function crowded(folders) {
	const unique = [...new Set(folders)];
	const counts = /* @__PURE__ */ new Map();
	for (const folder of unique) counts.set(parentOf(folder), (counts.get(parentOf(folder)) ?? 0) + 1);
	const crowds = unique.map((folder) => {
		const parent = parentOf(folder);
		return (counts.get(parent) ?? 0) >= CROWD && !isKept(parent) && !isEmptyable(parent) ? parent : folder;
	});
	const merged = [...new Set(crowds)];
	return merged.length < unique.length ? crowded(merged) : merged;
}
/** A volume serves what is below it; but one on /run or the like hides the folders of the image. */
function withoutNested(folders) {
	const byPlace = new Map(folders.toReversed().map((folder) => [realPath(folder), folder]));
	const isServed = (place) => ancestorsOf(place).some((above) => byPlace.has(above) && !isEmptyable(above));
	return [...byPlace].filter(([place]) => !isServed(place)).map(([, folder]) => folder).toSorted();
}
/** The candidates that each of these folders is for, by its place: the deepest that has them. */
function servedBy(folders, candidates) {
	const served = new Map(folders.map((folder) => [realPath(folder), []]));
	for (const candidate of candidates) {
		const place = realPath(candidate.folder);
		const found = [...ancestorsOf(place), place].findLast((above) => served.has(above));
		if (found !== void 0) served.get(found)?.push(candidate);
	}
	return served;
}
function describe(folder, served, seen) {
	const named = kindByName(folder);
	const isScratch = served.length > 0 && served.every(({ path }) => kindByName(path) === "scratch");
	const kind = named === "data" && isScratch ? "scratch" : named;
	return {
		path: folder,
		kind: kind ?? "scratch",
		volume: kind === "data" ? "persistent" : "emptyDir",
		count: served.length,
		example: served[0]?.path ?? folder,
		isTold: kind !== void 0,
		isNew: isMade(folder, seen)
	};
}
// src/learn/learn.ts
/** Reads logs of what containers changed, and reduces them to what their images need. */
function learnFrom(logs, options) {
	const read = logs.map((log) => readLog(log, options));
	const fault = read.find((one) => "fault" in one);
	if (fault && "fault" in fault) return fault;
	const all = read.flatMap((one) => "observations" in one ? [one] : []);
	const notes = all.flatMap((one) => one.notes);
	const title = [...new Set(all.map(({ format }) => format.title))].join(" and ");
	const grouped = byImage(all.flatMap((one) => one.observations), options.image);
	if ("fault" in grouped) return grouped;
	return {
		lessons: [...grouped.images].map(([name, { image, seen }]) => ({
			...reduce(seen),
			name,
			image,
			title,
			source: `${title}, ${options.today}`
		})),
		notes: [...notes, ...grouped.notes]
	};
}
function readLog({ path, text }, { from, cwd }) {
	const lines = linesOf(text);
	const format = from === void 0 ? detectFormat(lines) : FORMATS.find(({ name }) => name === from);
	const names = FORMATS.map(({ name }) => name).join(", ");
	if (!format && lines.length === 0) return { fault: `${path}: it is empty. If the container wrote nothing, say --from docker-diff.` };
	if (!format) return { fault: `${path}: it is in no format that Podseal knows (${names}). Name it with --from.` };
	if (lines.length > 0 && !lines.some(format.has)) return { fault: `${path}: none of its lines is ${format.title}. Leave --from out, or name another.` };
	const log = format.read(lines, cwd);
	return {
		format,
		observations: log.observations,
		notes: log.notes.map((note) => `${path}: ${note}`)
	};
}
const NO_IMAGE = "The log does not say which image it is about. Name it with --image.";
function byImage(observations, given) {
	const asked = given === void 0 ? void 0 : canonicalReference(given);
	if (given !== void 0 && !asked) return { fault: `${given} is not a valid image reference.` };
	const images = /* @__PURE__ */ new Map();
	if (given !== void 0 && asked) images.set(asked.name, {
		image: given,
		seen: []
	});
	let others = 0;
	for (const observation of observations) {
		const image = observation.image ?? given;
		if (image === void 0) return { fault: NO_IMAGE };
		const name = canonicalReference(image)?.name;
		if (name === void 0 || asked && name !== asked.name) others++;
		else {
			const group = images.get(name) ?? {
				image,
				seen: []
			};
			group.seen.push(observation);
			images.set(name, group);
		}
	}
	if (images.size === 0 && observations.length === 0) return { fault: NO_IMAGE };
	return {
		images,
		notes: others > 0 ? [`Left out, because they are about other images: ${others}.`] : []
	};
}
// src/learn/merge.ts
const HEADER = `# What our own images need for a read-only root filesystem. Podseal reads it from the default branch:
# ${docPage("images")} says what the fields mean.
`;
/** Of what was learned, what a file does not have yet. */
function newIn(own, learned) {
	const writes = own.images.get(learned.name)?.writes ?? [];
	const there = new Set(writes.map(({ path }) => realPath(path)));
	return learned.paths.filter(({ path }) => {
		const place = realPath(path);
		return ![place, ...ancestorsOf(place)].some((above) => there.has(above));
	});
}
/**
* Adds what was learned to a project's own facts, whose text is otherwise kept to the letter. Proved
* by reading the result: it has what it had, and these additions.
*/
function mergeImages(file, own, learned) {
	if (lengthOf(own, learned) > 1048576) return TOO_LONG;
	if (own.document) return mergeInto(own.document, file, own, learned);
	const text = begin(file.text, learned);
	return text.length > 1048576 ? TOO_LONG : text;
}
const TOO_LONG = { refused: "the file would be larger than 1 MiB, which Podseal does not read. Give a shorter log, or one of fewer images" };
/** What the keys of a path take at least. */
const MIN_KEYS = 59;
/** A lower bound of what is added. */
function lengthOf(own, learned) {
	return learned.flatMap((image) => newIn(own, image).map((path) => [path.path, image.source])).reduce((sum, [path = "", source = ""]) => sum + MIN_KEYS + path.length + source.length, 0);
}
function mergeInto(document, file, own, learned) {
	const changes = learned.flatMap((image) => changesFor(document, own, image));
	const planned = isEmptyList(document) ? { edits: [fillRoot(document, learned)] } : planEdits(document, changes);
	if ("refused" in planned) return planned;
	const text = applyEdits(file.text, planned.edits.map(withReminders));
	if (text.length > 1048576) return TOO_LONG;
	const before = document.toData();
	const after = readProjectImages({
		...file,
		text
	});
	return before !== void 0 && "images" in after && dequal(changeData(before, changes), after.document?.toData()) ? text : { refused: "no edit could be proved to change this alone" };
}
function begin(before, learned) {
	const eol = before.includes("\r\n") ? "\r\n" : "\n";
	const layout = {
		indent: 0,
		step: 2,
		listIndent: 2,
		eol
	};
	const block = blockText(learned.map(entryFor), layout) + eol;
	const head = before.trim() === "" ? HEADER : before;
	return head + (head.endsWith("\n") ? "" : eol) + withReminders({
		start: 0,
		end: 0,
		text: block
	}).text;
}
function isEmptyList(document) {
	return items(rootOf(document)).length === 0;
}
function fillRoot(document, learned) {
	const layout = {
		indent: 0,
		step: 2,
		listIndent: 2,
		eol: "\n"
	};
	return {
		...rootOf(document).span,
		text: blockText(learned.map(entryFor), layout)
	};
}
function changesFor(document, own, learned) {
	const index = projectEntryIndex(document, learned.name);
	if (index === void 0) return [{
		kind: "append",
		path: [],
		value: entryFor(learned)
	}];
	return newIn(own, learned).map((path) => ({
		kind: "append",
		path: [index, "writes"],
		value: writeFor(path, learned.source)
	}));
}
function entryFor({ name, paths, source }) {
	return paths.length > 0 ? {
		images: [name],
		writes: paths.map((path) => writeFor(path, source))
	} : {
		images: [name],
		writes: [],
		sources: [source]
	};
}
function writeFor({ path, kind, volume, isNew }, source) {
	return {
		path,
		kind,
		volume,
		...isNew && { hidesFiles: false },
		evidence: "observed",
		source
	};
}
/** What looks like data is for a person to check; in flow style there is no room to say so. */
function withReminders(edit) {
	const text = edit.text.replace(/(volume: persistent)(?=\r?\n|$)/g, "$1 # data, to judge by its name: check this");
	return {
		...edit,
		text
	};
}
// src/learn/report.ts
/** What became of a lesson: what was added, and what a person has to check, in lines. */
function reportLesson(lesson, added) {
	const width = lesson.paths.reduce((most, { path }) => Math.max(most, path.length), 0);
	const isAdded = new Set(added);
	return [
		`${lesson.image}, from ${lesson.title}`,
		...lesson.paths.map((path) => describePath(path, isAdded.has(path), width)),
		...lesson.paths.length === 0 && lesson.undecided.length === 0 ? ["  it wrote nothing"] : [],
		...decisions(lesson),
		...checks(lesson, added).map((check) => `  check   ${check}`)
	];
}
function describePath(learned, isAdded, width) {
	const { path, kind, volume, count, example } = learned;
	const more = count > 1 ? ` and ${count - 1} more` : "";
	const why = isAdded ? `${kind.padEnd(7)}  ${volume.padEnd(10)}  for ${example}${more}` : "is there";
	return `  ${isAdded ? "added" : "kept "}   ${path.padEnd(width)}  ${why}`;
}
/** How many files of one folder are named. */
const MAX_NAMED = 3;
function decisions({ undecided }) {
	const folders = /* @__PURE__ */ new Map();
	for (const { folder, path } of undecided) {
		const paths = folders.get(folder);
		if (paths) paths.push(path);
		else folders.set(folder, [path]);
	}
	return [...folders].map(([folder, paths]) => {
		const rest = paths.length > MAX_NAMED ? ` and ${paths.length - MAX_NAMED} more` : "";
		return `  decide  ${paths.slice(0, MAX_NAMED).join(", ")}${rest}: a volume on ${folder} would hide what the image has there. Have the application write elsewhere, or change the image.`;
	});
}
function checks({ image, paths, title }, added) {
	const data = added.filter(({ volume }) => volume === "persistent");
	const untold = added.filter(({ isTold }) => !isTold);
	const unseen = added.filter(({ isNew }) => !isNew);
	const folders = unseen.map(({ path }) => path).join(" ");
	return [
		.../\bdocker diff\b/.test(title) ? ["what comes and goes is not in a diff: take it while the program runs, or have podseal try or strace watch it."] : [],
		...data.length > 0 ? [`${bare(data)}: by the name it is data, so it gets a claim. If it may be lost, write emptyDir.`] : [],
		...untold.length > 0 ? [`${bare(untold)}: the name does not say what it holds. If it is data, write kind: data and volume: persistent.`] : [],
		...unseen.length > 0 ? [`whether the image has files there that a volume would hide: docker run --rm --entrypoint ls ${image} -A ${folders}. Write hidesFiles: true or false.`] : [],
		...paths.length > 0 ? ["once podseal try has run it with a read-only root: add readOnlyRoot: { works: as-is }. Until then no fix for it is safe."] : []
	];
}
function bare(paths) {
	return listPaths(paths).replaceAll("`", "");
}
// src/cli/learn.ts
/**
* Learns from logs where images write, and keeps it among the project's own facts. Returns the exit
* code.
*
* @param now the time that the facts are dated by
*/
async function learn(paths, options, now = /* @__PURE__ */ new Date()) {
	const learned = learnFrom(await readLogs(paths), {
		...options,
		today: now.toISOString().slice(0, 10)
	});
	if ("fault" in learned) throw new UserError(learned.fault);
	await keepLessons(learned, options);
	return 0;
}
/**
* Keeps what was learned among the project's own facts, and says on standard output what became of it.
*
* @throws UserError where it can't be added
*/
async function keepLessons(learned, options) {
	const path = options.output === void 0 ? await projectImagesPath(".") : resolve(options.output);
	const near = relative(".", path);
	const root = options.output === void 0 ? await projectRoot(".") : void 0;
	const output = await noteOutput(path, root);
	const existing = await readProjectFile(path);
	const file = existing ?? {
		path: near,
		text: ""
	};
	const own = requireProjectImages(file);
	const merged = mergeImages(file, own, learned.lessons.filter((lesson) => isUseful(lesson, learned.notes)));
	if (typeof merged !== "string") throw new UserError(`${near}: what was learned can't be added: ${merged.refused}. Nothing was written.`);
	const lines = learned.lessons.flatMap((lesson) => reportLesson(lesson, newIn(own, lesson)));
	await deliver(output, existing?.text, merged, options.dryRun);
	const said = [
		...learned.notes,
		...lines,
		outcome(near, file.text, merged, options)
	];
	for (const line of said.map(visibleLine)) if (options.dryRun) note(line);
	else await print(shown`${line}\n`);
}
/** That an image writes nothing is said only where nothing was left out. */
function isUseful({ paths, undecided }, notes) {
	return paths.length > 0 || undecided.length === 0 && notes.length === 0;
}
async function deliver(output, before, after, dryRun) {
	const path = relative(".", output.path);
	if ((before ?? "") === after) return;
	if (dryRun) {
		await printPatch(path, before ?? "", after);
		return;
	}
	const error = await writeWhole(output, before, after);
	if (error !== void 0) throw new UserError(`${path}: ${error}.`);
}
function outcome(path, before, after, { dryRun }) {
	if (before === after) return `${path} stays as it is.`;
	return dryRun ? `${path} would be written.` : `${path} is written: check it, and commit it.`;
}
async function readLogs(paths) {
	return Promise.all([...new Set(paths)].map(async (path) => ({
		path: path === "-" ? "stdin" : path,
		text: decode(await readLog$1(path))
	})));
}
/** Windows PowerShell writes what it redirects as UTF-16. */
function decode(bytes) {
	const isWide = bytes[0] === 255 && bytes[1] === 254;
	return new TextDecoder(isWide ? "utf-16le" : "utf-8").decode(bytes);
}
export { reduce as a, Calls as c, resolvePath as d, newIn as i, unquote as l, learn as n, folderIn as o, mergeImages as r, readStrace as s, keepLessons as t, readDiff as u };
