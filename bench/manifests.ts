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

/** The texts of `count` files as repositories have them: a third are workloads. */
export function makeFiles(count: number, seed: number): string[] {
  const next = random(seed);
  return Array.from({ length: count }, (_, index) => {
    const roll = next();
    if (roll < 0.34) return workload(next, index);
    if (roll < 0.6) return configMap(next, index);
    if (roll < 0.75) return customResource(next, index);
    return service(index);
  });
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

/** Some containers are sealed, some half, some not at all. */
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

function customResource(next: Random, index: number): string {
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
    times(between(next, 20, 200), property)
  );
}

function service(index: number): string {
  return (
    `${head('v1', 'Service', index)}spec:\n  selector:\n` +
    `    app.kubernetes.io/name: deployment-${index}\n` +
    `  ports:\n    - name: http\n      port: 80\n      targetPort: http\n`
  );
}
