import type { Container } from '../kubernetes/pod.ts';
import { type Value, field, isSet, items, scalar, textOf } from '../yaml/value.ts';
import type { Probe, ProbeAction, Variable } from './plan.ts';

const NAMES = ['startupProbe', 'readinessProbe', 'livenessProbe'] as const;

/** The probes of a container that can be run; what can't is added to the notes. */
export function planProbes(container: Container, notes: Set<string>): Probe[] {
  return NAMES.flatMap((name) => {
    const value = field(container.value, name)?.value;
    if (!isSet(value)) return [];
    const action = actionOf(value, container);
    if ('why' in action) {
      notes.add(`The ${name} is not run: ${action.why}.`);
      return [];
    }
    return [
      {
        name,
        action,
        periodSeconds: numberIn(value, 'periodSeconds', 10),
        timeoutSeconds: numberIn(value, 'timeoutSeconds', 1),
        successes: numberIn(value, 'successThreshold', 1),
      },
    ];
  });
}

/** The API's defaults are its caller's: all of them at least 1. */
function numberIn(value: Value, name: string, usual: number): number {
  const number = scalar(field(value, name)?.value);
  return typeof number === 'number' && number >= 1 ? Math.min(number, 3600) : usual;
}

function actionOf(value: Value, container: Container): ProbeAction | { readonly why: string } {
  const exec = field(value, 'exec')?.value;
  if (isSet(exec)) return { kind: 'exec', command: texts(field(exec, 'command')?.value) };
  const http = field(value, 'httpGet')?.value;
  const tcp = field(value, 'tcpSocket')?.value;
  const network = isSet(http) ? http : tcp;
  if (!isSet(network)) return { why: isSet(field(value, 'grpc')?.value) ? 'grpc' : 'no action' };
  if (isSet(field(network, 'host')?.value)) return { why: 'it asks another host' };
  const port = portOf(field(network, 'port')?.value, container);
  if (port === undefined) return { why: 'its port is not known' };
  if (!isSet(http)) return { kind: 'tcp', port };
  const path = textOf(field(http, 'path')?.value) ?? '/';
  const headers = items(field(http, 'httpHeaders')?.value).map((header): Variable => [
    textOf(field(header, 'name')?.value) ?? '',
    textOf(field(header, 'value')?.value) ?? '',
  ]);
  const isSecure = textOf(field(http, 'scheme')?.value)?.toUpperCase() === 'HTTPS';
  return { kind: 'http', port, path: path.startsWith('/') ? path : `/${path}`, isSecure, headers };
}

/** A port by its number, or by the name that the container gives it. */
function portOf(value: Value | undefined, container: Container): number | undefined {
  const written = textOf(value) ?? '';
  if (/^\d{1,5}$/.test(written)) return inRange(Number(written));
  const named = items(field(container.value, 'ports')?.value).find(
    (port) => textOf(field(port, 'name')?.value) === written,
  );
  const number = scalar(field(named, 'containerPort')?.value);
  return typeof number === 'number' ? inRange(number) : undefined;
}

function inRange(port: number): number | undefined {
  return Number.isInteger(port) && port > 0 && port < 65_536 ? port : undefined;
}

/** The texts of a list. */
export function texts(value: Value | undefined): string[] {
  return items(value).map((item) => textOf(item) ?? '');
}
