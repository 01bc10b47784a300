import { type Data, type DataMap, isDataMap } from '../../yaml/value-change.ts';

/** By which key Kubernetes merges the items of a list; all other lists are replaced (API reference, `patchMergeKey`). */
const MERGE_KEYS: Readonly<Record<string, string>> = {
  containers: 'name',
  initContainers: 'name',
  ephemeralContainers: 'name',
  volumes: 'name',
  env: 'name',
  volumeMounts: 'mountPath',
  volumeDevices: 'devicePath',
  imagePullSecrets: 'name',
};

/** Lists that Kubernetes merges by a key, and that say nothing of what a container may do. */
const OTHER_MERGED = ['ports', 'hostAliases', 'topologySpreadConstraints', 'resourceClaims'];

/** Whether a patch has nothing but values: directives such as `$patch: delete` have other rules. */
export function isMergeable(patch: Data): boolean {
  if (Array.isArray(patch)) return patch.every(isMergeable);
  if (!isDataMap(patch)) return true;
  return Object.entries(patch).every(
    ([key, value]) => !key.startsWith('$') && !OTHER_MERGED.includes(key) && isMergeable(value),
  );
}

/** An object after a strategic merge patch (Kubernetes, "Update API Objects in Place Using kubectl patch"). */
export function mergePatch(data: Data | undefined, patch: Data, name = ''): Data {
  if (isDataMap(patch)) return mergeMap(isDataMap(data) ? data : {}, patch);
  const key = MERGE_KEYS[name];
  if (!Array.isArray(patch) || key === undefined || !Array.isArray(data)) return patch;
  return mergeList(data, patch, key);
}

function mergeMap(data: DataMap, patch: DataMap): DataMap {
  const removed = new Set(Object.keys(patch).filter((key) => patch[key] === null));
  const kept = Object.entries(data).filter(([key]) => !removed.has(key));
  const changed = Object.entries(patch)
    .filter(([key]) => !removed.has(key))
    .map(([key, value]): [string, Data] => {
      const own = Object.hasOwn(data, key) ? data[key] : undefined;
      return [key, mergePatch(own, value, key)];
    });
  return Object.fromEntries([...kept, ...changed]);
}

function mergeList(list: readonly Data[], patch: readonly Data[], key: string): Data[] {
  const keyOf = (item: Data): Data | undefined => (isDataMap(item) ? item[key] : undefined);
  const patched = list.map((item) => {
    const own = patch.find((one) => keyOf(one) !== undefined && keyOf(one) === keyOf(item));
    return own === undefined ? item : mergePatch(item, own);
  });
  const known = new Set(list.map(keyOf));
  return [...patched, ...patch.filter((one) => !known.has(keyOf(one)))];
}
