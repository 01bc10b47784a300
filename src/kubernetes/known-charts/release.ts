import type { ParsedDocument } from '../../yaml/parse.ts';
import {
  type Path,
  type Value,
  field,
  isMapping,
  isSet,
  items,
  rootOf,
  scalar,
  textOf,
  valueAt,
} from '../../yaml/value.ts';
import { type DeployedSource, deployedSources } from '../argo/deployed-sources.ts';
import type { GeneratorTree } from '../argo/generators.ts';
import type { Parameters } from '../argo/parameters.ts';
import { headerOf } from '../resource.ts';
import { documentIn } from '../unseen/inline-document.ts';

/** A chart that an object installs, with the values that it gives it. */
export interface Release {
  /** The chart's name; undefined where the source alone says it. */
  readonly chart: string | undefined;
  /** What the object says of where the chart is. */
  readonly source: ChartAddress | SourceReference | undefined;
  /** As written; undefined where the source says it. */
  readonly version: string | undefined;
  readonly name: string;
  /** What tells it apart from others that its object makes, to stand behind the name of that. */
  readonly label?: string;
  readonly namespace: string;
  readonly values: ReleaseValues | undefined;
  /** Where the chart is in the repository, as written; undefined for one that is elsewhere. */
  readonly folder: string | undefined;
  /** The folder that is deployed, as written, where that is no chart. */
  readonly path?: string | undefined;
  /**
   * Files of values, which count less than those in the object: from the chart's folder, or from the root of a
   * repository where they start with `/`.
   */
  readonly valueFiles: readonly string[];
  /** Whether those that are not there are passed over. */
  readonly ignoresMissing?: boolean;
  /** Where single values are set that count more; undefined where none are. */
  readonly parameters: Path | undefined;
  /** Kustomizations that change what the chart becomes, one after the other. */
  readonly post?: readonly Value[];
  /** What else decides what the chart becomes, and is not looked at; a noun. */
  readonly unread: string | undefined;
  /** Why it is not known what is deployed; a clause. */
  readonly unknown?: string | undefined;
  /** Where the object says which chart it is, and which version of it. */
  readonly chartAt: Path;
  readonly versionAt: Path;
  /** The object, if it is one of a set, filled in: its lines are those of the set. */
  readonly filledIn?: FilledIn | undefined;
  /** Where values can be added, if there are none. */
  readonly valuesAt?: Path | undefined;
}

/** An object with the parameters that were filled in. */
export interface FilledIn {
  readonly document: ParsedDocument;
  readonly parameters: Parameters;
}

/** The values of a release, and where they stand. */
export interface ReleaseValues {
  readonly value: Value;
  /** Where they are in the object: a mapping, or a text of YAML. */
  readonly at: Path;
  /** Where their mapping is in the object; undefined for values in a text, which no edit is made in. */
  readonly path: Path | undefined;
  readonly document: ParsedDocument;
}

/** The address of a chart's repository, or of the chart itself. */
export interface ChartAddress {
  readonly address: string;
}

/** An object that says where the chart is. */
export interface SourceReference {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
}

/** The releases that an object makes; undefined for an object that makes none. */
export function readReleases(root: Value, tree?: GeneratorTree): Release[] | undefined {
  const { group, kind } = headerOf(root);
  return READERS[`${group}/${kind}`]?.(root, tree);
}

const READERS: Readonly<Record<string, (root: Value, tree?: GeneratorTree) => Release[]>> = {
  'helm.toolkit.fluxcd.io/HelmRelease': (root) => [helmRelease(root)],
  'helm.cattle.io/HelmChart': (root) => [k3sChart(root)],
  'argoproj.io/Application': (root) => deployedSources(root).map(applicationSource),
  'argoproj.io/ApplicationSet': (root, tree) => deployedSources(root, tree).map(applicationSource),
};

function text(root: Value | undefined, ...path: string[]): string | undefined {
  return textOf(valueAt(root, path));
}

function helmRelease(root: Value): Release {
  const spec = field(root, 'spec')?.value;
  const ref = field(spec, 'chartRef')?.value ?? valueAt(spec, ['chart', 'spec', 'sourceRef']);
  const kind = text(ref, 'kind');
  const name = text(ref, 'name');
  const own = text(root, 'metadata', 'namespace') ?? '';
  const chart = text(spec, 'chart', 'spec', 'chart');
  const files = valueAt(spec, ['chart', 'spec', 'valuesFiles']);
  const given = text(root, 'metadata', 'name') ?? '';
  const target = text(spec, 'targetNamespace');
  return {
    chart,
    // Any repository: which one it is for the cluster, its object says by an address that may be a mirror.
    folder: kind === 'GitRepository' || kind === 'Bucket' ? chart : undefined,
    // From the repository's root, and then in place of the chart's own.
    valueFiles: [],
    parameters: undefined,
    source:
      kind === undefined || name === undefined
        ? undefined
        : { kind, name, namespace: text(ref, 'namespace') ?? '' },
    version: text(spec, 'chart', 'spec', 'version'),
    name: text(spec, 'releaseName') ?? (target === undefined ? given : `${target}-${given}`),
    namespace: target ?? own,
    values: valuesIn(root, ['spec', 'values']),
    valuesAt: ['spec', 'values'],
    post: items(field(spec, 'postRenderers')?.value).flatMap(
      (one) => field(one, 'kustomize')?.value ?? [],
    ),
    unread:
      firstSet(spec, ['valuesFrom']) ?? (items(files).length > 0 ? '`valuesFiles`' : undefined),
    chartAt: isSet(field(spec, 'chartRef')?.value)
      ? ['spec', 'chartRef']
      : ['spec', 'chart', 'spec', 'chart'],
    versionAt: ['spec', 'chart', 'spec', 'version'],
  };
}

function k3sChart(root: Value): Release {
  const spec = field(root, 'spec')?.value;
  const { chart, repository } = chartIn(text(spec, 'chart'), text(spec, 'repo'));
  return {
    chart,
    source: repository === undefined ? undefined : { address: repository },
    version: text(spec, 'version'),
    name: text(root, 'metadata', 'name') ?? '',
    namespace: text(spec, 'targetNamespace') ?? text(root, 'metadata', 'namespace') ?? '',
    ...{ folder: undefined, valueFiles: [], parameters: undefined },
    values: textIn(valueAt(spec, ['valuesContent'])),
    unread: firstSet(spec, ['set', 'valuesSecrets', 'chartContent']),
    chartAt: ['spec', 'chart'],
    versionAt: ['spec', 'version'],
  };
}

function applicationSource(deployed: DeployedSource): Release {
  const { root, source, at, spec, filledWith, unknown, application, label } = deployed;
  const helm = field(source, 'helm')?.value;
  const address = text(source, 'repoURL');
  const object = valuesIn(root, [...at, 'helm', 'valuesObject']);
  // With it, the path is no chart.
  const isChart = !isSet(field(source, 'kustomize')?.value);
  // Argo CD writes an empty one beside a chart.
  const path = text(source, 'path') || undefined;
  return {
    chart: text(source, 'chart'),
    source: address === undefined ? undefined : { address },
    version: text(source, 'targetRevision'),
    name: text(helm, 'releaseName') ?? application ?? text(root, 'metadata', 'name') ?? '',
    label,
    namespace: textOf(valueAt(root, [...spec, 'destination', 'namespace'])) ?? '',
    values: object ?? textIn(field(helm, 'values')?.value),
    ...(isChart ? { folder: path } : { folder: undefined, path }),
    valueFiles: items(field(helm, 'valueFiles')?.value).flatMap((file) =>
      fromRoot(textOf(file) ?? '', valueAt(root, [...spec, 'sources'])),
    ),
    ignoresMissing: scalar(field(helm, 'ignoreMissingValueFiles')?.value) === true,
    parameters: isEmptyList(field(helm, 'parameters')?.value)
      ? undefined
      : [...at, 'helm', 'parameters'],
    unread: firstSet(helm, ['fileParameters']),
    unknown,
    filledIn: filledWith && { document: root.document, parameters: filledWith },
    valuesAt: isEmptyText(field(helm, 'values')?.value)
      ? [...at, 'helm', 'valuesObject']
      : undefined,
    chartAt: [...at, 'chart'],
    versionAt: [...at, 'targetRevision'],
  };
}

/** A path with the name of another source, which is taken for this repository, as a path from its root. */
function fromRoot(path: string, sources: Value | undefined): string {
  const [, ref, rest] = /^\$([\w-]+)\/(.*)$/.exec(path) ?? [];
  const isNamed = items(sources).some((one) => ref !== undefined && text(one, 'ref') === ref);
  return isNamed ? `/${rest}` : path;
}

function valuesIn(root: Value, path: Path): ReleaseValues | undefined {
  const value = valueAt(root, path);
  return isMapping(value) ? { value, at: path, path, document: root.document } : undefined;
}

function textIn(value: Value | undefined): ReleaseValues | undefined {
  const document = value && documentIn(value);
  const root = document && rootOf(document);
  if (!isMapping(root)) return undefined;
  return { value: root, at: value?.path ?? [], path: undefined, document: root.document };
}

/** An OCI address has the chart's name at its end. */
function chartIn(
  chart: string | undefined,
  repository: string | undefined,
): { readonly chart: string | undefined; readonly repository: string | undefined } {
  if (chart?.startsWith('oci://') !== true) return { chart, repository };
  const slash = chart.lastIndexOf('/');
  return { chart: chart.slice(slash + 1), repository: chart.slice(0, slash) };
}

/** Whether a text of YAML says nothing. */
function isEmptyText(value: Value | undefined): boolean {
  return !isSet(value) || textOf(value)?.replaceAll(/#.*/g, '').trim() === '';
}

function isEmptyList(value: Value | undefined): boolean {
  return items(value).length === 0;
}

function firstSet(value: Value | undefined, names: readonly string[]): string | undefined {
  const set = names.find((name) => {
    const found = field(value, name)?.value;
    return (
      isSet(found) && (items(found).length > 0 || textOf(found) !== undefined || isMapping(found))
    );
  });
  return set === undefined ? undefined : `\`${set}\``;
}
