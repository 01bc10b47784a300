/**
 * What of a node's core a path belongs to.
 *
 * kernel: files that are the kernel's interface, so that writing one changes the running kernel.
 * runtime: the container runtime's socket, or a directory that has it; it starts any container for
 * whoever asks, and a socket answers on a read-only mount as well.
 * kubelet: the kubelet's own files, among them the volumes of all pods of the node.
 */
export type KernelPath = 'kernel' | 'runtime' | 'kubelet';

const KERNEL = /^\/(?:proc|sys|dev)(?:\/|$)/;
const KUBELET = /^\/var\/lib\/kubelet(?:\/|$)/;

/**
 * Where runtimes listen (https://kubernetes.io/docs/setup/production-environment/container-runtimes/;
 * K3s and RKE2: /run/k3s/containerd). `/run` itself holds them all, and `/var/run` is a link to it.
 */
const RUNTIME = /^(?:\/var)?\/run(?:\/(?:containerd|crio|docker|k3s|podman)(?:\/.*)?)?$/;

/** The names of the sockets, for installations that keep them elsewhere, such as MicroK8s. */
const SOCKET =
  /\/(?:containerd|cri-dockerd|crio|docker|dockershim|podman)\.sock$|^\\\\\.\\pipe\\(?:containerd-containerd|docker_engine)$/i;

/**
 * What of a node's core a path of it belongs to. The root of the node, `/`, counts as none of it:
 * it has everything.
 */
export function kernelPathOf(path: string): KernelPath | undefined {
  const clean = cleaned(path);
  if (KERNEL.test(clean)) return 'kernel';
  if (RUNTIME.test(clean) || SOCKET.test(clean)) return 'runtime';
  return KUBELET.test(clean) ? 'kubelet' : undefined;
}

/** Whether a path of the node is the matter of `no-kernel-write`. */
export function isKernelPath(path: string): boolean {
  return kernelPathOf(path) !== undefined;
}

/** Without the slashes and dots that mean nothing; the API server refuses `..`. */
function cleaned(path: string): string {
  if (!path.startsWith('/')) return path;
  const steps = path.split('/').filter((step) => step !== '' && step !== '.');
  return `/${steps.join('/')}`;
}

/** Slashes and dots between the steps of a path, which mean nothing. */
const GAP = String.raw`(?:/\.?)*`;

/**
 * The same as patterns of RE2 on a path as it is written, in the order in which they count: policies for
 * a cluster have no other way to clean a path.
 */
export const KERNEL_PATHS: Readonly<Record<KernelPath, string>> = {
  kernel: `^${GAP}/(?:proc|sys|dev)(?:/|$)`,
  runtime:
    `^${GAP}(?:/var${GAP})?/run(?:${GAP}/(?:containerd|crio|docker|k3s|podman)(?:/.*)?)?${GAP}$|` +
    String.raw`(?i:/(?:containerd|cri-dockerd|crio|docker|dockershim|podman)\.sock)(?:/\.?)*$|` +
    String.raw`^(?i:\\\\\.\\pipe\\(?:containerd-containerd|docker_engine))$`,
  kubelet: `^${GAP}/var${GAP}/lib${GAP}/kubelet(?:/|$)`,
};
