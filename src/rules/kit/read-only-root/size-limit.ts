/**
 * Far more than temporary files, caches and pid files take in practice: the kubelet evicts a pod whose
 * volume outgrows its limit. And less than what fills a node: kubelets keep 10% of the disk free
 * (`nodefs.available`, pkg/kubelet/eviction/defaults_linux.go), and nodes start at some 20 GiB. With
 * `medium: Memory` it counts as memory of the container, whose own limit bounds it before.
 */
export const DEFAULT_SIZE_LIMIT = '1Gi';
