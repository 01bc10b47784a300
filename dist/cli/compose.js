import { $i as count, Bn as NO_CONFIGURATION, Hn as readConfiguration, Un as nameOf } from "./check.js";
import { n as readBaseline } from "./baseline.js";
/** Each file may be a request. */
const MAX_FILES = 20;
/** Reads all files that a configuration extends, and that they extend, level by level. */
async function readExtended(configuration, read) {
	const found = /* @__PURE__ */ new Map();
	let level = configuration ? [configuration] : [];
	for (let depth = 0; depth < 5 && level.length > 0; depth++) {
		const places = level.flatMap(basesOf).filter((place) => nameOf(place) !== configuration?.path && !found.has(nameOf(place)));
		const wanted = [...new Map(places.map((place) => [nameOf(place), place])).values()];
		const room = Math.max(0, MAX_FILES - found.size);
		const texts = room > 0 && wanted.length > 0 ? await read(wanted.slice(0, room)) : [];
		level = [];
		for (const [at, place] of wanted.entries()) {
			const text = texts[at] ?? { absent: `more than ${MAX_FILES} files are extended` };
			const path = nameOf(place);
			found.set(path, {
				path,
				...text
			});
			if ("text" in text) level.push({
				path,
				text: text.text
			});
		}
	}
	return [...found.values()];
}
/** The files that a file extends; none of one that is wrong, which is told of later. */
function basesOf(file) {
	const read = readConfiguration(file);
	if ("faults" in read) return [];
	return read.extends.flatMap(({ base }) => typeof base === "object" ? [base] : []);
}
function isHere({ repository }) {
	return repository === void 0;
}
/** Reads files of the repository that is judged in one way, and those of others in another. */
function readEach(here, elsewhere) {
	return async (places) => {
		const [own, others] = [places.filter(isHere), places.filter((place) => !isHere(place))];
		const [mine, theirs] = [own.length > 0 ? await here(own) : [], others.length > 0 ? await elsewhere(others) : []];
		const [nextOwn, nextOther] = [mine.values(), theirs.values()];
		return places.map((place) => {
			const { value } = (isHere(place) ? nextOwn : nextOther).next();
			return value ?? { absent: "it was not read" };
		});
	};
}
// src/configuration/describe-source.ts
/** Which configuration and which baseline a review was judged by; undefined where it read neither. */
function sourceOfReview(change) {
	if (!change.configuredAt) return void 0;
	const { commit, branch } = change.configuredAt;
	const name = branch === void 0 ? "" : ` (${branch})`;
	return describeSource(change, `at ${commit.slice(0, SHORT)}${name}`);
}
/** As git abbreviates the name of a commit. */
const SHORT = 7;
/**
* Says which configuration and which baseline count.
*
* @param where as the end of a clause: `at 1a2b3c4 (main)`, `in the work tree`
*/
function describeSource({ configuration, extended = [], baseline }, where) {
	return `Configuration: ${configuration ? [`${configuration.path} ${where}`, ...extended.map(({ path }) => path)].join(", with ") : `none ${where}, so the defaults count`}. Baseline: ${baseline ? count(readBaseline(baseline).entries.length, "finding") : "none"}.`;
}
// src/configuration/compose.ts
/**
* A configuration with all that it extends: what is nearer to the repository wins, and lists of
* exemptions, kinds, charts and allowed values add up. Never throws.
*
* @param extended the files that were read for it
*/
function composeConfiguration(file, extended = []) {
	const composer = new Composer(extended);
	composer.visit(file, []);
	const { faults, layers } = composer;
	return faults.length > 0 ? { faults } : {
		...layers.reduce(merge, NO_CONFIGURATION),
		path: file.path
	};
}
/** Goes through the files, the farthest first. */
var Composer = class {
	layers = [];
	faults = [];
	#files;
	#visited = /* @__PURE__ */ new Set();
	constructor(extended) {
		this.#files = new Map(extended.map((file) => [file.path, file]));
	}
	/** @param chain the names of the files that led here */
	visit(file, chain) {
		this.#visited.add(file.path);
		const read = readConfiguration(file);
		if ("faults" in read) {
			for (const { line, column, message } of read.faults) this.faults.push({
				path: file.path,
				line,
				column,
				message
			});
			return;
		}
		for (const one of read.extends) this.#visitBase(one, [...chain, file.path]);
		this.layers.push(read);
	}
	#visitBase(one, chain) {
		const { base, text, line, column } = one;
		const path = chain.at(-1) ?? "";
		const fail = (message) => {
			this.faults.push({
				path,
				line,
				column,
				message
			});
		};
		if (typeof base === "string") {
			this.layers.push(profileLayer(base, `${path}:${line}`));
			return;
		}
		if (base === void 0) {
			fail(`"extends" leads out of the repository: ${text}. Name a file in it`);
			return;
		}
		const name = nameOf(base);
		if (chain.includes(name)) fail(`"extends" goes in a circle: ${[...chain.slice(chain.indexOf(name)), name].join(" → ")}. Remove one of these`);
		else if (chain.length > 5) fail(`"extends" goes more than 5 levels deep: ${[...chain, name].join(" → ")}`);
		else if (!this.#visited.has(name)) {
			const file = this.#files.get(name) ?? {
				path: name,
				absent: "it was not read"
			};
			if ("text" in file) this.visit(file, chain);
			else if ("absent" in file) fail(`"extends" names ${name}: ${file.absent}`);
		}
	}
};
function profileLayer(profile, source) {
	return {
		...NO_CONFIGURATION,
		given: { profile },
		sources: { profile: source }
	};
}
/** What a nearer file makes of what it extends. */
function merge(base, nearer) {
	const allow = { ...base.allow };
	for (const [rule, values] of Object.entries(nearer.allow)) allow[rule] = [.../* @__PURE__ */ new Set([...allow[rule] ?? [], ...values])];
	return {
		path: nearer.path,
		extends: [],
		given: {
			...base.given,
			...nearer.given
		},
		severities: {
			...base.severities,
			...nearer.severities
		},
		allowed: {
			...base.allowed,
			...nearer.allowed
		},
		allow,
		kinds: [...base.kinds, ...nearer.kinds],
		charts: [...base.charts, ...nearer.charts],
		kustomizations: nearer.kustomizations.length > 0 ? nearer.kustomizations : base.kustomizations,
		exemptions: [...base.exemptions, ...nearer.exemptions],
		sources: mergeSources(base.sources, nearer.sources)
	};
}
/** A list that adds up has several sources. */
function mergeSources(base, nearer) {
	const added = Object.entries(nearer).map(([key, source]) => {
		const before = base[key];
		return [key, key.endsWith(".allow") && before ? `${before}, ${source}` : source];
	});
	return {
		...base,
		...Object.fromEntries(added)
	};
}
export { readExtended as a, readEach as i, describeSource as n, sourceOfReview as r, composeConfiguration as t };
