import { UNREAD_KIND, namedKinds } from './named-kinds.ts';
import { mayHaveOperatorImage } from './operator-image.ts';
import { type OwnKind, mayHaveOwnKind } from './own-kinds.ts';
import { readPlaces, standingOf } from './places.ts';
import { versionOf } from './versioned-name.ts';
import { workloads } from './workloads.generated.ts';

/**
 * What a document must hold as text to be judged: the word of a container list, of a
 * securityContext however it is capitalised, of a namespace or a path of the node, or of a policy
 * kind.
 */
const WORDS = /containers|securitycontext|podsecuritypolic|host(?:network|pid|ipc|path)/i;

/**
 * Only an escape inside a double-quoted scalar can spell these words and names differently: that of a letter,
 * a digit, a hyphen or a dot, or of a line break between two of them. A document with such an escape counts
 * as one that has them.
 */
const ESCAPES = /\\(?:[xX]|u00|U000000)(?:2[deDE]|3\d|[4-7])|[\w.-]\\\r?\n[ \t\r\n]*[\w.-]/;

/** Few texts have a backslash, and to look for one takes a tenth of the expression. */
function hasEscapes(text: string): boolean {
  return text.includes('\\') && ESCAPES.test(text);
}

/** Kubernetes' own groups with pods: where such a kind lacks the words, something is broken. */
const OWN_GROUPS = ['', 'apps', 'batch'];

/** Kinds that can have a container without any of these words, such as a step of a Tekton task. */
function wordlessKinds(): string[] {
  return workloads
    .filter(
      ([names, groups, ...places]) =>
        names !== 'any' &&
        (groups.split(' ').some((group) => OWN_GROUPS.includes(group)) || places.some(isWordless)),
    )
    .flatMap(([names]) => names.split(' '));
}

function isWordless(place: string): boolean {
  return (
    ['container', 'bareContainer'].includes(standingOf(place) ?? '') &&
    readPlaces(place).some(({ steps }) => !WORDS.test(steps.join('.')))
  );
}

let wordless: ReadonlySet<string> | undefined;

/** Such a kind, its list, or a kind in a form that only the parser can read. */
function hasKind(text: string): boolean {
  // Made where a text has none of the words: it takes as long as to judge a file.
  const known = (wordless ??= new Set(wordlessKinds().flatMap((kind) => [kind, `${kind}List`])));
  return namedKinds(text).some(
    (kind) => kind === UNREAD_KIND || kind === 'List' || known.has(kind),
  );
}

/** What `podseal policy` wrote has this label. */
const WRITTEN_POLICY = /\bmanaged-by["']?\s*:\s*["']?podseal\b/;

function isWrittenPolicy(text: string): boolean {
  return text.includes('podseal') && WRITTEN_POLICY.test(text);
}

function isNamespace(kind: string): boolean {
  return kind.startsWith('Namespace');
}

function isConfig(kind: string): boolean {
  return kind.startsWith('ConfigMap') || kind.startsWith('Secret');
}

/** A name, or the start of an anchor, a tag, a block scalar or a comment, which only the parser can read. */
const NAME = /\bname["']?\s*:\s*(?:["']?([a-z\d][a-z\d.-]*)|[&*!|>#])/g;

/** Most ConfigMaps and Secrets have no version in their name, and are not parsed. */
function isVersionedConfig(documentText: string): boolean {
  return namedKinds(documentText).some(isConfig) && hasVersionedName(documentText);
}

function hasVersionedName(documentText: string): boolean {
  if (hasEscapes(documentText)) return true;
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
  return hasWords(documentText, own) && !isWithoutPods(documentText, own);
}

/** Whether any of the documents of a text could matter: most files have none, and are not split. */
export function hasWords(text: string, own: readonly OwnKind[]): boolean {
  return (
    WORDS.test(text) ||
    hasKind(text) ||
    hasEscapes(text) ||
    namedKinds(text).some(isNamespace) ||
    isWrittenPolicy(text) ||
    isVersionedConfig(text) ||
    mayHaveOwnKind(text, own) ||
    mayHaveOperatorImage(text)
  );
}

/** A block mapping from the first column on, as most objects are written. */
const BLOCK_MAPPING = /^\uFEFF?(?:(?:---)?[ \t]*(?:#.*)?\r?\n)*(?:apiVersion|kind):[ \t]/;
/** In the first column of such a mapping: the kind and its version, or a key that could set another one. */
const HEADER_KEYS = /^(?:(kind|apiVersion)[ \t]*:(.*)|["'?!&*<{])/gm;
/** The description of an API, as long as a definition; an object would have a kind in the first column. */
const API_DESCRIPTION = /^\uFEFF?(?:(?:---)?[ \t]*(?:#.*)?\r?\n)*(?:openapi|swagger):[ \t]/;
const PLAIN_WORD = /^[ \t]+([\w./-]+)[ \t]*(?:#.*)?$/;

/** What a block mapping says that it is, each key once, without quotes; undefined where only the parser can tell. */
function headerOf(documentText: string): { kind?: string; apiVersion?: string } | undefined {
  const header: { kind?: string; apiVersion?: string } = {};
  for (const [, key, value = ''] of documentText.matchAll(HEADER_KEYS)) {
    const word = PLAIN_WORD.exec(value)?.[1];
    if ((key !== 'kind' && key !== 'apiVersion') || word === undefined) return undefined;
    if (header[key] !== undefined) return undefined;
    header[key] = word;
  }
  return header;
}

/** Kinds of Kubernetes without a pod that name pods, or hold texts and addresses of others. */
const WITHOUT_PODS = new Set([
  ...['v1 Endpoints', 'v1 Event', 'v1 Node', 'v1 PersistentVolume', 'v1 PersistentVolumeClaim'],
  ...['v1 Service', 'v1 ServiceAccount', 'discovery.k8s.io/v1 EndpointSlice'],
  ...['autoscaling/v1 HorizontalPodAutoscaler', 'autoscaling/v2 HorizontalPodAutoscaler'],
  ...['policy/v1 PodDisruptionBudget', 'storage.k8s.io/v1 StorageClass'],
]);
const CONFIGS = new Set(['v1 ConfigMap', 'v1 Secret']);

/**
 * Whether a document is an object that has no pod, and nothing else, whatever words it has: the schema of a
 * definition, often a megabyte, is full of them, and so is a template in a ConfigMap.
 */
export function isWithoutPods(documentText: string, own: readonly OwnKind[]): boolean {
  const isApi = API_DESCRIPTION.test(documentText);
  if (!isApi && !BLOCK_MAPPING.test(documentText)) return false;
  const header = headerOf(documentText);
  if (isApi) return header !== undefined && Object.keys(header).length === 0;
  const { kind, apiVersion } = header ?? {};
  if (kind === undefined || own.some(({ kinds: named }) => named.includes(kind))) return false;
  if (kind === 'CustomResourceDefinition') return true;
  const what = `${apiVersion} ${kind}`;
  return WITHOUT_PODS.has(what) || (CONFIGS.has(what) && !hasVersionedName(documentText));
}

/** Where Helm looks for templates, and what a template of an unknown object looks like. */
const IN_CHART = /(^|\/)templates\//;
const NAMED_KIND = /^[ \t]*["']?kind["']?\s*:\s*["']?\w/m;

/** Whether a document of a chart gets its kind only when it is rendered. */
export function isOpenTemplate(path: string, documentText: string): boolean {
  return isTemplate(path, documentText) && !NAMED_KIND.test(documentText);
}

/** Whether a text, with one document or more, is of a chart's template. */
export function isTemplate(path: string, text: string): boolean {
  return IN_CHART.test(path) && text.includes('{{');
}
