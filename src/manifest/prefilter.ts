import { workloadKinds } from './workloads.generated.ts';

/**
 * What a document must hold as text to be judged: the word of a container list, of a
 * securityContext however it is capitalised, or of a policy kind. Only an escape inside a
 * double-quoted scalar can spell these words differently, so a document with such an escape counts
 * as one that has them.
 */
const WORDS = /containers|securitycontext|podsecuritypolic|\\[xuU\r\n]/i;

/** A kind that has containers where nothing is broken; one that is may have lost the words. */
const KINDS = new RegExp(
  String.raw`\bkind["']?\s*:\s*["']?(?:${workloadKinds.map(({ kind }) => kind).join('|')}|List)\b`,
);

/**
 * Whether a document could lead to a finding or a skip. False spares the parser, which takes most of
 * the time; `npm run bench` prints by how much.
 */
export function canMatter(documentText: string): boolean {
  return (
    (WORDS.test(documentText) || KINDS.test(documentText)) && !isResourceDefinition(documentText)
  );
}

/** A block mapping from the first column on, which a definition's file starts with. */
const BLOCK_MAPPING = /^\uFEFF?(?:(?:---)?[ \t]*(?:#.*)?\r?\n)*(?:apiVersion|kind):[ \t]/;
const DEFINITION = /^kind:[ \t]+CustomResourceDefinition[ \t]*(?:#.*)?\r?$/m;
/** In the first column of such a mapping: the kind, or what could bring or spell another one. */
const KIND_KEYS = /^(?:kind[ \t]*:|["'?!&*<{])/gm;

/**
 * Whether a document defines a kind of its own, and nothing else: its schema, often a megabyte, is
 * full of the words, and holds no pod.
 */
function isResourceDefinition(documentText: string): boolean {
  return (
    BLOCK_MAPPING.test(documentText) &&
    DEFINITION.test(documentText) &&
    documentText.match(KIND_KEYS)?.length === 1
  );
}

/** Where Helm looks for templates, and what a template of an unknown object looks like. */
const IN_CHART = /(^|\/)templates\//;
const NAMED_KIND = /^[ \t]*["']?kind["']?\s*:\s*["']?\w/m;

/** Whether a document of a chart will only have its kind, whatever it is, once it is rendered. */
export function isOpenTemplate(path: string, documentText: string): boolean {
  return IN_CHART.test(path) && documentText.includes('{{') && !NAMED_KIND.test(documentText);
}
