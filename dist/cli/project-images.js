import { Ai as parseDocumentAt, Bt as checkYaml, Mi as indexLines, da as items, ga as rootOf, ha as valueAt, ki as splitDocuments, ma as textOf, sa as isList, to as canonicalReference } from "./check.js";
import { B as description, C as choice, D as implies, E as hasOneOf, F as wholeNumber, M as text, N as textLike, O as list, P as unique, T as flag, V as exactOptional, Y as pipe, ct as quoted, j as only, k as mapping, nt as title, w as filledList } from "./command-line.js";
// src/images/schema/texts.ts
/** The texts and numbers that facts about images are made of. */
const name = textLike(/^[A-Za-z0-9.-]+(:\d+)?(\/[a-z0-9._-]+)*$/, "the name of an image without a tag");
const versions = textLike(/^(\d+(\.\d+)*( - \d+(\.\d+)*)?|(>=|<)\d+(\.\d+)*)$/, "a version such as '1.27', a range such as '6.2 - 8', or a bound such as '>=18'");
/** The API takes ids up to the largest signed 32-bit number. */
const id = wholeNumber(0, 2147483647);
/** Shown in Markdown, where a tag would be lost. */
const sentence = textLike(/^[^<]+[.]$/, "a sentence with its full stop, without \"<\"");
const clause = textLike(/^[^<]*[^.<]$/, "a clause without a full stop, and without \"<\"");
const source = textLike(/^([\w.-]+\/[\w.-]+((@[0-9a-f]{7,40})?:[^ ]+|#\d+)|https:\/\/[^ ]+|.+, \d{4}-\d{2}-\d{2})$/, "repository@commit:path, repository:path, repository#number, an address, or what was read and the date: docker diff, 2026-01-31");
const path = textLike(/^(\/[\w.-]+)+$/, "an absolute path of letters, digits, dots, dashes and underscores");
const program = textLike(/^[\w.-]+$/, "the name of a program, without a folder");
// src/images/schema/writes.ts
/** Settings of a manifest, any of which answers a condition. */
const signs = pipe(mapping({
	env: exactOptional(pipe(filledList(textLike(/^[A-Za-z_*][\w*.-]*(=.*)?$/, "NAME, or NAME=value; * stands for any text")), unique())),
	options: exactOptional(pipe(filledList(textLike(/^-{0,2}[A-Za-z][\w.*-]*(=.*)?$/, "an option, --name or --name=value, or a word before a value; * stands for any text")), unique())),
	programs: exactOptional(pipe(filledList(program), unique())),
	mounts: exactOptional(filledList(path)),
	complete: exactOptional(pipe(only(true), description("Nothing else decides it: where none is set, the answer is no.")))
}), hasOneOf([
	"env",
	"options",
	"programs",
	"mounts"
]), description("Settings of a manifest, any of which answers a condition."));
/** Settings of a manifest that name another place for a path. */
const movedBy = pipe(mapping({
	env: exactOptional(pipe(filledList(textLike(/^[A-Za-z_]\w*$/, "the name of a variable")), unique())),
	options: exactOptional(pipe(filledList(textLike(/^-{0,2}[A-Za-z][\w.*-]*$/, "an option, --name, or a word before a path; * stands for any text")), unique())),
	file: exactOptional(pipe(only(true), description("The setting names a file, and the volume belongs on its folder.")))
}), hasOneOf(["env", "options"]), description("Settings of a manifest that name another place for the path."));
/** Where an image writes. */
const writes = pipe(list(pipe(mapping({
	path,
	kind: choice([
		"scratch",
		"cache",
		"run",
		"log",
		"config",
		"data"
	]),
	volume: choice(["emptyDir", "persistent"]),
	when: exactOptional(clause),
	ifMounted: exactOptional(pipe(path, description("The condition holds only where something is mounted here."))),
	if: exactOptional(pipe(signs, description("Settings by which the condition of when holds."))),
	unless: exactOptional(pipe(signs, description("Settings by which the image does not write there."))),
	movedBy: exactOptional(movedBy),
	ownFolder: exactOptional(pipe(textLike(/^[A-Z_]+$/, "the name of a variable in capital letters"), description("The variable that names a folder for these files, where the program refuses one that all users may write to."))),
	hidesFiles: exactOptional(pipe(flag(), description("Whether the image has files there that a volume would hide, and that it needs."))),
	copyable: exactOptional(pipe(only(true), description("The image's own chart fills the volume with the image's cp, or its Dockerfile or entrypoint shows that it has one."))),
	evidence: choice([
		"declared",
		"script",
		"chart",
		"docs",
		"code",
		"reported",
		"observed",
		"unread"
	]),
	source
}), implies("ifMounted", "when"), implies("copyable", "hidesFiles"), implies("if", "when"))), description("Empty: the image writes nothing. Left out: not known."));
// src/images/schema/node-needs.ts
const hostPath = mapping({
	path: textLike(/^\/$|^(\/[\w.-]+)+$/, "an absolute path of the node; / is the whole node"),
	access: choice(["read", "write"])
});
/** What of its node an image can't work without. */
const nodeNeeds = pipe(mapping({
	privileged: exactOptional(pipe(only(true), description("Capabilities would not do."))),
	capabilities: exactOptional(pipe(filledList(textLike(/^(?!CAP_)[A-Z_]+$/, "a capability without CAP_, such as NET_ADMIN")), unique())),
	hostNamespaces: exactOptional(pipe(filledList(choice([
		"hostNetwork",
		"hostPID",
		"hostIPC"
	])), unique())),
	hostPaths: exactOptional(filledList(hostPath)),
	if: exactOptional(pipe(signs, description("Settings by which the container is one that needs it."))),
	why: exactOptional(sentence),
	instead: exactOptional(sentence)
}), implies("privileged", "why"), implies("capabilities", "why"), implies("hostNamespaces", "why"), implies("hostPaths", "why"), implies("if", "why"), implies("instead", "why"), description("What of its node the image needs. Empty: nothing. Left out: not known."));
// src/images/schema/entry.ts
/**
* What an entry of `data/images` and of a project's own list may have. `npm run update` writes
* `data/images.schema.json` from it; docs/images.md says what the fields mean.
*/
const user = pipe(mapping({
	declared: choice([
		"root",
		"name",
		"numeric"
	]),
	name: exactOptional(text()),
	uid: exactOptional(id),
	gid: exactOptional(id)
}), description("As what the image starts: root, a name, or a number."));
const account = pipe(mapping({
	name: text(),
	uid: exactOptional(id),
	gid: exactOptional(id)
}), description("The user that the image changes to when it starts as root."));
const nonRoot = mapping({
	works: choice([
		"as-is",
		"with-changes",
		"never"
	]),
	uid: exactOptional(id),
	gid: exactOptional(id),
	checked: exactOptional(pipe(only(false), description("The number is inferred."))),
	how: exactOptional(sentence),
	fsGroupChangePolicy: exactOptional(pipe(mapping({
		value: choice(["OnRootMismatch"]),
		why: clause
	}), description("What to set beside fsGroup, and why, in a clause.")))
});
const readOnlyRoot = mapping({
	works: choice([
		"as-is",
		"shipped",
		"with-changes",
		"never"
	]),
	note: exactOptional(sentence)
});
const fileCapabilities = pipe(filledList(textLike(/^[A-Z_]+$/, "a capability in capital letters, such as NET_BIND_SERVICE")), description("The binary does not start without them."));
const environment = filledList(mapping({
	name: textLike(/^[A-Z_]+$/, "the name of a variable in capital letters"),
	value: text(),
	for: exactOptional(pipe(choice(["nonRoot", "readOnlyRoot"]), description("What needs it; left out: both."))),
	why: clause
}));
const ports = list(wholeNumber(1, 65535));
/** What a variant may say otherwise than its image. */
const variantFacts = {
	user: exactOptional(user),
	becomes: exactOptional(account),
	nonRoot: exactOptional(nonRoot),
	readOnlyRoot: exactOptional(readOnlyRoot),
	needs: exactOptional(nodeNeeds),
	fileCapabilities: exactOptional(fileCapabilities),
	environment: exactOptional(environment),
	ports: exactOptional(ports),
	writes: exactOptional(writes)
};
const variant = pipe(mapping({
	tag: exactOptional(pipe(filledList(textLike(/^[a-z]+$/, "a word of small letters")), description("Words that the tag has to have, all of them."))),
	versions: exactOptional(versions),
	...variantFacts
}), hasOneOf(["tag", "versions"]));
const alternative = mapping({
	image: text(),
	uid: exactOptional(id),
	note: exactOptional(sentence),
	checked: exactOptional(pipe(only(false), description("Named from memory.")))
});
const confirmed = pipe(mapping({
	how: choice(["program", "image"]),
	program: text(),
	version: textLike(/^\d+(\.\d+)*$/, "a version of numbers and dots"),
	date: textLike(/^\d{4}-\d{2}-\d{2}$/, "a day such as 2026-01-31")
}), description("A run with a read-only root by these facts, which held: npm run confirm."));
/** An entry: what is known of an image, for all its names. */
const imageEntry = pipe(mapping({
	images: pipe(filledList(name), unique()),
	versions: exactOptional(versions),
	programs: exactOptional(pipe(filledList(program), unique(), description("Programs of the image, by which a command is known to start what the image starts."))),
	...variantFacts,
	variants: exactOptional(filledList(variant)),
	confirmed: exactOptional(confirmed),
	alternatives: exactOptional(filledList(alternative)),
	notes: exactOptional(filledList(sentence)),
	sources: exactOptional(pipe(filledList(source), unique(), description("What else was read; the sources of the writes need not be repeated.")))
}), title("What an image needs to run with a read-only root filesystem and without root"), description("One file an image, or one entry of a project's own list; docs/images.md says what the fields mean."));
/** A project's own list. */
const imageList = list(imageEntry);
// src/images/project-images.ts
/** In characters. A list that people keep has some hundred entries; this is room for thousands. */
const MAX_PROJECT_FILE = 1048576;
/**
* Reads a project's own facts about images: a list, each entry of the form of `data/images`. Never
* throws.
*/
function readProjectImages(file) {
	const lines = indexLines(file.text);
	const at = (offset, message) => ({
		line: lines.position(offset).line,
		message
	});
	if (file.text.length > 1048576) return { faults: [at(0, "it is larger than 1 MiB, which no list of images needs to be")] };
	const [span, second] = splitDocuments(file.text);
	if (second) return { faults: [at(second.start, "it has to be one YAML document")] };
	const parsed = span && parseDocumentAt(file.text, span, 0);
	if (!parsed) return {
		document: void 0,
		images: /* @__PURE__ */ new Map()
	};
	if ("reason" in parsed) return { faults: [at(parsed.offset, parsed.reason)] };
	const read = readEntries(parsed);
	if ("entries" in read) return {
		document: parsed,
		images: imagesOf(read.entries)
	};
	return { faults: read.faults.map(({ offset, message }) => at(offset, message)) };
}
function readEntries(document) {
	const root = rootOf(document);
	const offset = root.span.start;
	const data = document.toData();
	if (data === void 0) return { faults: [{
		offset,
		message: "its aliases lead nowhere"
	}] };
	if (!isList(root)) return { faults: [{
		offset,
		message: "it must be a list of entries: \"- images: [registry.example.com/shop/web]\""
	}] };
	const checked = checkYaml(imageList, root, data, "the entry");
	if ("faults" in checked) return checked;
	const faults = nameFaults(items(root).flatMap(namesOf));
	return faults.length > 0 ? { faults } : { entries: checked.output };
}
/** The place in the list of the entry that is about an image with a canonical name. */
function projectEntryIndex(document, name) {
	const index = items(rootOf(document)).findIndex((entry) => namesOf(entry).some((value) => canonicalReference(textOf(value) ?? "")?.name === name));
	return index === -1 ? void 0 : index;
}
function namesOf(entry) {
	return items(valueAt(entry, ["images"]));
}
/** A name may be short, but has no tag, and only one entry has it. */
function nameFaults(names) {
	const seen = /* @__PURE__ */ new Set();
	return names.flatMap((value) => {
		const text = textOf(value) ?? "";
		const offset = value.span.start;
		const reference = canonicalReference(text);
		if (!reference || reference.tag !== void 0 || reference.digest !== void 0) return [{
			offset,
			message: `${quoted(text)} is no name of an image: write it without a tag, which "versions" has room for`
		}];
		const isRepeated = seen.has(reference.name);
		seen.add(reference.name);
		return isRepeated ? [{
			offset,
			message: `${quoted(text)} is there twice: make it one entry`
		}] : [];
	});
}
function imagesOf(entries) {
	return new Map(entries.flatMap((entry) => {
		const facts = factsOf(entry);
		return entry.images.map((image) => [canonicalReference(image)?.name ?? image, facts]);
	}));
}
function factsOf({ sources = [], variants, ...entry }) {
	const written = [entry, ...variants ?? []].flatMap(({ writes = [] }) => writes);
	const all = [.../* @__PURE__ */ new Set([...written.map(({ source }) => source), ...sources])];
	const placed = ({ writes, ...part }) => ({
		...part,
		...writes && { writes: writes.map((write) => ({
			...write,
			source: all.indexOf(write.source)
		})) }
	});
	return {
		...placed(entry),
		...variants && { variants: variants.map(placed) },
		sources: all
	};
}
export { projectEntryIndex as n, readProjectImages as r, MAX_PROJECT_FILE as t };
