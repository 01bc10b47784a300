import { textLike } from '../schema/shapes.ts';
import { listOption } from './option.ts';

/** The formats of the report of a check or a review. */
export const REPORT_FORMATS = [
  'text',
  'json',
  'github',
  'sarif',
  'junit',
  'gitlab',
  'checkstyle',
  'markdown',
  'rdjson',
  'patch',
  'html',
] as const;

/** The name of a format. */
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** A report in a file. */
export interface Output {
  readonly format: ReportFormat;
  readonly path: string;
}

const OUTPUT = new RegExp(`^(?:${REPORT_FORMATS.join('|')})=.`);

/** The option of all that write reports to files. */
export const outputOption = listOption(
  'format=file',
  {
    help: 'A further report in a file, such as `sarif=podseal.sarif` or `html=review.html`.',
    default: undefined,
  },
  () => textLike(OUTPUT, 'a format and a file, such as sarif=podseal.sarif'),
);

/** The values of the option `output`, which have its syntax. */
export function outputsOf(values: readonly string[] = []): Output[] {
  return values.flatMap((value) => {
    const at = value.indexOf('=');
    const format = REPORT_FORMATS.find((one) => one === value.slice(0, at));
    return format ? [{ format, path: value.slice(at + 1) }] : [];
  });
}
