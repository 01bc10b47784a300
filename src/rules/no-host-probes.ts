import { isSet, scalar, valueAt } from '../yaml/value.ts';
import { code, describeValue } from './kit/describe.ts';
import { defineContainerRule } from './kit/rule.ts';
import { podSecurityLevel } from './kit/pod-security-level.ts';

/** The handlers by which the kubelet may be told to connect to a host. A hook's tcpSocket is no longer done, but judged. */
export const HOST_HANDLERS: readonly (readonly string[])[] = [
  ['livenessProbe'],
  ['readinessProbe'],
  ['startupProbe'],
  ['lifecycle', 'postStart'],
  ['lifecycle', 'preStop'],
].flatMap((owner) => [
  [...owner, 'httpGet'],
  [...owner, 'tcpSocket'],
]);

export const noHostProbes = defineContainerRule({
  id: 'no-host-probes',
  summary: 'a probe or lifecycle hook that has the kubelet connect to a host of its choice',
  headline: 'has the kubelet connect to other hosts',
  severity: { baseline: 'error', restricted: 'error' },
  dependsOn: [],
  check(container, report, ruleSet) {
    if (!podSecurityLevel(ruleSet)?.isSince(34)) return;
    for (const handler of HOST_HANDLERS) {
      const value = valueAt(container.value, [...handler, 'host']);
      if (!isSet(value) || scalar(value) === '') continue;
      const name = code(handler.join('.'));
      const shown = describeValue(value);
      report({
        at: value.span,
        ...(typeof scalar(value) === 'string'
          ? {
              message: `${name} sends the kubelet to ${shown}`,
              advice: 'remove `host`, so that it asks the pod',
            }
          : {
              message: `the \`host\` of ${name} is ${shown}, not a string: the API server refuses it`,
            }),
        detail: handler.join('.'),
        remedy: {
          safety: 'unsafe',
          changes: [{ kind: 'remove', path: value.path }],
          verify:
            "The kubelet then asks the pod's address: check that the program listens there, not only on " +
            '`127.0.0.1`.',
        },
      });
    }
  },
});
