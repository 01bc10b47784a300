/** What may enforce the rules in a cluster. */
export const POLICY_ENGINES = [
  ...['vap', 'pod-security', 'kyverno', 'kyverno-cluster-policy', 'gatekeeper'],
] as const;
