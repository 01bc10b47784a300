/** Other tools whose annotations can count as exemptions. */
export const FOREIGN_TOOLS = ['kube-linter', 'kube-score', 'polaris', 'checkov'] as const;

export type ForeignTool = (typeof FOREIGN_TOOLS)[number];
