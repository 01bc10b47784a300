/** `requirements.yaml` has the dependencies of charts that are written for Helm 2. */
const CHART = /(?:^|\/)(?:Chart|requirements)\.ya?ml$/;
const KUSTOMIZATION = /(?:^|\/)[Kk]ustomization(?:\.ya?ml)?$/;
/** Helmfile also reads all files of a folder, `helmfile.d/`. */
const RELEASES = /(?:^|\/)(?:fleet|helmfile[^/]*|helmfile(?:\.d)?\/[^/]+)\.ya?ml$/;

/** Values of a Helm chart by their name: `values.yaml`, `values-prod.yml`, `redis.values.yaml`. */
export function isValuesPath(path: string): boolean {
  if (!/\.ya?ml$/i.test(path)) return false;
  return /(?:^|[._-])values(?:[._-]|$)/i.test(path.slice(path.lastIndexOf('/') + 1));
}

export function isChartPath(path: string): boolean {
  return CHART.test(path);
}

/** What Argo CD, or its Image Updater, sets in the source of an application. */
export function isSourceOverride(path: string): boolean {
  return /(?:^|\/)\.argocd-source(?:-[^/]*)?\.yaml$/.test(path);
}

export function isKustomizationPath(path: string): boolean {
  return KUSTOMIZATION.test(path);
}

/** Files of Fleet and of Helmfile, which say which charts are installed with which values. */
export function isReleasesPath(path: string): boolean {
  return RELEASES.test(path);
}

/** Whether a text is of a file of Helmfile, whatever its name: most are templates, and no YAML yet. */
export function isHelmfile(text: string): boolean {
  return /^releases[ \t]*:/m.test(text) && /^[ \t-]*chart[ \t]*:/m.test(text);
}

/** The words of what tells values, of JSON patches, and of objects that bring others along. */
const WORDS =
  /^releases[ \t]*:|securitycontext|host(?:network|pid|ipc|path)|\brepository["']?[ \t]*:|\bop["']?[ \t]*:|\bkind["']?[ \t]*:[ \t]*["']?(?:HelmRelease|Application(?:Set)?|Kustomization|Component|HelmChart(?:Config)?|OCIRepository|GitRepository|Bucket|Release|ResourceSet(?:InputProvider)?|FluxInstance)\b/im;

/** Whether a document may lead to containers that are not in it; all others need no look. */
export function mayBeUnseen(path: string, documentText: string): boolean {
  return (
    isValuesPath(path) ||
    isSourceOverride(path) ||
    [CHART, KUSTOMIZATION, RELEASES].some((name) => name.test(path)) ||
    WORDS.test(documentText)
  );
}

const CARRIER =
  /^[ \t-]*["']?kind["']?[ \t]*:[ \t]*["']?(?:HelmRelease|Application(?:Set)?|HelmChart(?:Config)?|(?:OCI|Git|Helm)Repository|Bucket|Release)\b|["' \t]kustomize\.toolkit\.fluxcd\.io\//m;

/** Whether a file may have objects that bring others along, such as a release of a chart. */
export function mayBringOthers(text: string): boolean {
  return CARRIER.test(text);
}

/** Languages and templates that become YAML, and that nothing here reads: also `web.yaml.in`. */
const FOREIGN =
  /\.(?:jsonnet|libsonnet|cue|dhall|pkl|tpl|tmpl|gotmpl|j2|jinja2?|erb|mustache|hbs|ya?ml\.(?!snap$)\w+)$/i;
const CONTAINER_WORDS = /security_?context|container|image|host_?(?:network|pid|ipc|path)/i;

/** Why a file of another language is not analyzed; undefined where it has nothing of a container. */
export function foreignReason(path: string, text: string): string | undefined {
  const extension = FOREIGN.exec(path)?.[0];
  if (extension === undefined || !CONTAINER_WORDS.test(text)) return undefined;
  return `Podseal does not read ${extension} files: check what this file is rendered to`;
}

export function isForeign(path: string): boolean {
  return FOREIGN.test(path);
}
