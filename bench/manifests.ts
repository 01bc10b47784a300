/** A generator of numbers from 0 to 1 that gives the same ones for the same seed. */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  // Mulberry32: small, and even enough for picking sizes.
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Random = () => number;

/** A file of a generated repository. */
export interface GeneratedFile {
  readonly path: string;
  readonly text: string;
}

/** One file in so many is a definition of a megabyte, as operators bring along. */
const LARGE_EVERY = 1000;

/** `count` files as repositories have them: half of them have nothing to do with pods. */
export function makeFiles(count: number, seed: number): GeneratedFile[] {
  const next = random(seed);
  return Array.from({ length: count }, (_, index) => {
    const [folder, text] = makeFile(next, index);
    return { path: `${folder}/${String(index).padStart(6, '0')}.yaml`, text };
  });
}

function makeFile(next: Random, index: number): [folder: string, text: string] {
  if (index % LARGE_EVERY === LARGE_EVERY / 2) return ['crds', definition(index, 7000)];
  const roll = next();
  if (roll < 0.3) return ['apps', workload(next, index)];
  if (roll < 0.35) return ['lists', list(next, index)];
  if (roll < 0.4) return ['chart/templates', template(next, index)];
  if (roll < 0.5) return ['crds', definition(index, between(next, 20, 200))];
  if (roll < 0.6) return ['values', values(next, index)];
  if (roll < 0.7) return ['ci', pipeline(next)];
  return roll < 0.9 ? ['config', configMap(next, index)] : ['services', service(index)];
}

function between(next: Random, low: number, high: number): number {
  return low + Math.floor(next() * (high - low + 1));
}

function times(count: number, line: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => line(index)).join('');
}

function head(apiVersion: string, kind: string, index: number): string {
  const name = `${kind.toLowerCase()}-${index}`;
  const labels = `    app.kubernetes.io/name: ${name}\n    app.kubernetes.io/part-of: shop\n`;
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: ${name}\n  labels:\n${labels}`;
}

function workload(next: Random, index: number): string {
  const labels = `app.kubernetes.io/name: deployment-${index}`;
  return (
    `# The service ${index} of the shop.\n${head('apps/v1', 'Deployment', index)}` +
    `spec:\n  replicas: ${between(next, 1, 5)}\n  selector:\n    matchLabels:\n      ${labels}\n` +
    `  template:\n    metadata:\n      labels:\n        ${labels}\n    spec:\n` +
    `      serviceAccountName: shop\n      containers:\n` +
    times(between(next, 1, 3), (at) => container(next, at))
  );
}

function container(next: Random, at: number): string {
  const port = 8000 + at;
  return (
    `        - name: app-${at}\n          image: registry.example/shop/app:${between(next, 1, 99)}\n` +
    `          env:\n` +
    times(
      between(next, 0, 15),
      (index) => `            - name: SETTING_${index}\n              value: "value ${index}"\n`,
    ) +
    `            - name: PORT\n              value: "${port}"\n` +
    `          ports:\n            - containerPort: ${port}\n              name: http\n` +
    `          readinessProbe:\n            httpGet:\n              path: /ready\n              port: http\n` +
    `          resources:\n            limits:\n              memory: 256Mi\n            requests:\n` +
    `              cpu: 100m\n              memory: 128Mi\n${securityContext(next)}`
  );
}

/** Some containers are hardened, some half, some not at all. */
function securityContext(next: Random): string {
  const roll = next();
  if (roll < 0.4) return '';
  const rest = roll < 0.7 ? '' : '            readOnlyRootFilesystem: true\n';
  return `          securityContext:\n            runAsNonRoot: true\n${rest}`;
}

function configMap(next: Random, index: number): string {
  const line = (at: number): string =>
    `    section.${at}.path = /srv/data/${at} # see the handbook\n`;
  const files = times(
    between(next, 1, 4),
    (at) => `  app-${at}.conf: |\n${times(between(next, 10, 120), line)}`,
  );
  return `${head('v1', 'ConfigMap', index)}data:\n${files}`;
}

/** Its schema has the words of a pod, as those of operators do. */
function definition(index: number, properties: number): string {
  const kind = `Widget${index}`;
  const property = (at: number): string =>
    `                field${at}:\n                  type: string\n` +
    `                  description: What the field ${at} of a widget says, in a sentence or two.\n`;
  return (
    head('apiextensions.k8s.io/v1', 'CustomResourceDefinition', index) +
    `spec:\n  group: shop.example\n  names:\n    kind: ${kind}\n    plural: ${kind.toLowerCase()}s\n` +
    `  scope: Namespaced\n  versions:\n    - name: v1\n      served: true\n      storage: true\n` +
    `      schema:\n        openAPIV3Schema:\n          type: object\n          properties:\n` +
    `            spec:\n              type: object\n              properties:\n` +
    `                containers:\n                  type: array\n                  items:\n` +
    `                    type: object\n                    properties:\n` +
    `                      securityContext:\n                        type: object\n` +
    times(properties, property)
  );
}

function list(next: Random, index: number): string {
  const item = (at: number): string => {
    const lines = workload(next, index * 10 + at)
      .trimEnd()
      .split('\n')
      .slice(1);
    return `  - ${lines.join('\n    ')}\n`;
  };
  return `apiVersion: v1\nkind: List\nitems:\n${times(between(next, 2, 4), item)}`;
}

function template(next: Random, index: number): string {
  return workload(next, index)
    .replace(/name: deployment-\d+/, 'name: {{ .Release.Name }}')
    .replace(/replicas: \d+/, 'replicas: {{ .Values.replicas }}');
}

function values(next: Random, index: number): string {
  const entry = (at: number): string => `  setting${at}: "value ${at}" # how the shop is set\n`;
  return `image:\n  tag: "${index}"\nshop:\n${times(between(next, 5, 60), entry)}`;
}

function pipeline(next: Random): string {
  const step = (at: number): string => `      - name: Step ${at}\n        run: make step-${at}\n`;
  return `on: push\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n${times(between(next, 3, 20), step)}`;
}

function service(index: number): string {
  return (
    `${head('v1', 'Service', index)}spec:\n  selector:\n` +
    `    app.kubernetes.io/name: deployment-${index}\n` +
    `  ports:\n    - name: http\n      port: 80\n      targetPort: http\n`
  );
}
