import type { Pod } from '../../kubernetes/pod.ts';
import { type Field, field, isMapping, isSet, scalar, textOf } from '../../yaml/value.ts';
import { code, describeValue } from './describe.ts';
import type { Found, Remedy, Report } from './rule.ts';
import type { Setting } from './context-fields.ts';

/** Types of a seccomp or an AppArmor profile that confine a container. */
const CONFINED = ['RuntimeDefault', 'Localhost'];

/** Prose about one kind of profile. */
interface Words {
  /** What `Unconfined` does: `lets it make any system call`. */
  readonly effect: string;
  readonly verify: string;
}

/**
 * What is wrong with a seccompProfile or an appArmorProfile that is set: `Unconfined`, or what the
 * API server refuses. Both have the same shape.
 */
export function unconfined(setting: Setting, { effect, verify }: Words): Found | undefined {
  const { name, key, value } = setting.field;
  const type = field(value, 'type')?.value;
  const text = textOf(type);
  if (text !== undefined && CONFINED.includes(text)) return undefined;
  const changes = toRuntimeDefault(setting);
  const found = changes && { remedy: { safety: 'unsafe' as const, changes, verify } };
  if (isSet(type)) {
    if (text === 'Unconfined') {
      const message = `\`${name}.type: Unconfined\` ${effect}`;
      return { at: type.span, message, advice: 'set `RuntimeDefault`', detail: text, ...found };
    }
    const message =
      `\`${name}.type\` is ${describeValue(type)}, but the API server takes only ` +
      '`RuntimeDefault`, `Localhost` and `Unconfined`';
    return { at: type.span, message, isRefused: true, ...found };
  }
  // In a patch, the type may stand in what is patched.
  if (isMapping(value) && setting.partial) return undefined;
  const message = `\`${name}\` has no \`type\`, so the API server refuses it`;
  return { at: key, message, isRefused: true, ...found };
}

/** The API server takes `localhostProfile` beside no other type, and neither field on Windows. */
function toRuntimeDefault({ pod, field: { value } }: Setting): Remedy['changes'] | undefined {
  const isStuck = isSet(field(value, 'localhostProfile')?.value) || pod.os === 'windows';
  if (!isMapping(value) || isStuck) return undefined;
  return [{ kind: 'set', path: [...value.path, 'type'], value: 'RuntimeDefault' }];
}

/** The report of an annotation with a bad profile: these have other words for the same. */
export function badAnnotation(
  { resource, metadata }: Pod,
  { name, key, value }: Field,
  verify: string,
): Report {
  // The whole name, whose end is that of the container.
  const shown = code(name, Infinity);
  return {
    subject: { resource, value: metadata ?? resource.value },
    at: scalar(value) === null ? key : value.span,
    message: `the annotation ${shown} is ${describeValue(value)}`,
    advice: 'set it to `runtime/default`',
    detail: name,
    remedy: {
      safety: 'unsafe',
      changes: [{ kind: 'set', path: value.path, value: 'runtime/default' }],
      verify,
    },
  };
}
