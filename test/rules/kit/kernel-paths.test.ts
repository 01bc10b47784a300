import { expect, test } from 'vitest';
import { isKernelPath, kernelPathOf } from '../../../src/rules/kit/kernel-paths.ts';

test.each([
  ['/proc', 'kernel'],
  ['/proc/', 'kernel'],
  ['//proc/./sys/kernel', 'kernel'],
  ['/sys/fs/bpf', 'kernel'],
  ['/dev/kvm', 'kernel'],
  ['/run', 'runtime'],
  ['/var/run/', 'runtime'],
  ['/var/run/docker.sock', 'runtime'],
  ['/run/docker.sock', 'runtime'],
  ['/run/containerd', 'runtime'],
  ['/run/containerd/containerd.sock', 'runtime'],
  ['/var/run/crio/crio.sock', 'runtime'],
  ['/run/k3s/containerd/containerd.sock', 'runtime'],
  ['/run/podman/podman.sock', 'runtime'],
  ['/var/run/cri-dockerd.sock', 'runtime'],
  ['/var/snap/microk8s/common/run/containerd.sock', 'runtime'],
  [String.raw`\\.\pipe\docker_engine`, 'runtime'],
  ['/var/lib/kubelet', 'kubelet'],
  ['/var/lib/kubelet/device-plugins', 'kubelet'],
])('%s is the %s', (path, owner) => {
  expect(kernelPathOf(path)).toBe(owner);
  expect(isKernelPath(path)).toBe(true);
});

test.each([
  '',
  '/',
  'proc',
  '/process',
  '/system',
  '/developer/sys',
  '/data/proc',
  '/run/app',
  '/var/running',
  '/var/lib/docker/containers',
  '/var/lib/kubelet-data',
  '/srv/docker.sock.d',
  String.raw`C:\data`,
])('%s is no matter of the kernel', (path) => {
  expect(isKernelPath(path)).toBe(false);
});
