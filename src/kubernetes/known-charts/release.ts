import type { ParsedDocument } from '../../yaml/parse.ts';
import {
  type Path,
  type Value,
  field,
  isMapping,
  isSet,
  items,
  rootOf,
  textOf,
  valueAt,
} from '../../yaml/value.ts';
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
  readonly namespace: string;
  readonly values: ReleaseValues | undefined;
  /** What else decides what the chart becomes, and is not looked at; a noun. */
  readonly unread: string | undefined;
}

/** The values of a release, and where they stand. */
export interface ReleaseValues {
  readonly value: Value;
  /** Where they are in the object; undefined for values in a text, which no edit is made in. */
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
export function readReleases(root: Value): Release[] | undefined {
  const { group, kind } = headerOf(root);
  return READERS[`${group}/${kind}`]?.(root);
}

const READERS: Readonly<Record<string, (root: Value) => Release[]>> = {
  'helm.toolkit.fluxcd.io/HelmRelease': (root) => [helmRelease(root)],
  'helm.cattle.io/HelmChart': (root) => [k3sChart(root)],
  'argoproj.io/Application': application,
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
  return {
    chart: text(spec, 'chart', 'spec', 'chart'),
    source:
      kind === undefined || name === undefined
        ? undefined
        : { kind, name, namespace: text(ref, 'namespace') ?? '' },
    version: text(spec, 'chart', 'spec', 'version'),
    name: text(spec, 'releaseName') ?? text(root, 'metadata', 'name') ?? '',
    namespace: text(spec, 'targetNamespace') ?? own,
    values: valuesIn(root, ['spec', 'values']),
    unread: firstSet(spec, ['valuesFrom', 'postRenderers']),
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
    values: textIn(valueAt(spec, ['valuesContent'])),
    unread: firstSet(spec, ['set', 'valuesSecrets', 'chartContent']),
  };
}

function application(root: Value): Release[] {
  const one = valueAt(root, ['spec', 'source']);
  const several = valueAt(root, ['spec', 'sources']);
  const sources: [Value, Path][] = [
    ...(one ? [[one, ['spec', 'source']] as [Value, Path]] : []),
    ...items(several).map((item, index): [Value, Path] => [item, ['spec', 'sources', index]]),
  ];
  return (
    sources
      // A source that only others refer to deploys nothing.
      .filter(
        ([source]) => isSet(field(source, 'path')?.value) || isSet(field(source, 'chart')?.value),
      )
      .map(([source, path]) => applicationSource(root, source, path))
  );
}

function applicationSource(root: Value, source: Value, path: Path): Release {
  const helm = field(source, 'helm')?.value;
  const address = text(source, 'repoURL');
  const object = valuesIn(root, [...path, 'helm', 'valuesObject']);
  const kustomize = isSet(field(source, 'kustomize')?.value) ? 'kustomize' : undefined;
  return {
    chart: text(source, 'chart'),
    source: address === undefined ? undefined : { address },
    version: text(source, 'targetRevision'),
    name: text(helm, 'releaseName') ?? text(root, 'metadata', 'name') ?? '',
    namespace: text(root, 'spec', 'destination', 'namespace') ?? '',
    values: object ?? textIn(field(helm, 'values')?.value),
    unread: firstSet(helm, ['valueFiles', 'parameters', 'fileParameters']) ?? kustomize,
  };
}

function valuesIn(root: Value, path: Path): ReleaseValues | undefined {
  const value = valueAt(root, path);
  return isMapping(value) ? { value, path, document: root.document } : undefined;
}

function textIn(value: Value | undefined): ReleaseValues | undefined {
  const document = value && documentIn(value);
  const root = document && rootOf(document);
  return isMapping(root) ? { value: root, path: undefined, document: root.document } : undefined;
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

function firstSet(value: Value | undefined, names: readonly string[]): string | undefined {
  const set = names.find((name) => {
    const found = field(value, name)?.value;
    return (
      isSet(found) && (items(found).length > 0 || textOf(found) !== undefined || isMapping(found))
    );
  });
  return set === undefined ? undefined : `\`${set}\``;
}
