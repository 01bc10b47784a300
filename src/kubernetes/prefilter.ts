import { type OwnKind, mayHaveOwnKind } from './own-kinds.ts';
import { readPlaces, standingOf } from './places.ts';
import { versionOf } from './versioned-name.ts';
import { workloads } from './workloads.generated.ts';

/**
 * What a document must hold as text to be judged: the word of a container list, of a
 * securityContext however it is capitalised, of a namespace or a path of the node, or of a policy
 * kind. Only an escape inside a
 * double-quoted scalar can spell these words differently, so a document with such an escape counts
 * as one that has them.
 */
const WORDS =
  /containers|securitycontext|podsecuritypolic|host(?:network|pid|ipc|path)|\\[xuU\r\n]/i;

/** Kubernetes' own groups with pods: where such a kind lacks the words, something is broken. */
const OWN_GROUPS = ['', 'apps', 'batch'];

/** Kinds that can have a container without any of these words, such as a step of a Tekton task. */
const kinds = workloads
  .filter(
    ([names, groups, ...places]) =>
      names !== 'any' &&
      (groups.split(' ').some((group) => OWN_GROUPS.includes(group)) || places.some(isWordless)),
  )
  .flatMap(([names]) => names.split(' '));

function isWordless(place: string): boolean {
  return (
    ['container', 'bareContainer'].includes(standingOf(place) ?? '') &&
    readPlaces(place).some(({ steps }) => !WORDS.test(steps.join('.')))
  );
}

/** Such a kind, its list, or a kind in a form that only the parser can read. */
const KINDS = new RegExp(
  String.raw`\bkind["']?\s*:\s*(?:["']?(?:(?:${kinds.join('|')})(?:List)?|List)\b|[&*!|>#])`,
);

/** What `podseal policy` wrote has this label. */
const WRITTEN_POLICY = /\bmanaged-by["']?\s*:\s*["']?podseal\b/;
const NAMESPACE = /\bkind["']?\s*:\s*["']?Namespace/;
const CONFIG = /\bkind["']?\s*:\s*["']?(?:ConfigMap|Secret)/;
/** A name, or the start of an anchor, a tag, a block scalar or a comment, which only the parser can read. */
const NAME = /\bname["']?\s*:\s*(?:["']?([a-z\d][a-z\d.-]*)|[&*!|>#])/g;

/** Most ConfigMaps and Secrets have no version in their name, and are not parsed. */
function isVersionedConfig(documentText: string): boolean {
  if (!CONFIG.test(documentText)) return false;
  for (const [, name] of documentText.matchAll(NAME)) {
    if (name === undefined || versionOf(name) !== undefined) return true;
  }
  return false;
}

/**
 * Whether a document could lead to a finding or a skip. If not, it is not parsed, which saves most of the
 * time; `npm run bench` prints how much.
 *
 * @param own kinds that a team describes itself
 */
export function canMatter(documentText: string, own: readonly OwnKind[] = []): boolean {
  return (
    (WORDS.test(documentText) ||
      mayHaveOwnKind(documentText, own) ||
      KINDS.test(documentText) ||
      NAMESPACE.test(documentText) ||
      WRITTEN_POLICY.test(documentText) ||
      isVersionedConfig(documentText)) &&
    !isResourceDefinition(documentText)
  );
}

/** A block mapping from the first column on, which a definition's file starts with. */
const BLOCK_MAPPING = /^\uFEFF?(?:(?:---)?[ \t]*(?:#.*)?\r?\n)*(?:apiVersion|kind):[ \t]/;
const DEFINITION = /^kind:[ \t]+CustomResourceDefinition[ \t]*(?:#.*)?\r?$/m;
/** In the first column of such a mapping: the kind, or a key that could set another one. */
const KIND_KEYS = /^(?:kind[ \t]*:|["'?!&*<{])/gm;

/**
 * Whether a document defines a kind of its own, and nothing else: its schema, often a megabyte, is
 * full of these words, but has no pod.
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

/** Whether a document of a chart gets its kind only when it is rendered. */
export function isOpenTemplate(path: string, documentText: string): boolean {
  return IN_CHART.test(path) && documentText.includes('{{') && !NAMED_KIND.test(documentText);
}
