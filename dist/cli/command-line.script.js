// bfc191a6106a5c1e
"use strict";
(function (part, load) {
const { o: __toESM, t: __commonJSMin } = part("rolldown-runtime");
const homedir = (...of) => process.getBuiltinModule("node:os").homedir(...of);
const { join, resolve } = process.getBuiltinModule("node:path");
// src/text/plain-ascii.ts
const PLAIN_ASCII = /^[\n\x20-\x7e]*$/;
/**
* Whether a text has only the letters, digits, signs and spaces of ASCII, and line feeds, as nearly all texts
* have. What hides or reorders text is none of these, and to compile an expression that looks for that among
* all of Unicode takes a fiftieth of a check of one file.
*/
function isPlainAscii(text) {
	return PLAIN_ASCII.test(text);
}
// src/judge/exemptions/foreign-tools.ts
/** Other tools whose annotations can count as exemptions. */
const FOREIGN_TOOLS = [
	"kube-linter",
	"kube-score",
	"polaris",
	"checkov"
];
// node_modules/leven/index.js
const array$1 = [];
const characterCodeCache = [];
function leven(first, second, options) {
	if (first === second) return 0;
	const maxDistance = options?.maxDistance;
	const swap = first;
	if (first.length > second.length) {
		first = second;
		second = swap;
	}
	let firstLength = first.length;
	let secondLength = second.length;
	while (firstLength > 0 && first.charCodeAt(~-firstLength) === second.charCodeAt(~-secondLength)) {
		firstLength--;
		secondLength--;
	}
	let start = 0;
	while (start < firstLength && first.charCodeAt(start) === second.charCodeAt(start)) start++;
	firstLength -= start;
	secondLength -= start;
	if (maxDistance !== void 0 && secondLength - firstLength > maxDistance) return maxDistance;
	if (firstLength === 0) return maxDistance !== void 0 && secondLength > maxDistance ? maxDistance : secondLength;
	let bCharacterCode;
	let result;
	let temporary;
	let temporary2;
	let index = 0;
	let index2 = 0;
	while (index < firstLength) {
		characterCodeCache[index] = first.charCodeAt(start + index);
		array$1[index] = ++index;
	}
	while (index2 < secondLength) {
		bCharacterCode = second.charCodeAt(start + index2);
		temporary = index2++;
		result = index2;
		for (index = 0; index < firstLength; index++) {
			temporary2 = bCharacterCode === characterCodeCache[index] ? temporary : temporary + 1;
			temporary = array$1[index];
			result = array$1[index] = temporary > result ? temporary2 > result ? result + 1 : temporary2 : temporary2 > temporary ? temporary + 1 : temporary2;
		}
		if (maxDistance !== void 0) {
			let rowMinimum = result;
			for (index = 0; index < firstLength; index++) if (array$1[index] < rowMinimum) rowMinimum = array$1[index];
			if (rowMinimum > maxDistance) return maxDistance;
		}
	}
	array$1.length = firstLength;
	characterCodeCache.length = firstLength;
	return maxDistance !== void 0 && result > maxDistance ? maxDistance : result;
}
// src/schema/nearest.ts
/** One letter in so many may differ; with more, it is another word (`runAsRoot`, `runAsGroup`). */
const LETTERS_PER_EDIT = 4;
/** So many letters in common at an end, and one word is likely the other's short form. */
const MIN_COMMON = 8;
/** No field or value of the API is longer; anything longer was not misspelt but made up. */
const MAX_LENGTH = 64;
/** The number of edits from one word to another; two letters in each other's place are one. */
function distanceOf(word, other) {
	let first = 0;
	while (first < word.length && word[first] === other[first]) first++;
	return `${word.slice(0, first)}${word.charAt(first + 1)}${word.charAt(first)}${word.slice(first + 2)}` === other ? 1 : leven(word, other);
}
/**
* The word of a list that was most likely meant by another: the same but for its case, few edits
* away, beginning alike, or ending in it. Undefined when none is near.
*/
function nearest(word, known) {
	if (word.length > MAX_LENGTH) return void 0;
	const lower = word.toLowerCase();
	const limit = Math.floor(word.length / LETTERS_PER_EDIT);
	const [best] = known.filter((candidate) => Math.abs(candidate.length - word.length) <= limit).map((candidate) => ({
		candidate,
		distance: distanceOf(lower, candidate.toLowerCase())
	})).toSorted((a, b) => a.distance - b.distance);
	if (best && best.distance <= limit) return best.candidate;
	if (lower.length < MIN_COMMON) return void 0;
	return known.find((candidate) => {
		const other = candidate.toLowerCase();
		return other.startsWith(lower.slice(0, MIN_COMMON)) || other.endsWith(lower);
	});
}
// src/schema/quoted.ts
/** Whether a text does something to a terminal, or to what is around it: nobody writes that on purpose. */
function hasHidden(text) {
	if (isPlainAscii(text)) return text.includes("\n");
	return /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(text);
}
/** Longer text of a file is cut in messages. */
const MAX_QUOTED = 60;
/** Text of a file as a message shows it: nothing in it reaches a terminal as it is. */
function quoted(text) {
	const cut = text.length > MAX_QUOTED ? `${text.slice(0, MAX_QUOTED)}\u2026` : text;
	return JSON.stringify(cut.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, "\ufffd"));
}
// node_modules/picomatch/lib/constants.js
var require_constants = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const WIN_SLASH = "\\\\/";
	const WIN_NO_SLASH = `[^${WIN_SLASH}]`;
	const DEFAULT_MAX_EXTGLOB_RECURSION = 0;
	/**
	* Posix glob regex
	*/
	const DOT_LITERAL = "\\.";
	const PLUS_LITERAL = "\\+";
	const QMARK_LITERAL = "\\?";
	const SLASH_LITERAL = "\\/";
	const ONE_CHAR = "(?=.)";
	const QMARK = "[^/]";
	const END_ANCHOR = `(?:${SLASH_LITERAL}|$)`;
	const START_ANCHOR = `(?:^|${SLASH_LITERAL})`;
	const DOTS_SLASH = `${DOT_LITERAL}{1,2}${END_ANCHOR}`;
	const POSIX_CHARS = {
		DOT_LITERAL,
		PLUS_LITERAL,
		QMARK_LITERAL,
		SLASH_LITERAL,
		ONE_CHAR,
		QMARK,
		END_ANCHOR,
		DOTS_SLASH,
		NO_DOT: `(?!${DOT_LITERAL})`,
		NO_DOTS: `(?!${START_ANCHOR}${DOTS_SLASH})`,
		NO_DOT_SLASH: `(?!${DOT_LITERAL}{0,1}${END_ANCHOR})`,
		NO_DOTS_SLASH: `(?!${DOTS_SLASH})`,
		QMARK_NO_DOT: `[^.${SLASH_LITERAL}]`,
		STAR: `${QMARK}*?`,
		START_ANCHOR,
		SEP: "/"
	};
	/**
	* Windows glob regex
	*/
	const WINDOWS_CHARS = {
		...POSIX_CHARS,
		SLASH_LITERAL: `[${WIN_SLASH}]`,
		QMARK: WIN_NO_SLASH,
		STAR: `${WIN_NO_SLASH}*?`,
		DOTS_SLASH: `${DOT_LITERAL}{1,2}(?:[${WIN_SLASH}]|$)`,
		NO_DOT: `(?!${DOT_LITERAL})`,
		NO_DOTS: `(?!(?:^|[${WIN_SLASH}])${DOT_LITERAL}{1,2}(?:[${WIN_SLASH}]|$))`,
		NO_DOT_SLASH: `(?!${DOT_LITERAL}{0,1}(?:[${WIN_SLASH}]|$))`,
		NO_DOTS_SLASH: `(?!${DOT_LITERAL}{1,2}(?:[${WIN_SLASH}]|$))`,
		QMARK_NO_DOT: `[^.${WIN_SLASH}]`,
		START_ANCHOR: `(?:^|[${WIN_SLASH}])`,
		END_ANCHOR: `(?:[${WIN_SLASH}]|$)`,
		SEP: "\\"
	};
	module.exports = {
		DEFAULT_MAX_EXTGLOB_RECURSION,
		MAX_LENGTH: 65536,
		POSIX_REGEX_SOURCE: {
			__proto__: null,
			alnum: "a-zA-Z0-9",
			alpha: "a-zA-Z",
			ascii: "\\x00-\\x7F",
			blank: " \\t",
			cntrl: "\\x00-\\x1F\\x7F",
			digit: "0-9",
			graph: "\\x21-\\x7E",
			lower: "a-z",
			print: "\\x20-\\x7E ",
			punct: "\\-!\"#$%&'()\\*+,./:;<=>?@[\\]^_`{|}~",
			space: " \\t\\r\\n\\v\\f",
			upper: "A-Z",
			word: "A-Za-z0-9_",
			xdigit: "A-Fa-f0-9"
		},
		REGEX_BACKSLASH: /\\(?![*+?^${}(|)[\]])/g,
		REGEX_NON_SPECIAL_CHARS: /^[^@![\].,$*+?^{}()|\\/]+/,
		REGEX_SPECIAL_CHARS: /[-*+?.^${}(|)[\]]/,
		REGEX_SPECIAL_CHARS_BACKREF: /(\\?)((\W)(\3*))/g,
		REGEX_SPECIAL_CHARS_GLOBAL: /([-*+?.^${}(|)[\]])/g,
		REGEX_REMOVE_BACKSLASH: /(?:\[.*?[^\\]\]|\\(?=.))/g,
		REPLACEMENTS: {
			__proto__: null,
			"***": "*",
			"**/**": "**",
			"**/**/**": "**"
		},
		CHAR_0: 48,
		CHAR_9: 57,
		CHAR_UPPERCASE_A: 65,
		CHAR_LOWERCASE_A: 97,
		CHAR_UPPERCASE_Z: 90,
		CHAR_LOWERCASE_Z: 122,
		CHAR_LEFT_PARENTHESES: 40,
		CHAR_RIGHT_PARENTHESES: 41,
		CHAR_ASTERISK: 42,
		CHAR_AMPERSAND: 38,
		CHAR_AT: 64,
		CHAR_BACKWARD_SLASH: 92,
		CHAR_CARRIAGE_RETURN: 13,
		CHAR_CIRCUMFLEX_ACCENT: 94,
		CHAR_COLON: 58,
		CHAR_COMMA: 44,
		CHAR_DOT: 46,
		CHAR_DOUBLE_QUOTE: 34,
		CHAR_EQUAL: 61,
		CHAR_EXCLAMATION_MARK: 33,
		CHAR_FORM_FEED: 12,
		CHAR_FORWARD_SLASH: 47,
		CHAR_GRAVE_ACCENT: 96,
		CHAR_HASH: 35,
		CHAR_HYPHEN_MINUS: 45,
		CHAR_LEFT_ANGLE_BRACKET: 60,
		CHAR_LEFT_CURLY_BRACE: 123,
		CHAR_LEFT_SQUARE_BRACKET: 91,
		CHAR_LINE_FEED: 10,
		CHAR_NO_BREAK_SPACE: 160,
		CHAR_PERCENT: 37,
		CHAR_PLUS: 43,
		CHAR_QUESTION_MARK: 63,
		CHAR_RIGHT_ANGLE_BRACKET: 62,
		CHAR_RIGHT_CURLY_BRACE: 125,
		CHAR_RIGHT_SQUARE_BRACKET: 93,
		CHAR_SEMICOLON: 59,
		CHAR_SINGLE_QUOTE: 39,
		CHAR_SPACE: 32,
		CHAR_TAB: 9,
		CHAR_UNDERSCORE: 95,
		CHAR_VERTICAL_LINE: 124,
		CHAR_ZERO_WIDTH_NOBREAK_SPACE: 65279,
		/**
		* Create EXTGLOB_CHARS
		*/
		extglobChars(chars) {
			return {
				"!": {
					type: "negate",
					open: "(?:(?!(?:",
					close: `))${chars.STAR})`
				},
				"?": {
					type: "qmark",
					open: "(?:",
					close: ")?"
				},
				"+": {
					type: "plus",
					open: "(?:",
					close: ")+"
				},
				"*": {
					type: "star",
					open: "(?:",
					close: ")*"
				},
				"@": {
					type: "at",
					open: "(?:",
					close: ")"
				}
			};
		},
		/**
		* Create GLOB_CHARS
		*/
		globChars(win32) {
			return win32 === true ? WINDOWS_CHARS : POSIX_CHARS;
		}
	};
}));
// node_modules/picomatch/lib/utils.js
var require_utils = /* @__PURE__ */ __commonJSMin(((exports) => {
	const { REGEX_BACKSLASH, REGEX_REMOVE_BACKSLASH, REGEX_SPECIAL_CHARS, REGEX_SPECIAL_CHARS_GLOBAL } = require_constants();
	exports.isObject = (val) => val !== null && typeof val === "object" && !Array.isArray(val);
	exports.hasRegexChars = (str) => REGEX_SPECIAL_CHARS.test(str);
	exports.isRegexChar = (str) => str.length === 1 && exports.hasRegexChars(str);
	exports.escapeRegex = (str) => str.replace(REGEX_SPECIAL_CHARS_GLOBAL, "\\$1");
	exports.toPosixSlashes = (str) => str.replace(REGEX_BACKSLASH, "/");
	exports.isWindows = () => {
		if (typeof navigator !== "undefined" && navigator.platform) {
			const platform = navigator.platform.toLowerCase();
			return platform === "win32" || platform === "windows";
		}
		if (typeof process !== "undefined" && process.platform) return process.platform === "win32";
		return false;
	};
	exports.removeBackslashes = (str) => {
		return str.replace(REGEX_REMOVE_BACKSLASH, (match) => {
			return match === "\\" ? "" : match;
		});
	};
	exports.escapeLast = (input, char, lastIdx) => {
		const idx = input.lastIndexOf(char, lastIdx);
		if (idx === -1) return input;
		if (input[idx - 1] === "\\") return exports.escapeLast(input, char, idx - 1);
		return `${input.slice(0, idx)}\\${input.slice(idx)}`;
	};
	exports.removePrefix = (input, state = {}) => {
		let output = input;
		if (output.startsWith("./")) {
			output = output.slice(2);
			state.prefix = "./";
		}
		return output;
	};
	exports.wrapOutput = (input, state = {}, options = {}) => {
		let output = `${options.contains ? "" : "^"}(?:${input})${options.contains ? "" : "$"}`;
		if (state.negated === true) output = `(?:^(?!${output}).*$)`;
		return output;
	};
	exports.basename = (path, { windows } = {}) => {
		const segs = path.split(windows ? /[\\/]/ : "/");
		const last = segs[segs.length - 1];
		if (last === "") return segs[segs.length - 2];
		return last;
	};
}));
// node_modules/picomatch/lib/scan.js
var require_scan = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const utils = require_utils();
	const { CHAR_ASTERISK, CHAR_AT, CHAR_BACKWARD_SLASH, CHAR_COMMA, CHAR_DOT, CHAR_EXCLAMATION_MARK, CHAR_FORWARD_SLASH, CHAR_LEFT_CURLY_BRACE, CHAR_LEFT_PARENTHESES, CHAR_LEFT_SQUARE_BRACKET, CHAR_PLUS, CHAR_QUESTION_MARK, CHAR_RIGHT_CURLY_BRACE, CHAR_RIGHT_PARENTHESES, CHAR_RIGHT_SQUARE_BRACKET } = require_constants();
	const isPathSeparator = (code) => {
		return code === CHAR_FORWARD_SLASH || code === CHAR_BACKWARD_SLASH;
	};
	const depth = (token) => {
		if (token.isPrefix !== true) token.depth = token.isGlobstar ? Infinity : 1;
	};
	/**
	* Quickly scans a glob pattern and returns an object with a handful of
	* useful properties, like `isGlob`, `path` (the leading non-glob, if it exists),
	* `glob` (the actual pattern), `negated` (true if the path starts with `!` but not
	* with `!(`) and `negatedExtglob` (true if the path starts with `!(`).
	*
	* ```js
	* const pm = require('picomatch');
	* console.log(pm.scan('foo/bar/*.js'));
	* { isGlob: true, input: 'foo/bar/*.js', base: 'foo/bar', glob: '*.js' }
	* ```
	* @param {String} `str`
	* @param {Object} `options`
	* @return {Object} Returns an object with tokens and regex source string.
	* @api public
	*/
	const scan = (input, options) => {
		const opts = options || {};
		const length = input.length - 1;
		const scanToEnd = opts.parts === true || opts.tokens === true || opts.scanToEnd === true;
		const slashes = [];
		const tokens = [];
		const parts = [];
		let str = input;
		let index = -1;
		let start = 0;
		let lastIndex = 0;
		let isBrace = false;
		let isBracket = false;
		let isGlob = false;
		let isExtglob = false;
		let isGlobstar = false;
		let braceEscaped = false;
		let backslashes = false;
		let negated = false;
		let negatedExtglob = false;
		let finished = false;
		let braces = 0;
		let prev;
		let code;
		let token = {
			value: "",
			depth: 0,
			isGlob: false
		};
		const eos = () => index >= length;
		const peek = () => str.charCodeAt(index + 1);
		const advance = () => {
			prev = code;
			return str.charCodeAt(++index);
		};
		while (index < length) {
			code = advance();
			let next;
			if (code === CHAR_BACKWARD_SLASH) {
				backslashes = token.backslashes = true;
				code = advance();
				if (code === CHAR_LEFT_CURLY_BRACE) braceEscaped = true;
				continue;
			}
			if (braceEscaped === true || code === CHAR_LEFT_CURLY_BRACE) {
				braces++;
				while (eos() !== true && (code = advance())) {
					if (code === CHAR_BACKWARD_SLASH) {
						backslashes = token.backslashes = true;
						advance();
						continue;
					}
					if (code === CHAR_LEFT_CURLY_BRACE) {
						braces++;
						continue;
					}
					if (braceEscaped !== true && code === CHAR_DOT && (code = advance()) === CHAR_DOT) {
						isBrace = token.isBrace = true;
						isGlob = token.isGlob = true;
						finished = true;
						if (scanToEnd === true) continue;
						break;
					}
					if (braceEscaped !== true && code === CHAR_COMMA) {
						isBrace = token.isBrace = true;
						isGlob = token.isGlob = true;
						finished = true;
						if (scanToEnd === true) continue;
						break;
					}
					if (code === CHAR_RIGHT_CURLY_BRACE) {
						braces--;
						if (braces === 0) {
							braceEscaped = false;
							isBrace = token.isBrace = true;
							finished = true;
							break;
						}
					}
				}
				if (scanToEnd === true) continue;
				break;
			}
			if (code === CHAR_FORWARD_SLASH) {
				slashes.push(index);
				tokens.push(token);
				token = {
					value: "",
					depth: 0,
					isGlob: false
				};
				if (finished === true) continue;
				if (prev === CHAR_DOT && index === start + 1) {
					start += 2;
					continue;
				}
				lastIndex = index + 1;
				continue;
			}
			if (opts.noext !== true) {
				if ((code === CHAR_PLUS || code === CHAR_AT || code === CHAR_ASTERISK || code === CHAR_QUESTION_MARK || code === CHAR_EXCLAMATION_MARK) === true && peek() === CHAR_LEFT_PARENTHESES) {
					isGlob = token.isGlob = true;
					isExtglob = token.isExtglob = true;
					finished = true;
					if (code === CHAR_EXCLAMATION_MARK && index === start) negatedExtglob = true;
					if (scanToEnd === true) {
						let parens = 0;
						while (eos() !== true && (code = advance())) {
							if (code === CHAR_BACKWARD_SLASH) {
								backslashes = token.backslashes = true;
								advance();
								continue;
							}
							if (code === CHAR_LEFT_PARENTHESES) {
								parens++;
								continue;
							}
							if (code === CHAR_RIGHT_PARENTHESES && --parens === 0) {
								finished = true;
								break;
							}
						}
						continue;
					}
					break;
				}
			}
			if (code === CHAR_ASTERISK) {
				if (prev === CHAR_ASTERISK) isGlobstar = token.isGlobstar = true;
				isGlob = token.isGlob = true;
				finished = true;
				if (scanToEnd === true) continue;
				break;
			}
			if (code === CHAR_QUESTION_MARK) {
				isGlob = token.isGlob = true;
				finished = true;
				if (scanToEnd === true) continue;
				break;
			}
			if (code === CHAR_LEFT_SQUARE_BRACKET) {
				while (eos() !== true && (next = advance())) {
					if (next === CHAR_BACKWARD_SLASH) {
						backslashes = token.backslashes = true;
						advance();
						continue;
					}
					if (next === CHAR_RIGHT_SQUARE_BRACKET) {
						isBracket = token.isBracket = true;
						isGlob = token.isGlob = true;
						finished = true;
						break;
					}
				}
				if (scanToEnd === true) continue;
				break;
			}
			if (opts.nonegate !== true && code === CHAR_EXCLAMATION_MARK && index === start) {
				negated = token.negated = true;
				start++;
				continue;
			}
			if (opts.noparen !== true && code === CHAR_LEFT_PARENTHESES) {
				isGlob = token.isGlob = true;
				if (scanToEnd === true) {
					let parens = 1;
					while (eos() !== true && (code = advance())) {
						if (code === CHAR_BACKWARD_SLASH) {
							backslashes = token.backslashes = true;
							advance();
							continue;
						}
						if (code === CHAR_LEFT_PARENTHESES) {
							parens++;
							continue;
						}
						if (code === CHAR_RIGHT_PARENTHESES && --parens === 0) {
							finished = true;
							break;
						}
					}
					continue;
				}
				break;
			}
			if (isGlob === true) {
				finished = true;
				if (scanToEnd === true) continue;
				break;
			}
		}
		if (opts.noext === true) {
			isExtglob = false;
			isGlob = false;
		}
		let base = str;
		let prefix = "";
		let glob = "";
		if (start > 0) {
			prefix = str.slice(0, start);
			str = str.slice(start);
			lastIndex -= start;
		}
		if (base && isGlob === true && lastIndex > 0) {
			base = str.slice(0, lastIndex);
			glob = str.slice(lastIndex);
		} else if (isGlob === true) {
			base = "";
			glob = str;
		} else base = str;
		if (base && base !== "" && base !== "/" && base !== str) {
			if (isPathSeparator(base.charCodeAt(base.length - 1))) base = base.slice(0, -1);
		}
		if (opts.unescape === true) {
			if (glob) glob = utils.removeBackslashes(glob);
			if (base && backslashes === true) base = utils.removeBackslashes(base);
		}
		const state = {
			prefix,
			input,
			start,
			base,
			glob,
			isBrace,
			isBracket,
			isGlob,
			isExtglob,
			isGlobstar,
			negated,
			negatedExtglob
		};
		if (opts.tokens === true) {
			state.maxDepth = 0;
			if (!isPathSeparator(code)) tokens.push(token);
			state.tokens = tokens;
		}
		if (opts.parts === true || opts.tokens === true) {
			let prevIndex;
			for (let idx = 0; idx < slashes.length; idx++) {
				const n = prevIndex !== void 0 ? prevIndex + 1 : start;
				const i = slashes[idx];
				const value = input.slice(n, i);
				if (opts.tokens) {
					if (idx === 0 && start !== 0) {
						tokens[idx].isPrefix = true;
						tokens[idx].value = prefix;
					} else tokens[idx].value = value;
					depth(tokens[idx]);
					state.maxDepth += tokens[idx].depth;
				}
				if (i >= start) {
					parts.push(value);
					prevIndex = i;
				}
			}
			const n = prevIndex !== void 0 ? prevIndex + 1 : start;
			const value = input.slice(n);
			parts.push(value);
			if (opts.tokens && prevIndex && prevIndex + 1 < input.length) {
				tokens[tokens.length - 1].value = value;
				depth(tokens[tokens.length - 1]);
				state.maxDepth += tokens[tokens.length - 1].depth;
			}
			state.slashes = slashes;
			state.parts = parts;
		}
		return state;
	};
	module.exports = scan;
}));
// node_modules/picomatch/lib/parse.js
var require_parse = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const constants = require_constants();
	const utils = require_utils();
	/**
	* Constants
	*/
	const { MAX_LENGTH, POSIX_REGEX_SOURCE, REGEX_NON_SPECIAL_CHARS, REGEX_SPECIAL_CHARS_BACKREF, REPLACEMENTS } = constants;
	/**
	* Helpers
	*/
	const expandRange = (args, options) => {
		if (typeof options.expandRange === "function") return options.expandRange(...args, options);
		args.sort();
		const value = `[${args.join("-")}]`;
		try {
			new RegExp(value);
		} catch (ex) {
			return args.map((v) => utils.escapeRegex(v)).join("..");
		}
		return value;
	};
	/**
	* Create the message for a syntax error
	*/
	const syntaxError = (type, char) => {
		return `Missing ${type}: "${char}" - use "\\\\${char}" to match literal characters`;
	};
	const splitTopLevel = (input) => {
		const parts = [];
		let bracket = 0;
		let paren = 0;
		let quote = 0;
		let value = "";
		let escaped = false;
		for (const ch of input) {
			if (escaped === true) {
				value += ch;
				escaped = false;
				continue;
			}
			if (ch === "\\") {
				value += ch;
				escaped = true;
				continue;
			}
			if (ch === "\"") {
				quote = quote === 1 ? 0 : 1;
				value += ch;
				continue;
			}
			if (quote === 0) {
				if (ch === "[") bracket++;
				else if (ch === "]" && bracket > 0) bracket--;
				else if (bracket === 0) {
					if (ch === "(") paren++;
					else if (ch === ")" && paren > 0) paren--;
					else if (ch === "|" && paren === 0) {
						parts.push(value);
						value = "";
						continue;
					}
				}
			}
			value += ch;
		}
		parts.push(value);
		return parts;
	};
	const isPlainBranch = (branch) => {
		let escaped = false;
		for (const ch of branch) {
			if (escaped === true) {
				escaped = false;
				continue;
			}
			if (ch === "\\") {
				escaped = true;
				continue;
			}
			if (/[?*+@!()[\]{}]/.test(ch)) return false;
		}
		return true;
	};
	const normalizeSimpleBranch = (branch) => {
		let value = branch.trim();
		let changed = true;
		while (changed === true) {
			changed = false;
			if (/^@\([^\\()[\]{}|]+\)$/.test(value)) {
				value = value.slice(2, -1);
				changed = true;
			}
		}
		if (!isPlainBranch(value)) return;
		return value.replace(/\\(.)/g, "$1");
	};
	const hasRepeatedCharPrefixOverlap = (branches) => {
		const values = branches.map(normalizeSimpleBranch).filter(Boolean);
		for (let i = 0; i < values.length; i++) for (let j = i + 1; j < values.length; j++) {
			const a = values[i];
			const b = values[j];
			const char = a[0];
			if (!char || a !== char.repeat(a.length) || b !== char.repeat(b.length)) continue;
			if (a === b || a.startsWith(b) || b.startsWith(a)) return true;
		}
		return false;
	};
	const parseRepeatedExtglob = (pattern, requireEnd = true) => {
		if (pattern[0] !== "+" && pattern[0] !== "*" || pattern[1] !== "(") return;
		let bracket = 0;
		let paren = 0;
		let quote = 0;
		let escaped = false;
		for (let i = 1; i < pattern.length; i++) {
			const ch = pattern[i];
			if (escaped === true) {
				escaped = false;
				continue;
			}
			if (ch === "\\") {
				escaped = true;
				continue;
			}
			if (ch === "\"") {
				quote = quote === 1 ? 0 : 1;
				continue;
			}
			if (quote === 1) continue;
			if (ch === "[") {
				bracket++;
				continue;
			}
			if (ch === "]" && bracket > 0) {
				bracket--;
				continue;
			}
			if (bracket > 0) continue;
			if (ch === "(") {
				paren++;
				continue;
			}
			if (ch === ")") {
				paren--;
				if (paren === 0) {
					if (requireEnd === true && i !== pattern.length - 1) return;
					return {
						type: pattern[0],
						body: pattern.slice(2, i),
						end: i
					};
				}
			}
		}
	};
	const buildCharClassStar = (chars) => {
		return `${chars.length === 1 ? utils.escapeRegex(chars[0]) : `[${chars.map((ch) => utils.escapeRegex(ch)).join("")}]`}*`;
	};
	const getStarExtglobSequenceChars = (pattern) => {
		let index = 0;
		const chars = [];
		while (index < pattern.length) {
			const match = parseRepeatedExtglob(pattern.slice(index), false);
			if (!match || match.type !== "*") return;
			const branches = splitTopLevel(match.body).map((branch) => branch.trim());
			if (branches.length !== 1) return;
			const branch = normalizeSimpleBranch(branches[0]);
			if (!branch || branch.length !== 1) return;
			chars.push(branch);
			index += match.end + 1;
		}
		if (chars.length < 1) return;
		return chars;
	};
	const repeatedExtglobRecursion = (pattern) => {
		let depth = 0;
		let value = pattern.trim();
		let match = parseRepeatedExtglob(value);
		while (match) {
			depth++;
			value = match.body.trim();
			match = parseRepeatedExtglob(value);
		}
		return depth;
	};
	const analyzeRepeatedExtglob = (body, options) => {
		if (options.maxExtglobRecursion === false) return { risky: false };
		const max = typeof options.maxExtglobRecursion === "number" ? options.maxExtglobRecursion : constants.DEFAULT_MAX_EXTGLOB_RECURSION;
		const branches = splitTopLevel(body).map((branch) => branch.trim());
		if (branches.length > 1) {
			if (branches.some((branch) => branch === "") || branches.some((branch) => /^[*?]+$/.test(branch)) || hasRepeatedCharPrefixOverlap(branches)) return { risky: true };
		}
		const safeChars = [];
		let sawStarSequence = false;
		let combinable = true;
		for (const branch of branches) {
			const chars = getStarExtglobSequenceChars(branch);
			if (chars) {
				sawStarSequence = true;
				safeChars.push(...chars);
				continue;
			}
			const literal = normalizeSimpleBranch(branch);
			if (literal && literal.length === 1) {
				safeChars.push(literal);
				continue;
			}
			combinable = false;
			if (repeatedExtglobRecursion(branch) > max) return { risky: true };
		}
		if (sawStarSequence) return combinable ? {
			risky: true,
			safeOutput: buildCharClassStar([...new Set(safeChars)])
		} : { risky: true };
		return { risky: false };
	};
	/**
	* Parse the given input string.
	* @param {String} input
	* @param {Object} options
	* @return {Object}
	*/
	const parse = (input, options) => {
		if (typeof input !== "string") throw new TypeError("Expected a string");
		input = REPLACEMENTS[input] || input;
		const opts = { ...options };
		const max = typeof opts.maxLength === "number" ? Math.min(MAX_LENGTH, opts.maxLength) : MAX_LENGTH;
		let len = input.length;
		if (len > max) throw new SyntaxError(`Input length: ${len}, exceeds maximum allowed length: ${max}`);
		const bos = {
			type: "bos",
			value: "",
			output: opts.prepend || ""
		};
		const tokens = [bos];
		const capture = opts.capture ? "" : "?:";
		const PLATFORM_CHARS = constants.globChars(opts.windows);
		const EXTGLOB_CHARS = constants.extglobChars(PLATFORM_CHARS);
		const { DOT_LITERAL, PLUS_LITERAL, SLASH_LITERAL, ONE_CHAR, DOTS_SLASH, NO_DOT, NO_DOT_SLASH, NO_DOTS_SLASH, QMARK, QMARK_NO_DOT, STAR, START_ANCHOR } = PLATFORM_CHARS;
		const globstar = (opts) => {
			return `(${capture}(?:(?!${START_ANCHOR}${opts.dot ? DOTS_SLASH : DOT_LITERAL}).)*?)`;
		};
		const nodot = opts.dot ? "" : NO_DOT;
		const qmarkNoDot = opts.dot ? QMARK : QMARK_NO_DOT;
		let star = opts.bash === true ? globstar(opts) : STAR;
		if (opts.capture) star = `(${star})`;
		if (typeof opts.noext === "boolean") opts.noextglob = opts.noext;
		const state = {
			input,
			index: -1,
			start: 0,
			dot: opts.dot === true,
			consumed: "",
			output: "",
			prefix: "",
			backtrack: false,
			negated: false,
			brackets: 0,
			braces: 0,
			parens: 0,
			quotes: 0,
			globstar: false,
			tokens
		};
		input = utils.removePrefix(input, state);
		len = input.length;
		const extglobs = [];
		const braces = [];
		const stack = [];
		let prev = bos;
		let value;
		/**
		* Tokenizing helpers
		*/
		const eos = () => state.index === len - 1;
		const peek = state.peek = (n = 1) => input[state.index + n];
		const advance = state.advance = () => input[++state.index] || "";
		const remaining = () => input.slice(state.index + 1);
		const consume = (value = "", num = 0) => {
			state.consumed += value;
			state.index += num;
		};
		const append = (token) => {
			state.output += token.output != null ? token.output : token.value;
			consume(token.value);
		};
		const negate = () => {
			let count = 1;
			while (peek() === "!" && (peek(2) !== "(" || peek(3) === "?")) {
				advance();
				state.start++;
				count++;
			}
			if (count % 2 === 0) return false;
			state.negated = true;
			state.start++;
			return true;
		};
		const increment = (type) => {
			state[type]++;
			stack.push(type);
		};
		const decrement = (type) => {
			state[type]--;
			stack.pop();
		};
		/**
		* Push tokens onto the tokens array. This helper speeds up
		* tokenizing by 1) helping us avoid backtracking as much as possible,
		* and 2) helping us avoid creating extra tokens when consecutive
		* characters are plain text. This improves performance and simplifies
		* lookbehinds.
		*/
		const push = (tok) => {
			if (prev.type === "globstar") {
				const isBrace = state.braces > 0 && (tok.type === "comma" || tok.type === "brace");
				const isExtglob = tok.extglob === true || extglobs.length && (tok.type === "pipe" || tok.type === "paren");
				if (tok.type !== "slash" && tok.type !== "paren" && !isBrace && !isExtglob) {
					state.output = state.output.slice(0, -prev.output.length);
					prev.type = "star";
					prev.value = "*";
					prev.output = star;
					state.output += prev.output;
				}
			}
			if (extglobs.length && tok.type !== "paren") extglobs[extglobs.length - 1].inner += tok.value;
			if (tok.value || tok.output) append(tok);
			if (prev && prev.type === "text" && tok.type === "text") {
				prev.output = (prev.output || prev.value) + tok.value;
				prev.value += tok.value;
				return;
			}
			tok.prev = prev;
			tokens.push(tok);
			prev = tok;
		};
		const extglobOpen = (type, value) => {
			const token = {
				...EXTGLOB_CHARS[value],
				conditions: 1,
				inner: ""
			};
			token.prev = prev;
			token.parens = state.parens;
			token.output = state.output;
			token.startIndex = state.index;
			token.tokensIndex = tokens.length;
			const output = (opts.capture ? "(" : "") + token.open;
			increment("parens");
			push({
				type,
				value,
				output: state.output ? "" : ONE_CHAR
			});
			push({
				type: "paren",
				extglob: true,
				value: advance(),
				output
			});
			extglobs.push(token);
		};
		const extglobClose = (token) => {
			const literal = input.slice(token.startIndex, state.index + 1);
			const body = input.slice(token.startIndex + 2, state.index);
			const analysis = analyzeRepeatedExtglob(body, opts);
			if ((token.type === "plus" || token.type === "star") && analysis.risky) {
				const safeOutput = analysis.safeOutput ? (token.output ? "" : ONE_CHAR) + (opts.capture ? `(${analysis.safeOutput})` : analysis.safeOutput) : void 0;
				const open = tokens[token.tokensIndex];
				open.type = "text";
				open.value = literal;
				open.output = safeOutput || utils.escapeRegex(literal);
				for (let i = token.tokensIndex + 1; i < tokens.length; i++) {
					tokens[i].value = "";
					tokens[i].output = "";
					delete tokens[i].suffix;
				}
				state.output = token.output + open.output;
				state.backtrack = true;
				push({
					type: "paren",
					extglob: true,
					value,
					output: ""
				});
				decrement("parens");
				return;
			}
			let output = token.close + (opts.capture ? ")" : "");
			let rest;
			if (token.type === "negate") {
				let extglobStar = star;
				if (token.inner && token.inner.length > 1 && token.inner.includes("/")) extglobStar = globstar(opts);
				if (extglobStar !== star || eos() || /^\)+$/.test(remaining())) output = token.close = `)$))${extglobStar}`;
				if (token.inner.includes("*") && (rest = remaining()) && /^\.[^\\/.]+$/.test(rest)) output = token.close = `)${parse(rest, {
					...options,
					fastpaths: false
				}).output})${extglobStar})`;
				if (token.prev.type === "bos") state.negatedExtglob = true;
			}
			push({
				type: "paren",
				extglob: true,
				value,
				output
			});
			decrement("parens");
		};
		/**
		* Fast paths
		*/
		if (opts.fastpaths !== false && !/(^[*!]|[/()[\]{}"])/.test(input)) {
			let backslashes = false;
			let output = input.replace(REGEX_SPECIAL_CHARS_BACKREF, (m, esc, chars, first, rest, index) => {
				if (first === "\\") {
					backslashes = true;
					return m;
				}
				if (first === "?") {
					if (esc) return esc + first + (rest ? QMARK.repeat(rest.length) : "");
					if (index === 0) return qmarkNoDot + (rest ? QMARK.repeat(rest.length) : "");
					return QMARK.repeat(chars.length);
				}
				if (first === ".") return DOT_LITERAL.repeat(chars.length);
				if (first === "*") {
					if (esc) return esc + first + (rest ? star : "");
					return star;
				}
				return esc ? m : `\\${m}`;
			});
			if (backslashes === true) {
				if (opts.unescape === true) output = output.replace(/\\/g, "");
				else output = output.replace(/\\+/g, (m) => {
					return m.length % 2 === 0 ? "\\\\" : m ? "\\" : "";
				});
			}
			if (output === input && opts.contains === true) {
				state.output = input;
				return state;
			}
			state.output = utils.wrapOutput(output, state, options);
			return state;
		}
		/**
		* Tokenize input until we reach end-of-string
		*/
		while (!eos()) {
			value = advance();
			if (value === "\0") continue;
			/**
			* Escaped characters
			*/
			if (value === "\\") {
				const next = peek();
				if (next === "/" && opts.bash !== true) continue;
				if (next === "." || next === ";") continue;
				if (!next) {
					value += "\\";
					push({
						type: "text",
						value
					});
					continue;
				}
				const match = /^\\+/.exec(remaining());
				let slashes = 0;
				if (match && match[0].length > 2) {
					slashes = match[0].length;
					state.index += slashes;
					if (slashes % 2 !== 0) value += "\\";
				}
				if (opts.unescape === true) value = advance();
				else value += advance();
				if (state.brackets === 0) {
					push({
						type: "text",
						value
					});
					continue;
				}
			}
			/**
			* If we're inside a regex character class, continue
			* until we reach the closing bracket.
			*/
			if (state.brackets > 0 && (value !== "]" || prev.value === "[" || prev.value === "[^")) {
				if (opts.posix !== false && value === ":") {
					const inner = prev.value.slice(1);
					if (inner.includes("[")) {
						prev.posix = true;
						if (inner.includes(":")) {
							const idx = prev.value.lastIndexOf("[");
							const pre = prev.value.slice(0, idx);
							const rest = prev.value.slice(idx + 2);
							const posix = POSIX_REGEX_SOURCE[rest];
							if (posix) {
								prev.value = pre + posix;
								state.backtrack = true;
								advance();
								if (!bos.output && tokens.indexOf(prev) === 1) bos.output = ONE_CHAR;
								continue;
							}
						}
					}
				}
				if (value === "[" && peek() !== ":" || value === "-" && peek() === "]") value = `\\${value}`;
				if (value === "]" && (prev.value === "[" || prev.value === "[^")) value = `\\${value}`;
				if (opts.posix === true && value === "!" && prev.value === "[") value = "^";
				prev.value += value;
				append({ value });
				continue;
			}
			/**
			* If we're inside a quoted string, continue
			* until we reach the closing double quote.
			*/
			if (state.quotes === 1 && value !== "\"") {
				value = utils.escapeRegex(value);
				prev.value += value;
				append({ value });
				continue;
			}
			/**
			* Double quotes
			*/
			if (value === "\"") {
				state.quotes = state.quotes === 1 ? 0 : 1;
				if (opts.keepQuotes === true) push({
					type: "text",
					value
				});
				continue;
			}
			/**
			* Parentheses
			*/
			if (value === "(") {
				increment("parens");
				push({
					type: "paren",
					value
				});
				continue;
			}
			if (value === ")") {
				if (state.parens === 0 && opts.strictBrackets === true) throw new SyntaxError(syntaxError("opening", "("));
				const extglob = extglobs[extglobs.length - 1];
				if (extglob && state.parens === extglob.parens + 1) {
					extglobClose(extglobs.pop());
					continue;
				}
				push({
					type: "paren",
					value,
					output: state.parens ? ")" : "\\)"
				});
				decrement("parens");
				continue;
			}
			/**
			* Square brackets
			*/
			if (value === "[") {
				if (opts.nobracket === true || !remaining().includes("]")) {
					if (opts.nobracket !== true && opts.strictBrackets === true) throw new SyntaxError(syntaxError("closing", "]"));
					value = `\\${value}`;
				} else increment("brackets");
				push({
					type: "bracket",
					value
				});
				continue;
			}
			if (value === "]") {
				if (opts.nobracket === true || prev && prev.type === "bracket" && prev.value.length === 1) {
					push({
						type: "text",
						value,
						output: `\\${value}`
					});
					continue;
				}
				if (state.brackets === 0) {
					if (opts.strictBrackets === true) throw new SyntaxError(syntaxError("opening", "["));
					push({
						type: "text",
						value,
						output: `\\${value}`
					});
					continue;
				}
				decrement("brackets");
				const prevValue = prev.value.slice(1);
				if (prev.posix !== true && prevValue[0] === "^" && !prevValue.includes("/")) value = `/${value}`;
				prev.value += value;
				append({ value });
				if (opts.literalBrackets === false || utils.hasRegexChars(prevValue)) continue;
				const escaped = utils.escapeRegex(prev.value);
				state.output = state.output.slice(0, -prev.value.length);
				if (opts.literalBrackets === true) {
					state.output += escaped;
					prev.value = escaped;
					continue;
				}
				prev.value = `(${capture}${escaped}|${prev.value})`;
				state.output += prev.value;
				continue;
			}
			/**
			* Braces
			*/
			if (value === "{" && opts.nobrace !== true) {
				increment("braces");
				const open = {
					type: "brace",
					value,
					output: "(",
					outputIndex: state.output.length,
					tokensIndex: state.tokens.length
				};
				braces.push(open);
				push(open);
				continue;
			}
			if (value === "}") {
				const brace = braces[braces.length - 1];
				if (opts.nobrace === true || !brace) {
					push({
						type: "text",
						value,
						output: value
					});
					continue;
				}
				let output = ")";
				if (brace.dots === true) {
					const arr = tokens.slice();
					const range = [];
					for (let i = arr.length - 1; i >= 0; i--) {
						tokens.pop();
						if (arr[i].type === "brace") break;
						if (arr[i].type !== "dots") range.unshift(arr[i].value);
					}
					output = expandRange(range, opts);
					state.backtrack = true;
				}
				if (brace.comma !== true && brace.dots !== true) {
					const out = state.output.slice(0, brace.outputIndex);
					const toks = state.tokens.slice(brace.tokensIndex);
					brace.value = brace.output = "\\{";
					value = output = "\\}";
					state.output = out;
					for (const t of toks) state.output += t.output || t.value;
				}
				push({
					type: "brace",
					value,
					output
				});
				decrement("braces");
				braces.pop();
				continue;
			}
			/**
			* Pipes
			*/
			if (value === "|") {
				if (extglobs.length > 0) extglobs[extglobs.length - 1].conditions++;
				push({
					type: "text",
					value
				});
				continue;
			}
			/**
			* Commas
			*/
			if (value === ",") {
				let output = value;
				const brace = braces[braces.length - 1];
				if (brace && stack[stack.length - 1] === "braces") {
					brace.comma = true;
					output = "|";
				}
				push({
					type: "comma",
					value,
					output
				});
				continue;
			}
			/**
			* Slashes
			*/
			if (value === "/") {
				if (prev.type === "dot" && state.index === state.start + 1) {
					state.start = state.index + 1;
					state.consumed = "";
					state.output = "";
					tokens.pop();
					prev = bos;
					continue;
				}
				push({
					type: "slash",
					value,
					output: SLASH_LITERAL
				});
				continue;
			}
			/**
			* Dots
			*/
			if (value === ".") {
				if (state.braces > 0 && prev.type === "dot") {
					if (prev.value === ".") prev.output = DOT_LITERAL;
					const brace = braces[braces.length - 1];
					prev.type = "dots";
					prev.output += value;
					prev.value += value;
					brace.dots = true;
					continue;
				}
				if (state.braces + state.parens === 0 && prev.type !== "bos" && prev.type !== "slash") {
					push({
						type: "text",
						value,
						output: DOT_LITERAL
					});
					continue;
				}
				push({
					type: "dot",
					value,
					output: DOT_LITERAL
				});
				continue;
			}
			/**
			* Question marks
			*/
			if (value === "?") {
				if (!(prev && prev.value === "(") && opts.noextglob !== true && peek() === "(" && peek(2) !== "?") {
					extglobOpen("qmark", value);
					continue;
				}
				if (prev && prev.type === "paren") {
					const next = peek();
					let output = value;
					if (prev.value === "(" && !/[!=<:]/.test(next) || next === "<" && !/<([!=]|\w+>)/.test(remaining())) output = `\\${value}`;
					push({
						type: "text",
						value,
						output
					});
					continue;
				}
				if (opts.dot !== true && (prev.type === "slash" || prev.type === "bos")) {
					push({
						type: "qmark",
						value,
						output: QMARK_NO_DOT
					});
					continue;
				}
				push({
					type: "qmark",
					value,
					output: QMARK
				});
				continue;
			}
			/**
			* Exclamation
			*/
			if (value === "!") {
				if (opts.noextglob !== true && peek() === "(") {
					if (peek(2) !== "?" || !/[!=<:]/.test(peek(3))) {
						extglobOpen("negate", value);
						continue;
					}
				}
				if (opts.nonegate !== true && state.index === 0) {
					negate();
					continue;
				}
			}
			/**
			* Plus
			*/
			if (value === "+") {
				if (opts.noextglob !== true && peek() === "(" && peek(2) !== "?") {
					extglobOpen("plus", value);
					continue;
				}
				if (prev && prev.value === "(" || opts.regex === false) {
					push({
						type: "plus",
						value,
						output: PLUS_LITERAL
					});
					continue;
				}
				if (prev && (prev.type === "bracket" || prev.type === "paren" || prev.type === "brace") || state.parens > 0) {
					push({
						type: "plus",
						value
					});
					continue;
				}
				push({
					type: "plus",
					value: PLUS_LITERAL
				});
				continue;
			}
			/**
			* Plain text
			*/
			if (value === "@") {
				if (opts.noextglob !== true && peek() === "(" && peek(2) !== "?") {
					push({
						type: "at",
						extglob: true,
						value,
						output: ""
					});
					continue;
				}
				push({
					type: "text",
					value
				});
				continue;
			}
			/**
			* Plain text
			*/
			if (value !== "*") {
				if (value === "$" || value === "^") value = `\\${value}`;
				const match = REGEX_NON_SPECIAL_CHARS.exec(remaining());
				if (match) {
					value += match[0];
					state.index += match[0].length;
				}
				push({
					type: "text",
					value
				});
				continue;
			}
			/**
			* Stars
			*/
			if (prev && (prev.type === "globstar" || prev.star === true)) {
				prev.type = "star";
				prev.star = true;
				prev.value += value;
				prev.output = star;
				state.backtrack = true;
				state.globstar = true;
				consume(value);
				continue;
			}
			let rest = remaining();
			if (opts.noextglob !== true && /^\([^?]/.test(rest)) {
				extglobOpen("star", value);
				continue;
			}
			if (prev.type === "star") {
				if (opts.noglobstar === true) {
					consume(value);
					continue;
				}
				const prior = prev.prev;
				const before = prior.prev;
				const isStart = prior.type === "slash" || prior.type === "bos";
				const afterStar = before && (before.type === "star" || before.type === "globstar");
				if (opts.bash === true && (!isStart || rest[0] && rest[0] !== "/")) {
					push({
						type: "star",
						value,
						output: ""
					});
					continue;
				}
				const isBrace = state.braces > 0 && (prior.type === "comma" || prior.type === "brace");
				const isExtglob = extglobs.length && (prior.type === "pipe" || prior.type === "paren");
				if (!isStart && prior.type !== "paren" && !isBrace && !isExtglob) {
					push({
						type: "star",
						value,
						output: ""
					});
					continue;
				}
				while (rest.slice(0, 3) === "/**") {
					const after = input[state.index + 4];
					if (after && after !== "/") break;
					rest = rest.slice(3);
					consume("/**", 3);
				}
				const isEnd = eos() || state.parens > 0 && rest === ")".repeat(state.parens) && !extglobs.some((extglob) => extglob.type === "negate");
				if (prior.type === "bos" && eos()) {
					prev.type = "globstar";
					prev.value += value;
					prev.output = globstar(opts);
					state.output = prev.output;
					state.globstar = true;
					consume(value);
					continue;
				}
				if (prior.type === "slash" && prior.prev.type !== "bos" && !afterStar && isEnd) {
					state.output = state.output.slice(0, -(prior.output + prev.output).length);
					prior.output = `(?:${prior.output}`;
					prev.type = "globstar";
					prev.output = globstar(opts) + (opts.strictSlashes ? ")" : "|$)");
					prev.value += value;
					state.globstar = true;
					state.output += prior.output + prev.output;
					consume(value);
					continue;
				}
				if (prior.type === "slash" && prior.prev.type !== "bos" && rest[0] === "/") {
					const end = rest[1] !== void 0 ? "|$" : "";
					state.output = state.output.slice(0, -(prior.output + prev.output).length);
					prior.output = `(?:${prior.output}`;
					prev.type = "globstar";
					prev.output = `${globstar(opts)}${SLASH_LITERAL}|${SLASH_LITERAL}${end})`;
					prev.value += value;
					state.output += prior.output + prev.output;
					state.globstar = true;
					consume(value + advance());
					push({
						type: "slash",
						value: "/",
						output: ""
					});
					continue;
				}
				if (prior.type === "bos" && rest[0] === "/") {
					prev.type = "globstar";
					prev.value += value;
					prev.output = `(?:^|${SLASH_LITERAL}|${globstar(opts)}${SLASH_LITERAL})`;
					state.output = prev.output;
					state.globstar = true;
					consume(value + advance());
					push({
						type: "slash",
						value: "/",
						output: ""
					});
					continue;
				}
				state.output = state.output.slice(0, -prev.output.length);
				prev.type = "globstar";
				prev.output = globstar(opts);
				prev.value += value;
				state.output += prev.output;
				state.globstar = true;
				consume(value);
				continue;
			}
			const token = {
				type: "star",
				value,
				output: star
			};
			if (opts.bash === true) {
				token.output = ".*?";
				if (prev.type === "bos" || prev.type === "slash") token.output = nodot + token.output;
				push(token);
				continue;
			}
			if (prev && (prev.type === "bracket" || prev.type === "paren") && opts.regex === true) {
				token.output = value;
				push(token);
				continue;
			}
			if (state.index === state.start || prev.type === "slash" || prev.type === "dot") {
				if (prev.type === "dot") {
					state.output += NO_DOT_SLASH;
					prev.output += NO_DOT_SLASH;
				} else if (opts.dot === true) {
					state.output += NO_DOTS_SLASH;
					prev.output += NO_DOTS_SLASH;
				} else {
					state.output += nodot;
					prev.output += nodot;
				}
				if (peek() !== "*") {
					state.output += ONE_CHAR;
					prev.output += ONE_CHAR;
				}
			}
			push(token);
		}
		while (state.brackets > 0) {
			if (opts.strictBrackets === true) throw new SyntaxError(syntaxError("closing", "]"));
			state.output = utils.escapeLast(state.output, "[");
			decrement("brackets");
		}
		while (state.parens > 0) {
			if (opts.strictBrackets === true) throw new SyntaxError(syntaxError("closing", ")"));
			state.output = utils.escapeLast(state.output, "(");
			decrement("parens");
		}
		while (state.braces > 0) {
			if (opts.strictBrackets === true) throw new SyntaxError(syntaxError("closing", "}"));
			state.output = utils.escapeLast(state.output, "{");
			decrement("braces");
		}
		if (opts.strictSlashes !== true && (prev.type === "star" || prev.type === "bracket")) push({
			type: "maybe_slash",
			value: "",
			output: `${SLASH_LITERAL}?`
		});
		if (state.backtrack === true) {
			state.output = "";
			for (const token of state.tokens) {
				state.output += token.output != null ? token.output : token.value;
				if (token.suffix) state.output += token.suffix;
			}
		}
		return state;
	};
	/**
	* Fast paths for creating regular expressions for common glob patterns.
	* This can significantly speed up processing and has very little downside
	* impact when none of the fast paths match.
	*/
	parse.fastpaths = (input, options) => {
		const opts = { ...options };
		const max = typeof opts.maxLength === "number" ? Math.min(MAX_LENGTH, opts.maxLength) : MAX_LENGTH;
		const len = input.length;
		if (len > max) throw new SyntaxError(`Input length: ${len}, exceeds maximum allowed length: ${max}`);
		input = REPLACEMENTS[input] || input;
		const { DOT_LITERAL, SLASH_LITERAL, ONE_CHAR, DOTS_SLASH, NO_DOT, NO_DOTS, NO_DOTS_SLASH, STAR, START_ANCHOR } = constants.globChars(opts.windows);
		const nodot = opts.dot ? NO_DOTS : NO_DOT;
		const slashDot = opts.dot ? NO_DOTS_SLASH : NO_DOT;
		const capture = opts.capture ? "" : "?:";
		const state = {
			negated: false,
			prefix: ""
		};
		let star = opts.bash === true ? ".*?" : STAR;
		if (opts.capture) star = `(${star})`;
		const globstar = (opts) => {
			if (opts.noglobstar === true) return star;
			return `(${capture}(?:(?!${START_ANCHOR}${opts.dot ? DOTS_SLASH : DOT_LITERAL}).)*?)`;
		};
		const create = (str) => {
			switch (str) {
				case "*": return `${nodot}${ONE_CHAR}${star}`;
				case ".*": return `${DOT_LITERAL}${ONE_CHAR}${star}`;
				case "*.*": return `${nodot}${star}${DOT_LITERAL}${ONE_CHAR}${star}`;
				case "*/*": return `${nodot}${star}${SLASH_LITERAL}${ONE_CHAR}${slashDot}${star}`;
				case "**": return nodot + globstar(opts);
				case "**/*": return `(?:${nodot}${globstar(opts)}${SLASH_LITERAL})?${slashDot}${ONE_CHAR}${star}`;
				case "**/*.*": return `(?:${nodot}${globstar(opts)}${SLASH_LITERAL})?${slashDot}${star}${DOT_LITERAL}${ONE_CHAR}${star}`;
				case "**/.*": return `(?:${nodot}${globstar(opts)}${SLASH_LITERAL})?${DOT_LITERAL}${ONE_CHAR}${star}`;
				default: {
					const match = /^(.*?)\.(\w+)$/.exec(str);
					if (!match) return;
					const source = create(match[1]);
					if (!source) return;
					return source + DOT_LITERAL + match[2];
				}
			}
		};
		let source = create(utils.removePrefix(input, state));
		if (source && opts.strictSlashes !== true) source += `${SLASH_LITERAL}?`;
		return source;
	};
	module.exports = parse;
}));
// node_modules/picomatch/lib/picomatch.js
var require_picomatch$1 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const scan = require_scan();
	const parse = require_parse();
	const utils = require_utils();
	const constants = require_constants();
	const isObject = (val) => val && typeof val === "object" && !Array.isArray(val);
	/**
	* Creates a matcher function from one or more glob patterns. The
	* returned function takes a string to match as its first argument,
	* and returns true if the string is a match. The returned matcher
	* function also takes a boolean as the second argument that, when true,
	* returns an object with additional information.
	*
	* ```js
	* const picomatch = require('picomatch');
	* // picomatch(glob[, options]);
	*
	* const isMatch = picomatch('*.!(*a)');
	* console.log(isMatch('a.a')); //=> false
	* console.log(isMatch('a.b')); //=> true
	*
	* // For environments without `node.js`, `picomatch/posix` provides you a dependency-free matcher, without automatic OS detection.
	* const picomatch = require('picomatch/posix');
	* // the same API, defaulting to posix paths
	* const isMatch = picomatch('a/*');
	* console.log(isMatch('a\\b')); //=> false
	* console.log(isMatch('a/b')); //=> true
	*
	* // you can still configure the matcher function to accept windows paths
	* const isMatch = picomatch('a/*', { options: windows });
	* console.log(isMatch('a\\b')); //=> true
	* console.log(isMatch('a/b')); //=> true
	* ```
	* @name picomatch
	* @param {String|Array} `globs` One or more glob patterns.
	* @param {Object=} `options`
	* @return {Function=} Returns a matcher function.
	* @api public
	*/
	const picomatch = (glob, options, returnState = false) => {
		if (Array.isArray(glob)) {
			const fns = glob.map((input) => picomatch(input, options, returnState));
			const arrayMatcher = (str) => {
				for (const isMatch of fns) {
					const state = isMatch(str);
					if (state) return state;
				}
				return false;
			};
			return arrayMatcher;
		}
		const isState = isObject(glob) && glob.tokens && glob.input;
		if (glob === "" || typeof glob !== "string" && !isState) throw new TypeError("Expected pattern to be a non-empty string");
		const opts = options || {};
		const posix = opts.windows;
		const regex = isState ? picomatch.compileRe(glob, options) : picomatch.makeRe(glob, options, false, true);
		const state = regex.state;
		delete regex.state;
		let isIgnored = () => false;
		if (opts.ignore) {
			const ignoreOpts = {
				...options,
				ignore: null,
				onMatch: null,
				onResult: null
			};
			isIgnored = picomatch(opts.ignore, ignoreOpts, returnState);
		}
		const matcher = (input, returnObject = false) => {
			const { isMatch, match, output } = picomatch.test(input, regex, options, {
				glob,
				posix
			});
			const result = {
				glob,
				state,
				regex,
				posix,
				input,
				output,
				match,
				isMatch
			};
			if (typeof opts.onResult === "function") opts.onResult(result);
			if (isMatch === false) {
				result.isMatch = false;
				return returnObject ? result : false;
			}
			if (isIgnored(input)) {
				if (typeof opts.onIgnore === "function") opts.onIgnore(result);
				result.isMatch = false;
				return returnObject ? result : false;
			}
			if (typeof opts.onMatch === "function") opts.onMatch(result);
			return returnObject ? result : true;
		};
		if (returnState) matcher.state = state;
		return matcher;
	};
	/**
	* Test `input` with the given `regex`. This is used by the main
	* `picomatch()` function to test the input string.
	*
	* ```js
	* const picomatch = require('picomatch');
	* // picomatch.test(input, regex[, options]);
	*
	* console.log(picomatch.test('foo/bar', /^(?:([^/]*?)\/([^/]*?))$/));
	* // { isMatch: true, match: [ 'foo/', 'foo', 'bar' ], output: 'foo/bar' }
	* ```
	* @param {String} `input` String to test.
	* @param {RegExp} `regex`
	* @return {Object} Returns an object with matching info.
	* @api public
	*/
	picomatch.test = (input, regex, options, { glob, posix } = {}) => {
		if (typeof input !== "string") throw new TypeError("Expected input to be a string");
		if (input === "") return {
			isMatch: false,
			output: ""
		};
		const opts = options || {};
		const format = opts.format || (posix ? utils.toPosixSlashes : null);
		let match = input === glob;
		let output = match && format ? format(input) : input;
		if (match === false) {
			output = format ? format(input) : input;
			match = output === glob;
		}
		if (match === false || opts.capture === true) {
			if (opts.matchBase === true || opts.basename === true) match = picomatch.matchBase(input, regex, options, posix);
			else match = regex.exec(output);
		}
		return {
			isMatch: Boolean(match),
			match,
			output
		};
	};
	/**
	* Match the basename of a filepath.
	*
	* ```js
	* const picomatch = require('picomatch');
	* // picomatch.matchBase(input, glob[, options]);
	* console.log(picomatch.matchBase('foo/bar.js', '*.js'); // true
	* ```
	* @param {String} `input` String to test.
	* @param {RegExp|String} `glob` Glob pattern or regex created by [.makeRe](#makeRe).
	* @return {Boolean}
	* @api public
	*/
	picomatch.matchBase = (input, glob, options, posix = options && options.windows) => {
		return (glob instanceof RegExp ? glob : picomatch.makeRe(glob, options)).test(utils.basename(input, { windows: posix }));
	};
	/**
	* Returns true if **any** of the given glob `patterns` match the specified `string`.
	*
	* ```js
	* const picomatch = require('picomatch');
	* // picomatch.isMatch(string, patterns[, options]);
	*
	* console.log(picomatch.isMatch('a.a', ['b.*', '*.a'])); //=> true
	* console.log(picomatch.isMatch('a.a', 'b.*')); //=> false
	* ```
	* @param {String|Array} str The string to test.
	* @param {String|Array} patterns One or more glob patterns to use for matching.
	* @param {Object} [options] See available [options](#options).
	* @return {Boolean} Returns true if any patterns match `str`
	* @api public
	*/
	picomatch.isMatch = (str, patterns, options) => picomatch(patterns, options)(str);
	/**
	* Parse a glob pattern to create the source string for a regular
	* expression.
	*
	* ```js
	* const picomatch = require('picomatch');
	* const result = picomatch.parse(pattern[, options]);
	* ```
	* @param {String} `pattern`
	* @param {Object} `options`
	* @return {Object} Returns an object with useful properties and output to be used as a regex source string.
	* @api public
	*/
	picomatch.parse = (pattern, options) => {
		if (Array.isArray(pattern)) return pattern.map((p) => picomatch.parse(p, options));
		return parse(pattern, {
			...options,
			fastpaths: false
		});
	};
	/**
	* Scan a glob pattern to separate the pattern into segments.
	*
	* ```js
	* const picomatch = require('picomatch');
	* // picomatch.scan(input[, options]);
	*
	* const result = picomatch.scan('!./foo/*.js');
	* console.log(result);
	* { prefix: '!./',
	*   input: '!./foo/*.js',
	*   start: 3,
	*   base: 'foo',
	*   glob: '*.js',
	*   isBrace: false,
	*   isBracket: false,
	*   isGlob: true,
	*   isExtglob: false,
	*   isGlobstar: false,
	*   negated: true }
	* ```
	* @param {String} `input` Glob pattern to scan.
	* @param {Object} `options`
	* @return {Object} Returns an object with
	* @api public
	*/
	picomatch.scan = (input, options) => scan(input, options);
	/**
	* Compile a regular expression from the `state` object returned by the
	* [parse()](#parse) method.
	*
	* ```js
	* const picomatch = require('picomatch');
	* const state = picomatch.parse('*.js');
	* // picomatch.compileRe(state[, options]);
	*
	* console.log(picomatch.compileRe(state));
	* //=> /^(?:(?!\.)(?=.)[^/]*?\.js)$/
	* ```
	* @param {Object} `state`
	* @param {Object} `options`
	* @param {Boolean} `returnOutput` Intended for implementors, this argument allows you to return the raw output from the parser.
	* @param {Boolean} `returnState` Adds the state to a `state` property on the returned regex. Useful for implementors and debugging.
	* @return {RegExp}
	* @api public
	*/
	picomatch.compileRe = (state, options, returnOutput = false, returnState = false) => {
		if (returnOutput === true) return state.output;
		const opts = options || {};
		const prepend = opts.contains ? "" : "^";
		const append = opts.contains ? "" : "$";
		let source = `${prepend}(?:${state.output})${append}`;
		if (state && state.negated === true) source = `^(?!${source}).*$`;
		const regex = picomatch.toRegex(source, options);
		if (returnState === true) regex.state = state;
		return regex;
	};
	/**
	* Create a regular expression from a parsed glob pattern.
	*
	* ```js
	* const picomatch = require('picomatch');
	* // picomatch.makeRe(state[, options]);
	*
	* const result = picomatch.makeRe('*.js');
	* console.log(result);
	* //=> /^(?:(?!\.)(?=.)[^/]*?\.js)$/
	* ```
	* @param {String} `state` The object returned from the `.parse` method.
	* @param {Object} `options`
	* @param {Boolean} `returnOutput` Implementors may use this argument to return the compiled output, instead of a regular expression. This is not exposed on the options to prevent end-users from mutating the result.
	* @param {Boolean} `returnState` Implementors may use this argument to return the state from the parsed glob with the returned regular expression.
	* @return {RegExp} Returns a regex created from the given pattern.
	* @api public
	*/
	picomatch.makeRe = (input, options = {}, returnOutput = false, returnState = false) => {
		if (!input || typeof input !== "string") throw new TypeError("Expected a non-empty string");
		let parsed = {
			negated: false,
			fastpaths: true
		};
		if (options.fastpaths !== false && (input[0] === "." || input[0] === "*")) parsed.output = parse.fastpaths(input, options);
		if (!parsed.output) parsed = parse(input, options);
		return picomatch.compileRe(parsed, options, returnOutput, returnState);
	};
	/**
	* Create a regular expression from the given regex source string.
	*
	* ```js
	* const picomatch = require('picomatch');
	* // picomatch.toRegex(source[, options]);
	*
	* const { output } = picomatch.parse('*.js');
	* console.log(picomatch.toRegex(output));
	* //=> /^(?:(?!\.)(?=.)[^/]*?\.js)$/
	* ```
	* @param {String} `source` Regular expression source string.
	* @param {Object} `options`
	* @return {RegExp}
	* @api public
	*/
	picomatch.toRegex = (source, options) => {
		try {
			const opts = options || {};
			return new RegExp(source, opts.flags || (opts.nocase ? "i" : ""));
		} catch (err) {
			if (options && options.debug === true) throw err;
			return /$^/;
		}
	};
	/**
	* Picomatch constants.
	* @return {Object}
	*/
	picomatch.constants = constants;
	/**
	* Expose "picomatch"
	*/
	module.exports = picomatch;
}));
// node_modules/picomatch/index.js
var require_picomatch = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const pico = require_picomatch$1();
	const utils = require_utils();
	function picomatch(glob, options, returnState = false) {
		if (options && (options.windows === null || options.windows === void 0)) options = {
			...options,
			windows: utils.isWindows()
		};
		return pico(glob, options, returnState);
	}
	Object.assign(picomatch, pico);
	module.exports = picomatch;
}));
const DEFAULT_CONFIG = {
	lang: void 0,
	message: void 0,
	abortEarly: void 0,
	abortPipeEarly: void 0
};
/**
* Returns the global configuration.
*
* @param config The config to merge.
*
* @returns The configuration.
*/
/* @__NO_SIDE_EFFECTS__ */
function getGlobalConfig(config$1) {
	if (!config$1 && true) return DEFAULT_CONFIG;
	return {
		lang: config$1?.lang ?? void 0,
		message: config$1?.message,
		abortEarly: config$1?.abortEarly ?? void 0,
		abortPipeEarly: config$1?.abortPipeEarly ?? void 0
	};
}
/**
* Stringifies an unknown input to a literal or type string.
*
* @param input The unknown input.
*
* @returns A literal or type string.
*
* @internal
*/
/* @__NO_SIDE_EFFECTS__ */
function _stringify(input) {
	const type = typeof input;
	if (type === "string") return `"${input}"`;
	if (type === "number" || type === "bigint" || type === "boolean") return `${input}`;
	if (type === "object" || type === "function") return (input && Object.getPrototypeOf(input)?.constructor?.name) ?? "null";
	return type;
}
/**
* Adds an issue to the dataset.
*
* @param context The issue context.
* @param label The issue label.
* @param dataset The input dataset.
* @param config The configuration.
* @param other The optional props.
*
* @internal
*/
function _addIssue(context, label, dataset, config$1, other) {
	const input = other && "input" in other ? other.input : dataset.value;
	const expected = other?.expected ?? context.expects ?? null;
	const received = other?.received ?? /* @__PURE__ */ _stringify(input);
	const issue = {
		kind: context.kind,
		type: context.type,
		input,
		expected,
		received,
		message: `Invalid ${label}: ${expected ? `Expected ${expected} but r` : "R"}eceived ${received}`,
		requirement: context.requirement,
		path: other?.path,
		issues: other?.issues,
		lang: config$1.lang,
		abortEarly: config$1.abortEarly,
		abortPipeEarly: config$1.abortPipeEarly
	};
	const isSchema = context.kind === "schema";
	const message$1 = other?.message ?? context.message ?? (context.reference, issue.lang, void 0) ?? (isSchema ? (issue.lang, void 0) : null) ?? config$1.message ?? (issue.lang, void 0);
	if (message$1 !== void 0) issue.message = typeof message$1 === "function" ? message$1(issue) : message$1;
	if (isSchema) dataset.typed = false;
	if (dataset.issues) dataset.issues.push(issue);
	else dataset.issues = [issue];
}
/**
* Compares two values using the SameValueZero algorithm, which treats `NaN`
* as equal to itself unlike `===`.
*
* @param value1 The first value.
* @param value2 The second value.
*
* @returns Whether the values are equal.
*
* @internal
*/
/* @__NO_SIDE_EFFECTS__ */
function _isSameValueZero(value1, value2) {
	return value1 === value2 || Number.isNaN(value1) && Number.isNaN(value2);
}
/**
* Disallows inherited object properties and prevents object prototype
* pollution by disallowing certain keys.
*
* @param object The object to check.
* @param key The key to check.
*
* @returns Whether the key is allowed.
*
* @internal
*/
/* @__NO_SIDE_EFFECTS__ */
function _isValidObjectKey(object$1, key) {
	return Object.prototype.hasOwnProperty.call(object$1, key) && key !== "__proto__" && key !== "prototype" && key !== "constructor";
}
/**
* Joins multiple `expects` values with the given separator.
*
* @param values The `expects` values.
* @param separator The separator.
*
* @returns The joined `expects` property.
*
* @internal
*/
/* @__NO_SIDE_EFFECTS__ */
function _joinExpects(values$1, separator) {
	const list = [...new Set(values$1)];
	if (list.length > 1) return `(${list.join(` ${separator} `)})`;
	return list[0] ?? "never";
}
/**
* Eagerly creates and attaches the Standard Schema properties of a schema.
*
* Hint: The contextual `this` type includes the standard properties that are
* attached before the schema is returned.
*
* @param schema The schema to attach standard properties to.
*
* @returns The schema with standard properties attached.
*
* @internal
*/
function _standardSchema(schema) {
	schema["~standard"] = {
		version: 1,
		vendor: "valibot",
		validate: (value$1) => schema["~run"]({ value: value$1 }, /* @__PURE__ */ getGlobalConfig())
	};
	return schema;
}
/**
* A Valibot error with useful information.
*/
var ValiError = class extends Error {
	/**
	* Creates a Valibot error with useful information.
	*
	* @param issues The error issues.
	*/
	constructor(issues) {
		super(issues[0].message);
		this.name = "ValiError";
		this.issues = issues;
	}
};
/* @__NO_SIDE_EFFECTS__ */
function check(requirement, message$1) {
	return {
		kind: "validation",
		type: "check",
		reference: check,
		async: false,
		expects: null,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement(dataset.value)) _addIssue(this, "input", dataset, config$1);
			return dataset;
		}
	};
}
/**
* Creates a description metadata action.
*
* @param description_ The description text.
*
* @returns A description action.
*/
/* @__NO_SIDE_EFFECTS__ */
function description(description_) {
	return {
		kind: "metadata",
		type: "description",
		reference: description,
		description: description_
	};
}
/* @__NO_SIDE_EFFECTS__ */
function integer(message$1) {
	return {
		kind: "validation",
		type: "integer",
		reference: integer,
		async: false,
		expects: null,
		requirement: Number.isInteger,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement(dataset.value)) _addIssue(this, "integer", dataset, config$1);
			return dataset;
		}
	};
}
/* @__NO_SIDE_EFFECTS__ */
function maxValue(requirement, message$1) {
	return {
		kind: "validation",
		type: "max_value",
		reference: maxValue,
		async: false,
		expects: `<=${requirement instanceof Date ? requirement.toJSON() : /* @__PURE__ */ _stringify(requirement)}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !(dataset.value <= this.requirement)) _addIssue(this, "value", dataset, config$1, { received: dataset.value instanceof Date ? dataset.value.toJSON() : /* @__PURE__ */ _stringify(dataset.value) });
			return dataset;
		}
	};
}
/* @__NO_SIDE_EFFECTS__ */
function minLength(requirement, message$1) {
	return {
		kind: "validation",
		type: "min_length",
		reference: minLength,
		async: false,
		expects: `>=${requirement}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && dataset.value.length < this.requirement) _addIssue(this, "length", dataset, config$1, { received: `${dataset.value.length}` });
			return dataset;
		}
	};
}
/* @__NO_SIDE_EFFECTS__ */
function minValue(requirement, message$1) {
	return {
		kind: "validation",
		type: "min_value",
		reference: minValue,
		async: false,
		expects: `>=${requirement instanceof Date ? requirement.toJSON() : /* @__PURE__ */ _stringify(requirement)}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !(dataset.value >= this.requirement)) _addIssue(this, "value", dataset, config$1, { received: dataset.value instanceof Date ? dataset.value.toJSON() : /* @__PURE__ */ _stringify(dataset.value) });
			return dataset;
		}
	};
}
/**
* Creates a raw check validation action.
*
* @param action The validation action.
*
* @returns A raw check action.
*/
/* @__NO_SIDE_EFFECTS__ */
function rawCheck(action) {
	return {
		kind: "validation",
		type: "raw_check",
		reference: rawCheck,
		async: false,
		expects: null,
		"~run"(dataset, config$1) {
			action({
				dataset,
				config: config$1,
				addIssue: (info) => _addIssue(this, info?.label ?? "input", dataset, config$1, info)
			});
			return dataset;
		}
	};
}
/* @__NO_SIDE_EFFECTS__ */
function regex(requirement, message$1) {
	return {
		kind: "validation",
		type: "regex",
		reference: regex,
		async: false,
		expects: `${requirement}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement.test(dataset.value)) _addIssue(this, "format", dataset, config$1);
			return dataset;
		}
	};
}
/* @__NO_SIDE_EFFECTS__ */
function safeInteger(message$1) {
	return {
		kind: "validation",
		type: "safe_integer",
		reference: safeInteger,
		async: false,
		expects: null,
		requirement: Number.isSafeInteger,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement(dataset.value)) _addIssue(this, "safe integer", dataset, config$1);
			return dataset;
		}
	};
}
/**
* Creates a title metadata action.
*
* @param title_ The title text.
*
* @returns A title action.
*/
/* @__NO_SIDE_EFFECTS__ */
function title(title_) {
	return {
		kind: "metadata",
		type: "title",
		reference: title,
		title: title_
	};
}
/**
* Creates a custom transformation action.
*
* @param operation The transformation operation.
*
* @returns A transform action.
*/
/* @__NO_SIDE_EFFECTS__ */
function transform(operation) {
	return {
		kind: "transformation",
		type: "transform",
		reference: transform,
		async: false,
		operation,
		"~run"(dataset) {
			dataset.value = this.operation(dataset.value);
			return dataset;
		}
	};
}
/**
* Returns the fallback value of the schema.
*
* @param schema The schema to get it from.
* @param dataset The output dataset if available.
* @param config The config if available.
*
* @returns The fallback value.
*/
/* @__NO_SIDE_EFFECTS__ */
function getFallback(schema, dataset, config$1) {
	return typeof schema.fallback === "function" ? schema.fallback(dataset, config$1) : schema.fallback;
}
/**
* Returns the default value of the schema.
*
* @param schema The schema to get it from.
* @param dataset The input dataset if available.
* @param config The config if available.
*
* @returns The default value.
*/
/* @__NO_SIDE_EFFECTS__ */
function getDefault(schema, dataset, config$1) {
	return typeof schema.default === "function" ? schema.default(dataset, config$1) : schema.default;
}
/* @__NO_SIDE_EFFECTS__ */
function array(item, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "array",
		reference: array,
		expects: "Array",
		async: false,
		item,
		message: message$1,
		"~run"(dataset, config$1) {
			const input = dataset.value;
			if (Array.isArray(input)) {
				dataset.typed = true;
				dataset.value = [];
				for (let key = 0; key < input.length; key++) {
					const value$1 = input[key];
					const itemDataset = this.item["~run"]({ value: value$1 }, config$1);
					if (itemDataset.issues) {
						const pathItem = {
							type: "array",
							origin: "value",
							input,
							key,
							value: value$1
						};
						for (const issue of itemDataset.issues) {
							if (issue.path) issue.path.unshift(pathItem);
							else issue.path = [pathItem];
							dataset.issues?.push(issue);
						}
						if (!dataset.issues) dataset.issues = itemDataset.issues;
						if (config$1.abortEarly) {
							dataset.typed = false;
							break;
						}
					}
					if (!itemDataset.typed) dataset.typed = false;
					dataset.value.push(itemDataset.value);
				}
			} else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}
/* @__NO_SIDE_EFFECTS__ */
function boolean(message$1) {
	return _standardSchema({
		kind: "schema",
		type: "boolean",
		reference: boolean,
		expects: "boolean",
		async: false,
		message: message$1,
		"~run"(dataset, config$1) {
			if (typeof dataset.value === "boolean") dataset.typed = true;
			else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}
/* @__NO_SIDE_EFFECTS__ */
function exactOptional(wrapped, default_) {
	return _standardSchema({
		kind: "schema",
		type: "exact_optional",
		reference: exactOptional,
		expects: wrapped.expects,
		async: false,
		wrapped,
		default: default_,
		"~run"(dataset, config$1) {
			return this.wrapped["~run"](dataset, config$1);
		}
	});
}
/**
* Creates a lazy schema.
*
* @param getter The schema getter.
*
* @returns A lazy schema.
*/
/* @__NO_SIDE_EFFECTS__ */
function lazy(getter) {
	return _standardSchema({
		kind: "schema",
		type: "lazy",
		reference: lazy,
		expects: "unknown",
		async: false,
		getter,
		"~run"(dataset, config$1) {
			return this.getter(dataset.value)["~run"](dataset, config$1);
		}
	});
}
/* @__NO_SIDE_EFFECTS__ */
function literal(literal_, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "literal",
		reference: literal,
		expects: /* @__PURE__ */ _stringify(literal_),
		async: false,
		literal: literal_,
		message: message$1,
		"~run"(dataset, config$1) {
			if (/* @__PURE__ */ _isSameValueZero(dataset.value, this.literal)) dataset.typed = true;
			else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}
/* @__NO_SIDE_EFFECTS__ */
function nullish(wrapped, default_) {
	return _standardSchema({
		kind: "schema",
		type: "nullish",
		reference: nullish,
		expects: `(${wrapped.expects} | null | undefined)`,
		async: false,
		wrapped,
		default: default_,
		"~run"(dataset, config$1) {
			if (dataset.value === null || dataset.value === void 0) {
				if (this.default !== void 0) dataset.value = /* @__PURE__ */ getDefault(this, dataset, config$1);
				if (dataset.value === null || dataset.value === void 0) {
					dataset.typed = true;
					return dataset;
				}
			}
			return this.wrapped["~run"](dataset, config$1);
		}
	});
}
/* @__NO_SIDE_EFFECTS__ */
function number(message$1) {
	return _standardSchema({
		kind: "schema",
		type: "number",
		reference: number,
		expects: "number",
		async: false,
		message: message$1,
		"~run"(dataset, config$1) {
			if (typeof dataset.value === "number" && !isNaN(dataset.value)) dataset.typed = true;
			else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}
/* @__NO_SIDE_EFFECTS__ */
function object$2(entries$1, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "object",
		reference: object$2,
		expects: "Object",
		async: false,
		entries: entries$1,
		message: message$1,
		"~run"(dataset, config$1) {
			const input = dataset.value;
			if (input && typeof input === "object") {
				dataset.typed = true;
				dataset.value = {};
				for (const key in this.entries) {
					const valueSchema = this.entries[key];
					if (key in input || (valueSchema.type === "exact_optional" || valueSchema.type === "optional" || valueSchema.type === "nullish") && valueSchema.default !== void 0) {
						const value$1 = key in input ? input[key] : /* @__PURE__ */ getDefault(valueSchema);
						const valueDataset = valueSchema["~run"]({ value: value$1 }, config$1);
						if (valueDataset.issues) {
							const pathItem = {
								type: "object",
								origin: "value",
								input,
								key,
								value: value$1
							};
							for (const issue of valueDataset.issues) {
								if (issue.path) issue.path.unshift(pathItem);
								else issue.path = [pathItem];
								dataset.issues?.push(issue);
							}
							if (!dataset.issues) dataset.issues = valueDataset.issues;
							if (config$1.abortEarly) {
								dataset.typed = false;
								break;
							}
						}
						if (!valueDataset.typed) dataset.typed = false;
						dataset.value[key] = valueDataset.value;
					} else if (valueSchema.fallback !== void 0) dataset.value[key] = /* @__PURE__ */ getFallback(valueSchema);
					else if (valueSchema.type !== "exact_optional" && valueSchema.type !== "optional" && valueSchema.type !== "nullish") {
						_addIssue(this, "key", dataset, config$1, {
							input: void 0,
							expected: `"${key}"`,
							path: [{
								type: "object",
								origin: "key",
								input,
								key,
								value: input[key]
							}]
						});
						if (config$1.abortEarly) break;
					}
				}
			} else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}
/* @__NO_SIDE_EFFECTS__ */
function optional(wrapped, default_) {
	return _standardSchema({
		kind: "schema",
		type: "optional",
		reference: optional,
		expects: `(${wrapped.expects} | undefined)`,
		async: false,
		wrapped,
		default: default_,
		"~run"(dataset, config$1) {
			if (dataset.value === void 0) {
				if (this.default !== void 0) dataset.value = /* @__PURE__ */ getDefault(this, dataset, config$1);
				if (dataset.value === void 0) {
					dataset.typed = true;
					return dataset;
				}
			}
			return this.wrapped["~run"](dataset, config$1);
		}
	});
}
/* @__NO_SIDE_EFFECTS__ */
function picklist(options, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "picklist",
		reference: picklist,
		expects: /* @__PURE__ */ _joinExpects(options.map(_stringify), "|"),
		async: false,
		options,
		message: message$1,
		"~run"(dataset, config$1) {
			if (this.options.includes(dataset.value)) dataset.typed = true;
			else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}
/* @__NO_SIDE_EFFECTS__ */
function record(key, value$1, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "record",
		reference: record,
		expects: "Object",
		async: false,
		key,
		value: value$1,
		message: message$1,
		"~run"(dataset, config$1) {
			const input = dataset.value;
			if (input && typeof input === "object") {
				dataset.typed = true;
				dataset.value = {};
				for (const entryKey in input) if (/* @__PURE__ */ _isValidObjectKey(input, entryKey)) {
					const entryValue = input[entryKey];
					const keyDataset = this.key["~run"]({ value: entryKey }, config$1);
					if (keyDataset.issues) {
						const pathItem = {
							type: "object",
							origin: "key",
							input,
							key: entryKey,
							value: entryValue
						};
						for (const issue of keyDataset.issues) {
							issue.path = [pathItem];
							dataset.issues?.push(issue);
						}
						if (!dataset.issues) dataset.issues = keyDataset.issues;
						if (config$1.abortEarly) {
							dataset.typed = false;
							break;
						}
					}
					const valueDataset = this.value["~run"]({ value: entryValue }, config$1);
					if (valueDataset.issues) {
						const pathItem = {
							type: "object",
							origin: "value",
							input,
							key: entryKey,
							value: entryValue
						};
						for (const issue of valueDataset.issues) {
							if (issue.path) issue.path.unshift(pathItem);
							else issue.path = [pathItem];
							dataset.issues?.push(issue);
						}
						if (!dataset.issues) dataset.issues = valueDataset.issues;
						if (config$1.abortEarly) {
							dataset.typed = false;
							break;
						}
					}
					if (!keyDataset.typed || !valueDataset.typed) dataset.typed = false;
					if (keyDataset.typed) dataset.value[keyDataset.value] = valueDataset.value;
				}
			} else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}
/* @__NO_SIDE_EFFECTS__ */
function strictObject(entries$1, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "strict_object",
		reference: strictObject,
		expects: "Object",
		async: false,
		entries: entries$1,
		message: message$1,
		"~run"(dataset, config$1) {
			const input = dataset.value;
			if (input && typeof input === "object") {
				dataset.typed = true;
				dataset.value = {};
				for (const key in this.entries) {
					const valueSchema = this.entries[key];
					if (key in input || (valueSchema.type === "exact_optional" || valueSchema.type === "optional" || valueSchema.type === "nullish") && valueSchema.default !== void 0) {
						const value$1 = key in input ? input[key] : /* @__PURE__ */ getDefault(valueSchema);
						const valueDataset = valueSchema["~run"]({ value: value$1 }, config$1);
						if (valueDataset.issues) {
							const pathItem = {
								type: "object",
								origin: "value",
								input,
								key,
								value: value$1
							};
							for (const issue of valueDataset.issues) {
								if (issue.path) issue.path.unshift(pathItem);
								else issue.path = [pathItem];
								dataset.issues?.push(issue);
							}
							if (!dataset.issues) dataset.issues = valueDataset.issues;
							if (config$1.abortEarly) {
								dataset.typed = false;
								break;
							}
						}
						if (!valueDataset.typed) dataset.typed = false;
						dataset.value[key] = valueDataset.value;
					} else if (valueSchema.fallback !== void 0) dataset.value[key] = /* @__PURE__ */ getFallback(valueSchema);
					else if (valueSchema.type !== "exact_optional" && valueSchema.type !== "optional" && valueSchema.type !== "nullish") {
						_addIssue(this, "key", dataset, config$1, {
							input: void 0,
							expected: `"${key}"`,
							path: [{
								type: "object",
								origin: "key",
								input,
								key,
								value: input[key]
							}]
						});
						if (config$1.abortEarly) break;
					}
				}
				if (!dataset.issues || !config$1.abortEarly) {
					for (const key in input) if (!Object.prototype.hasOwnProperty.call(this.entries, key)) {
						_addIssue(this, "key", dataset, config$1, {
							input: key,
							expected: "never",
							path: [{
								type: "object",
								origin: "key",
								input,
								key,
								value: input[key]
							}]
						});
						break;
					}
				}
			} else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}
/* @__NO_SIDE_EFFECTS__ */
function strictTuple(items, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "strict_tuple",
		reference: strictTuple,
		expects: "Array",
		async: false,
		items,
		message: message$1,
		"~run"(dataset, config$1) {
			const input = dataset.value;
			if (Array.isArray(input)) {
				dataset.typed = true;
				dataset.value = [];
				for (let key = 0; key < this.items.length; key++) {
					const value$1 = input[key];
					const itemDataset = this.items[key]["~run"]({ value: value$1 }, config$1);
					if (itemDataset.issues) {
						const pathItem = {
							type: "array",
							origin: "value",
							input,
							key,
							value: value$1
						};
						for (const issue of itemDataset.issues) {
							if (issue.path) issue.path.unshift(pathItem);
							else issue.path = [pathItem];
							dataset.issues?.push(issue);
						}
						if (!dataset.issues) dataset.issues = itemDataset.issues;
						if (config$1.abortEarly) {
							dataset.typed = false;
							break;
						}
					}
					if (!itemDataset.typed) dataset.typed = false;
					dataset.value.push(itemDataset.value);
				}
				if (!(dataset.issues && config$1.abortEarly) && this.items.length < input.length) _addIssue(this, "type", dataset, config$1, {
					input: input[this.items.length],
					expected: "never",
					path: [{
						type: "array",
						origin: "value",
						input,
						key: this.items.length,
						value: input[this.items.length]
					}]
				});
			} else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}
/* @__NO_SIDE_EFFECTS__ */
function string(message$1) {
	return _standardSchema({
		kind: "schema",
		type: "string",
		reference: string,
		expects: "string",
		async: false,
		message: message$1,
		"~run"(dataset, config$1) {
			if (typeof dataset.value === "string") dataset.typed = true;
			else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}
/* @__NO_SIDE_EFFECTS__ */
function tuple(items, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "tuple",
		reference: tuple,
		expects: "Array",
		async: false,
		items,
		message: message$1,
		"~run"(dataset, config$1) {
			const input = dataset.value;
			if (Array.isArray(input)) {
				dataset.typed = true;
				dataset.value = [];
				for (let key = 0; key < this.items.length; key++) {
					const value$1 = input[key];
					const itemDataset = this.items[key]["~run"]({ value: value$1 }, config$1);
					if (itemDataset.issues) {
						const pathItem = {
							type: "array",
							origin: "value",
							input,
							key,
							value: value$1
						};
						for (const issue of itemDataset.issues) {
							if (issue.path) issue.path.unshift(pathItem);
							else issue.path = [pathItem];
							dataset.issues?.push(issue);
						}
						if (!dataset.issues) dataset.issues = itemDataset.issues;
						if (config$1.abortEarly) {
							dataset.typed = false;
							break;
						}
					}
					if (!itemDataset.typed) dataset.typed = false;
					dataset.value.push(itemDataset.value);
				}
			} else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}
/**
* Returns the sub issues of the provided datasets for the union issue.
*
* @param datasets The datasets.
*
* @returns The sub issues.
*
* @internal
*/
/* @__NO_SIDE_EFFECTS__ */
function _subIssues(datasets) {
	let issues;
	if (datasets) for (const dataset of datasets) if (issues) for (const issue of dataset.issues) issues.push(issue);
	else issues = dataset.issues;
	return issues;
}
/* @__NO_SIDE_EFFECTS__ */
function union(options, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "union",
		reference: union,
		expects: /* @__PURE__ */ _joinExpects(options.map((option) => option.expects), "|"),
		async: false,
		options,
		message: message$1,
		"~run"(dataset, config$1) {
			let validDataset;
			let typedDatasets;
			let untypedDatasets;
			for (const schema of this.options) {
				const optionDataset = schema["~run"]({ value: dataset.value }, config$1);
				if (optionDataset.typed) if (optionDataset.issues) if (typedDatasets) typedDatasets.push(optionDataset);
				else typedDatasets = [optionDataset];
				else {
					validDataset = optionDataset;
					break;
				}
				else if (untypedDatasets) untypedDatasets.push(optionDataset);
				else untypedDatasets = [optionDataset];
			}
			if (validDataset) return validDataset;
			if (typedDatasets) {
				if (typedDatasets.length === 1) return typedDatasets[0];
				_addIssue(this, "type", dataset, config$1, { issues: /* @__PURE__ */ _subIssues(typedDatasets) });
				dataset.typed = true;
			} else if (untypedDatasets?.length === 1) return untypedDatasets[0];
			else _addIssue(this, "type", dataset, config$1, { issues: /* @__PURE__ */ _subIssues(untypedDatasets) });
			return dataset;
		}
	});
}
/**
* Creates a unknown schema.
*
* @returns A unknown schema.
*/
/* @__NO_SIDE_EFFECTS__ */
function unknown() {
	return _standardSchema({
		kind: "schema",
		type: "unknown",
		reference: unknown,
		expects: "unknown",
		async: false,
		"~run"(dataset) {
			dataset.typed = true;
			return dataset;
		}
	});
}
/**
* Parses an unknown input based on a schema.
*
* @param schema The schema to be used.
* @param input The input to be parsed.
* @param config The parse configuration.
*
* @returns The parsed input.
*/
function parse(schema, input, config$1) {
	const dataset = schema["~run"]({ value: input }, /* @__PURE__ */ getGlobalConfig(config$1));
	if (dataset.issues) throw new ValiError(dataset.issues);
	return dataset.value;
}
/* @__NO_SIDE_EFFECTS__ */
function pipe(...pipe$1) {
	return _standardSchema({
		...pipe$1[0],
		pipe: pipe$1,
		"~run"(dataset, config$1) {
			for (const item of pipe$1) if (item.kind !== "metadata") {
				if (dataset.issues && (item.kind === "schema" || item.kind === "transformation")) {
					dataset.typed = false;
					break;
				}
				if (!dataset.issues || !config$1.abortEarly && !config$1.abortPipeEarly) dataset = item["~run"](dataset, config$1);
			}
			return dataset;
		}
	});
}
/**
* Parses an unknown input based on a schema.
*
* @param schema The schema to be used.
* @param input The input to be parsed.
* @param config The parse configuration.
*
* @returns The parse result.
*/
/* @__NO_SIDE_EFFECTS__ */
function safeParse(schema, input, config$1) {
	const dataset = schema["~run"]({ value: input }, /* @__PURE__ */ getGlobalConfig(config$1));
	return {
		typed: dataset.typed,
		success: !dataset.issues,
		output: dataset.value,
		issues: dataset.issues
	};
}
// src/schema/shapes.ts
/** Text without hidden characters; `expected` is what a pattern stands for, in words. */
function text() {
	return /* @__PURE__ */ pipe(/* @__PURE__ */ string(textWords), /* @__PURE__ */ check((value) => !hasHidden(value), ({ input }) => `is ${quoted(input)}, with a hidden character: remove it`));
}
/** Text of a form; `expected` says in words which, as the end of "write \u2026". */
function textLike(pattern, expected) {
	return /* @__PURE__ */ pipe(text(), /* @__PURE__ */ regex(pattern, ({ input }) => `is ${quoted(input)}: write ${expected}`), /* @__PURE__ */ description(sentence(expected)));
}
function textWords({ input }) {
	return typeof input === "number" || typeof input === "boolean" ? "must be text: put it in quotes" : "must be text";
}
function sentence(expected) {
	return `${expected.charAt(0).toUpperCase()}${expected.slice(1)}.`;
}
/** True or false. */
function flag() {
	return /* @__PURE__ */ boolean("must be true or false");
}
/** One value that alone makes sense; what else could be meant is to leave the key out. */
function only(value) {
	return /* @__PURE__ */ literal(value, `can only be ${value}`);
}
/** One of a few words. */
function choice(choices) {
	return /* @__PURE__ */ picklist(choices, ({ input }) => choiceWords(input, choices));
}
/** So many choices can be read at a glance; of more, the one that was meant is enough. */
const MAX_LISTED = 10;
/** What is wrong with a value that is none of the choices. */
function choiceWords(input, choices) {
	const all = choices.join(", ");
	if (typeof input !== "string") return `must be one of ${all}`;
	const meant = nearest(input, choices);
	if (meant === void 0) return `is ${quoted(input)}, and must be one of ${all}`;
	return choices.length > MAX_LISTED ? `is ${quoted(input)}; did you mean ${meant}?` : `is ${quoted(input)}, and must be one of ${all}. Did you mean ${meant}?`;
}
/** A whole number in a range. */
function wholeNumber(least, most) {
	const words = `must be a whole number from ${least} to ${most}`;
	return /* @__PURE__ */ pipe(/* @__PURE__ */ number(words), /* @__PURE__ */ integer(words), /* @__PURE__ */ minValue(least, words), /* @__PURE__ */ maxValue(most, words));
}
/** A list that may be empty. */
function list(item) {
	return /* @__PURE__ */ array(item, "must be a list");
}
/** A list that is left out where it has no items. */
function filledList(item) {
	return /* @__PURE__ */ pipe(list(item), /* @__PURE__ */ minLength(1, "is empty: remove it, or add an item"));
}
/** Holds that no item of a list of texts is there twice. */
function unique() {
	return {
		.../* @__PURE__ */ rawCheck(({ dataset, addIssue }) => {
			const input = dataset.value;
			if (!Array.isArray(input)) return;
			const seen = /* @__PURE__ */ new Set();
			for (const [key, value] of input.entries()) {
				if (seen.has(value)) addIssue({
					message: "is there twice: remove one",
					path: [{
						type: "array",
						origin: "value",
						input,
						key,
						value
					}]
				});
				seen.add(value);
			}
		}),
		jsonSchema: { uniqueItems: true }
	};
}
/** More unknown keys than that are no typing errors: it is another file. */
const MAX_UNKNOWN_KEYS = 20;
/** A mapping with these keys and no others. All keys that it does not have are named. */
function mapping(entries) {
	const names = Object.keys(entries);
	const base = /* @__PURE__ */ strictObject(entries, ({ expected, input }) => {
		if (expected === "Object") return "must be a mapping";
		return expected === "never" ? unknownKeyWords(String(input), names) : `is missing`;
	});
	const run = (dataset, config) => {
		const result = base["~run"](Array.isArray(dataset.value) ? { value: null } : dataset, config);
		const first = result.issues?.find(({ expected, path }) => expected === "never" && path?.length === 1);
		const [step] = first?.path ?? [];
		if (!result.issues || !first || step?.type !== "object" || config.abortEarly) return result;
		const others = Object.keys(step.input).filter((key) => key !== step.key && !names.includes(key)).slice(0, MAX_UNKNOWN_KEYS);
		for (const key of others) {
			const message = unknownKeyWords(key, names);
			result.issues.push({
				...first,
				message,
				input: key,
				path: [{
					...step,
					key
				}]
			});
		}
		return result;
	};
	return {
		...base,
		"~run": run
	};
}
/** What is wrong with a key that a mapping does not have. */
function unknownKeyWords(key, names) {
	const meant = nearest(key, names);
	return meant === void 0 ? `is not a key here; the keys are ${names.join(", ")}` : `is not a key here; did you mean ${quoted(meant)}?`;
}
/** Holds that a mapping with one key has another one, too. */
function implies(name, other) {
	return {
		.../* @__PURE__ */ rawCheck(({ dataset, addIssue }) => {
			if (has(dataset.value, name) && !has(dataset.value, other)) addIssue({ message: `has ${quoted(name)}, and needs ${quoted(other)} with it` });
		}),
		jsonSchema: { dependencies: { [name]: [other] } }
	};
}
/** Holds that a mapping has one of some keys. */
function hasOneOf(names) {
	return {
		.../* @__PURE__ */ rawCheck(({ dataset, addIssue }) => {
			if (!isObject(dataset.value) || names.some((name) => has(dataset.value, name))) return;
			addIssue({ message: `needs one of ${names.join(", ")}` });
		}),
		jsonSchema: { anyOf: names.map((name) => ({ required: [name] })) }
	};
}
function has(value, name) {
	return isObject(value) && Object.hasOwn(value, name);
}
function isObject(value) {
	return typeof value === "object" && value !== null;
}
/** A word, or a mapping that says more. */
function wordOr(word, more) {
	return {
		.../* @__PURE__ */ lazy((input) => isMapping(input) ? more : word),
		options: [word, more]
	};
}
/** One item, or a list of them. */
function oneOrMore(item) {
	const some = filledList(item);
	return {
		.../* @__PURE__ */ lazy((input) => Array.isArray(input) ? some : item),
		options: [item, some]
	};
}
function isMapping(input) {
	return isObject(input) && !Array.isArray(input);
}
// src/schema/glob.ts
var import_picomatch = /* @__PURE__ */ __toESM(require_picomatch(), 1);
/** A glob that can be read; with `!` in front where a list takes files out again. */
function glob() {
	return /* @__PURE__ */ pipe(text(), /* @__PURE__ */ check(isGlob, ({ input }) => `is ${quoted(input)}, a glob with an open or empty part`));
}
/** A glob of absolute paths; without `!`, which would fit all other paths. */
function absoluteGlob() {
	return /* @__PURE__ */ pipe(glob(), /* @__PURE__ */ regex(/^\//, ({ input }) => `is ${quoted(input)}: write a path that starts with /`));
}
function isGlob(value) {
	try {
		(0, import_picomatch.default)(value.replace(/^!/, ""), {
			dot: true,
			strictBrackets: true
		});
		return true;
	} catch {
		return false;
	}
}
// src/schema/check-data.ts
/**
* Checks plain data.
*
* @returns the data, or the first fault in words
*/
function checkData(schema, data, name) {
	const result = /* @__PURE__ */ safeParse(schema, data, { abortEarly: true });
	if (result.success) return { output: result.output };
	return { fault: describeIssue(result.issues[0], name) };
}
/** Where an issue is, from the root. */
function stepsOf(path = []) {
	return path.map(({ key }) => typeof key === "number" ? key : String(key));
}
/** What is wrong, in a clause that starts with the name of the value. */
function describeIssue({ path, message }, name) {
	return `${nameOf(stepsOf(path), name)} ${message}`;
}
/** Where in its entry a value is: `writes[0].path`. The place of an entry in its list is its line. */
function nameOf(path, name) {
	const steps = (typeof path[0] === "number" ? path.slice(1) : path).map((step) => typeof step === "number" ? `[${step}]` : `.${step}`);
	return steps.length === 0 ? name : quoted(steps.join("").replace(/^\./, ""));
}
// src/options/option.ts
/** One of a few words. */
function choiceOption(choices, described) {
	return complete("choice", "name", described, () => choice(choices));
}
/** A text. */
function textOption(placeholder, described, schema = text) {
	return complete("text", placeholder, described, schema);
}
/** A list of texts. */
function listOption(placeholder, described, item = text) {
	const schema = () => list(item());
	return complete("list", placeholder, described, schema);
}
/** Whether something is done; off unless given. */
function flagOption(described) {
	return complete("flag", "", {
		...described,
		default: false,
		defaultText: "false"
	}, flag);
}
/** A whole number in a range. */
function numberOption(range, described) {
	return complete("number", "number", described, () => wholeNumber(range.least, range.most));
}
function complete(kind, placeholder, { help, default: value, places = [], defaultText = textOf(value) }, makeSchema) {
	let schema;
	return {
		kind,
		help,
		placeholder,
		default: value,
		defaultText,
		places,
		get schema() {
			return schema ??= makeSchema();
		}
	};
}
function textOf(value) {
	if (value === void 0) return "";
	return typeof value === "object" ? value.join(" ") : String(value);
}
/**
* Reads an item of a list, or a value that is none.
*
* @param name what a message calls it: `--fail-on`
*/
function readItem(option, given, name) {
	return read(option, option.kind === "list" ? [given] : dataOf(option.kind, given), name);
}
function read({ schema }, data, name) {
	const checked = checkData(schema, data, name);
	if ("output" in checked) return checked;
	return { fault: checked.fault.endsWith("?") ? checked.fault : `${checked.fault}.` };
}
function dataOf(kind, given) {
	switch (kind) {
		case "flag": return /^(?:true|false)$/i.test(given) ? given.toLowerCase() === "true" : given;
		case "number": return /^-?\d{1,15}$/.test(given) ? Number(given) : given;
		case "list": return itemsOf(given);
		case "choice":
		case "text": return given;
	}
}
/** A comma in braces is part of a glob: `*.{yaml,yml}`. */
function itemsOf(given) {
	return (given.match(/(?:\{[^{}\n]*\}|[^,\n])+/g) ?? []).map((item) => item.trim()).filter((item) => item !== "");
}
/** The first sentence of an option's help as plain text, without its full stop. */
function shortHelp({ help }) {
	const [sentence = help] = /^[^]*?(?=\.(?: |$))/.exec(help) ?? [];
	return sentence.replaceAll("`", "");
}
/** The options of a table that can be given in a place. */
function optionsIn(table, place) {
	return Object.fromEntries(Object.entries(table).filter(([, { places }]) => places.includes(place)));
}
/** Values from what was given in several places, the most important first, and from the defaults. */
function valuesOf(table, ...given) {
	const entries = Object.entries(table).map(([key, option]) => [key, given.map((one) => one[key]).find((value) => value !== void 0) ?? option.default]);
	return Object.fromEntries(entries);
}
// src/judge/rule-ids.generated.ts
/** The ids of all rules, in alphabetical order. */
const ruleIds = [
	"admission-policy",
	"allowed-volumes",
	"app-armor-profile",
	"bounded-scratch",
	"drop-capabilities",
	"immutable-config",
	"misplaced-field",
	"namespace-enforcement",
	"no-host-namespaces",
	"no-host-ports",
	"no-host-probes",
	"no-host-users",
	"no-kernel-write",
	"no-privilege-escalation",
	"no-privileged",
	"no-runtime-install",
	"no-writable-host-path",
	"pinned-image",
	"pod-security-policy",
	"read-only-root-filesystem",
	"run-as-non-root",
	"seccomp-profile",
	"selinux-options",
	"writable-paths"
];
// src/options/options.ts
const PROFILES = [
	"immutable",
	"strict",
	"baseline",
	"restricted"
];
const SCOPES = [
	"touched",
	"introduced",
	"all"
];
const FAIL_ON = [
	"error",
	"warning",
	"never"
];
/** The files that are looked at unless the user names others. */
const DEFAULT_FILES = ["**/{*.{yaml,yml,json,yaml.*,yml.*,jsonnet,libsonnet,cue,dhall,pkl,tpl,tmpl,gotmpl,j2,jinja,jinja2,erb,mustache,hbs},Kustomization}"];
/**
* A size as Kubernetes takes it (apimachinery, pkg/api/resource/quantity.go): a number and a unit.
* What it takes as well and nobody means for a size is left out: signs, exponents, thousandths.
*/
const SIZE = /^(?=[\d.]*[1-9])(?:\d+(?:\.\d*)?|\.\d+)(?:[KMGTPE]i|[kMGTPE])?$/;
const SELECTING = [
	"check",
	"fix",
	"try",
	"review",
	"action",
	"app"
];
const JUDGING = [
	...SELECTING,
	"baseline",
	"file"
];
const FIXING = [...SELECTING, "file"];
const ON_GITHUB = ["action", "app"];
const REGISTRY = [
	"check",
	"fix",
	"review",
	"image",
	"action",
	"app"
];
/** The options that several front ends have. Those of one front end are in tables beside this one. */
const OPTIONS = {
	profile: choiceOption(PROFILES, {
		help: "The rules and their severities: `immutable`, `strict`, or the Pod Security Standard `baseline` or `restricted`.",
		default: "immutable",
		places: JUDGING
	}),
	"pod-security-version": textOption("version", {
		help: "The version of the Pod Security Standard for the profiles `baseline` and `restricted`, such as `v1.31`.",
		default: "latest",
		places: JUDGING
	}, () => textLike(/^(?:latest|v1\.\d{1,3})$/, "latest, or a version of Kubernetes such as v1.31")),
	rule: listOption("id", {
		help: "Only these rules of the profile.",
		default: void 0,
		defaultText: "all",
		places: SELECTING
	}, () => choice(ruleIds)),
	"skip-rule": listOption("id", {
		help: "All rules of the profile but these.",
		default: void 0,
		defaultText: "none",
		places: SELECTING
	}, () => choice(ruleIds)),
	files: listOption("glob", {
		help: "Globs of the files to look at in a folder or a change. A `!` in front takes files out again.",
		default: DEFAULT_FILES,
		places: JUDGING
	}, glob),
	scope: choiceOption(SCOPES, {
		help: "What to comment on: `introduced` (what the change introduces), `touched` (also existing findings of the containers whose security settings, command, mounts or image it changes, unless a program opened it), or `all` (in the changed files).",
		default: "introduced",
		places: [
			"review",
			"action",
			"app",
			"file"
		]
	}),
	automation: listOption("name", {
		help: "Accounts and branches of programs that open pull requests, besides those that Podseal knows; names or globs. With a `!` in front they count as those of people.",
		default: void 0,
		defaultText: "none",
		places: [
			"review",
			"action",
			"app",
			"file"
		]
	}, glob),
	"foreign-exemptions": listOption("tool", {
		help: "Other tools whose annotations count as exemptions: `kube-linter`, `kube-score`, `polaris`, `checkov`. They exempt what the other tool would have found as well.",
		default: void 0,
		defaultText: "none",
		places: JUDGING
	}, () => choice(FOREIGN_TOOLS)),
	"fail-on": choiceOption(FAIL_ON, {
		help: "Findings of this severity or worse make the command exit with 1, or the check and the job fail: `error`, `warning` or `never`. In a change only new findings count.",
		default: "error",
		places: [
			"check",
			"review",
			"action",
			"app",
			"file"
		]
	}),
	"scratch-size": textOption("quantity", {
		help: "The size limit of the `emptyDir` volumes that fixes add, a quantity of Kubernetes such as `500Mi`.",
		default: "1Gi",
		places: FIXING
	}, () => textLike(SIZE, "a quantity of Kubernetes, such as 500Mi or 2Gi")),
	"scratch-medium": choiceOption(["disk", "memory"], {
		help: "Where these volumes are kept, `disk` or `memory`. What is in memory counts against the memory limit of the containers that use it.",
		default: "disk",
		places: FIXING
	}),
	"request-changes": flagOption({
		help: "Ask for changes in the review when the check fails. The review is dismissed when what it asked for is done.",
		places: [
			"action",
			"app",
			"file"
		]
	}),
	"extends-from": listOption("repository=folder", {
		help: "Where a checkout of a repository is that the configuration extends, such as `acme/.github=../dot-github`.",
		default: void 0,
		places: [
			"check",
			"fix",
			"try",
			"review",
			"baseline"
		]
	}, () => textLike(/^[\w.-]+\/[\w.-]+=.+$/, "a repository and a folder, such as acme/.github=../dot-github")),
	drafts: choiceOption(["review", "skip"], {
		help: "What to do with drafts, `review` or `skip`. With `skip` a workflow has to run on `ready_for_review`, too.",
		default: "review",
		places: ON_GITHUB
	}),
	render: choiceOption(["charts", "none"], {
		help: "What to render: `charts`, the Helm charts and kustomizations that a change reaches, or `none`, to judge their files as they are.",
		default: "charts",
		places: ON_GITHUB
	}),
	"check-name": textOption("name", {
		help: "The name of the check.",
		default: "Podseal",
		places: ON_GITHUB
	}),
	registry: flagOption({
		help: "Ask the registries of the images what they say of themselves: as which user they start, which volumes they declare. The manifests decide which images are asked for.",
		places: REGISTRY
	}),
	"registry-layers": choiceOption(["unknown", "none"], {
		help: "Of which images to read the layers as well: `unknown`, those of which nobody knows where they write, or `none`.",
		default: "unknown",
		places: REGISTRY
	}),
	"registry-allow": listOption("host", {
		help: "Registries that may have a private address, such as `registry.corp:5000`.",
		default: void 0,
		places: REGISTRY
	}),
	"registry-mirror": listOption("name=url", {
		help: "Where to ask instead, such as `docker.io=https://mirror.corp`.",
		default: void 0,
		places: REGISTRY
	}, () => textLike(/^[^=]+=.+$/, "a registry and its mirror, such as docker.io=https://mirror.corp")),
	"pull-charts": flagOption({
		help: "Pull the charts that releases install and that are not in the repository, and render them. The releases decide what is asked for. In the configuration, it counts for reviews.",
		places: [
			"check",
			"fix",
			"review",
			"file"
		]
	}),
	"registry-cache": textOption("folder", {
		help: "A folder that keeps what registries said for later runs.",
		default: void 0,
		places: REGISTRY
	})
};
// src/errors/user-error.ts
/** Something that the person can fix: the message says what is wrong and what to do. Exit code 2. */
var UserError = class extends Error {
	name = "UserError";
};
// src/images/project-images-path.ts
/** Where a project keeps what it knows of images, from the root of its repository. */
const PROJECT_IMAGES_PATH = ".github/podseal.images.yml";
// src/registry/flags.ts
/** What the options that all front ends share say about registries. */
function registryFlagsOf(values) {
	return {
		registry: values.registry,
		registryAllow: values["registry-allow"],
		registryMirror: values["registry-mirror"],
		registryCache: values["registry-cache"],
		registryLayers: values["registry-layers"],
		pullCharts: values["pull-charts"]
	};
}
/**
* The options that the flags mean, with the logins of the Docker configuration that `docker` itself
* would use; undefined where no registry is to be asked.
*
* @throws UserError for a mirror that is none, and for flags that would do nothing
*/
function registryOptions(flags, env) {
	const { registry, registryAllow = [], registryMirror = [], registryCache } = flags;
	if (!registry) {
		if (flags.pullCharts === true) return void 0;
		if (registryAllow.length + registryMirror.length === 0 && registryCache === void 0) return;
		throw new UserError("registry-allow, registry-mirror and registry-cache do nothing without registry: give that, too.");
	}
	const { registryLayers = "unknown" } = flags;
	const folder = env["DOCKER_CONFIG"] ?? join(homedir(), ".docker");
	return {
		allow: registryAllow,
		mirrors: Object.fromEntries(registryMirror.map(readMirror)),
		cacheFolder: registryCache,
		layers: registryLayers,
		dockerConfig: join(folder, "config.json")
	};
}
function readMirror(text) {
	const equals = text.indexOf("=");
	if (equals > 0) return [text.slice(0, equals), text.slice(equals + 1)];
	throw new UserError(`${JSON.stringify(text)} is not a mirror: write docker.io=https://host.`);
}
// src/options/report-formats.ts
/** The formats of the report of a check or a review. */
const REPORT_FORMATS = [
	"text",
	"json",
	"github",
	"sarif",
	"junit",
	"gitlab",
	"checkstyle",
	"markdown",
	"rdjson",
	"patch",
	"html"
];
const OUTPUT = new RegExp(`^(?:${REPORT_FORMATS.join("|")})=.`);
/** The option of all that write reports to files. */
const outputOption = listOption("format=file", {
	help: "A further report in a file, such as `sarif=podseal.sarif` or `html=review.html`.",
	default: void 0
}, () => textLike(OUTPUT, "a format and a file, such as sarif=podseal.sarif"));
/** The values of the option `output`, which have its syntax. */
function outputsOf(values = []) {
	return values.flatMap((value) => {
		const at = value.indexOf("=");
		const format = REPORT_FORMATS.find((one) => one === value.slice(0, at));
		return format ? [{
			format,
			path: value.slice(at + 1)
		}] : [];
	});
}
// src/learn/log-formats.ts
/** How logs can be written, in the order in which that is tried. */
const LOG_FORMATS = [
	"docker-diff",
	"try",
	"falco",
	"tracee",
	"gadget",
	"strace",
	"paths"
];
// src/policy/policy-engines.ts
/** What may enforce the rules in a cluster. */
const POLICY_ENGINES = [...[
	"vap",
	"pod-security",
	"kyverno",
	"kyverno-cluster-policy",
	"gatekeeper"
]];
// src/trial/engines.ts
/** The programs that run containers. */
const ENGINES = ["docker", "podman"];
// src/options/command-options.ts
/** How the other commands print. */
const FORMATS = ["text", "json"];
const dryRun = flagOption({ help: "Print a unified diff, write nothing." });
const format = choiceOption(FORMATS, {
	help: "How to print the result: `text` or `json`.",
	default: "text"
});
const reportFormat = choiceOption(REPORT_FORMATS, {
	help: `How to print the result: ${REPORT_FORMATS.map((name) => `\`${name}\``).join(", ")}.`,
	default: "text"
});
const object = textOption("kind/name", {
	help: "Only what is about this object, such as Deployment/web.",
	default: void 0
});
const container = textOption("name", {
	help: "Only what is about this container.",
	default: void 0
});
const verbose = flagOption({ help: "Say on standard error which configuration counts." });
const noRender = flagOption({ help: "Judge the files of Helm charts and kustomizations as they are, without rendering." });
/** The options that one command has and no other front end. */
const COMMAND_OPTIONS = {
	check: {
		format: reportFormat,
		output: outputOption,
		staged: flagOption({ help: "Check what is staged, as the next commit has it, and not what the work tree has." }),
		unsafe: flagOption({ help: "In the format `patch`, also the fixes that need a manual check." }),
		"no-render": noRender,
		verbose
	},
	fix: {
		unsafe: flagOption({ help: "Also the fixes that need a manual check." }),
		interactive: flagOption({ help: "Show each fix, also those that need a manual check, and ask whether to make it." }),
		object,
		container,
		"dry-run": dryRun,
		"no-render": noRender,
		verbose
	},
	try: {
		object,
		container,
		image: textOption("image", {
			help: "Run this image in place of the one that the manifest names.",
			default: void 0
		}),
		fixed: flagOption({ help: "Run the container with its fix. What the run shows goes into the fix, up to four times." }),
		suggested: flagOption({ help: "Run the container with the fix that a review suggests, by what is known without looking into the image, and no other. Containers without a fix are left out." }),
		learn: flagOption({ help: "Keep what the run shows, as `podseal learn` does." }),
		engine: choiceOption(ENGINES, {
			help: "What runs the container: `docker` or `podman`.",
			default: void 0,
			defaultText: "the first that answers"
		}),
		seconds: numberOption({
			least: 1,
			most: 3600
		}, {
			help: "How long to wait for each container.",
			default: 60
		}),
		settle: numberOption({
			least: 1,
			most: 3600
		}, {
			help: "How many seconds a container without probes has to run to count as started.",
			default: 10
		}),
		trace: flagOption({ help: "Also watch the calls of the container with strace, which needs root." }),
		network: flagOption({ help: "Give the container a network that leads out." }),
		"allow-privileged": flagOption({ help: "Give the container the privileges and capabilities that the manifest asks for." }),
		format,
		verbose
	},
	review: {
		repo: textOption("folder", {
			help: "The git repository, bare or not.",
			default: "."
		}),
		base: textOption("ref", {
			help: "What to compare with.",
			default: void 0,
			defaultText: "the default branch"
		}),
		head: textOption("ref", {
			help: "What to review.",
			default: void 0,
			defaultText: "HEAD"
		}),
		worktree: flagOption({ help: "Review the files as they are, committed or not." }),
		format: reportFormat,
		output: outputOption,
		"no-render": noRender,
		verbose
	},
	image: { format },
	charts: {
		all: flagOption({ help: "All charts that releases in this folder lack, as `podseal check` tells. One that can not be had is named." }),
		version: textOption("version", {
			help: "The version of the chart, such as `1.2.3`. A chart repository needs none.",
			default: void 0,
			defaultText: "the newest of a chart repository"
		}),
		"registry-allow": OPTIONS["registry-allow"],
		"registry-mirror": OPTIONS["registry-mirror"]
	},
	render: { values: textOption("file", {
		help: "A values file of the chart, by its path below the chart, such as `ci/test-values.yaml`.",
		default: void 0,
		defaultText: "values.yaml alone"
	}) },
	policy: {
		engine: choiceOption(POLICY_ENGINES, {
			help: "What enforces the rules: `vap` (the API server), `pod-security`, `kyverno`, `kyverno-cluster-policy` or `gatekeeper`.",
			default: "vap"
		}),
		output: textOption("folder", {
			help: "The folder to write the file into.",
			default: void 0,
			defaultText: "standard output"
		}),
		from: listOption("file", {
			help: "PodSecurityPolicies to write successors of: files, folders, or - for standard input.",
			default: void 0
		}),
		check: listOption("file", {
			help: "Say which policies in files or folders are missing, older or weaker; writes nothing.",
			default: void 0
		}),
		enforce: flagOption({ help: "Refuse what fails the review, instead of telling of it." }),
		defaults: flagOption({ help: "Also set `allowPrivilegeEscalation: false` and a seccomp profile on pods that leave them out (Kubernetes 1.36)." }),
		namespace: listOption("name", {
			help: "A namespace that gets labels, for `pod-security`.",
			default: ["default"]
		})
	},
	baseline: {
		prune: flagOption({ help: "Only remove what is gone and update what moved; add nothing." }),
		verbose
	},
	config: {},
	explain: {},
	completion: {},
	rules: {},
	init: {},
	learn: {
		image: textOption("image", {
			help: "The image that was run; needed unless the log says it.",
			default: void 0
		}),
		from: choiceOption(LOG_FORMATS, {
			help: "What the logs are: `docker-diff`, `try`, `falco`, `tracee`, `gadget`, `strace` or `paths`.",
			default: void 0,
			defaultText: "told by their content"
		}),
		cwd: textOption("folder", {
			help: "The working folder of what strace has traced, for relative paths.",
			default: void 0
		}),
		output: textOption("file", {
			help: "Where to keep it.",
			default: void 0,
			defaultText: PROJECT_IMAGES_PATH
		}),
		"dry-run": dryRun
	}
};
// src/cli/given-options.ts
/** Shared options that would do nothing: of commands that look at no image or folder, or that fix nothing. */
const UNUSED = {
	config: /^(?:registry|pull-)/,
	rules: /^(?:registry|pull-|files$|foreign-|fail-on$|scratch-)/,
	explain: /^(?:pull-|files$|fail-on$)/,
	policy: /^(?:registry|pull-|scratch-)/
};
/** The options of a command: its own, and those that it shares. */
function optionsOf(name, place) {
	const shared = Object.entries(place ? optionsIn(OPTIONS, place) : {}).filter(([key]) => UNUSED[name]?.test(key) !== true);
	return {
		...COMMAND_OPTIONS[name],
		...Object.fromEntries(shared)
	};
}
/** The names of commands, in the order of a table. */
function namesOf(table) {
	return Object.keys(table);
}
/** What the help says of an option. */
function helpOf(option) {
	const { kind, defaultText } = option;
	const more = [...kind === "list" ? ["may be repeated"] : [], ...defaultText === "" || kind === "flag" ? [] : [`default: ${defaultText}`]];
	return more.length > 0 ? `${shortHelp(option)} (${more.join("; ")})` : shortHelp(option);
}
/** The options that a command does not share, given or not. */
function ownValues(given, table) {
	return valuesOf(table, given);
}
/** What was given of the options that front ends share. */
function sharedIn(given) {
	const entries = Object.keys(OPTIONS).map((key) => [key, given[key]]);
	return Object.fromEntries(entries);
}
/** What a command was told about registries. */
function registryIn(given) {
	return registryFlagsOf(valuesOf(OPTIONS, sharedIn(given)));
}
/** Names folders from the root, for a command that goes to another folder. */
function withAbsoluteFolders(given) {
	const { "extends-from": checkouts, "registry-cache": cache } = sharedIn(given);
	const moved = checkouts?.map((one) => {
		const at = one.indexOf("=") + 1;
		return `${one.slice(0, at)}${resolve(one.slice(at))}`;
	});
	return {
		...given,
		...moved && { "extends-from": moved },
		...cache !== void 0 && { "registry-cache": resolve(cache) }
	};
}
// src/cli/commands.ts
/** How a command judges the project around a path. */
async function judging(path, given, isVerbose) {
	const { settleHere } = await Promise.resolve(part("check")).then((all) => ({ settleHere: all.o, settleWith: all.s }));
	const settled = await settleHere(path ?? ".", sharedIn(given), { isVerbose });
	return {
		...registryIn(given),
		...settled
	};
}
async function runCheck(paths, given) {
	const own = ownValues(given, COMMAND_OPTIONS.check);
	const { format, output, unsafe, verbose, "no-render": isPlain } = own;
	const reported = {
		format,
		unsafe,
		render: !isPlain
	};
	const outputs = outputsOf(output);
	if (own.staged) {
		const { checkStaged } = await load("./check-staged.js");
		const settled = withAbsoluteFolders(given);
		const settle = async () => ({
			...await judging(".", settled, verbose),
			...reported
		});
		return checkStaged(paths, {
			outputs,
			settle
		});
	}
	if (paths.length === 0) throw new UserError("Name files or folders to check, or use --staged.");
	const { check } = await Promise.resolve(part("check")).then((all) => ({ check: all.h }));
	return check(paths, {
		...await judging(paths[0], given, verbose),
		...reported,
		outputs
	});
}
async function runFix(paths, given) {
	if (paths.length === 0) throw new UserError("Name files or folders to fix, such as deploy/web.yaml.");
	const { fix } = await load("./fix.js");
	const own = ownValues(given, COMMAND_OPTIONS.fix);
	const { unsafe, interactive, object, container, verbose } = own;
	const { "dry-run": dryRun, "no-render": isPlain } = own;
	const settled = await judging(paths[0], given, verbose);
	const target = {
		object,
		container
	};
	return fix(paths, {
		...settled,
		unsafe,
		interactive,
		dryRun,
		render: !isPlain,
		target
	});
}
async function runTry(paths, given) {
	if (paths.length === 0) throw new UserError("Name files or folders to try, such as deploy/web.yaml.");
	const { tryContainers } = await load("./try.js");
	const { object, container, verbose, ...own } = ownValues(given, COMMAND_OPTIONS.try);
	const { ruleSet, wanted } = await judging(paths[0], given, verbose);
	const asked = {
		object,
		container
	};
	const allowPrivileged = own["allow-privileged"];
	return tryContainers(paths, {
		...own,
		ruleSet,
		wanted,
		asked,
		allowPrivileged
	});
}
async function runReview(given) {
	const { review } = await load("./review.js");
	const { settleWith } = await Promise.resolve(part("check")).then((all) => ({ settleHere: all.o, settleWith: all.s }));
	const { readCheckouts } = await Promise.resolve(part("check")).then((all) => ({ readCheckouts: all.m }));
	const shared = sharedIn(given);
	const { "no-render": isPlain, output, ...rest } = ownValues(given, COMMAND_OPTIONS.review);
	return review({
		...registryIn(given),
		...rest,
		render: !isPlain,
		outputs: outputsOf(output),
		settle: (files) => settleWith(files, shared),
		readElsewhere: readCheckouts(shared["extends-from"])
	});
}
async function runBaseline(given) {
	const { baseline } = await load("./baseline.js");
	const { settleHere } = await Promise.resolve(part("check")).then((all) => ({ settleHere: all.o, settleWith: all.s }));
	const { prune, verbose } = ownValues(given, COMMAND_OPTIONS.baseline);
	const by = {
		ignoresBaseline: true,
		isVerbose: verbose
	};
	return baseline({
		...await settleHere(".", sharedIn(given), by),
		prune
	});
}
async function runCharts(operands, given) {
	const { charts } = await load("./charts.js");
	const [action = "", chart] = operands;
	const { all, version, ...registries } = ownValues(given, COMMAND_OPTIONS.charts);
	const { "registry-allow": registryAllow, "registry-mirror": registryMirror } = registries;
	return charts(action, chart, {
		version,
		settle: all ? async () => judging(".", {}, false) : void 0,
		registryAllow,
		registryMirror
	});
}
async function runPolicy(given) {
	const { policy } = await load("./policy.js");
	const { settleHere } = await Promise.resolve(part("check")).then((all) => ({ settleHere: all.o, settleWith: all.s }));
	return policy({
		...await settleHere(".", sharedIn(given)),
		...ownValues(given, COMMAND_OPTIONS.policy)
	});
}
async function runLearn(logs, given) {
	const { learn } = await load("./learn.js").then((all) => ({ learn: all.n }));
	const { "dry-run": dryRun, ...own } = ownValues(given, COMMAND_OPTIONS.learn);
	return learn(logs, {
		...own,
		dryRun
	});
}
/** The commands, in the order of the help. */
const COMMANDS = {
	check: {
		description: "say what is wrong in manifests",
		operands: [["[paths...]", "files, folders, or - for standard input"]],
		place: "check",
		run: runCheck
	},
	fix: {
		description: "fix manifests, charts and kustomizations by small edits that keep their formatting",
		operands: [["[paths...]", "files or folders"]],
		place: "fix",
		run: runFix
	},
	try: {
		description: "run containers as their manifests say, and tell whether they start",
		operands: [["[paths...]", "files or folders, also those with their ConfigMaps and Secrets"]],
		place: "try",
		run: runTry
	},
	review: {
		description: "print the review that a change would get as a pull request",
		operands: [],
		place: "review",
		excess: (ref) => `review takes no files. Name what to compare with: --base ${ref}.`,
		run: async (_, given) => runReview(given)
	},
	init: {
		description: "write a configuration to start with, and the workflow",
		operands: [],
		run: async () => (await load("./init.js")).init()
	},
	config: {
		description: "print the effective configuration, and where each value comes from",
		operands: [],
		place: "check",
		run: async (_, given) => (await load("./config.js")).config(sharedIn(given))
	},
	rules: {
		description: "list the rules with their severities here, or explain one",
		operands: [["[id]", "the rule to explain"]],
		place: "check",
		run: async ([id], given) => (await load("./rules.js")).rules(id, sharedIn(given))
	},
	explain: {
		description: "say what is found at a line, why, and what fixes it",
		operands: [["<place>", "a file and a line, such as deploy/web.yaml:12"]],
		place: "check",
		run: async ([place = ""], given) => {
			const { explain, readPlace } = await load("./explain2.js");
			const at = readPlace(place);
			return explain(at, await judging(at.path, given, false));
		}
	},
	baseline: {
		description: "write what is wrong in the project today, so that only new findings count",
		operands: [],
		place: "baseline",
		run: async (_, given) => runBaseline(given)
	},
	image: {
		description: "say what images need to run with a read-only root filesystem",
		operands: [["<images...>", "images as manifests name them, such as nginx:1.30"]],
		place: "image",
		run: async (images, given) => {
			const { image } = await load("./image.js");
			const { format } = ownValues(given, COMMAND_OPTIONS.image);
			return image(images, {
				...registryIn(given),
				format
			});
		}
	},
	charts: {
		description: "download charts that releases install, and keep them in the repository",
		operands: [["<action>", "add"], ["[chart]", "oci://HOST/PATH/NAME, or https://REPOSITORY/NAME"]],
		run: runCharts
	},
	render: {
		description: "print what a chart or kustomization becomes, each line with its source",
		operands: [["<folder>", "the folder of a chart or a kustomization"]],
		run: async ([folder = ""], given) => {
			const { render } = await load("./render.js");
			return render(folder, ownValues(given, COMMAND_OPTIONS.render));
		}
	},
	policy: {
		description: "write policies for the cluster that decide as the review does",
		operands: [],
		place: "check",
		run: async (_, given) => runPolicy(given)
	},
	learn: {
		description: "keep where an image needs volumes, from a log of what its container wrote",
		operands: [["<logs...>", "output of docker diff or strace, events, paths; - for standard input"]],
		run: runLearn
	},
	completion: {
		description: "print the script that completes commands and options in a shell",
		operands: [["<shell>", "bash, zsh or fish"]],
		run: async ([shell = ""]) => {
			const { completion } = await load("./completion.js");
			return completion(shell, COMMANDS);
		}
	}
};
// src/cli/quick-line.ts
/**
* Reads a command line that has no fault and asks for no help, as nearly all do. The library that reads
* all of them, and has words for what is wrong, takes a quarter of the time of a check to load.
*
* @param args what follows the name of the program
* @returns undefined where that library has to look
*/
function readQuickly([name = "", ...args]) {
	if (!isCommand(name)) return void 0;
	const row = COMMANDS[name];
	const options = optionsOf(name, row.place);
	const operands = [];
	const given = {};
	for (let at = 0; at < args.length; at++) {
		const word = args[at] ?? "";
		if (word === "-" || !word.startsWith("-")) {
			operands.push(word);
			continue;
		}
		const [, key = "", inline] = /^--([a-z-]+)(?:=([^]*))?$/.exec(word) ?? [];
		const option = Object.hasOwn(options, key) ? options[key] : void 0;
		const text = option?.kind === "flag" ? inline : inline ?? args[++at];
		const value = option && readValue(option, text, given[key]);
		if (value === void 0) return void 0;
		given[key] = value;
	}
	return fits(row, operands.length) ? {
		row,
		operands,
		given
	} : void 0;
}
function isCommand(name) {
	return Object.hasOwn(COMMANDS, name);
}
/** The value of an option; undefined for one that is not taken. */
function readValue(option, text, before) {
	if (option.kind === "flag") return text === void 0 ? true : void 0;
	if (text === void 0) return void 0;
	const read = readItem(option, text, "");
	if ("fault" in read) return void 0;
	const { output } = read;
	return Array.isArray(before) && Array.isArray(output) ? [...before, ...output] : output;
}
/** Whether a command takes so many operands. */
function fits({ operands }, count) {
	const least = operands.filter(([form]) => form.startsWith("<")).length;
	const isOpen = operands.some(([form]) => form.includes("..."));
	return count >= least && (isOpen || count <= operands.length);
}
// src/cli/command-line.ts
/**
* Does what a command line asks for.
*
* @param args what follows the name of the program
* @returns the exit code: 0 clean, 1 findings, 2 could not run
*/
async function main(args) {
	try {
		const read = readQuickly(args) ?? await readFully(args);
		return typeof read === "number" ? read : await read.row.run(read.operands, read.given);
	} catch (error) {
		if (error instanceof UserError) {
			process.stderr.write(`podseal: ${error.message}\n`);
			return 2;
		}
		const trace = error instanceof Error ? error.stack : String(error);
		process.stderr.write(`podseal: this is a bug in podseal: please report it.\n${trace}\n`);
		return 2;
	}
}
async function readFully(args) {
	return (await load("./program.js")).readFully(args);
}
/** Does what the command line of this process asks for. */
async function runHere() {
	process.exitCode = await main(process.argv.slice(2));
}
return { $: safeParse, A: oneOrMore, B: description, C: choice, D: implies, E: hasOneOf, F: wholeNumber, G: object$2, H: minValue, I: wordOr, J: picklist, K: optional, L: array, M: text, N: textLike, O: list, P: unique, Q: safeInteger, R: boolean, S: glob, T: flag, U: nullish, V: exactOptional, W: number, X: record, Y: pipe, Z: regex, _: valuesOf, a: optionsOf, at: union, b: stepsOf, c: registryOptions, ct: quoted, d: DEFAULT_FILES, dt: isPlainAscii, et: strictTuple, f: OPTIONS, g: readItem, h: optionsIn, i: namesOf, it: tuple, j: only, k: mapping, l: PROJECT_IMAGES_PATH, lt: nearest, m: ruleIds, n: COMMANDS, nt: title, o: ENGINES, ot: unknown, p: PROFILES, q: parse, r: helpOf, rt: transform, s: LOG_FORMATS, st: require_picomatch, t: runHere, tt: string, u: UserError, ut: FOREIGN_TOOLS, v: describeIssue, w: filledList, x: absoluteGlob, y: nameOf, z: check };
})
