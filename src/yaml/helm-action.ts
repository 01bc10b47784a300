/** Only templates of Helm charts have this; other tools keep `{{ }}` in strings of manifests. */
const HELM_ACTION =
  /\{\{-?\s*(?:\$?\.(?:Values|Release|Chart|Capabilities|Files|Template)|include|tpl|toYaml)\b/;

/** Whether a value of a document is a text with an action of a chart. */
export function hasAction(value: unknown): boolean {
  return typeof value === 'string' && HELM_ACTION.test(value);
}
