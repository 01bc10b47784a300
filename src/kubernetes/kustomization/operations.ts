import { type Data, isDataMap } from '../../yaml/value-change.ts';

/** An operation of a JSON patch (RFC 6902). */
export interface Operation {
  readonly op: 'add' | 'replace' | 'remove';
  readonly steps: readonly string[];
  readonly value: Data;
}

/** More operations than people write. */
const MAX_OPERATIONS = 200;

/** Reads a JSON patch; undefined where it has an operation that is not known here. */
export function readOperations(list: readonly Data[]): Operation[] | undefined {
  const read = list.slice(0, MAX_OPERATIONS + 1).map(readOperation);
  return read.length <= MAX_OPERATIONS && read.every((one) => one !== undefined) ? read : undefined;
}

function readOperation(data: Data): Operation | undefined {
  if (!isDataMap(data)) return undefined;
  const { op, path, value = null } = data;
  if (typeof path !== 'string' || !path.startsWith('/')) return undefined;
  if (op !== 'add' && op !== 'replace' && op !== 'remove') return undefined;
  const steps = path
    .slice(1)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  return { op, steps, value };
}

/** Data after the operations; undefined where one has no place: Kustomize refuses it. */
export function applyOperations(data: Data, operations: readonly Operation[]): Data | undefined {
  return operations.reduce<Data | undefined>(
    (result, { op, steps, value }) =>
      result === undefined ? undefined : applyAt(result, steps, op, value),
    data,
  );
}

function applyAt(
  data: Data,
  [step = '', ...rest]: readonly string[],
  op: Operation['op'],
  value: Data,
): Data | undefined {
  if (Array.isArray(data)) return applyInList(data, step, rest, { op, value });
  if (!isDataMap(data)) return undefined;
  const own = Object.hasOwn(data, step) ? data[step] : undefined;
  if (rest.length > 0) {
    const inner = own === undefined ? undefined : applyAt(own, rest, op, value);
    return inner === undefined ? undefined : { ...data, [step]: inner };
  }
  if (op !== 'add' && own === undefined) return undefined;
  if (op !== 'remove') return { ...data, [step]: value };
  return Object.fromEntries(Object.entries(data).filter(([key]) => key !== step));
}

function applyInList(
  list: readonly Data[],
  step: string,
  rest: readonly string[],
  { op, value }: Pick<Operation, 'op' | 'value'>,
): Data | undefined {
  const isEnd = step === '-' && op === 'add' && rest.length === 0;
  const at = isEnd ? list.length : /^\d{1,6}$/.test(step) ? Number(step) : -1;
  const isThere = at >= 0 && at < list.length;
  if (rest.length > 0) {
    const item = isThere ? list[at] : undefined;
    const inner = item === undefined ? undefined : applyAt(item, rest, op, value);
    return inner === undefined ? undefined : list.with(at, inner);
  }
  if (op === 'add') return at >= 0 && at <= list.length ? list.toSpliced(at, 0, value) : undefined;
  if (!isThere) return undefined;
  return op === 'remove' ? list.toSpliced(at, 1) : list.with(at, value);
}
