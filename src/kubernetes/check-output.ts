/** What to do where a chart or a kustomization is not rendered here; clauses. */
export const CHECK_RENDERED = 'run podseal check on what helm template prints';
export const CHECK_BUILT = 'run podseal check on what kustomize build prints';
