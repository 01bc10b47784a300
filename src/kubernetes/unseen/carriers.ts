import {
  type Value,
  field,
  isMapping,
  isSet,
  items,
  ownFields,
  textOf,
  valueAt,
} from '../../yaml/value.ts';
import { CHECK_BUILT, CHECK_RENDERED } from '../check-output.ts';
import { isChartAddress } from '../known-charts/chart-place.ts';
import { isKnownAddress } from '../known-charts/recognize.ts';
import { whyElsewhere } from '../known-charts/why-unknown.ts';
import { headerOf } from '../resource.ts';
import {
  isChartPath,
  isKustomizationPath,
  isReleasesPath,
  isSourceOverride,
} from './candidates.ts';

/** A part of a document that goes into objects which are not in it. */
export interface Part {
  /** text: a patch, or values, as YAML in a text. */
  readonly kind: 'values' | 'patch' | 'text of values' | 'text of a patch';
  readonly value: Value;
  /** What the patch is for, as it is written. */
  readonly target?: Value | undefined;
}

/** What a document that brings other objects along holds itself, and what of it nobody has seen. */
export interface Carrier {
  readonly parts: readonly Part[];
  /** What is not analyzed; undefined where all that it brings is in files of its own. */
  readonly reason: string | undefined;
  /** Whether it is the file of a chart or a kustomization, which is rendered as a whole. */
  readonly isOfFile?: boolean;
  /** Why not, or what to do, where nothing else says it better; a clause. */
  readonly why?: string;
  /** Whether it only says where others are from. */
  readonly isSource?: boolean;
}

/** Reads a document that brings other objects along; undefined for all others. */
export function readCarrier(path: string, root: Value): Carrier | undefined {
  const { group, kind } = headerOf(root);
  if (group === 'kustomize.config.k8s.io' || (kind === '' && isKustomizationPath(path))) {
    return { ...kustomization(root), isOfFile: true };
  }
  if (kind === '' && isChartPath(path)) return { ...chart(root), isOfFile: true };
  if (kind === '' && (isReleasesPath(path) || hasReleases(root))) return releases(root);
  if (kind === '' && isSourceOverride(path)) return sourceOverride(root);
  return CARRIERS[`${group}/${kind}`]?.(root);
}

/** By group and kind; the version changes nothing of what is read here. */
const CARRIERS: Readonly<Record<string, (root: Value) => Carrier>> = {
  'helm.toolkit.fluxcd.io/HelmRelease': helmRelease,
  'helm.crossplane.io/Release': (root) => ({
    parts: at(root, ['spec', 'forProvider', 'values'], 'values'),
    reason: RELEASE,
    why: `charts of Crossplane are not read: ${CHECK_RENDERED}`,
  }),
  'helm.cattle.io/HelmChart': k3sChart,
  'helm.cattle.io/HelmChartConfig': k3sChart,
  'argoproj.io/Application': (root) => application(valueAt(root, ['spec'])),
  'argoproj.io/ApplicationSet': (root) => application(valueAt(root, ['spec', 'template', 'spec'])),
  'kustomize.toolkit.fluxcd.io/Kustomization': fluxKustomization,
  'fluxcd.controlplane.io/ResourceSet': () => ({ parts: [], reason: TEMPLATES }),
  'fluxcd.controlplane.io/ResourceSetInputProvider': () => ({ parts: [], reason: TEMPLATES }),
  'fluxcd.controlplane.io/FluxInstance': fluxInstance,
  'source.toolkit.fluxcd.io/OCIRepository': ociSource,
  'source.toolkit.fluxcd.io/GitRepository': source,
  'source.toolkit.fluxcd.io/Bucket': source,
};

const RELEASE = 'what this release deploys';
const CHECK_FOLDER = 'run podseal check on its folder';

function at(root: Value | undefined, path: readonly string[], kind: Part['kind']): Part[] {
  const value = valueAt(root, path);
  return isSet(value) ? [{ kind, value }] : [];
}

/** What inputs fill in is not known. */
const TEMPLATES = 'what its templates become';

/** What a kustomization does to objects, besides naming files that are judged themselves. */
const TRANSFORMS = [
  'components',
  'generators',
  'helmChartInflationGenerator',
  'helmCharts',
  'imageTags',
  'images',
  'patches',
  'patchesJson6902',
  'patchesStrategicMerge',
  'replacements',
  'transformers',
];

function kustomization(root: Value): Carrier {
  const transforms = TRANSFORMS.filter((name) => items(field(root, name)?.value).length > 0);
  const remote = ['resources', 'bases', 'components']
    .flatMap((name) => items(field(root, name)?.value))
    .find((item) => isRemote(textOf(item) ?? ''));
  const does = transforms.map((name) => `\`${name}\``).join(', ');
  const charts = items(field(root, 'helmCharts')?.value);
  return {
    parts: [...patchesIn(root), ...charts.flatMap((one) => at(one, ['valuesInline'], 'values'))],
    reason: does ? `what its ${does} change` : remote && 'its remote resources',
    why: does ? CHECK_FOLDER : CHECK_BUILT,
  };
}

/** As Kustomize tells the address of a repository from a path. */
function isRemote(resource: string): boolean {
  return /^(?:\w+:\/\/|git@|(?:github|gitlab|bitbucket)\.\w+[/:])|\?ref=/.test(resource);
}

/** The patches of a kustomization, or of what has some in the same form. */
function patchesIn(root: Value | undefined): Part[] {
  const merged = items(field(root, 'patchesStrategicMerge')?.value).map((value): Part =>
    isMapping(value) ? { kind: 'patch', value } : { kind: 'text of a patch', value },
  );
  const others = ['patches', 'patchesJson6902']
    .flatMap((name) => items(field(root, name)?.value))
    .flatMap((one): Part[] => {
      const value = field(one, 'patch')?.value;
      const target = field(one, 'target')?.value;
      if (!isSet(value)) return [];
      const kind = items(value).length > 0 ? 'patch' : 'text of a patch';
      return [{ kind, value, target }];
    });
  return [...merged, ...others];
}

function helmRelease(root: Value): Carrier {
  const renderers = items(valueAt(root, ['spec', 'postRenderers']));
  return {
    parts: [
      ...at(root, ['spec', 'values'], 'values'),
      ...renderers.flatMap((one) => patchesIn(field(one, 'kustomize')?.value)),
    ],
    reason: RELEASE,
  };
}

function k3sChart(root: Value): Carrier {
  return { parts: at(root, ['spec', 'valuesContent'], 'text of values'), reason: RELEASE };
}

function sourceParts(one: Value): Part[] {
  return [
    ...at(one, ['helm', 'values'], 'text of values'),
    ...at(one, ['helm', 'valuesObject'], 'values'),
    ...patchesIn(field(one, 'kustomize')?.value),
  ];
}

function application(spec: Value | undefined): Carrier {
  const single = field(spec, 'source')?.value;
  const sources = [...(single ? [single] : []), ...items(field(spec, 'sources')?.value)];
  return {
    parts: sources.flatMap(sourceParts),
    reason: 'what this application deploys',
  };
}

/** The same fields as in the source of an application. */
function sourceOverride(root: Value): Carrier {
  const reason = 'what its application deploys with it';
  return { parts: sourceParts(root), reason };
}

function fluxInstance(root: Value): Carrier {
  return {
    parts: patchesIn(valueAt(root, ['spec', 'kustomize'])),
    reason: 'what it deploys of Flux',
  };
}

function fluxKustomization(root: Value): Carrier {
  const spec = field(root, 'spec')?.value;
  const parts = patchesIn(spec);
  const images = items(field(spec, 'images')?.value);
  const isChanging = parts.length + images.length > 0;
  return {
    parts,
    reason: isChanging ? 'what its patches and images change' : undefined,
    why: `${otherSource(spec)}run podseal check on what flux build prints`,
  };
}

/** Files that no repository of git has are not built. */
function otherSource(spec: Value | undefined): string {
  const kind = textOf(valueAt(spec, ['sourceRef', 'kind'])) ?? '';
  // What is no name of a kind says nothing to a reader.
  if (kind === 'GitRepository' || !/^\w{1,63}$/.test(kind)) return '';
  return `its source is of kind \`${kind}\`, not a GitRepository: `;
}

/** What a known chart becomes is judged where its values are. */
function ociSource(root: Value): Carrier {
  const url = textOf(valueAt(root, ['spec', 'url'])) ?? '';
  if (isKnownAddress(url)) return { parts: [], reason: undefined };
  const mediaType = textOf(valueAt(root, ['spec', 'layerSelector', 'mediaType'])) ?? '';
  const version = textOf(valueAt(root, ['spec', 'ref', 'tag']));
  const isChart = mediaType.includes('helm.chart') && isChartAddress(url);
  return isChart ? { ...source(), why: whyElsewhere({ address: url, version }) } : source();
}

function source(): Carrier {
  const reason = 'what is deployed from this source';
  return { parts: [], reason, why: 'run podseal check on its files', isSource: true };
}

/** A version of its own may be the tag of an image: charts take `appVersion` for it. */
function chart(root: Value): Carrier {
  const isDependent = items(field(root, 'dependencies')?.value).length > 0;
  const hasVersion = isSet(field(root, 'appVersion')?.value);
  const templates = hasVersion ? 'its templates, which may use `appVersion` as a tag' : undefined;
  const reason = isDependent ? 'the charts that it depends on' : templates;
  return { parts: [], reason, why: CHECK_FOLDER };
}

const RELEASES = 'what these releases deploy';
const HELMFILE =
  'charts of Helmfile are not read: run podseal check on what helmfile template prints';

/** What is not analyzed of a file of Helmfile. */
export const HELMFILE_REASON = `${RELEASES} (${HELMFILE})`;

/** Helmfile also reads files of other names, which one of its own names. */
function hasReleases(root: Value): boolean {
  return items(field(root, 'releases')?.value).some((one) => isSet(field(one, 'chart')?.value));
}

/** Values of all charts that a file of Fleet or Helmfile names, also in templates for releases. */
function releases(root: Value): Carrier | undefined {
  const templates = ownFields(field(root, 'templates')?.value).map(({ value }) => value);
  const all = [field(root, 'helm')?.value, ...templates, ...items(field(root, 'releases')?.value)];
  const found = all.filter((one) => isMapping(one));
  if (found.length === 0) return undefined;
  const parts = found.flatMap((one): Part[] => {
    const values = field(one, 'values')?.value;
    const mappings = isMapping(values) ? [values] : items(values).filter(isMapping);
    return mappings.map((value) => ({ kind: 'values', value }));
  });
  const why = isMapping(field(root, 'helm')?.value)
    ? `charts of Fleet are not read: ${CHECK_RENDERED}`
    : HELMFILE;
  return { parts, reason: RELEASES, why };
}
