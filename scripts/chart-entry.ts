/** What an entry of data/charts may have; src/kubernetes/known-charts/known-chart.ts says what it means. */
import * as v from 'valibot';
import { source } from '../src/images/schema/texts.ts';
import type { KnownChart } from '../src/kubernetes/known-charts/known-chart.ts';
import { filledList, list, mapping, textLike, unique, wholeNumber } from '../src/schema/shapes.ts';

const key = textLike(/^[A-Za-z]\w*$/, 'a key of the values');
const keys = v.pipe(filledList(key), unique());
const address = textLike(
  /^[a-z0-9.-]+(\/[a-z0-9._-]+)*$/,
  'the address of a repository without a scheme: ghcr.io/bjw-s-labs/helm',
);
const kind = textLike(/^[\w./-]+ [A-Z]\w+$/, 'an API version and a kind: apps/v1 Deployment');
const major = wholeNumber(0, 1000);
const defaulted = { defaults: key, strategy: key, options: keys };

const entry = v.pipe(
  mapping({
    name: textLike(/^[a-z0-9-]+$/, 'the name of the chart'),
    repositories: v.pipe(filledList(address), unique()),
    versions: v.pipe(
      mapping({ from: major, to: major }),
      v.description('The major versions that the entry is about.'),
    ),
    controllers: v.pipe(
      mapping({
        at: key,
        type: key,
        default: key,
        kinds: v.record(v.string(), kind),
        claimTemplates: keys,
      }),
      v.description('A mapping of which each value is an object that makes pods.'),
    ),
    pods: v.pipe(
      mapping({ own: key, ...defaulted }),
      v.description('What becomes the spec of a pod: below a controller, and defaults for all.'),
    ),
    containers: v.pipe(
      mapping({
        lists: mapping({ containers: key, initContainers: key }),
        name: key,
        initDefaults: key,
        image: mapping({ at: key, repository: key, tag: key, digest: key, pullPolicy: key }),
        probes: mapping({ at: key, custom: key, spec: key }),
        ...defaulted,
      }),
      v.description('Mappings of a controller of which each value is a container.'),
    ),
    persistence: v.pipe(
      mapping({
        at: key,
        type: key,
        default: key,
        globalMounts: key,
        advancedMounts: key,
        custom: key,
        types: v.record(v.string(), v.record(v.string(), key)),
      }),
      v.description('A mapping of which each value is a volume with its mounts.'),
    ),
    objects: v.pipe(list(key), v.description('Keys of whole objects.')),
    sources: v.pipe(filledList(source), unique(), v.description('Where this was read.')),
  }),
  v.title('What the values of a chart become'),
  v.description('One file a chart that many repositories use and none has; docs/releases.md.'),
);

export const chartEntry: v.GenericSchema<unknown, KnownChart> = entry;
