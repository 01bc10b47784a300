import { looksLikeManifest } from './decode-file.ts';
import {
  type Lines,
  hasKubernetesBreaks,
  indexLines,
  withKubernetesBreaks,
} from '../yaml/lines.ts';
import { ParseBudget } from '../yaml/parse-budget.ts';
import {
  type ParsedDocument,
  type Unparsable,
  TEMPLATED,
  parseDocumentAt,
  templated,
} from '../yaml/parse.ts';
import type { ReleaseSource } from './known-charts/release-sources.ts';
import type { WrappedChart } from './known-charts/wrapped-chart.ts';
import { operatorImage } from './operator-image.ts';
import { type OwnKind, withOwnPlaces } from './own-kinds.ts';
import { whyShortened } from './pod.ts';
import { canMatter, hasWords, isOpenTemplate, isTemplate, isWithoutPods } from './prefilter.ts';
import { type Resource, resourcesOf } from './resource.ts';
import {
  foreignReason,
  isForeign,
  isHelmfile,
  isValuesPath,
  mayBeUnseen,
} from './unseen/candidates.ts';
import { HELMFILE_REASON } from './unseen/carriers.ts';
import { type Unseen, unseenIn } from './unseen/unseen.ts';
import { splitDocuments } from '../yaml/split.ts';
import type { Field } from '../yaml/value.ts';
import { unresolvedFields } from './placeholders.ts';
import type { Attributes } from './made-elsewhere.ts';
import { versionOf } from './versioned-name.ts';
import { wasSearchedInPart } from './shape.ts';
import { podsOf } from './workloads.ts';

/** A file to judge: its path as reports name it, and its decoded text, a byte order mark included. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
  /** What the `.gitattributes` around it say of it. */
  readonly attributes?: Attributes | undefined;
}

/** Something that was not judged, and why. */
export interface Skip {
  readonly file: string;
  readonly reason: string;
}

/** What a file holds for Kubernetes. */
export interface Manifest {
  readonly file: SourceFile;
  readonly lines: Lines;
  readonly documents: readonly ParsedDocument[];
  readonly resources: readonly Resource[];
  /** The documents and the fields that were not judged. */
  readonly skips: readonly Skip[];
  /** How many documents could not be read. */
  readonly unreadable: number;
  /** Whether the whole file was read: false where a limit on the file was reached. */
  readonly isWhole: boolean;
  /** Set where the text is what a template became. */
  readonly isRendered?: boolean;
}

/** How a file is read. */
export interface ReadOptions {
  /**
   * Whether documents are parsed too that can't matter; the result must be the same for every
   * judgement, which a property test holds it to.
   */
  readonly parseAll?: boolean;
  /** Kinds that a team describes itself. */
  readonly kinds?: readonly OwnKind[] | undefined;
  /** Where charts are that objects of the file install. */
  readonly releaseSources?: readonly ReleaseSource[] | undefined;
  /** The documents whose charts are rendered, or named elsewhere, by `documentKey`: nothing is to say of them here. */
  readonly renderedDocuments?: ReadonlySet<string> | undefined;
  /** The files of charts and kustomizations that are named as not analyzed, with a better reason. */
  readonly named?: ReadonlySet<string> | undefined;
  /** Whether a file is of a chart that is named as not rendered: that it has to be rendered is not said again. */
  readonly isOfUnrendered?: ((path: string) => boolean) | undefined;
  /** Why the charts of others, which are at hand, can't be rendered; clauses, by `documentKey`. */
  readonly unrenderedDocuments?: ReadonlyMap<string, string> | undefined;
  /** The chart whose values the file has, under a key. */
  readonly wrapped?: WrappedChart | undefined;
  /** Whether the text is what a template became: `{{` in it is no action. */
  readonly isRendered?: boolean;
  /** The texts of the files that are applied together, this one among them; undefined for this one alone. */
  readonly together?: readonly string[] | undefined;
  /** The kustomization that names the file; of a patch, the objects are here in part. */
  readonly kustomization?: { readonly isOfPatch?: boolean } | undefined;
}

/** Reads the Kubernetes objects of a file. Never throws: what can't be read is in `skips`. */
export function readManifest(file: SourceFile, options: ReadOptions = {}): Manifest {
  const lines = indexLines(file.text);
  if (options.isRendered !== true && isForeign(file.path))
    return foreignManifest(file, lines, options);
  const manifest =
    (options.parseAll === true ? undefined : emptyManifest(file, options)) ??
    readDocuments(file, options, lines);
  return options.isRendered === true ? { ...manifest, isRendered: true } : manifest;
}

/** The manifest of a file that has no document to judge, as its text shows at once; undefined for all others. */
export function emptyManifest(file: SourceFile, options: ReadOptions): Manifest | undefined {
  if (isForeign(file.path) || mayMatter(file, options)) return undefined;
  return manifestOf(file, indexLines(file.text), []);
}

function readDocuments(file: SourceFile, options: ReadOptions, lines: Lines): Manifest {
  const { parseAll = false, kinds = [], isRendered = false } = options;
  const documents: ParsedDocument[] = [];
  const resources: Resource[] = [];
  const skips: Skip[] = [];
  const sources: string[] = [];
  let unreadable = 0;
  const [text, budget] = [withKubernetesBreaks(file.text), new ParseBudget()];
  const toSkip = (why: Unparsable): Skip => ({ file: file.path, reason: locate(why, lines) });
  const skip = (why: Unparsable): void => {
    if (!isNamedByChart(file, why, options)) addUnreadable(skips, toSkip(why));
    unreadable++;
  };
  for (const [index, span] of splitDocuments(text).entries()) {
    const source = text.slice(span.start, span.end);
    if (!isRendered && isOpenTemplate(file.path, source)) {
      skip(templated(span.start + source.indexOf('{{')));
      continue;
    }
    const isCandidate = mayBeUnseen(file.path, source);
    if (!parseAll && !isWorthParsing(source, isCandidate, kinds)) continue;
    const parsed = readDocument(parseDocumentAt(file.text, span, index, budget), options);
    if ('document' in parsed) {
      documents.push(parsed.document);
      const unseen = isCandidate ? unseenIn({ ...parsed, path: file.path }, options) : undefined;
      for (const resource of allOf(parsed, unseen, options)) resources.push(resource);
      if (unseen?.isSource === true && unseen.reason) sources.push(unseen.reason);
      else addOnce(skips, file.path, unseen?.reason);
    } else if ('reason' in parsed) {
      // The documents after this one are not analyzed either, whatever this document is.
      if (isHelmfile(source)) addOnce(skips, file.path, HELMFILE_REASON);
      else if (budget.isSpent || isWanted(file.path, source, kinds)) skip(parsed);
      if (budget.isSpent) break;
    }
  }
  // Where what it is for is named in the same file, the reason is there.
  if (skips.length === 0) for (const reason of sources) addOnce(skips, file.path, reason);
  for (const part of unjudgedParts(resources)) skips.push(toSkip(part));
  const isWhole = budget.isWhole && resources.every((one) => whyShortened(one) === undefined);
  return { file, lines, documents, resources, skips: shorten(skips), unreadable, isWhole };
}

/** The objects of a document, and those that are made from it. */
function allOf(
  { resources }: { readonly resources: readonly Resource[] },
  unseen: Unseen | undefined,
  { kinds = [] }: ReadOptions,
): readonly Resource[] {
  if (!unseen || unseen.resources.length === 0) return resources;
  return [...resources, ...unseen.resources.map((one) => withOwnPlaces(one, kinds))];
}

/**
 * The objects of a document as those of a file that has no other, for who asks for no more: what is not judged is
 * not named. Undefined where it is a template still.
 *
 * @param source the text of the document
 */
export function manifestOfOne(
  file: SourceFile,
  document: ParsedDocument,
  source: string,
  options: ReadOptions,
): Manifest | undefined {
  const read = readDocument(document, options);
  if (!('document' in read)) return undefined;
  const isCandidate = mayBeUnseen(file.path, source);
  const unseen = isCandidate ? unseenIn({ ...read, path: file.path }, options) : undefined;
  const resources = allOf(read, unseen, options);
  const { isRendered = false } = options;
  return {
    ...manifestOf(file, indexLines(file.text), []),
    documents: [document],
    resources,
    isRendered,
  };
}

/** What has to be rendered, of a chart that is named as not rendered. */
function isNamedByChart(
  { path }: SourceFile,
  { reason }: Unparsable,
  { isOfUnrendered }: ReadOptions,
): boolean {
  return reason === TEMPLATED && isOfUnrendered?.(path) === true;
}

function isWorthParsing(source: string, isCandidate: boolean, kinds: readonly OwnKind[]): boolean {
  return isCandidate ? !isWithoutPods(source, kinds) : canMatter(source, kinds);
}

function foreignManifest(
  file: SourceFile,
  lines: Lines,
  { isOfUnrendered }: ReadOptions,
): Manifest {
  const isNamed = isOfUnrendered?.(file.path) === true;
  const reason = isNamed ? undefined : foreignReason(file.path, file.text);
  return manifestOf(file, lines, reason === undefined ? [] : [{ file: file.path, reason }]);
}

/** One without documents. */
function manifestOf(file: SourceFile, lines: Lines, skips: readonly Skip[]): Manifest {
  const unreadable = skips.length;
  return { file, lines, documents: [], resources: [], skips, unreadable, isWhole: true };
}

/** Whether a file has a document that could matter, by its text as a whole. */
function mayMatter({ path, text }: SourceFile, { kinds = [], isRendered }: ReadOptions): boolean {
  return (
    hasWords(text, kinds) ||
    mayBeUnseen(path, text) ||
    (isRendered !== true && isTemplate(path, text)) ||
    // They hide words of what is behind them.
    hasKubernetesBreaks(text)
  );
}

/** How many parts of one file that can't be judged are listed; further ones are only counted. */
const MAX_SKIPS = 20;

function shorten(skips: readonly Skip[]): readonly Skip[] {
  const [first] = skips;
  if (!first || skips.length <= MAX_SKIPS) return skips;
  const more = skips.length - MAX_SKIPS;
  const rest = { file: first.file, reason: `${more} more documents like this` };
  return [...skips.slice(0, MAX_SKIPS), rest];
}

/** What to do about the templates in a file is said once. */
function addUnreadable(skips: Skip[], skip: Skip): void {
  const isTemplated = skip.reason.endsWith(TEMPLATED);
  if (!isTemplated || !skips.some(({ reason }) => reason.endsWith(TEMPLATED))) skips.push(skip);
}

/** Reported once for each file, however many of its documents it applies to. */
function addOnce(skips: Skip[], file: string, reason: string | undefined): void {
  if (reason === undefined || skips.some((skip) => skip.reason === reason)) return;
  skips.push({ file, reason });
}

/** The parts of readable objects that can't be judged. */
function unjudgedParts(resources: readonly Resource[]): Unparsable[] {
  return resources.flatMap((resource) => {
    const hasPods = podsOf(resource).length > 0;
    const { kind, value } = resource;
    const image = hasPods ? undefined : operatorImage(resource);
    const why = whyShortened(resource);
    const shortened = why === undefined ? [] : [{ offset: value.span.start, reason: why }];
    const reason = `an object of the unknown kind ${kind}, too large to be searched for containers`;
    const parts = [...shortened, ...unresolvedFields(resource).map(filledLater)];
    if (wasSearchedInPart(resource)) return [{ offset: value.span.start, reason }, ...parts];
    return image === undefined ? parts : [madeByOperator(resource, image), ...parts];
  });
}

function madeByOperator({ kind, value }: Resource, image: string): Unparsable {
  const reason = `the containers that an operator makes from ${kind} (${image})`;
  return { offset: value.span.start, reason };
}

function isWanted(path: string, text: string, kinds: readonly OwnKind[]): boolean {
  return isValuesPath(path) || (canMatter(text, kinds) && looksLikeManifest(text));
}

type ReadDocument =
  | { readonly document: ParsedDocument; readonly resources: readonly Resource[] }
  | Unparsable
  | { readonly empty: true };

/** A chart's template may be valid YAML, but fields that it lacks may be added when it is rendered. */
function readDocument(
  read: ParsedDocument | Unparsable | undefined,
  { kinds = [], isRendered = false, kustomization, together }: ReadOptions,
): ReadDocument {
  if (!read) return { empty: true };
  if ('reason' in read) return read;
  const parsed = together ? { ...read, together } : read;
  const objects = resourcesOf(parsed).map((one) => withOwnPlaces(one, kinds));
  const resources = kustomization?.isOfPatch === true ? objects.map(asPatch) : objects;
  const isOpen = !isRendered && parsed.helmAction !== undefined && resources.some(isJudged);
  return isOpen ? templated(parsed.helmAction) : { document: parsed, resources };
}

function asPatch(resource: Resource): Resource {
  return { ...resource, isPatch: true };
}

function isJudged(resource: Resource): boolean {
  const { kind, name } = resource;
  const isConfig = kind === 'ConfigMap' || kind === 'Secret';
  return (
    ['Namespace', 'PodSecurityPolicy'].includes(kind) ||
    (isConfig && versionOf(name) !== undefined) ||
    podsOf(resource).length > 0
  );
}

function filledLater({ name, value: { document, span } }: Field): Unparsable {
  const written = document.text.slice(span.start, span.end);
  return { offset: span.start, reason: `\`${name}\` is filled in later: ${written}` };
}

function locate({ reason, offset }: Unparsable, lines: Lines): string {
  const { line, column } = lines.position(offset);
  return `line ${line}, column ${column}: ${reason}`;
}
