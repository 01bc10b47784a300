import { type Pod, effectiveWindowsOption } from '../kubernetes/pod.ts';
import { field, isSet, scalar } from '../yaml/value.ts';
import { notBoolean } from './kit/describe.ts';
import { definePodRule } from './kit/rule.ts';
import { podSecurityLevel } from './kit/pod-security-level.ts';

interface Namespace {
  readonly name: 'hostNetwork' | 'hostPID' | 'hostIPC';
  readonly message: string;
  readonly verify: string;
}

const NAMESPACES: readonly Namespace[] = [
  {
    name: 'hostNetwork',
    message: 'uses the network of its node, where no network policy applies',
    verify:
      "The pod gets its own IP address and the cluster's DNS: clients that use the node's address need " +
      "a Service or a `hostPort`, and the pod no longer reaches the node's `127.0.0.1`.",
  },
  {
    name: 'hostPID',
    message: 'sees all processes of its node, with their arguments',
    verify:
      'Check that the pod looks for, traces and signals only processes of its own containers.',
  },
  {
    name: 'hostIPC',
    message: 'shares memory and semaphores with its node',
    verify:
      'Check that it shares no memory with programs outside the pod: `ipcs` on the node lists what is shared.',
  },
];

export const noHostNamespaces = definePodRule({
  id: 'no-host-namespaces',
  summary: 'a pod in the network, process or IPC namespace of its node',
  headline: 'shares namespaces with its node',
  severity: { immutable: 'warning', strict: 'error', baseline: 'error', restricted: 'error' },
  dependsOn: [],
  check(pod, report, ruleSet) {
    for (const { name, message, verify } of NAMESPACES) {
      const value = field(pod.spec, name)?.value;
      if (!isSet(value) || scalar(value) === false) continue;
      const base = { at: value.span, detail: name };
      if (scalar(value) === true && isRequired(pod, name)) {
        // `no-privileged` has the container, which is what has to change.
        if (podSecurityLevel(ruleSet)) report({ ...base, message: `${message}${HOST_PROCESS}` });
        continue;
      }
      report({
        ...base,
        ...(scalar(value) === true
          ? { message, advice: `set \`${name}: false\`` }
          : { message: notBoolean(name, value) }),
        remedy: {
          safety: 'unsafe',
          changes: [{ kind: 'set', path: value.path, value: false }],
          verify,
        },
      });
    }
  },
});

const HOST_PROCESS = ', which HostProcess containers need: set `hostProcess: false` first';

/**
 * The API server takes HostProcess containers on the node's network alone
 * (kubernetes/kubernetes, pkg/apis/core/validation, validateWindowsHostProcessPod).
 */
function isRequired({ containers }: Pod, name: Namespace['name']): boolean {
  return (
    name === 'hostNetwork' &&
    containers.some(
      (container) => scalar(effectiveWindowsOption(container, 'hostProcess')) === true,
    )
  );
}
