import { type Value, field, isSet, items, scalar, textOf } from '../yaml/value.ts';
import { describeValue } from './kit/describe.ts';
import { type Remedy, defineContainerRule } from './kit/rule.ts';

export const noHostPorts = defineContainerRule({
  id: 'no-host-ports',
  summary: 'a container that takes a port of its node',
  headline: 'takes a port of its node',
  severity: { strict: 'error', baseline: 'error', restricted: 'error' },
  dependsOn: [],
  check(container, report) {
    const ports = items(field(container.value, 'ports')?.value);
    for (const port of ports) {
      const value = field(port, 'hostPort')?.value;
      if (!isSet(value) || scalar(value) === 0) continue;
      const shown = describeValue(value);
      // Without its port of the node, it would be the same as another one.
      const isTwin = ports.some((other) => other !== port && nameOf(other) === nameOf(port));
      report({
        at: value.span,
        ...(isPort(scalar(value))
          ? {
              message: `takes port ${shown} of its node`,
              advice: isTwin ? USE_ONE : 'use a Service instead of `hostPort`',
            }
          : { message: `\`hostPort\` is ${shown}, not a port: the API server refuses it` }),
        detail: nameOf(port),
        ...(!isTwin && { remedy: remedyFor(port) }),
      });
    }
  },
});

const USE_ONE = 'use a Service and one entry, as another has the same `containerPort`';

function remedyFor(port: Value): Remedy {
  return {
    safety: 'unsafe',
    // Without a port of the node there is no address of it to listen on.
    changes: ['hostPort', 'hostIP']
      .filter((name) => field(port, name) !== undefined)
      .map((name) => ({ kind: 'remove', path: [...port.path, name] })),
    verify:
      "Clients that use the node's address need a Service, of type `NodePort` or `LoadBalancer` " +
      'from outside the cluster.',
  };
}

function isPort(value: unknown): boolean {
  return Number.isInteger(value) && Number(value) > 0 && Number(value) <= 65_535;
}

/** What tells a port from the container's others; the API server tells them by number and protocol. */
function nameOf(port: Value): string {
  const number = textOf(field(port, 'containerPort')?.value) ?? '';
  return `${number}/${textOf(field(port, 'protocol')?.value) ?? 'TCP'}`;
}
