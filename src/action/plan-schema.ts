/** A finding as a plan file has it: data only, no text that anybody would show. */
export interface PlannedFinding {
  readonly fingerprint: string;
  readonly rule: string;
  readonly severity: 'error' | 'warning' | 'notice';
  readonly introduced: boolean;
}

/** What mode plan hands to mode publish. */
export interface PlanFile {
  readonly version: 1;
  readonly repository: string;
  readonly pullRequest: number;
  readonly base: string;
  readonly head: string;
  readonly conclusion: 'success' | 'failure' | 'neutral';
  readonly findings: readonly PlannedFinding[];
}

/** A plan file is no larger; its findings take some 150 bytes each. */
export const MAX_PLAN_BYTES = 4 * 1024 * 1024;

/** What goes into a plan file of that size; more findings than that nobody reads. */
export const MAX_PLAN_FINDINGS = 10_000;

const commit = { type: 'string', pattern: '^(?:[0-9a-f]{40}|[0-9a-f]{64})$' };

/** The JSON Schema of a plan file. Every text in it has a bound and an alphabet. */
export const planSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'A plan of Podseal',
  type: 'object',
  additionalProperties: false,
  required: ['version', 'repository', 'pullRequest', 'base', 'head', 'conclusion', 'findings'],
  properties: {
    version: { const: 1 },
    repository: { type: 'string', maxLength: 200, pattern: '^[\\w.-]+/[\\w.-]+$' },
    pullRequest: { type: 'integer', minimum: 1, maximum: 2_147_483_647 },
    base: commit,
    head: commit,
    conclusion: { enum: ['success', 'failure', 'neutral'] },
    findings: {
      type: 'array',
      maxItems: MAX_PLAN_FINDINGS,
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['fingerprint', 'rule', 'severity', 'introduced'],
        properties: {
          fingerprint: { type: 'string', pattern: '^[0-9a-f]{16}$' },
          rule: { type: 'string', maxLength: 100, pattern: '^[a-z0-9-]+$' },
          severity: { enum: ['error', 'warning', 'notice'] },
          introduced: { type: 'boolean' },
        },
      },
    },
  },
} as const;
