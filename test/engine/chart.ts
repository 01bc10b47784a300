import type { ChartRequest } from '../../src/render/chart.ts';

/** A chart of one template, with its values. */
export function chartOf(template: string, values = ''): ChartRequest {
  const files = {
    'Chart.yaml': 'apiVersion: v2\nname: x\nversion: 1.0.0\n',
    'values.yaml': values,
    'templates/a.yaml': template,
  };
  return { files, binaries: {}, sets: [{ release: 'r', namespace: 'default', values: [] }] };
}
