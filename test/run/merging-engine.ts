import { parse } from 'yaml';
import type { ChartAnswer, ChartEngine, ChartRequest } from '../../src/render/chart.ts';
import { answerOf } from '../rendering.ts';

/** A container that reads one value of its securityContext each from the values. */
export const TEMPLATE = `apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - name: web
      image: registry.example.com/web:1.0.0
      securityContext:
        privileged: <web.privileged>
        readOnlyRootFilesystem: <web.readOnly>
`;

/** Renders the template with each set's values, as Helm merges them. */
export const engine: ChartEngine = {
  render: async ({ files, sets }: ChartRequest): Promise<ChartAnswer> => ({
    sets: sets.flatMap(({ values }) => {
      const merged = [files['values.yaml'] ?? '', ...values].reduce(
        (all: object, text) => merge(all, parse(text) as object),
        {},
      );
      const own = { ...files, 'values.yaml': JSON.stringify(merged) };
      return answerOf(own).sets.slice(0, 1);
    }),
  }),
};

function merge(one: object, other: object | null): object {
  const merged = new Map<string, unknown>(Object.entries(one));
  for (const [key, value] of Object.entries(other ?? {})) {
    const known = merged.get(key);
    const isDeep = typeof value === 'object' && typeof known === 'object' && value && known;
    merged.set(key, isDeep ? merge(known, value) : value);
  }
  return Object.fromEntries(merged);
}
