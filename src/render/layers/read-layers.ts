import { type DeployedSource, deployedSources } from '../../kubernetes/argo/deployed-sources.ts';
import type { GeneratorTree } from '../../kubernetes/argo/generators.ts';
import { headerOf } from '../../kubernetes/resource.ts';
import { indexLines } from '../../yaml/lines.ts';
import { ParseBudget } from '../../yaml/parse-budget.ts';
import { parseDocumentAt } from '../../yaml/parse.ts';
import { splitDocuments } from '../../yaml/split.ts';
import {
  type Value,
  allFields,
  field,
  isSet,
  items,
  rootOf,
  textOf,
  valueAt,
} from '../../yaml/value.ts';
import { pathFrom } from '../kustomization-references.ts';
import type { SourcePlace } from '../rendered-source.ts';
import { LIST_ENTRIES } from './entries.ts';
import {
  LAYER_LISTS,
  type Layer,
  type LayerChanges,
  type LayerList,
  type LayerVariables,
} from './layer.ts';
import type { PlacedLine } from '../placed-line.ts';

/** A text with objects, and where its lines come from. */
export interface PlacedText {
  readonly text: string;
  /** @param line counts from 1 */
  readonly placeOf: (line: number) => SourcePlace | undefined;
}

const LAYER = /\bkind["']?[ \t]*:[ \t]*["']?(?:Kustomization|Application(?:Set)?)\b/;

/** The groups of these. */
const GROUPS = ['kustomize.toolkit.fluxcd.io/', 'argoproj.io/'];

/** Whether a text may have objects that deploy folders of the repository. */
export function mayDeploy(text: string): boolean {
  return GROUPS.some((group) => text.includes(group)) && LAYER.test(text);
}

/** Longer files with such objects are generated. */
const MAX_LENGTH = 1_000_000;

/**
 * The objects in a text that deploy folders of the repository.
 *
 * @param tree what generators of applications go through
 */
export function layersIn({ text, placeOf }: PlacedText, tree?: GeneratorTree): Layer[] {
  if (text.length > MAX_LENGTH || !LAYER.test(text)) return [];
  const budget = new ParseBudget();
  return splitDocuments(text).flatMap((span, index): Layer[] => {
    if (!LAYER.test(text.slice(span.start, span.end))) return [];
    const document = parseDocumentAt(text, span, index, budget);
    if (!document || !('root' in document)) return [];
    const root = rootOf(document);
    const place = placeOf(lineIn(root));
    if (!place) return [];
    const name = `${headerOf(root).kind}/${textOf(valueAt(root, ['metadata', 'name'])) ?? ''}`;
    return readLayers(root, placeOf, tree).map(({ label, ...read }): Layer => {
      return { ...read, name: `${name}${label}`, ...place, document: index };
    });
  });
}

function lineIn({ document, span }: Value): number {
  return indexLines(document.text).position(span.start).line;
}

/** Leads from values to the places of their lines. */
export interface ValuePlaces {
  readonly lineOf: (value: Value) => number;
  readonly placeOf: (line: number) => SourcePlace | undefined;
}

type Read = Omit<Layer, 'name' | 'path' | 'line' | 'document' | 'siblings'>;
/** What one object deploys, with what tells it apart from the others that the object deploys. */
type ReadPart = Read & Pick<Layer, 'siblings'> & { readonly label: string };

function readLayers(
  root: Value,
  placeOf: PlacedText['placeOf'],
  tree: GeneratorTree | undefined,
): ReadPart[] {
  const { group, kind } = headerOf(root);
  if (group === 'kustomize.toolkit.fluxcd.io' && kind === 'Kustomization') {
    const read = flux(field(root, 'spec')?.value, placesOf(root, placeOf));
    return read ? [{ ...read, label: '', siblings: 1 }] : [];
  }
  if (group !== 'argoproj.io' || !/^Application(?:Set)?$/.test(kind)) return [];
  return deployedSources(root, tree).flatMap((deployed): ReadPart[] => {
    const { label, parts: siblings } = deployed;
    const read = argo(deployed, placesOf(deployed.root, placeOf));
    return read ? [{ ...read, label, siblings }] : [];
  });
}

function placesOf({ document }: Value, placeOf: PlacedText['placeOf']): ValuePlaces {
  const lines = indexLines(document.text);
  return { lineOf: ({ span }) => lines.position(span.start).line, placeOf };
}

function flux(spec: Value | undefined, at: ValuePlaces): Read | undefined {
  // Which repository it is, its object says by an address that may be a mirror.
  const kind = textOf(valueAt(spec, ['sourceRef', 'kind']));
  const folder = pathFrom('', textOf(field(spec, 'path')?.value) ?? '');
  if (kind !== 'GitRepository' || folder === undefined) return undefined;
  return {
    folder,
    changes: changesOf(spec, 'targetNamespace', at),
    variables: variablesOf(field(spec, 'postBuild')?.value, at),
    isForPlainFiles: true,
  };
}

function argo({ source, unknown }: DeployedSource, at: ValuePlaces): Read | undefined {
  const path = textOf(field(source, 'path')?.value);
  const folder = path === undefined ? undefined : pathFrom('', path);
  const kustomize = field(source, 'kustomize')?.value;
  const isOther = ['helm', 'plugin', 'chart'].some((name) => isSet(field(source, name)?.value));
  if (folder === undefined || isOther || unknown !== undefined) return undefined;
  const changes = changesOf(kustomize, 'namespace', at);
  return { folder, changes, variables: undefined, isForPlainFiles: false };
}

/** @param namespace what the field for it is called */
function changesOf(from: Value | undefined, namespace: string, at: ValuePlaces): LayerChanges {
  const setting = (name: string): PlacedLine | undefined => settingOf(field(from, name)?.value, at);
  return {
    lists: listsOf(from, at),
    settings: {
      namespace: setting(namespace),
      namePrefix: setting('namePrefix'),
      nameSuffix: setting('nameSuffix'),
    },
  };
}

/** The lists of a kustomization that a value has. */
export function listsOf(from: Value | undefined, at: ValuePlaces): LayerChanges['lists'] {
  return Object.fromEntries(LAYER_LISTS.map((name) => [name, listOf(from, name, at)]));
}

function listOf(
  from: Value | undefined,
  name: LayerList,
  at: ValuePlaces,
): (readonly PlacedLine[])[] {
  return items(field(from, name)?.value).flatMap((one) => {
    const entry = LIST_ENTRIES[name](one, at);
    return entry ? [entry] : [];
  });
}

function settingOf(value: Value | undefined, at: ValuePlaces): PlacedLine | undefined {
  const text = textOf(value);
  if (value === undefined || text === undefined || text === '') return undefined;
  return { text: JSON.stringify(text), place: at.placeOf(at.lineOf(value)) };
}

/** Flux fills in nothing, not even defaults, where it is told of no variables. */
function variablesOf(postBuild: Value | undefined, at: ValuePlaces): LayerVariables | undefined {
  const given = field(postBuild, 'substitute')?.value;
  const from = items(field(postBuild, 'substituteFrom')?.value).map(
    (one) => `${textOf(field(one, 'kind')?.value)}/${textOf(field(one, 'name')?.value)}`,
  );
  const isOpen = from.length > 0;
  const values = new Map(
    allFields(given).map(({ name, value }): [string, string] => [name, textOf(value) ?? '']),
  );
  const places = new Map(
    allFields(given).flatMap(({ name, value }): [string, SourcePlace][] => {
      const place = at.placeOf(at.lineOf(value));
      return place ? [[name, place]] : [];
    }),
  );
  return values.size > 0 || isOpen
    ? { values, places, isOpen, ...(isOpen && { from }) }
    : undefined;
}
