import { type Value, field, isSet, items, scalar, textOf } from '../yaml/value.ts';
import { describeValue } from './kit/describe.ts';
import { defineContainerRule } from './kit/rule.ts';

export const noHostPorts = defineContainerRule({
  id: 'no-host-ports',
  summary: 'a container that takes a port of its node',
  headline: 'takes a port of its node',
  severity: { strict: 'error', baseline: 'error', restricted: 'error' },
  check(container, report) {
    for (const port of items(field(container.value, 'ports')?.value)) {
      const value = field(port, 'hostPort')?.value;
      if (!isSet(value) || scalar(value) === 0) continue;
      const shown = describeValue(value);
      report({
        at: value.span,
        ...(isPort(scalar(value))
          ? {
              message: `takes port ${shown} of its node`,
              advice: 'use a Service instead of `hostPort`',
            }
          : { message: `\`hostPort\` is ${shown}, not a port: the API server refuses it` }),
        detail: nameOf(port),
        remedy: {
          safety: 'unsafe',
          // Without a port of the node there is no address of it to listen on.
          changes: ['hostPort', 'hostIP']
            .filter((name) => field(port, name) !== undefined)
            .map((name) => ({ kind: 'remove' as const, path: [...port.path, name] })),
          verify:
            "Clients that use the node's address need a Service, of type `NodePort` or `LoadBalancer` " +
            'from outside the cluster.',
        },
      });
    }
  },
});

function isPort(value: unknown): boolean {
  return Number.isInteger(value) && Number(value) > 0 && Number(value) <= 65_535;
}

/** What tells a port from the container's others; the API server tells them by number and protocol. */
function nameOf(port: Value): string {
  const number = textOf(field(port, 'containerPort')?.value) ?? '';
  return `${number}/${textOf(field(port, 'protocol')?.value) ?? 'TCP'}`;
}
