import { u as UserError } from "./command-line.js";
import { Aa as describeUser, B as tellFailure, Bi as inspectImage, Ca as knownImage, H as runReader, Ht as paint, Jt as jsonLines, L as commandRegistries, Oa as describeConfidence, Qt as visible, U as LayerCache, Ut as print, W as DEFAULTS, X as isFailure, Y as failureOf, Zt as shown, bt as findProjectImages, c as docPage, en as visibleLine, ka as describeConfirmation, qt as joinShown, to as canonicalReference } from "./check.js";
import { t as RegistryClient } from "./client.js";
import { a as stateOf, i as imageFiles, n as readTree, r as readImage, t as Steps } from "./steps.js";
import { t as sourceUrl } from "./source.js";
// src/registry/list-files.ts
/**
* Looks into an image through its registry. Its layers are read only where a path is asked for.
*
* @throws UserError when the options, or the files that they name, can't be used
*/
async function inspect(reference, paths, options) {
	const client = await RegistryClient.open(options);
	try {
		const image = await readImage(client, reference);
		const { maxLayerBytes = DEFAULTS.maxLayerBytes } = options;
		return await inspectLayers$1(client, image, paths, maxLayerBytes);
	} catch (error) {
		return failureOf(error);
	} finally {
		client.close();
	}
}
async function inspectLayers$1(client, image, paths, maxLayerBytes) {
	const { config } = image;
	if (paths.length === 0) return {
		config,
		files: /* @__PURE__ */ new Map()
	};
	const steps = new Steps(client.endsAt);
	try {
		const root = await readTree(client, image, {
			steps,
			maxLayerBytes,
			cache: new LayerCache()
		});
		const files = new Map(paths.map((path) => [path, stateOf(root, path, steps)]));
		return {
			config: {
				...config,
				files: imageFiles(root, config, paths, steps)
			},
			files
		};
	} catch (error) {
		return {
			config,
			files: failureOf(error)
		};
	}
}
// src/report/image-json.ts
/** What is known of images as JSON, for programs. What nobody knows is null. */
function imagesJson(results) {
	const images = results.map(({ image, known, inspected }) => ({
		image,
		known: known ? factsOf(known) : null,
		...inspected && { inspected: inspectionOf(inspected) }
	}));
	return shown`${jsonLines({
		version: 1,
		images
	})}\n`;
}
/** Values of variables are left out: they may be secrets. */
function inspectionOf({ config, files }) {
	const { env, files: layers, ...said } = config;
	return {
		...said,
		layers: layers ? layersOf(layers) : null,
		env: Object.keys(env),
		files: files ? [...files].map(([path, found]) => ({
			path,
			...found
		})) : null
	};
}
/** Texts of scripts are left out: they are long, and the image's. */
function layersOf({ accounts, scripts, privileged, open, isCut }) {
	return {
		users: [...accounts].map(([name, { uid, gid, home }]) => ({
			name,
			uid,
			gid,
			home
		})),
		scripts: scripts.map(({ path }) => path),
		privileged: privileged.map(({ path, capabilities, isSetUser }) => ({
			path,
			isSetUser,
			capabilities: capabilities ?? null
		})),
		open: open.map(({ path, kind, uid, gid, mode }) => ({
			path,
			kind,
			uid,
			gid,
			mode: (mode & 4095).toString(8).padStart(4, "0")
		})),
		isCut
	};
}
function factsOf(known) {
	return {
		id: known.id,
		isOwn: known.isOwn,
		name: known.reference.name,
		tag: known.reference.tag ?? null,
		digest: known.reference.digest ?? null,
		user: known.user ?? null,
		becomes: known.becomes ?? null,
		nonRoot: known.nonRoot ?? null,
		readOnlyRoot: known.readOnlyRoot ?? null,
		needs: known.needs ?? null,
		fileCapabilities: known.fileCapabilities,
		environment: known.environment,
		ports: known.ports,
		writes: known.writes?.map(writeOf) ?? null,
		alternatives: known.alternatives,
		notes: known.notes,
		sources: known.sources.map(sourceUrl),
		versions: known.versions ?? null,
		isVersionChecked: known.isVersionChecked,
		confirmed: known.confirmed ?? null,
		confidence: known.confidence,
		caveats: known.caveats
	};
}
function writeOf({ path, kind, isPersistent, when, hidesFiles, evidence, source }) {
	return {
		path,
		kind,
		isPersistent,
		when: when ?? null,
		hidesFiles: hidesFiles ?? null,
		evidence,
		source: sourceUrl(source)
	};
}
// src/report/image-text.ts
const WIDTH = 18;
/** What is known of images, for people. */
function imagesText(results, paint) {
	const texts = results.map(({ image, known, inspected }) => {
		const text = known ? knownText(image, known, paint) : unknownText(image, paint);
		return shown`${text}${inspected ? inspectedText(inspected) : shown``}`;
	});
	return joinShown(texts, "\n");
}
function knownText(image, known, paint) {
	const { name } = known.reference;
	const alias = visibleLine(image.startsWith(name) ? "" : ` is ${name}`);
	const lines = [
		shown`${paint("strong", visibleLine(image))}${alias}`,
		row("User", plain(describeUser(known))),
		row("Without root", describeNonRoot(known.nonRoot)),
		row("Read-only root", describeReadOnlyRoot(known.readOnlyRoot)),
		...known.needs ? [row("Node", describeNeeds(known.needs))] : [],
		...known.fileCapabilities.map((capability) => row("Capability", describeCapability(capability))),
		...known.environment.map((set) => row("Set", `${set.name}=${set.value}: ${set.why}`)),
		...known.ports.length > 0 ? [row("Ports", describePorts(known))] : [],
		row("Checked", describeConfidence(known)),
		...known.confirmed ? [row("Run", describeConfirmation(known.confirmed))] : [],
		...section("Writes", writeLines(known)),
		...section("Alternatives", known.alternatives.map(describeAlternative)),
		...section("Notes", known.notes.map(plain)),
		...section("Not certain", known.caveats.map(plain)),
		...section("Sources", known.sources.map((source, index) => `${index + 1}. ${sourceUrl(source)}`)),
		paint("faint", visibleLine(`  ${footer(known)}`)),
		shown``
	];
	return joinShown(lines, "\n");
}
/** What strangers wrote, each on its line. */
function inspectedText({ config, files }) {
	const { user, volumes, exposedPorts, env, workingDir, platform } = config;
	const lines = [
		`Starts as         ${user === "" ? "root" : user}`,
		...workingDir === "" ? [] : [`Works in          ${workingDir}`],
		`Volumes           ${volumes.join(", ") || "none"}`,
		`Ports             ${exposedPorts.join(", ") || "none"}`,
		`Variables         ${Object.keys(env).join(", ") || "none"}`,
		...config.files ? layerLines(config.files) : [],
		...[...files ?? []].map(([path, found]) => `In ${path}: ${describeFiles(found)}`)
	];
	return shown`${joinShown(section(`The registry says, for ${platform}`, lines), "\n")}\n`;
}
/** So many of each are listed: the JSON has all. */
const MAX_LISTED = 8;
/** What its layers tell. */
function layerLines({ accounts, scripts, privileged, open }) {
	return [
		...listed("Users", [...accounts].filter(([, { uid }]) => uid > 0 && uid < 65534).toSorted(([, one], [, other]) => other.uid - one.uid).map(([name, { uid, gid }]) => `${name} (${uid}:${gid})`)),
		...listed("Start scripts", scripts.map(({ path }) => path)),
		...listed("Gain privileges", privileged.map(describeProgram)),
		...listed("Open to others", open.map(describeOpen))
	];
}
function listed(label, items) {
	const more = items.length > MAX_LISTED ? ", …" : "";
	const text = items.slice(0, MAX_LISTED).join(", ");
	return items.length === 0 ? [] : [`${label.padEnd(WIDTH)}${text}${more}`];
}
function describeProgram({ path, capabilities, isSetUser }) {
	if (isSetUser) return path;
	return `${path} (${capabilities?.join(" ") ?? "capabilities"})`;
}
function describeOpen({ path, uid, gid, mode }) {
	return `${path} (${uid}:${gid} ${(mode & 4095).toString(8).padStart(4, "0")})`;
}
function describeFiles({ state, examples }) {
	return {
		absent: "nothing",
		empty: "an empty folder",
		file: "a file",
		content: `files, such as ${examples.join(", ")}: copy them to a volume if the program needs them`
	}[state];
}
function footer({ isOwn, writes, confirmed }) {
	if (confirmed && !isOwn) return "The other facts were read.";
	const own = isOwn ? "Some of these facts are from the project's own list. " : "";
	return writes?.some(({ evidence }) => evidence === "observed") ? `${own}Observed paths are what one run of the image wrote.` : `${own}The facts were read, not confirmed by running the image.`;
}
function row(label, text) {
	return visibleLine(`  ${label.padEnd(WIDTH)}${text}`);
}
function section(label, lines) {
	if (lines.length === 0) return [];
	return [`  ${label}`, ...lines.map((line) => `    ${line}`)].map(visibleLine);
}
function describeNonRoot(nonRoot) {
	if (!nonRoot) return "not known";
	const { works, uid, gid, checked, how } = nonRoot;
	const group = gid === void 0 ? "" : `, group ${gid}`;
	const user = uid === void 0 ? "" : ` as user ${uid}${group}${checked === false ? " (inferred)" : ""}`;
	return sentence(`${WORKS[works]}${user}`, how);
}
function describeReadOnlyRoot(root) {
	return root ? sentence(WORKS[root.works], root.note) : "not known";
}
function describeNeeds(needs) {
	const parts = [
		...needs.privileged ? ["privileged: true"] : [],
		...needs.capabilities ?? [],
		...(needs.hostNamespaces ?? []).map((name) => `${name}: true`),
		...(needs.hostPaths ?? []).map(({ path, access }) => `host path ${path} (${access})`)
	];
	const { why, instead } = needs;
	const reasons = [why, instead].flatMap((text) => text ?? []).join(" ");
	return parts.length === 0 ? "needs nothing of it" : sentence(`needs ${parts.join(", ")}`, reasons);
}
function describeCapability(capability) {
	return `${capability}: the binary does not start without it; add it where ALL is dropped`;
}
const WORKS = {
	"as-is": "works",
	shipped: "works: the project's own manifests have it",
	"with-changes": "works with changes",
	never: "does not work"
};
function sentence(start, rest) {
	return rest === void 0 ? start : `${start}. ${plain(rest)}`;
}
function describePorts({ ports, lowPorts }) {
	const low = lowPorts.length > 0 ? `; ${lowPorts.join(", ")} may need root, or a sysctl of the pod` : "";
	return `${ports.join(", ")}${low}`;
}
function writeLines({ writes, sources }) {
	if (!writes) return ["not known"];
	const width = writes.reduce((most, { path }) => Math.max(most, path.length), 0);
	return writes.length > 0 ? writes.map((write) => `${describeWrite(write, width)} [${sources.indexOf(write.source) + 1}]`) : ["nothing"];
}
function describeWrite(write, width) {
	const { path, kind, isPersistent, when, hidesFiles, isRead } = write;
	const parts = [
		when === void 0 ? "always" : `if ${when}`,
		hidesFiles === true ? "the image has files there: copy them to the volume first" : "",
		isRead ? "" : "usual, but not checked"
	];
	const volume = isPersistent ? "persistent" : "emptyDir";
	const text = parts.filter((part) => part !== "").join("; ");
	return `${path.padEnd(width)}  ${kind.padEnd(7)}  ${volume.padEnd(10)}  ${text}`;
}
function describeAlternative({ image, uid, note, checked }) {
	return sentence(`${image}${uid === void 0 ? "" : ` as user ${uid}`}${checked === false ? " (not checked whether it exists)" : ""}`, note);
}
/** A terminal needs no backticks. */
function plain(text) {
	return text.replaceAll("`", "");
}
function unknownText(image, paint) {
	return shown`${paint("strong", visibleLine(image))}
${visible(howToFindOut(image))}`;
}
function howToFindOut(image) {
	return `\
  Nothing is known of this image. To find out what it needs:
  1. Which user does the image start as? Nothing or 0 is root; for a name, set its number in runAsUser.
       docker pull ${image}
       docker image inspect --format '{{.Config.User}}' ${image}
  2. Where does the container write? Run it as in production, then list what has changed.
       docker run --detach --name probe ${image}
       docker diff probe
     Let Podseal keep that for your project (${docPage("learn")}):
       docker diff probe | podseal learn --image ${image} -
  3. Does it start as your manifest says, with a volume for each of these paths? See ${docPage("try")}:
       podseal try deploy/web.yaml --fixed
  A path with data needs a persistent volume, all other paths an emptyDir.
  ${docPage("images")} says how to add the image to Podseal's catalog.
`;
}
// src/cli/image.ts
const FORMATS = {
	text: (results) => imagesText(results, paint),
	json: imagesJson
};
/** Prints what images need to run with a read-only root filesystem. Returns the exit code: 1 where nothing is known. */
async function image(references, options) {
	const own = await findProjectImages(".");
	const registries = commandRegistries(options);
	const known = references.map((reference) => {
		if (!canonicalReference(reference)) throw new UserError(`${visibleLine(reference)} is not a valid image reference.`);
		return {
			image: reference,
			known: knownImage(reference, own)
		};
	});
	const results = registries ? await inspectAll(known, own, registries) : known;
	await print(FORMATS[options.format](results));
	return results.every((result) => result.known ?? result.inspected) ? 0 : 1;
}
async function inspectAll(results, own, options) {
	const plain = {
		...options,
		layers: "none"
	};
	const configs = await runReader(plain, tellFailure)(results.map((result) => result.image));
	const inspected = [];
	for (const result of results) {
		const config = configs.get(result.image);
		const found = config && await inspectLayers(result, config, options);
		const read = found && inspectImage(found.config, {
			uid: void 0,
			gid: void 0
		});
		const known = read ? knownImage(result.image, own, { inspected: read }) : result.known;
		inspected.push({
			...result,
			known,
			inspected: found
		});
	}
	return inspected;
}
/** What it has, and what stands where it writes, as far as that is known or declared. */
async function inspectLayers({ image: reference, known }, config, options) {
	if (options.layers === "none") return {
		config,
		files: void 0
	};
	const paths = /* @__PURE__ */ new Set([...(known?.writes ?? []).map(({ path }) => path), ...config.volumes]);
	const found = await inspect(reference, [...paths, ...TEMPORARY], options);
	const states = isFailure(found) ? found : found.files;
	if (isFailure(found) || isFailure(states)) {
		tellFailure(reference, isFailure(states) ? states.reason : "");
		return {
			config,
			files: void 0
		};
	}
	const files = new Map([...states].filter(([path]) => paths.has(path)));
	return {
		config: found.config,
		files
	};
}
/** Where any program may write. */
const TEMPORARY = ["/tmp"];
export { image };
