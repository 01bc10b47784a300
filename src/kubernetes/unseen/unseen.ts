import type { ParsedDocument } from '../../yaml/parse.ts';
import {
  type Value,
  field,
  isMapping,
  items,
  rootAt,
  rootOf,
  textOf,
  valueAt,
} from '../../yaml/value.ts';
import { type KnownReleases, knownReleases } from '../known-charts/known-releases.ts';
import { CHECK_BUILT, CHECK_RENDERED } from '../check-output.ts';
import type { ReleaseSource } from '../known-charts/release-sources.ts';
import { type WrappedChart, wrappedValues } from '../known-charts/wrapped-chart.ts';
import { type Resource, headerOf, resourcesAt } from '../resource.ts';
import { placesOf } from '../places.ts';
import { podsOf } from '../workloads.ts';
import { isValuesPath } from './candidates.ts';
import { type Carrier, type Part, readCarrier } from './carriers.ts';
import { hasImageInParts, objectsInValues } from './context-search.ts';
import { documentsIn } from './inline-document.ts';
import {
  type Target,
  isJsonPatch,
  jsonPatchResources,
  mayChangeContainers,
  removedSettings,
} from './json-patch.ts';
import { settingRemovedBy } from './removals.ts';
import { resourcesInValues } from './values-pods.ts';

/**
 * The parts that a document adds to objects elsewhere: values of a chart, patches of a kustomization. Their
 * explicit values are judged, as parts of objects; missing ones are known only in the whole object.
 */
export interface Unseen {
  readonly resources: readonly Resource[];
  /** Why not all that the document leads to is analyzed; undefined where it leads to nothing. */
  readonly reason: string | undefined;
  /** Whether the document deploys nothing by itself: what names it says more. */
  readonly isSource?: boolean;
}

/** More patches than people write; the file is named as not analyzed in any case. */
const MAX_PARTS = 1000;

const NOTHING: Unseen = { resources: [], reason: undefined };
const VALUES_REASON = `what a Helm chart makes of these values (no chart is rendered with them: ${CHECK_RENDERED})`;

/** A document for which `mayBeUnseen` holds. */
interface Candidate {
  readonly path: string;
  readonly document: ParsedDocument;
  /** The objects of the document. */
  readonly resources: readonly Resource[];
}

/** What is at hand to read it. */
interface AtHand {
  /** Where charts are. */
  readonly releaseSources?: readonly ReleaseSource[] | undefined;
  /** The documents whose charts are rendered, by `documentKey`. */
  readonly renderedDocuments?: ReadonlySet<string> | undefined;
  /** The files of charts and kustomizations whose reasons are known better. */
  readonly named?: ReadonlySet<string> | undefined;
  /** Whether a file is of a chart that is named as not rendered. */
  readonly isOfUnrendered?: ((path: string) => boolean) | undefined;
  /** Why the charts of others can't be rendered, by the same. */
  readonly unrenderedDocuments?: ReadonlyMap<string, string> | undefined;
  /** The chart whose values the file has, under a key. */
  readonly wrapped?: WrappedChart | undefined;
}

/** Names a document of a file. */
export function documentKey(path: string, index: number): string {
  return JSON.stringify([path, index]);
}

const RENDERED: KnownReleases = { resources: [], isWhole: true, reasons: [] };

function unknown(reason: string | undefined): KnownReleases | undefined {
  return reason === undefined ? undefined : { resources: [], isWhole: false, reasons: [reason] };
}

/** Finds it in a document. */
export function unseenIn(
  { path, document, resources: objects }: Candidate,
  atHand: AtHand,
): Unseen {
  const { releaseSources = [], renderedDocuments, unrenderedDocuments, named, wrapped } = atHand;
  const root = rootOf(document);
  const target = targetOf(root, path);
  if (isJsonPatch(root)) return patchFile(root, target);
  const carrier = readCarrier(path, root);
  if (carrier) {
    const folder = path.slice(0, path.lastIndexOf('/') + 1);
    const key = documentKey(path, document.index);
    const isRendered = renderedDocuments?.has(key) === true;
    const unrendered = unrenderedDocuments?.get(key);
    const releases = isRendered
      ? RENDERED
      : (knownReleases(root, releaseSources, { folder, unrendered }) ?? unknown(unrendered));
    const found = carried(carrier, target, releases);
    return carrier.isOfFile === true && named?.has(mainFileOf(path)) === true
      ? { ...found, reason: undefined }
      : found;
  }
  const { apiVersion, kind } = headerOf(root);
  if (kind !== '') return mergePatch(objects);
  const known = wrapped && wrappedValues(root, wrapped);
  if (known?.isWhole === true) {
    return { resources: known.resources, reason: known.reasons.join('; ') || undefined };
  }
  if (apiVersion !== '' || !isMapping(root) || isTestSuite(root)) return NOTHING;
  const found = isSchema(root) ? [] : valuesResources(root, target);
  const isValues = found.length > 0 || isValuesPath(path) || hasImageInParts(root);
  const reason = atHand.isOfUnrendered?.(path) === true ? undefined : VALUES_REASON;
  return isValues && !isSchema(root) ? { resources: found, reason } : NOTHING;
}

/** What a chart lacks is said at its `Chart.yaml`. */
function mainFileOf(path: string): string {
  return path.replace(/(?<=^|\/)requirements\.ya?ml$/, 'Chart.yaml');
}

function carried(carrier: Carrier, target: Target, known: KnownReleases | undefined): Unseen {
  const parts = carrier.parts.slice(0, MAX_PARTS);
  if (known?.isWhole === true) {
    const objects = parts.flatMap(({ value }) => objectsInValues(value));
    const others = objects.flatMap((one) => embedded(one, '', 'object'));
    const hasPods = others.some((one) => podsOf(one).length > 0);
    const reasons = [...known.reasons, ...(hasPods ? [WHOLE_OBJECTS] : [])];
    return {
      resources: [...known.resources, ...others],
      reason: reasons.length > 0 ? reasons.join('; ') : undefined,
    };
  }
  const read = parts.map((part) => readPart(part, target));
  const removed = removal(read.flatMap((one) => one.removed));
  const reasons = known?.reasons ?? (carrier.why === undefined ? [] : [carrier.why]);
  const why = reasons.length > 0 ? ` (${reasons.join('; ')})` : '';
  return {
    resources: [...(known?.resources ?? []), ...read.flatMap(({ resources }) => resources)],
    reason: carrier.reason && carrier.reason + removed + why,
    ...(carrier.isSource && { isSource: true }),
  };
}

const WHOLE_OBJECTS = 'the objects in these values are judged only in what they set';

/** Of helm-unittest: its values are for tests alone. */
function isTestSuite(root: Value): boolean {
  const tests = items(field(root, 'tests')?.value);
  return tests.some((test) => field(test, 'asserts') !== undefined);
}

function isSchema(root: Value): boolean {
  return ['$schema', 'openapi', 'swagger', 'definitions', '$defs'].some(
    (key) => field(root, key) !== undefined,
  );
}

/** A strategic merge patch is judged as the object that it looks like, except what it removes. */
function mergePatch(objects: readonly Resource[]): Unseen {
  const removed = objects.map(settingRemovedBy).find((name) => name !== undefined);
  if (removed === undefined) return NOTHING;
  return {
    resources: [],
    reason: `the object from which this patch removes \`${removed}\` (${CHECK_BUILT})`,
  };
}

/** A patch in a file of its own matters only where it is about pods. */
function patchFile(root: Value, target: Target): Unseen {
  if (!mayChangeContainers(root)) return NOTHING;
  const removed = removal(removedSettings(root));
  return {
    resources: jsonPatchResources(root, target),
    reason: `what this JSON patch changes${removed} (${CHECK_BUILT})`,
  };
}

/** What a JSON patch removes is not a finding, since something else may set it again. */
function removal([first]: readonly string[]): string {
  return first === undefined ? '' : `; it removes ${first}`;
}

interface ReadPart {
  readonly resources: readonly Resource[];
  /** The security settings that a JSON patch removes, by their paths. */
  readonly removed: readonly string[];
}

function readPart(part: Part, carrier: Target): ReadPart {
  const { kind, value } = part;
  const isText = kind === 'text of values' || kind === 'text of a patch';
  const roots = isText
    ? documentsIn(value).map((document) => rootAt(document, document.root, value.path))
    : [value];
  const read = roots.map((root) => readRoot(part, root, carrier));
  return {
    resources: read.flatMap(({ resources }) => resources),
    removed: read.flatMap(({ removed }) => removed),
  };
}

function readRoot({ kind, target }: Part, root: Value, carrier: Target): ReadPart {
  if (kind === 'values' || kind === 'text of values') {
    return { resources: valuesResources(root, carrier), removed: [] };
  }
  return isJsonPatch(root)
    ? {
        resources: jsonPatchResources(root, { ...carrier, ...targetNamed(target) }),
        removed: removedSettings(root),
      }
    : { resources: patched(root, target), removed: [] };
}

/** The objects of a patch. What it is for counts more than the kind that it names, which may be any word. */
function patched(root: Value, target: Value | undefined): Resource[] {
  const meant = kindOf(target);
  return embedded(root, meant, 'patch').map((resource) => {
    const kind = /[A-Za-z]+/.exec(meant)?.[0] ?? (resource.apiVersion === '' ? 'Deployment' : '');
    const known = { ...resource, apiVersion: '', group: '', kind };
    return holdsPods(resource) || !holdsPods(known) ? resource : known;
  });
}

function holdsPods(resource: Resource): boolean {
  return (placesOf(resource) ?? []).length > 0;
}

/** The parts of pods in values, and the objects that they hold as a whole. */
function valuesResources(value: Value, target: Target): Resource[] {
  const objects = objectsInValues(value).flatMap((one) => embedded(one, '', 'object'));
  return [...resourcesInValues(value, target), ...objects];
}

/** The objects at a value; a patch may leave out its kind where its target says it. */
function embedded(value: Value, kind: string, as: 'object' | 'patch'): Resource[] {
  return resourcesAt(value, { apiVersion: '', kind }).map((resource) => ({
    ...resource,
    embedded: { as },
  }));
}

/** What a document is; values and patches have a name only by their file. */
function targetOf(root: Value, path: string): Target {
  const header = headerOf(root);
  const file = path.slice(path.lastIndexOf('/') + 1);
  const metadata = field(root, 'metadata')?.value;
  const fallback = isJsonPatch(root) ? 'Patch' : 'Values';
  return {
    ...header,
    kind: header.kind || fallback,
    name: textOf(valueAt(metadata, ['name'])) ?? file,
    namespace: textOf(valueAt(metadata, ['namespace'])) ?? '',
  };
}

function kindOf(target: Value | undefined): string {
  return textOf(field(target, 'kind')?.value) ?? '';
}

/** What a JSON patch says that it is for, as it is written: a pattern of names stays one. */
function targetNamed(target: Value | undefined): Partial<Target> {
  const name = textOf(field(target, 'name')?.value);
  const kind = kindOf(target);
  return { ...(kind !== '' && { kind }), ...(name !== undefined && { name }) };
}
