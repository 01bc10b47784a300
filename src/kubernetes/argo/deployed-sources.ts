import { type ParsedDocument, parseDocumentAt } from '../../yaml/parse.ts';
import {
  type Path,
  type Value,
  field,
  isSet,
  items,
  rootOf,
  textOf,
  valueAt,
} from '../../yaml/value.ts';
import { headerOf } from '../resource.ts';
import { type GeneratorTree, generatedBy } from './generators.ts';
import { type Parameters, filledIn, unknownIn } from './parameters.ts';

/** One of the things that an application, or a set of applications, deploys. */
export interface DeployedSource {
  /** The object; one of a set has its parameters filled in, in a text of its own with the same lines. */
  readonly root: Value;
  /** What was filled in; undefined for an object that counts as it is written. */
  readonly filledWith: Parameters | undefined;
  /** The name of the application of a set, where it is known. */
  readonly application?: string | undefined;
  readonly source: Value;
  /** Where the source, and the specification of the application, are in the object. */
  readonly at: Path;
  readonly spec: Path;
  /** How many of these the object deploys. */
  readonly parts: number;
  /** What tells it apart from the others, to stand behind the name of the object. */
  readonly label: string;
  /** Why it is not all known what it deploys; a clause. */
  readonly unknown: string | undefined;
}

/** What an object of Argo CD deploys. */
export function deployedSources(root: Value, tree?: GeneratorTree): DeployedSource[] {
  const found =
    headerOf(root).kind === 'ApplicationSet'
      ? ofSet(root, tree)
      : sourcesIn(root, ['spec']).map((one) => ({
          ...one,
          filledWith: undefined,
          unknown: undefined,
        }));
  const parts = found.length;
  return found.map((one, part) => ({ ...one, parts, label: labelOf(one, part, found) }));
}

type Found = Omit<DeployedSource, 'parts' | 'label'>;

/** Each of a set keeps its name where others come and go. */
function labelOf({ application }: Found, part: number, all: readonly Found[]): string {
  const named = all.filter((one) => one.application === application);
  if (application !== undefined && named.length === 1) return ` ${application}`;
  return all.length > 1 ? ` ${part + 1}` : '';
}

function sourcesIn(root: Value, spec: Path): Pick<Found, 'root' | 'source' | 'at' | 'spec'>[] {
  const one = valueAt(root, [...spec, 'source']);
  const several = items(valueAt(root, [...spec, 'sources']));
  const all: [Value, Path][] = [
    // Where there are several, Argo CD does not look at the one.
    ...(one && several.length === 0 ? [[one, [...spec, 'source']] as [Value, Path]] : []),
    ...several.map((item, index): [Value, Path] => [item, [...spec, 'sources', index]]),
  ];
  return (
    all
      // A source that only others refer to deploys nothing.
      .filter(([source]) => isNamed(source, 'path') || isNamed(source, 'chart'))
      .map(([source, at]) => ({ root, source, at, spec }))
  );
}

function isNamed(source: Value, name: string): boolean {
  const value = field(source, name)?.value;
  return isSet(value) && textOf(value) !== '';
}

/** Each application of a set is read from a text of its own: so many characters are, in all. */
const MAX_FILLED_IN = 1_000_000;

const TEMPLATE: Path = ['spec', 'template', 'spec'];

function ofSet(root: Value, tree: GeneratorTree | undefined): Found[] {
  const generators = items(valueAt(root, ['spec', 'generators']));
  const plain = sourcesIn(root, TEMPLATE);
  const isSame = plain.every(({ source }) => unknownIn(textIn(source)) === undefined);
  const generated = isSame ? { sets: [], unknown: [] } : generatedBy(generators, tree);
  const patched = patchIn(root);
  const { span } = root.document;
  const sets = generated.sets.slice(0, Math.floor(MAX_FILLED_IN / (span.end - span.start + 1)));
  const made = sets.flatMap((parameters) => {
    const filled = withParameters(root, parameters);
    const application = textOf(valueAt(filled, [...TEMPLATE.slice(0, -1), 'metadata', 'name']));
    const isKnown = application !== undefined && unknownIn(application) === undefined;
    return sourcesIn(filled, TEMPLATE).map((one) => ({
      ...one,
      filledWith: parameters,
      application: isKnown ? application : undefined,
    }));
  });
  const isCut = sets.length < generated.sets.length;
  const isOpen = isSame || isCut || generated.unknown.length > 0 || made.length === 0;
  const rest = isOpen ? plain.map((one) => ({ ...one, filledWith: undefined })) : [];
  return [...made, ...rest].map((one) => ({
    ...one,
    unknown: patched ?? whyUnknown(one.source, generated.unknown),
  }));
}

function whyUnknown(source: Value, generators: readonly string[]): string | undefined {
  const unknown = unknownIn(textIn(source));
  if (unknown === undefined) return undefined;
  const names = [...new Set(generators)].map((name) => `\`${name}\``);
  const by =
    names.length === 0 ? '' : ` by the generator${names.length > 1 ? 's' : ''} ${names.join(', ')}`;
  return `\`${unknown}\` is filled in${by}`;
}

/** A patch of the template that may change what is deployed. */
function patchIn(root: Value): string | undefined {
  const patch = textOf(valueAt(root, ['spec', 'templatePatch'])) ?? '';
  return /\b(?:sources?|helm|kustomize)\b/.test(patch)
    ? '`templatePatch` can change what is deployed'
    : undefined;
}

/** The text of what counts of a source; of a chart, its version does. */
function textIn(source: Value): string {
  const own = ['path', 'helm', 'kustomize', 'directory', 'plugin'];
  const names = isNamed(source, 'chart') ? [...own, 'chart', 'repoURL', 'targetRevision'] : own;
  const { text } = source.document;
  return names
    .flatMap((name) => field(source, name)?.value ?? [])
    .map(({ span }) => text.slice(span.start, span.end))
    .join('\n');
}

/** The object with parameters filled in: no value has a line break, so all lines stay where they are. */
function withParameters(root: Value, parameters: Parameters): Value {
  const document = withFilledIn(root.document, parameters);
  return document ? rootOf(document) : root;
}

/** A document with parameters filled in; undefined where nothing can be read of it then. */
export function withFilledIn(
  { text, span, index }: ParsedDocument,
  parameters: Parameters,
): ParsedDocument | undefined {
  const own = filledIn(text.slice(span.start, span.end), parameters);
  const whole = text.slice(0, span.start) + own + text.slice(span.end);
  const place = { start: span.start, end: span.start + own.length };
  const document = parseDocumentAt(whole, place, index);
  return document && 'root' in document ? document : undefined;
}
