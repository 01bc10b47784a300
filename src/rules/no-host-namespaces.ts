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
    message: 'it is on the network of its node, where no network policy holds',
    verify:
      'It gets an address of its own and the DNS of the cluster: who reaches it by the address of ' +
      "its node needs a Service or a `hostPort`, and it no longer reaches the node's `127.0.0.1`.",
  },
  {
    name: 'hostPID',
    message: 'it sees all processes of its node, with their arguments',
    verify: 'It must not look for, trace or signal processes outside its containers.',
  },
  {
    name: 'hostIPC',
    message: 'it has the shared memory and semaphores of its node',
    verify:
      'It must share no memory with programs outside its pod: `ipcs` on the node lists what is shared.',
  },
];

export const noHostNamespaces = definePodRule({
  id: 'no-host-namespaces',
  summary: 'a pod in the network, process or IPC namespace of its node',
  headline: 'shares namespaces with its node',
  severity: { immutable: 'warning', strict: 'error', baseline: 'error', restricted: 'error' },
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
        message:
          scalar(value) === true ? `${message}: set \`${name}: false\`` : notBoolean(name, value),
        remedy: {
          safety: 'unsafe',
          changes: [{ kind: 'set', path: value.path, value: false }],
          verify,
        },
      });
    }
  },
});

const HOST_PROCESS =
  ', which its HostProcess containers have to be: set `hostProcess: false` first';

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
